/* SPDX-License-Identifier: Apache-2.0 */
/* Which facts, thresholds, definitions and functions rules read, at any date,
 * directly or through definitions and functions. */
#ifndef PRSE_ENGINE_PACK_READS_H
#define PRSE_ENGINE_PACK_READS_H

#include "rules/each_rule.h"

typedef struct prse__reads {
    const prse__pack_tree *tree;
    uint8_t *of[PRSE__NAME_FUNCTION + 1]; /* [kind][index]: 0 or 1 */
} prse__reads;

/* Nothing is read yet; 0 when memory ran out. */
int prse__reads_make(prse__reads *out, prse__arena *arena,
                     const prse__pack_tree *tree);
void prse__reads_expr(prse__reads *reads, const prse__feel *expr);
/* For prse__each_rule(): what decides or is computed, not the definitions and
 * functions themselves. */
prse__rule_visitor prse__reads_visit;
/* Everything that one obligation reads. */
void prse__reads_obligation(prse__reads *reads, size_t obligation);

#endif
