/* SPDX-License-Identifier: Apache-2.0 */
/* Names of a pack: finding them, guessing what a wrong one was meant to be, and
 * what the names inside an expression may be. */
#ifndef PRSE_RULES_NAMES_H
#define PRSE_RULES_NAMES_H

#include "rules/read_map.h"

/* Sorts by id; PRSE_ERULE when two things have one. */
prse_status prse__index_sort(prse__pack_reader *r, prse__index *index);
/* NULL: nothing has that id. */
const prse__mark *prse__index_find(const prse__index *index, prse_str id);
/* PRSE_ERULE: "no `what` is named ...: did you mean ...?" */
prse_status prse__index_missing(prse__pack_reader *r, const prse__index *index,
                                const char *what, prse_str id,
                                prse__place at);

/* The nearest of several words. */
typedef struct prse__guess {
    prse_str word;
    prse_str best; /* empty: none is near */
    size_t distance;
} prse__guess;

prse__guess prse__guess_start(prse_str word);
void prse__guess_try(prse__guess *guess, prse_str candidate);
/* ": did you mean `x`?", or nothing. */
enum { PRSE__HINT = 96 };
void prse__guess_hint(char hint[PRSE__HINT], const prse__guess *guess);

/* What an expression may read besides its parameters and functions. */
typedef struct prse__rights {
    int facts;     /* facts and definitions */
    int thresholds;
    int free_text; /* text facts without a list of values */
    int day;       /* jour and annee */
} prse__rights;

extern const prse__rights prse__rights_constant; /* of a threshold */
extern const prse__rights prse__rights_pure;     /* of a function */
extern const prse__rights prse__rights_rule; /* of what decides */
extern const prse__rights prse__rights_free; /* of what is computed */
extern const prse__rights prse__rights_day; /* of what knows the day only */

/* Every name in it is defined and may be read here. */
prse_status prse__names_check(prse__pack_reader *r,
                              const prse__rights *rights,
                              const prse__dated *step);

/* Which definitions and functions read which: definitions come first, then
 * functions. PRSE_ERULE when they form a circle. */
typedef struct prse__graph prse__graph;
#define PRSE__NO_OWNER SIZE_MAX

prse_status prse__graph_new(prse__pack_reader *r, size_t count);
/* r->owner reads `to`. */
prse_status prse__graph_add(prse__pack_reader *r, size_t to, prse__place at);
prse_status prse__graph_check(prse__pack_reader *r);

#endif
