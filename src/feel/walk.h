/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the evaluator share: the state of one evaluation.
 *
 * A function that answers a value answers NULL only when the evaluation must
 * stop (memory, steps, depth); what FEEL calls an error is the null value.
 * A stopped evaluation stays stopped: every later charge fails too. */
#ifndef PRSE_FEEL_WALK_H
#define PRSE_FEEL_WALK_H

#include "feel/eval.h"

typedef struct prse__eval {
    prse__arena *arena;
    uint64_t steps; /* left */
    uint32_t depth, calls;
    prse_status status;
    const char *why; /* of a PRSE_ELIMIT */
} prse__eval;

/* Three-valued answers, the same as prse__value_equal(). */
typedef enum prse__tri {
    PRSE__TRI_NULL = -1,
    PRSE__TRI_FALSE = 0,
    PRSE__TRI_TRUE = 1
} prse__tri;

prse__eval prse__eval_begin(prse__arena *arena, uint64_t max_steps);
/* Ends an evaluation: the value, or the status and its error. */
prse_status prse__eval_end(const prse__value **out, prse__eval *ev,
                           const prse__value *value, prse_error *err);
/* 0 when the budget is spent. */
int prse__eval_charge(prse__eval *ev, uint64_t steps);
/* One more level of recursion; 0 when there are too many. */
int prse__eval_enter(prse__eval *ev);
void prse__eval_leave(prse__eval *ev);
/* Stop the evaluation: too many levels; an allocation was refused. */
void prse__eval_too_deep(prse__eval *ev);
void prse__eval_exhausted(prse__eval *ev);
/* Memory costs steps too, so that a short text cannot ask for all of it. */
void *prse__eval_alloc(prse__eval *ev, size_t count, size_t size);

const prse__value *prse__eval_node(prse__eval *ev, const prse__feel *node,
                                   const prse__scope *scope);

/* Values. A number that is not finite and an amount out of range are null. */
const prse__value *prse__eval_number(prse__eval *ev, prse__dec number);
const prse__value *prse__eval_int(prse__eval *ev, int64_t number);
const prse__value *prse__eval_amount(prse__eval *ev, prse__value_kind kind,
                                     int64_t amount);
const prse__value *prse__eval_text(prse__eval *ev, prse_str in_arena);
/* The same of a copy, since a value may outlive what it was read from. */
const prse__value *prse__eval_copy(prse__eval *ev, prse_str text);
const prse__value *prse__eval_list(prse__eval *ev, const prse__value **items,
                                   size_t count);
const prse__value *prse__eval_context(prse__eval *ev, const prse_str *keys,
                                      const prse__value **values,
                                      size_t count);
const prse__value *prse__eval_tri(prse__tri tri);

/* A growing list. Adding answers 0 when the evaluation must stop. */
typedef struct prse__items {
    const prse__value **items;
    size_t count, cap;
} prse__items;

int prse__items_add(prse__eval *ev, prse__items *list,
                    const prse__value *value);
int prse__items_add_all(prse__eval *ev, prse__items *list,
                        const prse__value *values);
const prse__value *prse__items_list(prse__eval *ev, const prse__items *list);

/* A sorted copy, stable; `before` tells whether a must stand before b. */
typedef int prse__before(void *self, const prse__value *a,
                         const prse__value *b);
const prse__value **prse__items_sorted(prse__eval *ev,
                                       const prse__value *const *items,
                                       size_t count, prse__before *before,
                                       void *self);

/* Scopes. */
const prse__scope *prse__eval_bind(prse__eval *ev, const prse__scope *outer,
                                   prse_str name, const prse__value *value);
/* The names of a context, seen as a scope. */
const prse__scope *prse__eval_open(prse__eval *ev, const prse__scope *outer,
                                   const prse__value *context);
const prse__value *prse__eval_lookup(const prse__scope *scope, prse_str name);

/* Operators, on values. */
prse__tri prse__eval_equal(prse__eval *ev, const prse__value *a,
                           const prse__value *b);
prse__tri prse__eval_order(prse__eval *ev, prse__feel_op op,
                           const prse__value *a, const prse__value *b);
const prse__value *prse__eval_arithmetic(prse__eval *ev, prse__feel_op op,
                                         const prse__value *a,
                                         const prse__value *b);
prse__tri prse__tri_of(const prse__value *value);
prse__tri prse__tri_and(prse__tri a, prse__tri b);
prse__tri prse__tri_or(prse__tri a, prse__tri b);
prse__tri prse__tri_not(prse__tri a);

/* Whether a unary test holds; "?" is bound in the scope. */
prse__tri prse__eval_test(prse__eval *ev, const prse__feel *test,
                          const prse__value *input, const prse__scope *scope);
prse__tri prse__eval_in_range(prse__eval *ev, const prse__value *value,
                              const prse__value *range);

/* 1 when the value is of the type as FEEL writes it. null is of none. */
int prse__eval_is_a(const prse__value *value, prse_str type);
const prse__value *prse__eval_property(prse__eval *ev,
                                       const prse__value *value,
                                       prse_str name);

/* Calls a function value. */
const prse__value *prse__eval_apply(prse__eval *ev,
                                    const prse__value *function,
                                    const prse__value *const *args,
                                    size_t count);

/* One function for a kind of node. */
typedef const prse__value *prse__eval_rule(prse__eval *ev,
                                           const prse__feel *node,
                                           const prse__scope *scope);
prse__eval_rule prse__eval_negate, prse__eval_binary, prse__eval_between,
    prse__eval_in, prse__eval_half_range, prse__eval_as_test,
    prse__eval_range, prse__eval_for, prse__eval_quantified,
    prse__eval_iteration, prse__eval_path, prse__eval_filter,
    prse__eval_call, prse__eval_function, prse__eval_instance;

#endif
