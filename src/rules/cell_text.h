/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of cells as text. */
#ifndef PRSE_RULES_CELL_TEXT_H
#define PRSE_RULES_CELL_TEXT_H

#include "rules/cells.h"

/* A set of cells as a fact is written: "[50..300)", ">= 50", "true",
 * "null or < 50", "not null", "sa or sas"; "unknown" when it is the whole
 * domain. */
void prse__cells_print(prse__buf *buf, const prse__var *var,
                       const prse__mask *mask);
/* The same as a FEEL condition on the fact: "effectif >= 50",
 * "effectif in (null, [50..300))", "est_cotee = true". */
void prse__cells_condition(prse__buf *buf, const prse__var *var,
                           const prse__mask *mask);
/* A range as a fact is written: "60", "[50..300)", ">= 50", "unknown". */
void prse__range_print(prse__buf *buf, prse__bound low, prse__bound high);
/* A value as a fact is written: dates and strings bare. */
void prse__value_write(prse__buf *buf, const prse__value *value);

#endif
