/* SPDX-License-Identifier: Apache-2.0 */
/* The new process, from its birth to the program. */
#ifndef PRSE_JAIL_CHILD_H
#define PRSE_JAIL_CHILD_H

#include "jail/filter.h"
#include "jail/jail.h"

/* Everything that it needs, made before its birth. */
typedef struct prse__jail_plan {
    const prse__jail *jail;
    char preload[512]; /* "LD_PRELOAD=...", or empty */
    char *env[3];
    int files[4]; /* become 0..3; each is 10 or more */
    int landlock;
    prse__filter filter;
} prse__jail_plan;

/* What it tells on its descriptor 3 when it never came to the program. */
typedef struct prse__jail_stumble {
    char step; /* letter of a step, see prse__jail_step() */
    unsigned char number; /* errno */
} prse__jail_stumble;

/* "limits", ...; NULL: no such step. */
const char *prse__jail_step(char letter);

/* Runs in the child of a vfork, whose memory is its parent's: it calls the
 * system and nothing else. */
_Noreturn void prse__jail_child(const prse__jail_plan *plan);

#endif
