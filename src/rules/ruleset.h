/* SPDX-License-Identifier: Apache-2.0 */
/* A compiled pack: its variables, and for each obligation and period the
 * diagrams of everything that can be said of it. Immutable. */
#ifndef PRSE_RULES_RULESET_H
#define PRSE_RULES_RULESET_H

#include "rules/cells.h"
#include "rules/diagram.h"
#include "rules/epochs.h"

/* Terminals of an answer, besides null (cannot be told), false and true. */
#define PRSE__DD_RECOMMENDED 3
#define PRSE__DD_INSUFFICIENT 4
#define PRSE__ANSWER_COUNT 5

/* What an obligation has a diagram for, in this order. */
typedef enum prse__part {
    PRSE__PART_ANSWER,
    PRSE__PART_FIRST_YEAR,
    PRSE__PART_CRITERION,
    PRSE__PART_OUTPUT, /* PRSE__DD_NONE when computed */
    PRSE__PART_DUTY,
    PRSE__PART_DEADLINE,
    PRSE__PART_END
} prse__part;

typedef struct prse__obligation_rules {
    size_t slot_count; /* diagrams of one period */
    size_t first[PRSE__PART_END]; /* slot of item 0 of each part */
    prse__dd *slots; /* [period * slot_count + slot] */
    prse__date *until; /* of each slot's last diagram, while compiling */
} prse__obligation_rules;

typedef struct prse__words prse__words;   /* see words.h */
typedef struct prse__survey prse__survey; /* see survey.h */

typedef struct prse__ruleset {
    const prse__pack_tree *pack;
    prse__epochs epochs;
    size_t var_count;
    prse__var *vars;   /* in the order of the dictionary, then of years */
    size_t *cells;     /* of each variable */
    size_t *fact_vars; /* first variable of each fact; SIZE_MAX: none */
    prse__dd_store store;
    prse__obligation_rules *obligations;
    uint8_t *listed;       /* of each definition: see cuts.h */
    prse__dd *definitions; /* [period * definition_count + definition];
                              PRSE__DD_NONE unless listed */
    const prse__words *words;
    prse__survey *survey;
} prse__ruleset;

/* Compiles a pack; everything but the store and the survey lives in the arena.
 * Two rows of a U or A table that match at once are refused (PRSE_ERULE) with
 * an example. */
prse_status prse__ruleset_compile(prse__ruleset *out, prse__arena *arena,
                                  const prse__pack_tree *pack,
                                  prse_error *err);
void prse__ruleset_free(prse__ruleset *rules);

/* The diagram of an item in a period. */
prse__dd prse__ruleset_dd(const prse__ruleset *rules, size_t obligation,
                          size_t epoch, prse__part part, size_t item);

#endif
