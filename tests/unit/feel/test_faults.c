/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of the parser, the evaluator and the printers fails, once
 * and for good. */
#include "feel/eval.h"
#include "feel/table.h"
#include "support/fault.h"
#include "support/test.h"

/* Together they reach every kind of node and every group of built-ins. */
static const char *const EXPRESSIONS[] = {
    "for i in 1..20, j in [i] return {a: i, \"b c\": string(j)}",
    "some x in [1, 2] satisfies x > 1 and not(every y in [x] satisfies y = 2)",
    "(function(a: number, b) if a > b then a else -b)(b: 2, a: 1) ** 2",
    "sort([3, 1, 2], function(a, b) a < b)[item > 1]",
    "{l: [{k: 1}, {k: 2}], m: l.k}.m[2] between 1 and 3",
    "[1..3] instance of range<number> or 5 in (< 3, [4..6], not(7))",
    "date(\"2026-11-23\") + duration(\"P1M\") - @\"P1D\"",
    "context put(context merge([{a: 1}, {b: 2}]), [\"a\"], \"x\" + \"y\")",
    "string join([upper case(\"\xC3\xA9\"), substring(\"abc\", 2)], \"-\")",
    "list replace(flatten([[1], [2, [3]]]), 2, median([1, 2, 3]))",
    "overlaps(range(\"[1..3]\"), (2..5]) or mode([1, 1, 2]) = [1]",
};

/* In an arena of that many bytes; 0: no limit. */
static prse_status run(const char *text, size_t limit, prse_error *err)
{
    const prse__feel *tree = NULL;
    const prse__value *value = NULL;
    prse__feel_source source = {.text = prse_str_of(text)};
    prse__arena *arena = prse__arena_new(limit);
    if (!arena)
        return prse__error_nomem(err);
    prse_status status = prse__feel_parse(&tree, arena, &source, err);
    if (!status)
        status = prse__feel_eval(&value, arena, tree, NULL, 0, err);
    cr_expect(status || value->kind != PRSE__VALUE_NULL, "%s", text);
    prse__arena_free(arena);
    return status;
}

PRSE_TEST(faults, expressions)
{
    for (size_t i = 0; i < sizeof EXPRESSIONS / sizeof *EXPRESSIONS; i++) {
        PRSE_EACH_FAULT {
            prse_error err = {0};
            prse_status status = run(EXPRESSIONS[i], 0, &err);
            PRSE_FAULT_CHECK(status, err);
        }
    }
}

static prse_status decide(const char *text, size_t limit, prse_error *err)
{
    const prse__table *table = NULL;
    const prse__value *value = NULL;
    prse__feel_source source = {.text = prse_str_of(text)};
    prse__arena *arena = prse__arena_new(limit);
    if (!arena)
        return prse__error_nomem(err);
    prse_status status = prse__table_parse(&table, arena, &source, err);
    if (!status)
        status = prse__table_eval(&value, arena, table, NULL, err);
    prse__arena_free(arena);
    return status;
}

static const char *const TABLES[] = {
    "U | 1 + 1 || y |\n | 2, not(3) || \"two\" |\n | > 2 || \"more\" |",
    "O | 5 || y: 2, 1 | z |\n | - || 1 | 1 |\n | [1..9] || 2 | 2 |",
    "P | 5 || y: 2, 1 |\n | - || 1 |\n | [1..9] || 2 |",
    "C+ | 5 || y |\n | > 1 || 1 |\n | > 2 || 2 |",
};

PRSE_TEST(faults, tables)
{
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
        PRSE_EACH_FAULT {
            prse_error err = {0};
            prse_status status = decide(TABLES[i], 0, &err);
            PRSE_FAULT_CHECK(status, err);
        }
    }
}

/* The same with an arena that is too small, by every number of bytes: each
 * thing made in it is refused once. */
static void check_limits(prse_status (*work)(const char *, size_t,
                                             prse_error *),
                         const char *text)
{
    prse_status status = PRSE_ENOMEM;
    for (size_t limit = 16; status; limit += 16) {
        prse_error err = {0};
        status = work(text, limit, &err);
        cr_expect(status == PRSE_OK || status == PRSE_ENOMEM ||
                  status == PRSE_ELIMIT);
        cr_expect_eq(err.code, (int32_t)status);
        cr_assert_lt(limit, (size_t)1 << 20);
    }
}

PRSE_TEST(faults, arenas_that_are_full)
{
    for (size_t i = 0; i < sizeof EXPRESSIONS / sizeof *EXPRESSIONS; i++)
        check_limits(run, EXPRESSIONS[i]);
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
        check_limits(decide, TABLES[i]);
}

PRSE_TEST(faults, printers)
{
    prse__arena *arena = prse__arena_new(0);
    for (size_t i = 0; i < sizeof EXPRESSIONS / sizeof *EXPRESSIONS; i++) {
        const prse__feel *tree = NULL;
        const prse__value *value = NULL;
        prse__feel_source source = {.text = prse_str_of(EXPRESSIONS[i])};
        cr_assert_eq(prse__feel_parse(&tree, arena, &source, NULL), PRSE_OK);
        cr_assert_eq(prse__feel_eval(&value, arena, tree, NULL, 0, NULL),
                     PRSE_OK);
        PRSE_EACH_FAULT {
            prse__buf buf;
            prse__buf_init(&buf, 0);
            prse__feel_print(&buf, tree);
            prse__value_print(&buf, value);
            cr_expect_eq(buf.failed, prse_fault_pause());
            prse__buf_free(&buf);
        }
    }
    prse__arena_free(arena);
}
