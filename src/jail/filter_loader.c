/* SPDX-License-Identifier: Apache-2.0 */
/* The first wall: from before exec to the seal. No input is read meanwhile, so
 * that this list only has to be short enough to be read. It stays in force
 * behind the seal, so that what the seal allows must be here too. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>

#include "jail/filter.h"

#define ALLOW(call) {call, SECCOMP_RET_ALLOW, PRSE__FILTER_ANY, 0, 0}
/* What could create or change a file, in the flags of an open. */
#define WRITES ((uint32_t)(O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | \
                           (O_TMPFILE & ~O_DIRECTORY)))

static const prse__filter_rule rules[] = {
#ifdef SYS_open
    {SYS_open, SECCOMP_RET_ALLOW, 1, WRITES, 0},
    ALLOW(SYS_access),
    ALLOW(SYS_arch_prctl),
    ALLOW(SYS_stat),
    ALLOW(SYS_lstat),
    ALLOW(SYS_readlink),
#endif
    {SYS_openat, SECCOMP_RET_ALLOW, 2, WRITES, 0},
    ALLOW(SYS_brk),
    ALLOW(SYS_clock_getres),
    ALLOW(SYS_clock_gettime),
    ALLOW(SYS_close),
    ALLOW(SYS_dup),
    ALLOW(SYS_execve),
    ALLOW(SYS_exit),
    ALLOW(SYS_exit_group),
    ALLOW(SYS_faccessat),
    ALLOW(SYS_fcntl),
    ALLOW(SYS_fstat),
    ALLOW(SYS_fstatfs),
    ALLOW(SYS_futex),
    ALLOW(SYS_getcwd),
    ALLOW(SYS_getdents64),
    ALLOW(SYS_getegid),
    ALLOW(SYS_geteuid),
    ALLOW(SYS_getgid),
    ALLOW(SYS_getpid),
    ALLOW(SYS_getrandom),
    ALLOW(SYS_gettid),
    ALLOW(SYS_gettimeofday),
    ALLOW(SYS_getuid),
    ALLOW(SYS_landlock_create_ruleset),
    ALLOW(SYS_landlock_restrict_self),
    ALLOW(SYS_lseek),
    ALLOW(SYS_madvise),
    ALLOW(SYS_mmap),
    ALLOW(SYS_mprotect),
    ALLOW(SYS_mremap),
    ALLOW(SYS_munmap),
    ALLOW(SYS_newfstatat),
    ALLOW(SYS_prctl),
    ALLOW(SYS_pread64),
    {SYS_prlimit64, SECCOMP_RET_ALLOW, 2, UINT32_MAX, 0},
    ALLOW(SYS_read),
    ALLOW(SYS_readlinkat),
    ALLOW(SYS_readv),
#ifdef SYS_rseq
    ALLOW(SYS_rseq),
#endif
    ALLOW(SYS_rt_sigaction),
    ALLOW(SYS_rt_sigprocmask),
    ALLOW(SYS_rt_sigreturn),
    ALLOW(SYS_sched_getaffinity),
    ALLOW(SYS_sched_yield),
    ALLOW(SYS_seccomp),
    ALLOW(SYS_set_robust_list),
    ALLOW(SYS_set_tid_address),
    ALLOW(SYS_sigaltstack),
    ALLOW(SYS_statfs),
    ALLOW(SYS_sysinfo),
    ALLOW(SYS_tgkill),
    ALLOW(SYS_uname),
    ALLOW(SYS_write),
    ALLOW(SYS_writev),
};

void prse__filter_loader(prse__filter *filter)
{
    prse__filter_begin(filter);
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        prse__filter_add(filter, rules[i]);
    prse__filter_end(filter, SECCOMP_RET_ERRNO | EPERM);
}
