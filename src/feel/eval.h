/* SPDX-License-Identifier: Apache-2.0 */
/* The reference evaluator: walks the tree, 34-digit decimals, null for what
 * FEEL calls an error. It is the oracle of the compiled form. */
#ifndef PRSE_FEEL_EVAL_H
#define PRSE_FEEL_EVAL_H

#include "feel/ast.h"
#include "feel/value.h"

/* Names bound around an expression; scopes nest. */
typedef struct prse__scope prse__scope;
struct prse__scope {
    const prse__scope *outer;
    size_t count;
    const prse_str *names;
    const prse__value *const *values;
};

/* Evaluates in the arena. A name found in no scope and in no built-in gives
 * null. Fails only with PRSE_ENOMEM, or PRSE_ELIMIT when more than
 * `max_steps` (0: 10,000,000) nodes were visited or 200 calls nest. */
prse_status prse__feel_eval(const prse__value **out, prse__arena *arena,
                            const prse__feel *expr, const prse__scope *scope,
                            uint64_t max_steps, prse_error *err);

/* The value of a unary test (TESTS node) for an input value: true, false or
 * null. "?" is the input. */
prse_status prse__feel_eval_tests(const prse__value **out, prse__arena *arena,
                                  const prse__feel *tests,
                                  const prse__value *input,
                                  const prse__scope *scope, prse_error *err);

/* 1 when the name is a built-in function of this evaluator. */
int prse__feel_is_builtin(prse_str name);

/* @"..." and date("..."): NULL-kind value when malformed. */
const prse__value *prse__feel_at(prse__arena *arena, prse_str text);

#endif
