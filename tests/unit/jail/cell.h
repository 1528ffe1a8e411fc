/* SPDX-License-Identifier: Apache-2.0 */
/* One run of tests/jail/attack.c in the jail. */
#ifndef PRSE_TESTS_UNIT_JAIL_CELL_H
#define PRSE_TESTS_UNIT_JAIL_CELL_H

#include "jail/jail.h"
#include "support/test.h"

enum { CELL_OUTPUT = 1 << 16 };

typedef struct cell {
    prse__jail jail;
    prse__jail_end end;
    prse_error err;
    const char *argv[4];
    char seal[512];
    char output[CELL_OUTPUT + 1]; /* the beginning */
    size_t length;                /* all of it */
    uint64_t asked;               /* bytes of input that were read */
} cell;

/* Generous limits, no input; the caller changes what the test is about. */
void cell_make(cell *it, const char *attempt);
prse_status cell_run(cell *it);
/* Milliseconds that something took. */
int64_t cell_now(void);

#endif
