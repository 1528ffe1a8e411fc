/* SPDX-License-Identifier: Apache-2.0 */
/* What is at stake when a question is chosen, measured in two walks over each
 * diagram: from its terminals up, what each node leads to; from its root down,
 * how often each node is reached. Where one variable is asked for, the rest
 * follows from its nodes alone. */
#ifndef PRSE_RULES_STAKES_H
#define PRSE_RULES_STAKES_H

#include "rules/question.h"

/* Forgets the stakes there were. */
void prse__stakes_clear(prse__asker *asker);
void prse__stakes_add(prse__asker *asker, const prse__judge *judge,
                      size_t obligation, prse__dd dd);

/* A stake seen from one variable. The odds of a terminal, when the variable is
 * in a cell, are `rest` plus those of the cell in asker->cells; on an average
 * over its cells, `rest` plus `asked`. */
typedef struct prse__view {
    const prse__stake *stake;
    double rest[PRSE__ENDS_MAX];  /* by ways that do not ask for it */
    double asked[PRSE__ENDS_MAX]; /* by ways that do */
} prse__view;

/* Looks from a visit and those before it in the same stake; the visit that
 * comes next, PRSE__NO_VISIT: none. */
#define PRSE__NO_VISIT UINT32_MAX
uint32_t prse__stakes_view(prse__view *out, prse__asker *asker,
                           uint32_t visit);

/* The doubt that no question about the variable can take away more of; a
 * question with two answers takes one bit at most. */
double prse__stakes_bound(const prse__asker *asker, size_t var,
                          double most_bits);

/* Entropy in bits. */
double prse__doubt(const double *odds, size_t count);

#endif
