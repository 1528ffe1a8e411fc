/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/stop.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t signal_that_came;

static void note(int number)
{
    signal_that_came = number;
}

static void catch_signals(int flags)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {0};
    action.sa_handler = note;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction before;
        /* What nohup or a script chose to ignore stays ignored. */
        if (sigaction(numbers[i], NULL, &before) == 0 &&
            before.sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
    }
}

void cli_stop_catch(void)
{
    catch_signals((int)SA_RESETHAND);
}

void cli_stop_catch_always(void)
{
    catch_signals(0);
}

int cli_stop_wanted(void *user)
{
    (void)user;
    return signal_that_came != 0;
}

void cli_stop_end(void)
{
    int number = signal_that_came;
    if (number == 0)
        return;
    signal(number, SIG_DFL);
    raise(number);
}
