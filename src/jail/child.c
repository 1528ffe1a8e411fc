/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "jail/child.h"
#include "jail/landlock.h"
#include "jail/seal.h"

enum { STACK = 8 << 20, OPEN_FILES = 32, SIGNALS = 65, FAILED = 127 };

static int session(const prse__jail_plan *plan)
{
    (void)plan;
    return setsid() < 0 ? errno : 0;
}

static int landlock(const prse__jail_plan *plan)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return errno;
    return prse__landlock_bind(plan->landlock);
}

static int descriptors(const prse__jail_plan *plan)
{
    for (int i = 0; i < 4; i++)
        if (dup2(plan->files[i], i) < 0)
            return errno;
    if (syscall(SYS_close_range, PRSE__SEAL_FILE + 1, ~0u, 0) != 0)
        return errno;
    return 0;
}

/* Never more than what the host itself may take. `slack`: between the limit
 * that tells and the one that kills. */
static int limit(int what, uint64_t most, uint64_t slack)
{
    uint64_t pair[2]; /* what holds, and the most that may be asked for */
    if (syscall(SYS_prlimit64, 0, what, NULL, pair) != 0)
        return errno;
    if (pair[1] > most + slack)
        pair[1] = most + slack;
    pair[0] = pair[1] < most ? pair[1] : most;
    return syscall(SYS_prlimit64, 0, what, pair, NULL) == 0 ? 0 : errno;
}

static int limits(const prse__jail_plan *plan)
{
    const struct {
        int what;
        uint64_t most, slack;
    } table[] = {{RLIMIT_CPU, plan->jail->cpu_s, 1},
                 {RLIMIT_AS, plan->jail->memory_bytes, 0},
                 {RLIMIT_STACK, STACK, 0},
                 {RLIMIT_NOFILE, OPEN_FILES, 0},
                 {RLIMIT_FSIZE, 0, 0},
                 {RLIMIT_CORE, 0, 0},
                 {RLIMIT_NPROC, 0, 0},
                 {RLIMIT_MEMLOCK, 0, 0},
                 {RLIMIT_MSGQUEUE, 0, 0}};
    int failed = 0;
    for (size_t i = 0; !failed && i < sizeof table / sizeof table[0]; i++)
        failed = limit(table[i].what, table[i].most, table[i].slack);
    return failed;
}

/* A host may ignore some, and its threads block others. */
static int signals(const prse__jail_plan *plan)
{
    struct sigaction plain = {.sa_handler = SIG_DFL};
    sigset_t none;
    (void)plan;
    for (int i = 1; i < SIGNALS; i++)
        sigaction(i, &plain, NULL);
    sigemptyset(&none);
    return sigprocmask(SIG_SETMASK, &none, NULL) == 0 ? 0 : errno;
}

static int filter(const prse__jail_plan *plan)
{
    return prse__filter_install(&plan->filter);
}

static int program(const prse__jail_plan *plan)
{
    execve(plan->jail->argv[0], (char **)(uintptr_t)plan->jail->argv,
           (char **)(uintptr_t)plan->env);
    return errno;
}

static const struct {
    char letter;
    const char *name;
    int (*take)(const prse__jail_plan *plan);
} steps[] = {
    {'n', "its session", session},
    {'k', "Landlock", landlock},
    {'d', "its descriptors", descriptors},
    {'l', "its limits", limits},
    {'s', "its signals", signals},
    {'f', "its filter", filter},
    {'p', "the program", program},
};

enum { STEPS = sizeof steps / sizeof steps[0], DESCRIPTORS = 2 };

const char *prse__jail_step(char letter)
{
    for (int i = 0; i < STEPS; i++)
        if (steps[i].letter == letter)
            return steps[i].name;
    return NULL;
}

void prse__jail_child(const prse__jail_plan *plan)
{
    for (int i = 0; i < STEPS; i++) {
        int failed = steps[i].take(plan);
        if (failed) {
            prse__jail_stumble told = {steps[i].letter, (unsigned char)failed};
            int to = i > DESCRIPTORS ? PRSE__SEAL_FILE
                                     : plan->files[PRSE__SEAL_FILE];
            syscall(SYS_write, to, &told, sizeof told);
            break;
        }
    }
    for (;;) /* not exit(), which is the parent's */
        syscall(SYS_exit_group, FAILED);
}
