/* SPDX-License-Identifier: Apache-2.0 */
/* Expressions and what they must give, both written in FEEL. */
#ifndef PRSE_TESTS_UNIT_FEEL_TEST_EVAL_H
#define PRSE_TESTS_UNIT_FEEL_TEST_EVAL_H

#include "feel/eval.h"
#include "support/test.h"

typedef struct feel_case {
    const char *text, *expected;
} feel_case;

static inline const prse__feel *tree_of(prse__arena *arena, const char *text,
                                        const prse__scope *scope)
{
    prse_error err = {0};
    const prse__feel *tree = NULL;
    prse__feel_source source = {.text = prse_str_of(text)};
    if (scope) {
        source.names = scope->names;
        source.name_count = scope->count;
    }
    cr_assert_eq(prse__feel_parse(&tree, arena, &source, &err), PRSE_OK,
                 "%s: column %u: %s", text, (unsigned)err.column,
                 err.message);
    return tree;
}

static inline const prse__value *value_of(prse__arena *arena,
                                          const char *text,
                                          const prse__scope *scope)
{
    prse_error err = {0};
    const prse__value *value = NULL;
    const prse__feel *tree = tree_of(arena, text, scope);
    cr_assert_eq(prse__feel_eval(&value, arena, tree, scope, 0, &err),
                 PRSE_OK, "%s: %s", text, err.message);
    return value;
}

/* Whatever the number of steps allowed, the evaluation gives its value or says
 * that they are spent; past the first hundreds, not every number is tried. */
static inline void check_budgets(const feel_case *c, const prse__scope *scope)
{
    prse__arena *arena = prse__arena_new(0), *scratch = prse__arena_new(0);
    const prse__feel *tree = tree_of(arena, c->text, scope);
    prse_status status = PRSE_ELIMIT;
    for (uint64_t steps = 1; status; steps += 1 + steps / 100) {
        prse_error err = {0};
        const prse__value *value = NULL;
        prse__arena_reset(scratch);
        status = prse__feel_eval(&value, scratch, tree, scope, steps, &err);
        cr_expect(status == PRSE_OK || status == PRSE_ELIMIT, "%s", c->text);
        cr_expect_eq(err.code, (int32_t)status);
        cr_expect_eq(!value, status != PRSE_OK);
    }
    prse__arena_free(arena);
    prse__arena_free(scratch);
}

/* Kinds are compared too: a string prints with quotes, null as null. */
static inline void check_case(const feel_case *c, const prse__scope *scope)
{
    prse__arena *arena = prse__arena_new(0);
    prse__buf got, wanted;
    prse__buf_init(&got, 0);
    prse__buf_init(&wanted, 0);
    prse__value_print(&got, value_of(arena, c->text, scope));
    prse__value_print(&wanted, value_of(arena, c->expected, NULL));
    cr_expect_str_eq(got.ptr, wanted.ptr, "%s: got %s, expected %s", c->text,
                     got.ptr, wanted.ptr);
    prse__buf_free(&got);
    prse__buf_free(&wanted);
    prse__arena_free(arena);
    check_budgets(c, scope);
}

#define CHECK_CASES(cases) \
    for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++) \
    check_case(&(cases)[i], NULL)

#endif
