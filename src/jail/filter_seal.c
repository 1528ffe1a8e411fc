/* SPDX-License-Identifier: Apache-2.0 */
/* The second wall: what a program may do once it reads input that is not
 * trusted. What a well-behaved program may try in vain is answered EACCES: it
 * goes on without. Anything else is the end of it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "jail/filter.h"
#include "jail/seal.h"

#define ALLOW(call) {call, SECCOMP_RET_ALLOW, PRSE__FILTER_ANY, 0, 0}
#define REFUSE(call) \
    {call, SECCOMP_RET_ERRNO | EACCES, PRSE__FILTER_ANY, 0, 0}
/* With a descriptor that is this one. */
#define ALLOW_ON(call, file) {call, SECCOMP_RET_ALLOW, 0, UINT32_MAX, file}

static const prse__filter_rule rules[] = {
    ALLOW_ON(SYS_read, 0),
    ALLOW_ON(SYS_readv, 0),
    ALLOW_ON(SYS_write, 1),
    ALLOW_ON(SYS_write, 2),
    ALLOW_ON(SYS_write, PRSE__SEAL_FILE), /* closed before main() */
    ALLOW_ON(SYS_writev, 1),
    ALLOW_ON(SYS_writev, 2),
    /* Memory, never code. */
    {SYS_mmap, SECCOMP_RET_ALLOW, 2, PROT_EXEC, 0},
    {SYS_mprotect, SECCOMP_RET_ALLOW, 2, PROT_EXEC, 0},
    ALLOW(SYS_brk),
    ALLOW(SYS_madvise),
    ALLOW(SYS_mremap),
    ALLOW(SYS_munmap),
    ALLOW(SYS_clock_getres),
    ALLOW(SYS_clock_gettime),
    ALLOW(SYS_close),
    ALLOW(SYS_exit),
    ALLOW(SYS_exit_group),
    ALLOW(SYS_fstat),
    ALLOW(SYS_futex),
    ALLOW(SYS_getpid),
    ALLOW(SYS_getrandom),
    ALLOW(SYS_gettid),
    ALLOW(SYS_gettimeofday),
    ALLOW(SYS_lseek),
    ALLOW(SYS_rt_sigaction),
    ALLOW(SYS_rt_sigprocmask),
    ALLOW(SYS_rt_sigreturn),
    ALLOW(SYS_sched_yield),
    {SYS_fcntl, SECCOMP_RET_ALLOW, 1, UINT32_MAX, F_GETFL},
#ifdef SYS_open
    REFUSE(SYS_access),
    REFUSE(SYS_lstat),
    REFUSE(SYS_open),
    REFUSE(SYS_readlink),
    REFUSE(SYS_stat),
#endif
    REFUSE(SYS_faccessat),
    REFUSE(SYS_faccessat2),
    REFUSE(SYS_fcntl),
    REFUSE(SYS_getcwd),
    REFUSE(SYS_ioctl),
    REFUSE(SYS_newfstatat),
    REFUSE(SYS_openat),
    REFUSE(SYS_prlimit64),
    REFUSE(SYS_readlinkat),
    REFUSE(SYS_statfs),
    REFUSE(SYS_statx),
    REFUSE(SYS_sysinfo),
    REFUSE(SYS_uname),
};

void prse__filter_seal(prse__filter *filter, uint32_t self)
{
    prse__filter_begin(filter);
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        prse__filter_add(filter, rules[i]);
    /* abort() is how C++ ends on lack of memory. */
    prse__filter_add(filter, (prse__filter_rule){SYS_tgkill, SECCOMP_RET_ALLOW,
                                                 0, UINT32_MAX, self});
    prse__filter_end(filter, SECCOMP_RET_KILL_PROCESS);
}
