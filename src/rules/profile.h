/* SPDX-License-Identifier: Apache-2.0 */
/* What is known of one company: for each fact and year the set of values that
 * remain possible, and the same as a mask of cells. */
#ifndef PRSE_RULES_PROFILE_H
#define PRSE_RULES_PROFILE_H

#include "rules/ruleset.h"

/* Who says so, of when, and how sure it is. Texts may be empty. */
typedef struct prse__said {
    prse_str source;
    prse_str date;       /* day, or year, that the value is of */
    prse_str confidence; /* "certain", "probable", "indicative" */
    int32_t about;       /* calendar year that the value is of; 0: not told */
    int stand_in;        /* taken from an earlier year, as the last known */
    int disputed;        /* sources exclude each other: it holds them all */
} prse__said;

typedef struct prse__slot {
    const prse__fact *fact;
    int32_t year;   /* 0, -1 ... */
    size_t var;     /* SIZE_MAX: free text, no rule reads it */
    int given;
    int whole;      /* a range without null or holes */
    prse__bound low, high; /* ordered facts: hull of what is possible */
    const prse__value *value; /* the only possible value; NULL: several */
    prse_str text;    /* as it was written, when several pieces */
    prse__said said;
    prse__value own[2]; /* where the ends live when they are whole numbers */
} prse__slot;

typedef struct prse__profile {
    const prse__ruleset *rules;
    prse__arena *arena; /* values and texts; emptied by clearing */
    size_t slot_count;
    prse__slot *slots;
    size_t *fact_slots; /* first slot of each fact */
    prse__mask *masks;  /* of each variable */
} prse__profile;

prse_status prse__profile_init(prse__profile *profile,
                               const prse__ruleset *rules, prse_error *err);
void prse__profile_free(prse__profile *profile);
void prse__profile_clear(prse__profile *profile);

/* The slot of a fact (index) in a year; NULL: none. */
prse__slot *prse__profile_slot(const prse__profile *profile, size_t fact,
                               int32_t year);

/* Sets a slot from text; "unknown" and "" forget it. Errors have the place. */
prse_status prse__profile_set(prse__profile *profile, prse__slot *slot,
                              prse_str text, prse__place place,
                              prse_error *err);
/* The same for the commonest texts: whole numbers, ranges of them, days, words
 * of the pack. 0, and nothing is changed, when it is another one. */
int prse__profile_quick(prse__profile *profile, prse__slot *slot,
                        prse_str text);
/* The same for every text; slower. */
prse_status prse__profile_read(prse__profile *profile, prse__slot *slot,
                               prse_str text, prse__place place,
                               prse_error *err);
/* A whole number, or day,; 0 and nothing is changed when the fact
 * has no such value, or the number is too large to be looked up. */
int prse__profile_exact(prse__profile *profile, prse__slot *slot,
                        int64_t number);
/* Sets a number, count or boolean; allocates nothing. */
prse_status prse__profile_set_int(prse__profile *profile, prse__slot *slot,
                                  int64_t value, prse_error *err);
void prse__profile_forget(prse__profile *profile, prse__slot *slot);
/* The cells that are left when nothing is said; the slot has a variable. */
prse__mask prse__slot_missing(const prse__profile *profile,
                              const prse__slot *slot);

/* What is known, as facts are written. */
void prse__slot_print(prse__buf *buf, const prse__slot *slot);

#endif
