/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "jail/filter.h"
#include "jail/landlock.h"
#include "jail/seal.h"

enum { NOT_SEALED = 126 };

static int wall(void)
{
    static prse__filter filter;
    /* Not before exec, which would undo it. */
    int failed = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    int set = prse__landlock_new();
    prse__filter_seal(&filter, (uint32_t)getpid());
    failed = failed || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
             prse__landlock_bind(set);
    if (set >= 0)
        close(set);
    return failed || prse__filter_install(&filter);
}

void prse__seal(void)
{
    const char word = PRSE__SEALED;
    if (wall() || write(PRSE__SEAL_FILE, &word, 1) != 1)
        syscall(SYS_exit_group, NOT_SEALED);
    close(PRSE__SEAL_FILE);
}
