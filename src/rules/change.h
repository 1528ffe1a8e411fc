/* SPDX-License-Identifier: Apache-2.0 */
/* Counterfactuals: the nearest value of one fact that turns an answer over,
 * the others staying as they are. */
#ifndef PRSE_RULES_CHANGE_H
#define PRSE_RULES_CHANGE_H

#include "rules/judge.h"

typedef struct prse__change {
    size_t var;
    size_t cell;     /* the nearest one in which the answer is another */
    prse__mask mask; /* it and its neighbours with the same other answer */
    prse__dd answer; /* what it would be */
} prse__change;

/* The change of a decided answer through one variable; 0: there is none. */
int prse__change_find(prse__change *out, prse__judge *judge,
                      size_t obligation, size_t var);

#endif
