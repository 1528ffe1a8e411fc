/* SPDX-License-Identifier: Apache-2.0 */
/* The best next question: the cut of one fact whose answer is expected to
 * remove most doubt over all obligations that are still open; once it is known
 * which ones apply, over what they consist of (their outputs).
 *
 * Doubt is the entropy of what can be answered when the cells that remain
 * possible are weighted, see survey.h. */
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

#define PRSE__ENDS_MAX 16 /* terminals told apart when doubt is measured */

/* Something that is not decided yet: an answer or an output, and the nodes of
 * its restricted diagram. */
typedef struct prse__stake {
    size_t obligation;
    const uint64_t *matters; /* the variables that it depends on */
    double doubt;
    size_t first, end;  /* its visits: children first, the root last */
    size_t end_count;
    double *odds;       /* [visit * end_count + terminal] */
} prse__stake;

/* A node of a stake. */
typedef struct prse__visit {
    prse__branch branch;
    const uint32_t *ways; /* where its arcs lead: a visit, or a terminal */
    uint32_t next; /* the visit before that asks for the same variable */
    double share;  /* how often it is reached */
} prse__visit;

typedef struct prse__asker {
    prse__restrict restrict_;
    size_t stake_count;
    prse__stake *stakes;
    size_t visit_count;
    prse__visit *visits; /* of all stakes, and what they hold: */
    size_t way_count;
    uint32_t *ways;
    size_t odds_count;
    double *odds;
    uint32_t *places;    /* of each node: where it is in the last stake */
    uint32_t *stamps;    /* of each place */
    uint32_t stamp;
    uint32_t ends[PRSE__ENDS_MAX]; /* terminals of the last stake */
    uint32_t *last;      /* of each variable: its last visit */
    double *bounds;      /* of each variable: no cut of it gains more */
    double *cells;       /* [cell * PRSE__ENDS_MAX + terminal] */
    double *left[2];     /* of each cut: the doubt that it leaves; of the
                            variable that promises most, and of another */
} prse__asker;

prse_status prse__asker_init(prse__asker *asker, const prse__ruleset *rules,
                             prse_error *err);
void prse__asker_free(prse__asker *asker);

/* The variables that still matter to the answer of an obligation, until the
 * judge runs again. */
const uint64_t *prse__asker_matters(prse__asker *asker,
                                    const prse__judge *judge,
                                    size_t obligation);

/* After prse__asker_find(): 1 when the variable helps to decide something
 * about the obligation. */
int prse__asker_helps(const prse__asker *asker, size_t obligation, size_t var);

/* 0 when there is nothing left to ask. `skip[v]` set: never ask it. */
int prse__asker_find(prse__question *out, prse__asker *asker,
                     const prse__judge *judge, const uint8_t *skip);

#endif
