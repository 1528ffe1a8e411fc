/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "jail/filter.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "jail/filter.h"

#if defined(__x86_64__)
#define OWN_ARCH AUDIT_ARCH_X86_64
#define X32_CALLS 0x40000000u
#elif defined(__aarch64__)
#define OWN_ARCH AUDIT_ARCH_AARCH64
#else
#define OWN_ARCH 0 /* every call kills */
#endif

static void put(prse__filter *filter, uint16_t code, uint32_t k, uint8_t yes,
                uint8_t no)
{
    if (filter->len == PRSE__FILTER_MAX) {
        filter->full = 1;
        return;
    }
    filter->code[filter->len++] = (struct sock_filter){code, yes, no, k};
}

static void load(prse__filter *filter, size_t offset)
{
    put(filter, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static void answer(prse__filter *filter, uint32_t action)
{
    put(filter, BPF_RET | BPF_K, action, 0, 0);
}

void prse__filter_begin(prse__filter *filter)
{
    filter->len = 0;
    filter->full = 0;
    load(filter, offsetof(struct seccomp_data, arch));
    put(filter, BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCH, 1, 0);
    answer(filter, SECCOMP_RET_KILL_PROCESS);
    load(filter, offsetof(struct seccomp_data, nr));
#ifdef X32_CALLS
    put(filter, BPF_JMP | BPF_JGE | BPF_K, X32_CALLS, 0, 1);
    answer(filter, SECCOMP_RET_KILL_PROCESS);
#endif
}

/* The lower half of an argument: both architectures are little endian, and all
 * that is looked at are numbers of 32 bits. */
static size_t place(uint32_t arg)
{
    return offsetof(struct seccomp_data, args) + arg * sizeof(uint64_t);
}

void prse__filter_add(prse__filter *filter, prse__filter_rule rule)
{
    int any = rule.arg == PRSE__FILTER_ANY;
    put(filter, BPF_JMP | BPF_JEQ | BPF_K, rule.call, 0, any ? 1 : 5);
    if (!any) {
        load(filter, place(rule.arg));
        put(filter, BPF_ALU | BPF_AND | BPF_K, rule.mask, 0, 0);
        put(filter, BPF_JMP | BPF_JEQ | BPF_K, rule.value, 0, 1);
    }
    answer(filter, rule.action);
    if (!any)
        load(filter, offsetof(struct seccomp_data, nr));
}

void prse__filter_end(prse__filter *filter, uint32_t otherwise)
{
    answer(filter, otherwise);
}

int prse__filter_install(const prse__filter *filter)
{
    struct sock_fprog program = {
        .len = filter->len,
        .filter = (struct sock_filter *)(uintptr_t)filter->code};
    if (filter->full)
        return E2BIG;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return errno;
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0)
        return errno;
    return 0;
}
