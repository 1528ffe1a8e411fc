/* SPDX-License-Identifier: Apache-2.0 */
#include "feel/table.h"
#include "unit/feel/test_eval.h"

static void check_table(const char *text, const char *context,
                        const char *expected)
{
    prse_error err = {0};
    prse__arena *arena = prse__arena_new(0);
    const prse__value *input = value_of(arena, context, NULL), *value = NULL;
    prse__scope scope = {NULL, input->count, input->keys, input->items};
    const prse__table *table = NULL;
    prse__feel_source source = {.text = prse_str_of(text),
                                .names = input->keys,
                                .name_count = input->count};
    cr_assert_eq(prse__table_parse(&table, arena, &source, &err), PRSE_OK,
                 "%s", err.message);
    cr_assert_eq(prse__table_eval(&value, arena, table, &scope, &err),
                 PRSE_OK, "%s", err.message);
    prse__buf got, wanted;
    prse__buf_init(&got, 0);
    prse__buf_init(&wanted, 0);
    prse__value_print(&got, value);
    prse__value_print(&wanted, value_of(arena, expected, NULL));
    cr_expect_str_eq(got.ptr, wanted.ptr, "%s for %s: got %s, expected %s",
                     text, context, got.ptr, expected);
    prse__buf_free(&got);
    prse__buf_free(&wanted);
    prse__arena_free(arena);
}

PRSE_TEST(table, unique_gives_the_only_row)
{
    const char *table = "U | accord | effectif || contenu  |\n"
                        "  | true   | -        || \"accord\" |\n"
                        "  | false  | < 300    || \"socle\"  |\n"
                        "  | -      | > 1000   || \"grand\"  |\n";
    check_table(table, "{accord: true, effectif: 5}", "\"accord\"");
    check_table(table, "{accord: false, effectif: 5}", "\"socle\"");
    check_table(table, "{accord: false, effectif: 300}", "null");
    check_table(table, "{accord: false, effectif: null}", "null");
    check_table(table, "{accord: true, effectif: 2000}", "null");
}

PRSE_TEST(table, any_needs_rows_that_agree)
{
    const char *table = "A | x    || y |\n"
                        "  | > 1  || 1 |\n"
                        "  | > 5  || 1 |\n"
                        "  | > 10 || 2 |\n";
    check_table(table, "{x: 6}", "1");
    check_table(table, "{x: 11}", "null");
    check_table(table, "{x: 0}", "null");
}

PRSE_TEST(table, first_and_rule_order)
{
    const char *first = "F | x || y |\n"
                        "  | > 5 || x * 2 |\n"
                        "  | -   || 0 |\n";
    check_table(first, "{x: 6}", "12");
    check_table(first, "{x: 1}", "0");
    const char *all = "R | x || y |\n"
                      "  | > 5 || \"b\" |\n"
                      "  | -   || \"a\" |\n";
    check_table(all, "{x: 6}", "[\"b\", \"a\"]");
    check_table(all, "{x: 1}", "[\"a\"]");
}

PRSE_TEST(table, priority_follows_the_declared_values)
{
    const char *rows = " | x || y: \"high\", \"mid\", \"low\" |\n"
                       " | -   || \"low\" |\n"
                       " | > 1 || \"mid\" |\n"
                       " | > 5 || \"high\" |\n";
    char table[200];
    for (int i = 0; i < 2; i++) {
        table[0] = "PO"[i];
        for (size_t c = 0; (table[c + 1] = rows[c]); c++)
            continue;
        check_table(table, "{x: 6}",
                    i ? "[\"high\", \"mid\", \"low\"]" : "\"high\"");
        check_table(table, "{x: 2}", i ? "[\"mid\", \"low\"]" : "\"mid\"");
    }
}

PRSE_TEST(table, collect_and_its_aggregators)
{
    static const char *const results[][3] = {
        {"C", "[1, 2, 3]", "[1]"}, {"C+", "6", "1"}, {"C<", "1", "1"},
        {"C>", "3", "1"},          {"C#", "3", "1"},
    };
    for (size_t i = 0; i < 5; i++) {
        prse__buf table;
        prse__buf_init(&table, 0);
        prse__buf_adds(&table, results[i][0]);
        prse__buf_adds(&table, " | x || y |\n | > 0 || 1 |\n"
                               " | > 1 || 2 |\n | > 2 || 3 |\n");
        check_table(table.ptr, "{x: 5}", results[i][1]);
        check_table(table.ptr, "{x: 1}", results[i][2]);
        check_table(table.ptr, "{x: 0}", "null");
        prse__buf_free(&table);
    }
}

PRSE_TEST(table, several_outputs_make_a_context)
{
    const char *table = "U | x || a | b |\n"
                        "  | 1 || \"x\" | 2 |\n"
                        "  | not(1), null || \"y\" | x |\n";
    check_table(table, "{x: 1}", "{a: \"x\", b: 2}");
    check_table(table, "{x: 7}", "{a: \"y\", b: 7}");
}

PRSE_TEST(table, cells_may_ask_about_their_input)
{
    const char *table = "U | x + 1 || y |\n"
                        "  | odd(?) || \"odd\" |\n"
                        "  | even(?) || \"even\" |\n";
    check_table(table, "{x: 2}", "\"odd\"");
    check_table(table, "{x: 3}", "\"even\"");
}

PRSE_TEST(table, outputs_may_have_defaults)
{
    static const prse__feel nothing = {.kind = PRSE__FEEL_STRING,
                                       .text = {"nothing", 7}};
    static const prse__feel zero = {.kind = PRSE__FEEL_BOOLEAN};
    const prse__feel *defaults[] = {&nothing, &zero};
    prse__arena *arena = prse__arena_new(0);
    prse__buf text;
    prse__buf_init(&text, 0);
    const prse__table *read = NULL;
    const prse__value *value = NULL;
    prse_error err = {0};
    prse__feel_source source = {
        .text = PRSE_STR("U | 1 || a | b |\n  | 2 || \"x\" | true |\n")};
    cr_assert_eq(prse__table_parse(&read, arena, &source, &err), PRSE_OK);
    prse__table table = *read;
    table.defaults = defaults;
    cr_assert_eq(prse__table_eval(&value, arena, &table, NULL, &err), PRSE_OK);
    prse__value_print(&text, value);
    cr_expect_str_eq(text.ptr, "{a: \"nothing\", b: false}");
    prse__buf_free(&text);
    prse__arena_free(arena);
}
