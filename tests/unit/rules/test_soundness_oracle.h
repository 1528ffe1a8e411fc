/* SPDX-License-Identifier: Apache-2.0 */
/* What a pack means, by the reference evaluator alone: one value for each fact
 * and year, one day, no cells and no diagrams. */
#ifndef PRSE_TESTS_UNIT_RULES_TEST_SOUNDNESS_ORACLE_H
#define PRSE_TESTS_UNIT_RULES_TEST_SOUNDNESS_ORACLE_H

#include "rules/compile.h"
#include "rules/judge.h"
#include "test_soundness_random.h"

typedef struct oracle {
    const prse__ruleset *rules; /* for the layout of variables only */
    const prse__pack_tree *pack;
    prse__date date;
    prse__arena *days;  /* what stays the same on a day */
    prse__arena *arena; /* of one completion */
    prse__scope constants;
    prse_str *names; /* facts, then definitions */
    const prse__value **values[PRSE__YEARS_MAX]; /* of names, by year back */
    const prse__value **facts; /* the completion: of each variable */
} oracle;

void oracle_new(oracle *o, const prse__ruleset *rules);
void oracle_free(oracle *o);
void oracle_on(oracle *o, prse__date date);

/* Takes o->facts as they are. */
void oracle_complete(oracle *o);
/* The value of a rule; `absent` when no step of it holds. */
const prse__value *oracle_rule(oracle *o, const prse__rule *rule,
                               const prse__value *absent);
/* The answer for an obligation: a terminal of ruleset.h. */
prse__dd oracle_answer(oracle *o, const prse__obligation *obligation);

/* A value in a cell: its ends when they belong to it, one near them, any. */
const prse__value *oracle_value_in(oracle *o, size_t var, size_t cell,
                                   chance *c);
/* Kinds and contents alike, null equal to null. */
int oracle_same(const prse__value *a, const prse__value *b);

/* A completion as text, for messages: "n0=50 b1=true ...". */
void oracle_print(prse__buf *buf, const oracle *o);

#endif
