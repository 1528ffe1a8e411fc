/* SPDX-License-Identifier: Apache-2.0 */
/* The cells of a number, count or date fact for values that are whole, as days
 * are and nearly all numbers of companies: found among integers, without
 * decimal arithmetic. */
#ifndef PRSE_RULES_STEPS_H
#define PRSE_RULES_STEPS_H

#include "rules/cells.h"

/* Each list has one entry for each cell but the first, in order, and tells
 * where that cell begins. */
struct prse__steps {
    const int64_t *at;   /* the least whole number that it holds */
    const int64_t *up;   /* the value of its cut, rounded up */
    const int64_t *past; /* the least whole number above that value */
    size_t count;
    int64_t low, high; /* the least and the largest of the domain */
};

/* Numbers from here on, either side, are not looked up. */
#define PRSE__STEPS_END (INT64_C(1) << 60)

/* NULL when memory ran out. */
const prse__steps *prse__steps_make(const prse__var *var, prse__arena *arena);

/* How many entries of a list are no larger than n: the cell. */
static inline size_t prse__steps_below(const int64_t *list, size_t count,
                                       int64_t n)
{
    size_t below = 0;
    for (size_t half; count > 0; count -= half) {
        half = (count + 1) / 2;
        if (list[below + half - 1] <= n)
            below += half;
    }
    return below;
}

#endif
