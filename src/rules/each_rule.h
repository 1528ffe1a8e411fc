/* SPDX-License-Identifier: Apache-2.0 */
/* Every rule of a pack, in the order of its files. */
#ifndef PRSE_RULES_EACH_RULE_H
#define PRSE_RULES_EACH_RULE_H

#include "rules/pack.h"

typedef enum prse__rule_use {
    PRSE__USE_FUNCTION,
    PRSE__USE_DEFINITION,
    PRSE__USE_CELLS,   /* decides something: becomes diagrams */
    PRSE__USE_EVALUATE /* compute, status, due: evaluated on exact facts */
} prse__rule_use;

typedef void prse__rule_visitor(void *self, const prse__rule *rule,
                                prse__rule_use use);

void prse__each_rule(const prse__pack_tree *pack, prse__rule_visitor *visit,
                     void *self);

#endif
