/* SPDX-License-Identifier: Apache-2.0 */
/* Expressions and what they must give, both written in FEEL. */
#ifndef PRSE_TESTS_UNIT_FEEL_TEST_EVAL_H
#define PRSE_TESTS_UNIT_FEEL_TEST_EVAL_H

#include "feel/eval.h"
#include "support/test.h"

typedef struct feel_case {
    const char *text, *expected;
} feel_case;

static inline const prse__value *value_of(prse__arena *arena,
                                          const char *text,
                                          const prse__scope *scope)
{
    prse_error err = {0};
    const prse__feel *tree = NULL;
    const prse__value *value = NULL;
    prse__feel_source source = {.text = prse_str_of(text)};
    if (scope) {
        source.names = scope->names;
        source.name_count = scope->count;
    }
    cr_assert_eq(prse__feel_parse(&tree, arena, &source, &err), PRSE_OK,
                 "%s: column %u: %s", text, (unsigned)err.column,
                 err.message);
    cr_assert_eq(prse__feel_eval(&value, arena, tree, scope, 0, &err),
                 PRSE_OK, "%s: %s", text, err.message);
    return value;
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
}

#define CHECK_CASES(cases) \
    for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++) \
    check_case(&(cases)[i], NULL)

#endif
