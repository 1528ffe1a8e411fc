/* SPDX-License-Identifier: Apache-2.0 */
/* The birth of the program, and the parent's ends of what connects them. */
#ifndef PRSE_JAIL_START_H
#define PRSE_JAIL_START_H

#include <sys/types.h>

#include "jail/jail.h"

typedef struct prse__jail_ends {
    pid_t process;
    int handle;  /* pidfd */
    int input;   /* a socket: writing to a dead reader raises no signal */
    int output, errors, seal;
} prse__jail_ends;

/* On success the caller calls prse__jail_bury(). */
prse_status prse__jail_start(const prse__jail *jail, prse__jail_ends *ends,
                             prse_error *err);
void prse__jail_shut(int *file); /* closes, and sets to -1 */
/* Kills it unless it has ended, waits for it, closes everything. Its status as
 * waitpid() gives it, -1 where the host had it reaped. */
int prse__jail_bury(prse__jail_ends *ends);

#endif
