/* SPDX-License-Identifier: Apache-2.0 */
/* Two sets of possible values of one fact, from two sources. */
#ifndef PRSE_ENGINE_MERGE_SET_H
#define PRSE_ENGINE_MERGE_SET_H

#include "rules/profile.h"

/* What the second set is to the first. */
typedef enum prse__relation {
    PRSE__SAME,
    PRSE__INSIDE, /* finer */
    PRSE__AROUND, /* coarser */
    PRSE__ACROSS, /* they share some values */
    PRSE__APART   /* they share none */
} prse__relation;

/* The same slot in two profiles of one ruleset, both given. */
prse__relation prse__slots_relation(const prse__profile *p,
                                    const prse__slot *a,
                                    const prse__profile *q,
                                    const prse__slot *b);
/* Writes the smallest set that is one fact's and holds both, as facts are
 * written. */
void prse__slots_hull(prse__buf *buf, const prse__slot *a,
                      const prse__slot *b);

#endif
