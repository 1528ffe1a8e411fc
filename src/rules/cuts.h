/* SPDX-License-Identifier: Apache-2.0 */
/* Finding where the rules of a pack cut the domain of each number, count and
 * date fact: wherever one is compared with a constant, in any period. */
#ifndef PRSE_RULES_CUTS_H
#define PRSE_RULES_CUTS_H

#include "rules/cells.h"
#include "rules/epochs.h"

/* Fills cuts[i] for fact i. PRSE_ERULE where a rule uses such a fact in a way
 * that cells cannot follow (arithmetic, two facts compared). */
/* Sets listed[i] for definition i whose values are a finite list: none of them
 * is the value of a number or date fact itself. */
prse_status prse__cuts_find(prse__cuts *cuts, uint8_t *listed,
                            prse__arena *arena,
                            const prse__pack_tree *pack,
                            const prse__epochs *epochs, prse_error *err);

#endif
