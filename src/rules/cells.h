/* SPDX-License-Identifier: Apache-2.0 */
/* Cells: the domain of a fact split at every constant that any rule compares
 * it with, at any date. Inside a cell no rule can tell two values apart, so
 * one representative value stands for all of them.
 *
 *   rules:  effectif >= 50, effectif > 250
 *   cells:  [0..50)  [50..250]  (250..
 *
 * Where the dictionary allows null, null is the last cell. */
#ifndef PRSE_RULES_CELLS_H
#define PRSE_RULES_CELLS_H

#include "rules/mask.h"
#include "rules/pack.h"

/* Where a domain is cut: just below a value, or just above it. */
typedef struct prse__cut {
    const prse__value *value;
    int above;
} prse__cut;

typedef struct prse__cuts {
    size_t count, room;
    prse__cut *cuts; /* in an arena, in no order, with repetitions */
} prse__cuts;

typedef struct prse__cell {
    prse__bound low, high;   /* numbers, counts and dates */
    const prse__value *value; /* the representative; null value for null */
} prse__cell;

typedef struct prse__steps prse__steps; /* see steps.h */

/* One fact in one financial year, as the rules see it. */
typedef struct prse__var {
    const prse__fact *fact;
    int32_t year; /* 0: N, -1: N-1 ... */
    size_t cell_count;
    const prse__cell *cells;
    int has_null; /* the last cell is null */
    const prse__steps *steps; /* NULL: booleans and texts */
} prse__var;

/* How many financial years a fact has a value for: 1 unless it is yearly. */
size_t prse__fact_years(const prse__fact *fact);
/* 1 for numbers, counts and dates. */
int prse__fact_is_ordered(const prse__fact *fact);

/* Adds a cut; 0 when memory ran out. Counts and dates are discrete: "just
 * above n" is "just below n + 1". */
int prse__cuts_add(prse__cuts *cuts, prse__arena *arena,
                   const prse__fact *fact, const prse__value *value,
                   int above);

/* Makes the cells of a fact. PRSE_ELIMIT past PRSE__CELL_MAX of them. */
prse_status prse__cells_make(prse__var *var, prse__arena *arena,
                             const prse__cuts *cuts, prse_error *err);

/* The cells that a range meets; null apart. */
prse__mask prse__cells_meet(const prse__var *var, prse__bound low,
                            prse__bound high);
/* The cell of a value (null, boolean, text); empty: not in the domain. */
prse__mask prse__cells_of(const prse__var *var, const prse__value *value);

/* Order of two bounds as ends of a range: -1, 0, 1. */
int prse__bound_low_cmp(prse__bound a, prse__bound b);
int prse__bound_high_cmp(prse__bound a, prse__bound b);
/* 1 when both ends are the same value, and included. */
int prse__bound_exact(prse__bound low, prse__bound high);
/* 1 when no value lies between them. */
int prse__bound_crossed(prse__bound low, prse__bound high);

#endif
