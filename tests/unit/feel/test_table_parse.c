/* SPDX-License-Identifier: Apache-2.0 */
#include "feel/table.h"
#include "unit/feel/test_parse.h"

static void expect_text(const prse__feel *tree, const char *text)
{
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__feel_print(&buf, tree);
    cr_expect_str_eq(buf.ptr, text, "%s, expected %s", buf.ptr, text);
    prse__buf_free(&buf);
}

PRSE_TEST(table_parse, cells_are_expressions_with_their_place)
{
    static const char text[] =
        "// tranches\n"
        "  P | accord | chiffre d'affaires || contenu: \"a|b\", \"c\" | n |\n"
        "\n"
        "    | true   | -          || \"a|b\" | f([1, 2], 3) |\n"
        "    | not(é) | ]1..5[, 7  || \"c\"   | {x: 1}.x |\r\n";
    prse_str names[] = {PRSE_STR("chiffre d'affaires")};
    prse__arena *arena = prse__arena_new(0);
    const prse__table *table = NULL;
    prse_error err = {0};
    prse__feel_source source = {.text = prse_str_of(text),
                                .line = 10,
                                .column = 3,
                                .names = names,
                                .name_count = 1};
    cr_assert_eq(prse__table_parse(&table, arena, &source, &err), PRSE_OK,
                 "%u:%u %s", (unsigned)err.line, (unsigned)err.column,
                 err.message);
    cr_expect_eq(table->policy, 'P');
    cr_expect_eq(table->aggregator, 0);
    cr_assert_eq(table->input_count, 2);
    cr_assert_eq(table->output_count, 2);
    cr_assert_eq(table->row_count, 2);
    expect_text(table->inputs[1], "chiffre d'affaires");
    cr_expect_eq(table->inputs[1]->line, 11);
    cr_expect_eq(table->inputs[1]->column, 16);
    cr_expect(prse__str_is(table->output_names[0], "contenu"));
    cr_expect(prse__str_is(table->output_names[1], "n"));
    expect_text(table->output_values[0], "[\"a|b\", \"c\"]");
    cr_expect_null(table->output_values[1]);
    expect_text(table->rows[0].tests[1], "-");
    expect_text(table->rows[0].outputs[1], "f([1, 2], 3)");
    expect_text(table->rows[1].tests[0], "not(é)");
    expect_text(table->rows[1].tests[1], "(1..5), 7");
    expect_text(table->rows[1].outputs[1], "{x: 1}.x");
    cr_expect_eq(table->rows[1].line, 14);
    cr_expect_eq(table->rows[1].tests[1]->column, 16);
    prse__arena_free(arena);
}

PRSE_TEST(table_parse, hit_policies)
{
    static const char *const policies[] = {"U", "A",  "P",  "F",  "R", "O",
                                           "C", "C+", "C<", "C>", "C#", ""};
    for (size_t i = 0; i < sizeof policies / sizeof *policies; i++) {
        prse__arena *arena = prse__arena_new(0);
        const prse__table *table = NULL;
        prse__buf buf;
        prse__buf_init(&buf, 0);
        prse__buf_addf(&buf, "%s | a || b |\n | 1 || 2 |", policies[i]);
        prse__feel_source source = {.text = prse__buf_str(&buf)};
        cr_assert_eq(prse__table_parse(&table, arena, &source, NULL), PRSE_OK);
        const char *wanted = *policies[i] ? policies[i] : "U";
        cr_expect_eq(table->policy, wanted[0]);
        cr_expect_eq(table->aggregator, wanted[1]);
        cr_expect_null(table->output_values);
        prse__buf_free(&buf);
        prse__arena_free(arena);
    }
}

PRSE_TEST(table_parse, wrong_tables)
{
    static const struct {
        const char *text;
        uint32_t line, column;
        const char *message;
    } cases[] = {
        {"", 1, 1, "the table is empty: expected a line of headings"},
        {"U | a || b |", 1, 13,
         "the table has headings only: expected a row"},
        {"é X | a || b |\n| 1 || 2 |", 1, 1,
         "no such hit policy: expected U, A, P, F, R, O, C, C+, C<, C> or C# "
         "before the first '|'"},
        {"  C* | a || b |\n| 1 || 2 |", 1, 3,
         "no such hit policy: expected U, A, P, F, R, O, C, C+, C<, C> or C# "
         "before the first '|'"},
        {"U || b |\n|| 1 |", 1, 3, "found '||', expected '|' and the inputs"},
        {"| a | b |\n| 1 | 2 |", 1, 10,
         "found the end, expected '||' and the outputs"},
        {"| a || \"\\u1\" |\n| 1 || 2 |", 1, 9,
         "a character is written \\uXXXX or \\UXXXXXX, with 4 or 6 "
         "hexadecimal digits"},
        {"| a || b: |\n| 1 || 2 |", 1, 11,
         "found '|', expected an expression"},
        {"| a | c || b |\n| 1 | 2 | 3 |", 2, 9,
         "found '|', expected '||' after the last input"},
        {"| a | c || b |\n| 1 2 || 3 |", 2, 5,
         "found '2', expected an operator, ',', '|' or '||'"},
        {"| a || |\n| 1 || 2 |", 1, 8,
         "found '|', expected the name of an output"},
        {"| a || b\n| 1 || 2 |", 1, 9,
         "found the end, expected '|' after the output"},
        {"| a || b |\n 1 || 2 |", 2, 2,
         "found '1', expected '|' and the first cell"},
        {"| a || b |\n| 1 | 2 |", 2, 5,
         "found '|', expected '||' after the last input"},
        {"| a | c || b |\n| 1 || 2 |", 2, 5,
         "this row has 1 inputs, expected 2 as in the headings"},
        {"| a || b | c |\n| 1 || 2 |", 2, 11,
         "this row has 1 outputs, expected 2 as in the headings"},
        {"| a || b |\n| 1 || 2 | 3 |", 2, 12,
         "found '3', expected the end of the row"},
        {"| a || b |\n| 1 || 2", 2, 9,
         "found the end, expected an operator or '|'"},
        {"| a || b |\n| 1 || |", 2, 8, "found '|', expected an expression"},
        {"| a || b |\n| || 2 |", 2, 3, "found '||', expected an expression"},
        {"| a || b |\n| é, (1 | 2) || 2 |", 2, 9, "found '|', expected ')'"},
        {"| a || b |\n| 1 || \"x | \n", 2, 8,
         "found '\"': the string has no closing quote on its line"},
        {"| a || b |\n| 1 2 || 2 |", 2, 5,
         "found '2', expected an operator, ',', '|' or '||'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__arena *arena = prse__arena_new(0);
        const prse__table *table = NULL;
        prse_error err = {0};
        prse__feel_source source = {.text = prse_str_of(cases[i].text)};
        cr_expect_eq(prse__table_parse(&table, arena, &source, &err),
                     PRSE_EPARSE, "%s", cases[i].text);
        cr_expect_eq(err.line, cases[i].line, "%s: line %u", cases[i].text,
                     (unsigned)err.line);
        cr_expect_eq(err.column, cases[i].column, "%s: column %u",
                     cases[i].text, (unsigned)err.column);
        cr_expect_str_eq(err.message, cases[i].message, "%s: %s",
                         cases[i].text, err.message);
        prse__arena_free(arena);
    }
}
