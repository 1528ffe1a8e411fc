/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jail/child.h"
#include "jail/landlock.h"
#include "jail/start.h"

enum { LOWEST = 10 }; /* above what the child's descriptors become */

static prse_status system_failed(const char *what, int number, prse_error *err)
{
    prse__error_set(err, number == ENOMEM ? PRSE_ENOMEM : PRSE_EIO, "helper",
                    "%s: %s", what, strerror(number));
    if (err)
        err->sys_code = number;
    return number == ENOMEM ? PRSE_ENOMEM : PRSE_EIO;
}

void prse__jail_shut(int *file)
{
    if (*file >= 0)
        close(*file);
    *file = -1;
}

/* Out of the way of 0..3, which the child gives new meanings. */
static int lift(int *file)
{
    int high = fcntl(*file, F_DUPFD_CLOEXEC, LOWEST);
    prse__jail_shut(file);
    *file = high;
    return high >= 0;
}

/* The parent's end of each pair does not block. */
static int connect_pair(int ours, int theirs, int *own, int *other, int made)
{
    if (made != 0)
        return 0;
    *own = ours;
    *other = theirs;
    return lift(own) & lift(other) && fcntl(*own, F_SETFL, O_NONBLOCK) == 0;
}

static int connect_all(prse__jail_ends *ends, prse__jail_plan *plan)
{
    int pair[2];
    int made = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair);
    if (!connect_pair(pair[0], pair[1], &ends->input, &plan->files[0], made))
        return 0;
    int *own[] = {&ends->output, &ends->errors, &ends->seal};
    for (int i = 0; i < 3; i++) {
        made = pipe2(pair, O_CLOEXEC);
        if (!connect_pair(pair[0], pair[1], own[i], &plan->files[i + 1], made))
            return 0;
    }
    return 1;
}

/* What every program's loading reads, on any distribution. */
static const char *const common[] = {
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib",
    "/etc/ld.so.cache", "/etc/ld.so.preload", "/nix/store", "/gnu/store"};

static int make_landlock(const prse__jail *jail)
{
    int set = prse__landlock_new();
    if (set < 0 || !lift(&set))
        return -1;
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
        prse__landlock_allow(set, common[i]);
    prse__landlock_allow(set, jail->argv[0]);
    if (jail->seal)
        prse__landlock_allow(set, jail->seal);
    for (int i = 0; i < PRSE__JAIL_FILES && jail->files[i]; i++)
        prse__landlock_allow(set, jail->files[i]);
    return set;
}

static prse_status make_env(prse__jail_plan *plan, prse_error *err)
{
    static char locale[] = "LC_ALL=C.UTF-8";
    plan->env[0] = locale;
    if (!plan->jail->seal)
        return PRSE_OK;
    int length = snprintf(plan->preload, sizeof plan->preload, "LD_PRELOAD=%s",
                          plan->jail->seal);
    /* The loader splits the list at these. */
    if (length < 0 || (size_t)length >= sizeof plan->preload ||
        strpbrk(plan->jail->seal, " :"))
        return prse__error_set(err, PRSE_EUNSUPPORTED, "seal",
                               "its path is too long, or has a blank or a "
                               "colon in it");
    plan->env[1] = plan->preload;
    return PRSE_OK;
}

/* No signal may run a handler in the child, which shares our memory until it
 * becomes the program. */
static prse_status give_birth(const prse__jail_plan *plan,
                              prse__jail_ends *ends, prse_error *err)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t process = vfork();
    if (process == 0)
        prse__jail_child(plan);
    int number = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (process < 0)
        return system_failed("it can't be started", number, err);
    ends->process = process;
    ends->handle = (int)syscall(SYS_pidfd_open, process, 0);
    if (ends->handle >= 0)
        return PRSE_OK;
    number = errno;
    kill(process, SIGKILL);
    return system_failed("it has no handle (Linux 5.9 or later has)", number,
                         err);
}

static prse_status check(const prse__jail *jail, prse_error *err)
{
    if (access(jail->argv[0], X_OK) == 0)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EUNSUPPORTED, jail->argv[0],
                           "this program is not installed");
}

static prse_status prepare(prse__jail_plan *plan, prse__jail_ends *ends,
                           prse_error *err)
{
    prse_status status = check(plan->jail, err);
    if (!status)
        status = make_env(plan, err);
    if (status)
        return status;
    if (!connect_all(ends, plan))
        return system_failed("it can't be connected", errno, err);
    plan->landlock = make_landlock(plan->jail);
    prse__filter_loader(&plan->filter);
    return PRSE_OK;
}

prse_status prse__jail_start(const prse__jail *jail, prse__jail_ends *ends,
                             prse_error *err)
{
    *ends = (prse__jail_ends){-1, -1, -1, -1, -1, -1};
    prse__jail_plan plan = {.jail = jail, .files = {-1, -1, -1, -1},
                            .landlock = -1};
    prse_status status = prepare(&plan, ends, err);
    if (!status)
        status = give_birth(&plan, ends, err);
    for (int i = 0; i < 4; i++)
        prse__jail_shut(&plan.files[i]);
    prse__jail_shut(&plan.landlock);
    if (status)
        prse__jail_bury(ends);
    return status;
}

int prse__jail_bury(prse__jail_ends *ends)
{
    int status = -1;
    if (ends->handle >= 0)
        syscall(SYS_pidfd_send_signal, ends->handle, SIGKILL, NULL, 0);
    if (ends->process > 0)
        while (waitpid(ends->process, &status, 0) < 0) {
            if (errno == EINTR)
                continue;
            status = -1;
            break;
        }
    int *files[] = {&ends->handle, &ends->input, &ends->output, &ends->errors,
                    &ends->seal};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        prse__jail_shut(files[i]);
    ends->process = -1;
    return status;
}
