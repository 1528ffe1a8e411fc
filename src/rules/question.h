/* SPDX-License-Identifier: Apache-2.0 */
/* The best next question: the cut of one fact whose answer is expected to
 * remove most doubt over all obligations that are still open; once it is known
 * which ones apply, over what they consist of (their outputs).
 *
 * Doubt is the entropy of what can be answered when the cells that remain
 * possible are weighted: small companies are far more frequent than large
 * ones, so the i-th cell of a number weighs 1 / i. Only the choice of the
 * question depends on these weights, never an answer. */
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

/* Something that is not decided yet: an answer or an output. */
typedef struct prse__stake {
    size_t obligation;
    prse__dd dd;
    double doubt;
    uint8_t *matters; /* of each variable */
} prse__stake;

#define PRSE__ENDS_MAX 16 /* terminals told apart when doubt is measured */

typedef struct prse__asker {
    prse__restrict restrict_;
    double *odds;      /* [node * PRSE__ENDS_MAX + terminal] */
    uint32_t *stamps;
    uint32_t stamp;
    prse__dd ends[PRSE__ENDS_MAX]; /* terminals met by the last measure */
    size_t end_count;
    size_t stake_count;
    prse__stake *stakes;
    uint8_t *matters;  /* memory of the stakes, then of one reading */
    prse__mask *masks;
} prse__asker;

prse_status prse__asker_init(prse__asker *asker, const prse__ruleset *rules,
                             prse_error *err);
void prse__asker_free(prse__asker *asker);

/* Which variables still matter to the answer of an obligation: [v] is 0 or 1,
 * until the next call. */
const uint8_t *prse__asker_matters(prse__asker *asker,
                                   const prse__judge *judge,
                                   size_t obligation);

/* After prse__asker_find(): 1 when the variable helps to decide something
 * about the obligation. */
int prse__asker_helps(const prse__asker *asker, size_t obligation, size_t var);

/* 0 when there is nothing left to ask. `skip[v]` set: never ask it. */
int prse__asker_find(prse__question *out, prse__asker *asker,
                     const prse__judge *judge, const uint8_t *skip);

#endif
