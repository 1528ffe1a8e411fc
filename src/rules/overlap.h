/* SPDX-License-Identifier: Apache-2.0 */
/* Proof that no two rows of a U or A table match at once, and that the order
 * of the rows of a P or O table is known. */
#ifndef PRSE_RULES_OVERLAP_H
#define PRSE_RULES_OVERLAP_H

#include "rules/compile.h"

/* For every table that a rule of the pack holds, in the compiler's period.
 * PRSE_ERULE names both rows and the cells in which they meet. */
prse_status prse__overlap_check(prse__compiler *c, prse_error *err);

/* Adds the conditions of one path to a terminal of the diagram, as FEEL:
 * "effectif in [50..250) and est_cotee = true". */
void prse__path_print(prse__buf *buf, const prse__compiler *c, prse__dd dd,
                      prse__dd terminal);

#endif
