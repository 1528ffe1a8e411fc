/* SPDX-License-Identifier: Apache-2.0 */
/* The next question, measured as its definition says: for every cut of every
 * variable each diagram is walked again under the masks of either answer. What
 * rules/question.c finds in two walks is compared with it. */
#ifndef PRSE_TESTS_UNIT_RULES_SLOW_QUESTION_H
#define PRSE_TESTS_UNIT_RULES_SLOW_QUESTION_H

#include "rules/question.h"

typedef struct slow_restrict {
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
} slow_restrict;

typedef struct slow_stake {
    size_t obligation;
    prse__dd dd;
    double doubt;
    uint8_t *matters; /* of each variable */
} slow_stake;

typedef struct slow_asker {
    slow_restrict restrict_;
    double *odds;      /* [node * PRSE__ENDS_MAX + terminal] */
    uint32_t *stamps;
    uint32_t stamp;
    prse__dd ends[PRSE__ENDS_MAX]; /* terminals met by the last measure */
    size_t end_count;
    size_t stake_count;
    slow_stake *stakes;
    uint8_t *matters;  /* memory of the stakes, then of one reading */
    prse__mask *masks;
} slow_asker;

prse_status slow_asker_init(slow_asker *a, const prse__ruleset *rules,
                            prse_error *err);
void slow_asker_free(slow_asker *a);

/* Which variables still matter to the answer of an obligation: [v] is 0 or 1,
 * until the next call. */
const uint8_t *slow_asker_matters(slow_asker *a, const prse__judge *judge,
                                  size_t obligation);
int slow_asker_helps(const slow_asker *a, size_t obligation, size_t var);
int slow_asker_find(prse__question *out, slow_asker *a,
                    const prse__judge *judge, const uint8_t *skip);

#endif
