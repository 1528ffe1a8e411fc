/* SPDX-License-Identifier: Apache-2.0 */
/* Filters of system calls, as programs of the kernel's small machine. The
 * library builds the loader's, the helpers build the seal's. */
#ifndef PRSE_JAIL_FILTER_H
#define PRSE_JAIL_FILTER_H

#include <linux/filter.h>
#include <stddef.h>
#include <stdint.h>

enum { PRSE__FILTER_MAX = 512, PRSE__FILTER_ANY = 6 };

/* One line of a table: what becomes of a call whose argument number `arg`,
 * under `mask`, is `value` (PRSE__FILTER_ANY: whatever its arguments). The
 * first line that fits counts. */
typedef struct prse__filter_rule {
    uint32_t call;   /* SYS_... */
    uint32_t action; /* SECCOMP_RET_... */
    uint32_t arg;
    uint32_t mask;
    uint32_t value;
} prse__filter_rule;

typedef struct prse__filter {
    struct sock_filter code[PRSE__FILTER_MAX];
    unsigned short len;
    int full; /* a rule found no room */
} prse__filter;

/* Calls of another architecture kill. */
void prse__filter_begin(prse__filter *filter);
void prse__filter_add(prse__filter *filter, prse__filter_rule rule);
void prse__filter_end(prse__filter *filter, uint32_t otherwise);

/* What the dynamic loader and the libraries' constructors may do; otherwise a
 * call answers EPERM. */
void prse__filter_loader(prse__filter *filter);
/* What a sealed program may do; otherwise it is killed. `self`: its process. */
void prse__filter_seal(prse__filter *filter, uint32_t self);

/* Puts it on the calling thread, for good. 0: done, else errno. Safe between
 * fork and exec. */
int prse__filter_install(const prse__filter *filter);

#endif
