/* SPDX-License-Identifier: Apache-2.0 */
/* Answers under masks: which terminals of a diagram remain possible. Since each
 * variable occurs once on a path and the masks of variables are independent,
 * every path that the masks allow is some completion of the facts: what is
 * reachable is exactly what is possible. Nothing is allocated after init. */
#ifndef PRSE_RULES_JUDGE_H
#define PRSE_RULES_JUDGE_H

#include "rules/ruleset.h"

/* The terminals that can be reached from a diagram. */
typedef struct prse__reach {
    size_t count;   /* distinct terminals: 1, or 2 for "more than one" */
    prse__dd first; /* the first one found */
    uint32_t early; /* bit t: terminal t < 32 was found; complete only for
                       diagrams of answers */
} prse__reach;

typedef struct prse__judge {
    const prse__ruleset *rules;
    size_t epoch;
    prse__mask *masks; /* of each variable: what is known */
    prse__mask *work;  /* the same, changed and restored by explanations */
    prse__mask *whole; /* of each variable: nothing is known */
    uint32_t *seen;    /* stamp of each node's last visit */
    uint32_t stamp;
    uint8_t *touched;  /* 1: the last walk met this variable */
    uint8_t *answers;  /* of each obligation: a terminal, see ruleset.h */
    uint32_t *reasons; /* [obligation * var_count + i]: variables */
    size_t *reason_counts;
} prse__judge;

prse_status prse__judge_init(prse__judge *judge, const prse__ruleset *rules,
                             prse_error *err);
void prse__judge_free(prse__judge *judge);

/* Copies the masks and answers every obligation, or one (SIZE_MAX: all). */
void prse__judge_run(prse__judge *judge, const prse__mask *masks,
                     prse__date date, size_t only);

/* What is possible under judge->masks, or under other masks. */
prse__reach prse__judge_reach(prse__judge *judge, prse__dd dd);
prse__reach prse__judge_reach_with(prse__judge *judge, prse__dd dd,
                                   const prse__mask *masks);

/* The terminal of an answer: the only possible one, else PRSE__DD_NULL. */
prse__dd prse__judge_answer(const prse__judge *judge, size_t obligation);
prse__dd prse__judge_dd(const prse__judge *judge, size_t obligation,
                        prse__part part, size_t item);

#endif
