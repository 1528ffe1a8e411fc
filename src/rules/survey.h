/* SPDX-License-Identifier: Apache-2.0 */
/* What is worked out once about every node of a compiled pack: which variables
 * it depends on, how often each of its ways is taken when nothing is known, and
 * how large the diagrams are that a question looks at. */
#ifndef PRSE_RULES_SURVEY_H
#define PRSE_RULES_SURVEY_H

#include "rules/bits.h"
#include "rules/ruleset.h"

/* Doubt is measured with cells that weigh: small companies are far more
 * frequent than large ones, so the i-th cell of a number weighs 1 / i. Only
 * the choice of a question depends on these weights, never an answer. */
typedef struct prse__weights {
    double *cells; /* of one variable */
    double all;    /* their sum */
} prse__weights;

struct prse__survey {
    size_t words;      /* of a set of variables */
    uint64_t *support; /* [node * words]: what the node depends on */
    prse__mask *whole; /* of each variable: nothing is known */
    prse__weights *weights; /* of each variable */
    double *shares;    /* of each arc, when nothing is known */
    size_t most_nodes; /* of all diagrams that a question looks at, */
    size_t most_arcs;  /* and their arcs */
    double *cells;     /* memory of the weights */
};

prse_status prse__survey_make(prse__survey **out, const prse__ruleset *rules,
                              prse_error *err);
void prse__survey_free(prse__survey *survey);

static inline const uint64_t *prse__support(const prse__survey *survey,
                                            prse__dd dd)
{
    return &survey->support[(size_t)dd * survey->words];
}

/* The weight of some cells. */
double prse__weight(const prse__weights *weights, const prse__mask *mask);

#endif
