/* SPDX-License-Identifier: Apache-2.0 */
/* A diagram restricted to what is known and reduced again: the variables that
 * are left are those that still matter, and only those. */
#ifndef PRSE_RULES_RESTRICT_H
#define PRSE_RULES_RESTRICT_H

#include "rules/judge.h"

/* Working memory, made once for a ruleset. */
typedef struct prse__restrict {
    const prse__ruleset *rules;
    uint32_t *memo;     /* restricted node of each node */
    uint32_t *stamps;   /* of each memo entry and table slot */
    uint32_t *table;
    uint32_t *table_stamps;
    size_t table_room;
    uint32_t stamp;
    prse__dd_node *nodes; /* restricted nodes */
    prse__arc *arcs;
    size_t node_count, arc_count;
} prse__restrict;

prse_status prse__restrict_init(prse__restrict *r, const prse__ruleset *rules,
                                prse_error *err);
void prse__restrict_free(prse__restrict *r);

/* Sets matters[v] to 1 for every variable that the value of the diagram still
 * depends on; the others are left alone. */
void prse__restrict_run(prse__restrict *r, prse__dd dd,
                        const prse__mask *masks, uint8_t *matters);

#endif
