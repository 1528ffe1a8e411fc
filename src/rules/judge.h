/* SPDX-License-Identifier: Apache-2.0 */
/* Answers under masks: which terminals of a diagram remain possible. Since each
 * variable occurs once on a path and the masks of variables are independent,
 * every path that the masks allow is some completion of the facts: what is
 * reachable is exactly what is possible. Nothing is allocated after init. */
#ifndef PRSE_RULES_JUDGE_H
#define PRSE_RULES_JUDGE_H

#include "rules/survey.h"

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
    uint64_t run;      /* counts the evaluations that were different */
    size_t only;       /* what was asked for in the last one */
    prse__mask *masks; /* of each variable: what is known */
    const prse__mask *whole; /* of each variable: nothing is known */
    uint64_t *known;   /* the variables of which anything is known */
    uint64_t *left;    /* the same while an explanation forgets some */
    uint32_t *seen;    /* stamp of each node's last visit */
    uint32_t stamp;
    uint64_t *touched; /* of each obligation: variables that its walk met */
    uint8_t *answers;  /* of each obligation: a terminal, see ruleset.h */
    uint32_t *reasons; /* [obligation * var_count + i]: variables */
    size_t *reason_counts; /* SIZE_MAX: not looked for yet */
} prse__judge;

prse_status prse__judge_init(prse__judge *judge, const prse__ruleset *rules,
                             prse_error *err);
void prse__judge_free(prse__judge *judge);

/* Copies the masks and answers every obligation, or one (SIZE_MAX: all). The
 * same masks in the same period are no other evaluation: all that was worked
 * out stays. */
void prse__judge_run(prse__judge *judge, const prse__mask *masks,
                     prse__date date, size_t only);

/* The only terminal that is possible; PRSE__DD_NONE: there are several. */
prse__dd prse__judge_only(prse__judge *judge, prse__dd dd);

/* What is possible under judge->masks, or under other masks. */
prse__reach prse__judge_reach(prse__judge *judge, prse__dd dd);
prse__reach prse__judge_reach_with(prse__judge *judge, prse__dd dd,
                                   const prse__mask *masks);

/* The terminal of an answer: the only possible one, else PRSE__DD_NULL. */
prse__dd prse__judge_answer(const prse__judge *judge, size_t obligation);
prse__dd prse__judge_dd(const prse__judge *judge, size_t obligation,
                        prse__part part, size_t item);

/* The facts that carry a decided answer, as variables; how many. None of them
 * can be left out. */
size_t prse__judge_reason(const uint32_t **out, prse__judge *judge,
                          size_t obligation);

/* For walks elsewhere: a number that no node has in seen[]. */
uint32_t prse__judge_stamp(prse__judge *judge);

#endif
