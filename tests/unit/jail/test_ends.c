/* SPDX-License-Identifier: Apache-2.0 */
/* What comes in, what goes out, and how a run ends. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"

PRSE_TEST(jail_ends, input_goes_through_whole)
{
    cell it;
    cell_make(&it, "echo");
    it.jail.input_bytes = 1000003;
    it.jail.output_bytes = 1000003;
    cr_assert_eq(cell_run(&it), PRSE_OK);
    cr_assert_eq(it.length, 1000003);
    for (size_t i = 0; i < CELL_OUTPUT; i++)
        cr_assert_eq(it.output[i], (char)('a' + i % 26));
    cr_assert_eq(it.end.code, 7);
    cr_assert_eq(it.end.signal, 0);
    prse_str said = prse__jail_complaint(&it.end);
    cr_assert(said.len == 8 && memcmp(said.ptr, "one line", 8) == 0);
}

PRSE_TEST(jail_ends, a_program_need_not_read_its_input)
{
    cell it;
    cell_make(&it, "deaf");
    it.jail.input_bytes = (uint64_t)1 << 30;
    cr_assert_eq(cell_run(&it), PRSE_OK);
    cr_assert_str_eq(it.output, "done without reading\nrefused\n");
    cr_assert_lt(it.asked, (uint64_t)1 << 24);
}

PRSE_TEST(jail_ends, a_crash_is_told)
{
    cell it;
    cell_make(&it, "crash");
    cr_assert_eq(cell_run(&it), PRSE_OK);
    cr_assert_eq(it.end.signal, SIGSEGV);
}

PRSE_TEST(jail_ends, endless_complaints_are_cut)
{
    cell it;
    cell_make(&it, "complain");
    cr_assert_eq(cell_run(&it), PRSE_OK);
    cr_assert_eq(it.end.code, 1);
    cr_assert_eq(strlen(it.end.said), PRSE__JAIL_SAID - 1);
}

static prse_status fail_to_give(void *user, uint64_t offset, void *to,
                                size_t room, prse_error *err)
{
    (void)user, (void)offset, (void)to, (void)room;
    return prse__error_set(err, PRSE_ERATE, "give", "a fault");
}

static prse_status fail_to_take(void *user, prse_str bytes, prse_error *err)
{
    (void)user, (void)bytes;
    return prse__error_set(err, PRSE_ECONFLICT, "take", "a fault");
}

PRSE_TEST(jail_ends, failures_of_the_caller_go_through)
{
    cell it;
    cell_make(&it, "echo");
    it.jail.input_bytes = 10;
    it.jail.give = fail_to_give;
    cr_assert_eq(cell_run(&it), PRSE_ERATE);
    cell_make(&it, "flood");
    it.jail.take = fail_to_take;
    cr_assert_eq(cell_run(&it), PRSE_ECONFLICT);
}

/* A host that ignores signals, or blocks them, changes nothing inside. */
PRSE_TEST(jail_ends, the_hosts_signals_do_not_go_in)
{
    sigset_t all, before;
    cell it;
    sigfillset(&all);
    signal(SIGXCPU, SIG_IGN);
    signal(SIGPIPE, SIG_DFL);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    cell_make(&it, "spin");
    it.jail.cpu_s = 1;
    cr_assert_eq(cell_run(&it), PRSE_ELIMIT);
    cell_make(&it, "deaf");
    it.jail.input_bytes = 1 << 20;
    cr_assert_eq(cell_run(&it), PRSE_OK);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

PRSE_TEST(jail_ends, a_host_that_ignores_its_children_is_told)
{
    cell it;
    cell_make(&it, "echo");
    signal(SIGCHLD, SIG_IGN);
    prse_status status = cell_run(&it);
    signal(SIGCHLD, SIG_DFL);
    cr_assert_eq(status, PRSE_EIO);
    cr_assert_not_null(strstr(it.err.message, "SIGCHLD"));
}
