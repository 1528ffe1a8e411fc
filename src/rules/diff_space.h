/* SPDX-License-Identifier: Apache-2.0 */
/* The situations that two packs share: one variable for each fact and year
 * that both know, cut wherever either pack cuts it, and one for each that only
 * one of them knows. A value that only one of them accepts is left out, null
 * among others: there the packs answer two different questions. */
#ifndef PRSE_RULES_DIFF_SPACE_H
#define PRSE_RULES_DIFF_SPACE_H

#include "rules/ruleset.h"

typedef struct prse__diff_var {
    prse__var var;     /* named as in the second pack where it has the fact */
    size_t own[2];     /* variable of each pack; SIZE_MAX: it has none */
    uint8_t *holds[2]; /* for each cell the pack's cell that holds it */
    int null_left_out;
    int values_left_out;
} prse__diff_var;

typedef struct prse__diff_space {
    const prse__ruleset *rules[2];
    size_t var_count;
    prse__diff_var *vars;
    size_t *cells;     /* of each variable */
    size_t *var_of[2]; /* of each variable of each pack */
} prse__diff_space;

/* Lives in the arena and borrows both rulesets. */
prse_status prse__diff_space_make(prse__diff_space *out, prse__arena *arena,
                                  const prse__ruleset *a,
                                  const prse__ruleset *b, prse_error *err);

/* Diagrams of one pack, moved into a store over the common variables. */
typedef struct prse__diff_import {
    const prse__diff_space *space;
    size_t side;                /* 0, 1: whose variables */
    const prse__dd_store *from;
    prse__dd_store *to;         /* borrows the terminals' values */
    prse__dd *memo;             /* of each node of `from` */
} prse__diff_import;

prse_status prse__diff_import_init(prse__diff_import *import,
                                   const prse__diff_space *space, size_t side,
                                   const prse__dd_store *from,
                                   prse__dd_store *to, prse_error *err);
void prse__diff_import_free(prse__diff_import *import);
prse_status prse__diff_import_dd(prse__dd *out, prse__diff_import *import,
                                 prse__dd dd, prse_error *err);

#endif
