/* SPDX-License-Identifier: Apache-2.0 */
/* The best next question: the cut of one fact whose answer is expected to
 * remove most doubt over all obligations that are still open.
 *
 * Doubt is the entropy of the answer when the cells that remain possible are
 * weighted: small companies are far more frequent than large ones, so the i-th
 * cell of a number weighs 1 / i. Only the choice of the question depends on
 * these weights, never an answer. */
#ifndef PRSE_RULES_QUESTION_H
#define PRSE_RULES_QUESTION_H

#include "rules/restrict.h"

typedef struct prse__question {
    size_t var;
    int open;       /* ask for the value itself: a code or a long list */
    prse__mask yes; /* unless open: the cells of each answer */
    prse__mask no;
    double gain;    /* expected, in bits */
} prse__question;

typedef struct prse__asker {
    prse__restrict restrict_;
    double *odds;      /* [node * PRSE__ANSWER_COUNT + terminal] */
    uint32_t *stamps;
    uint32_t stamp;
    uint8_t *matters;  /* [obligation * var_count + variable] */
    double *doubts;    /* of each obligation */
    prse__mask *masks;
} prse__asker;

prse_status prse__asker_init(prse__asker *asker, const prse__ruleset *rules,
                             prse_error *err);
void prse__asker_free(prse__asker *asker);

/* Which variables still matter to an obligation: matters[v] is 0 or 1. */
const uint8_t *prse__asker_matters(prse__asker *asker,
                                   const prse__judge *judge,
                                   size_t obligation);

/* 0 when there is nothing left to ask. `skip[v]` set: never ask it. */
int prse__asker_find(prse__question *out, prse__asker *asker,
                     const prse__judge *judge, const uint8_t *skip);

#endif
