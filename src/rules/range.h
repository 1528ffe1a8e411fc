/* SPDX-License-Identifier: Apache-2.0 */
/* How the value of a number, count or date fact is written: exactly, as an
 * interval in FEEL ("[50..300)", ">= 50"), as "50..249" (both ends included)
 * or as the name of a bracket of the fact. */
#ifndef PRSE_RULES_RANGE_H
#define PRSE_RULES_RANGE_H

#include "rules/pack.h"

/* A set of values as it is written, before it is known which fact's it is:
 * low and high as bounds; an exact value has both, equal and closed. */
typedef struct prse__range {
    prse__bound low, high;
} prse__range;

/* Reads a range of numbers, or of dates when `date`. Values live in the arena.
 * PRSE_ETYPE with what would be right; also when low is above high. */
prse_status prse__range_read(prse__range *out, prse__arena *arena, int date,
                             prse_str text, prse_error *err);

#endif
