/* SPDX-License-Identifier: Apache-2.0 */
/* From expressions to diagrams. The reference evaluator gives the meaning of
 * every operation: a diagram is the evaluator's answer for every combination
 * of cells. */
#ifndef PRSE_RULES_COMPILE_H
#define PRSE_RULES_COMPILE_H

#include "rules/cells.h"
#include "rules/diagram.h"
#include "rules/epochs.h"

/* A diagram and the first day on which it no longer holds. */
typedef struct prse__compiled {
    prse__dd dd;
    prse__date until;
    int present;
} prse__compiled;

typedef struct prse__compiler {
    const prse__pack_tree *pack;
    const prse__epochs *epochs;
    const prse__var *vars;
    const size_t *cells;     /* of each variable */
    const size_t *fact_vars; /* first variable of each fact; SIZE_MAX: none */
    prse__dd_store *store;
    prse__arena *scratch;    /* of one operation */
    prse__compiled *definitions; /* [definition * YEARS + years back] */
    size_t epoch;            /* being compiled */
    int32_t year;            /* 0, -1 ... */
    prse__date until;        /* of what is being compiled */
} prse__compiler;

/* Financial years that a definition may look back. */
#define PRSE__YEARS_MAX 8

/* Says that something read changes on a date. */
void prse__compiler_changes(prse__compiler *c, prse__date date);
/* The diagram of an expression in the compiler's period; `until` is brought
 * forward to the first change of anything that was read. */
prse_status prse__compile_expr(prse__dd *out, prse__compiler *c,
                               const prse__feel *expr, prse_error *err);
/* The diagram of a definition, over its years. */
prse_status prse__compile_definition(prse__dd *out, prse__compiler *c,
                                     size_t index, prse_error *err);
/* The diagram of the step of a rule that holds; `absent` when none does. */
prse_status prse__compile_rule(prse__dd *out, prse__compiler *c,
                               const prse__rule *rule, prse__dd absent,
                               prse_error *err);

#endif
