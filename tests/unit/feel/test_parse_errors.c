/* SPDX-License-Identifier: Apache-2.0 */
/* Wrong texts: where they go wrong and what would be right. Hostile ones. */
#include <string.h>

#include "unit/feel/test_parse.h"

typedef struct wrong_case {
    const char *text;
    uint32_t line, column;
    const char *message;
} wrong_case;

static void check(const wrong_case *c, parse_function *parse)
{
    prse_error err = {0};
    const prse__feel *tree = NULL;
    prse__arena *arena = prse__arena_new(0);
    prse__feel_source source = {.text = prse_str_of(c->text),
                                .file = "pack.yaml"};
    prse_status status = parse(&tree, arena, &source, &err);
    cr_expect(status == PRSE_EPARSE || status == PRSE_EUNSUPPORTED, "%s",
              c->text);
    cr_expect_eq(err.code, (int)status);
    cr_expect_null(tree);
    cr_expect_str_eq(err.file, "pack.yaml");
    cr_expect_eq(err.line, c->line, "%s: line %u", c->text,
                 (unsigned)err.line);
    cr_expect_eq(err.column, c->column, "%s: column %u", c->text,
                 (unsigned)err.column);
    cr_expect_str_eq(err.message, c->message, "%s: %s", c->text, err.message);
    prse__arena_free(arena);
}

PRSE_TEST(parse_errors, expressions)
{
    static const wrong_case cases[] = {
        {"if a then then b", 1, 11,
         "found 'then', expected an expression"},
        {"if a b", 1, 6,
         "found 'b', expected 'then'"},
        {"if a then b", 1, 12,
         "found the end, expected 'else'"},
        {"if a then b else", 1, 17,
         "found the end, expected an expression"},
        {"if then", 1, 4,
         "found 'then', expected an expression"},
        {"1 +", 1, 4,
         "found the end, expected an expression"},
        {"1 + * 2", 1, 5,
         "found '*', expected an expression"},
        {"* 2", 1, 1,
         "found '*', expected an expression"},
        {"1 2", 1, 3,
         "found '2', expected an operator or the end"},
        {"a b", 1, 3,
         "found 'b', expected an operator or the end"},
        {"(1", 1, 3,
         "found the end, expected ')'"},
        {"(1, 2)", 1, 3,
         "found ',', expected ')'"},
        {"()", 1, 2,
         "found ')', expected an expression"},
        {")", 1, 1,
         "found ')', expected an expression"},
        {"(a]", 1, 3,
         "found ']', expected ')'"},
        {"[1", 1, 3,
         "found the end, expected ',' or ']' of the list"},
        {"[1, ", 1, 5,
         "found the end, expected an expression"},
        {"[1, ]", 1, 5,
         "found ']', expected an expression"},
        {"[1 2]", 1, 4,
         "found '2', expected ',' or ']' of the list"},
        {"[1,,2]", 1, 4,
         "found ',', expected an expression"},
        {"]+", 1, 1,
         "found ']', expected an expression"},
        {"](1", 1, 4,
         "found the end, expected ')'"},
        {"a between ~", 1, 11,
         "found '~': no expression holds this character"},
        {"a instance of b ~", 1, 17,
         "found '~': no expression holds this character"},
        {"a instance of b.~", 1, 17,
         "found '~': no expression holds this character"},
        {"a instance of list ~", 1, 20,
         "found '~': no expression holds this character"},
        {"a instance of context<~", 1, 23,
         "found '~': no expression holds this character"},
        {"\"\\u00g0\"", 1, 2,
         "a character is written \\uXXXX or \\UXXXXXX, with 4 or 6 "
         "hexadecimal digits"},
        {"\"\\U110000\"", 1, 2,
         "a character is written \\uXXXX or \\UXXXXXX, with 4 or 6 "
         "hexadecimal digits"},
        {"]", 1, 1,
         "found ']', expected an expression"},
        {"]1", 1, 3,
         "found the end, expected '..' of a range"},
        {"]1, 2]", 1, 3,
         "found ',', expected '..' of a range"},
        {"]1..2", 1, 6,
         "found the end, expected ']', ')' or '[' after the range"},
        {"[1..", 1, 5,
         "found the end, expected an expression"},
        {"[..2]", 1, 2,
         "found '..', expected an expression"},
        {"[1..2, 3]", 1, 6,
         "found ',', expected ']', ')' or '[' after the range"},
        {"[1..2}", 1, 6,
         "found '}', expected ']', ')' or '[' after the range"},
        {"{", 1, 2,
         "found the end, expected a key: a name or a string"},
        {"{a", 1, 3,
         "found the end, expected ':'"},
        {"{a 1}", 1, 5,
         "found '}', expected ':'"},
        {"{a: }", 1, 5,
         "found '}', expected an expression"},
        {"{a: 1,}", 1, 7,
         "found '}', expected a key: a name or a string"},
        {"{a: 1 b: 2}", 1, 7,
         "found 'b', expected ',' or '}' of the context"},
        {"{1: 2}", 1, 2,
         "found '1', expected a key: a name or a string"},
        {"{a: 1]", 1, 6,
         "found ']', expected ',' or '}' of the context"},
        {"f(", 1, 3,
         "found the end, expected an expression"},
        {"f(1", 1, 4,
         "found the end, expected ',' or ')' of the call"},
        {"f(1,)", 1, 5,
         "found ')', expected an expression"},
        {"f(1 2)", 1, 5,
         "found '2', expected ',' or ')' of the call"},
        {"f(a: 1, 2)", 1, 9,
         "found '2', expected a named argument"},
        {"f(1, a: 2)", 1, 7,
         "found ':', expected ',' or ')' of the call"},
        {"a.", 1, 3,
         "found the end, expected a name after '.'"},
        {"a.1", 1, 2,
         "found '.1', expected an operator or the end"},
        {"a.(b)", 1, 3,
         "found '(', expected a name after '.'"},
        {"a[", 1, 3,
         "found the end, expected an expression"},
        {"a[]", 1, 3,
         "found ']', expected an expression"},
        {"a[1", 1, 4,
         "found the end, expected ']' of the filter"},
        {"a between", 1, 10,
         "found the end, expected an expression"},
        {"a between 1", 1, 12,
         "found the end, expected 'and' of the 'between'"},
        {"a between 1 or 2", 1, 13,
         "found 'or', expected 'and' of the 'between'"},
        {"a between 1 and", 1, 16,
         "found the end, expected an expression"},
        {"a in", 1, 5,
         "found the end, expected an expression"},
        {"a in ()", 1, 7,
         "found ')', expected an expression"},
        {"a in (1", 1, 8,
         "found the end, expected ',' or ')'"},
        {"a in (1, )", 1, 10,
         "found ')', expected an expression"},
        {"a in (-)", 1, 8,
         "found ')', expected an expression"},
        {"a instance", 1, 11,
         "found the end, expected 'of' after 'instance'"},
        {"a instance number", 1, 12,
         "found 'number', expected 'of' after 'instance'"},
        {"a instance of", 1, 14,
         "found the end, expected a type"},
        {"a instance of 1", 1, 15,
         "found '1', expected a type"},
        {"a instance of list<", 1, 20,
         "found the end, expected a type"},
        {"a instance of list<number", 1, 26,
         "found the end, expected '>' of the type"},
        {"a instance of list<number, string>", 1, 26,
         "found ',', expected '>' of the type"},
        {"a instance of context<number>", 1, 29,
         "found '>', expected ':'"},
        {"a instance of function<number>", 1, 31,
         "found the end, expected '->' and a type"},
        {"for", 1, 4,
         "found the end, expected a variable"},
        {"for a", 1, 6,
         "found the end, expected 'in'"},
        {"for 1 in a return a", 1, 5,
         "found '1', expected a variable"},
        {"for a in", 1, 9,
         "found the end, expected an expression"},
        {"for a in b", 1, 11,
         "found the end, expected ',' or 'return'"},
        {"for a in b, return a", 1, 13,
         "found 'return', expected a variable"},
        {"for a in 1.. return a", 1, 14,
         "found 'return', expected an expression"},
        {"some a in b return c", 1, 13,
         "found 'return', expected ',' or 'satisfies'"},
        {"every a in b satisfies", 1, 23,
         "found the end, expected an expression"},
        {"function", 1, 9,
         "found the end, expected '(' after 'function'"},
        {"function a", 1, 10,
         "found 'a', expected '(' after 'function'"},
        {"function(", 1, 10,
         "found the end, expected a parameter"},
        {"function(1) a", 1, 10,
         "found '1', expected a parameter"},
        {"function(a", 1, 11,
         "found the end, expected ',' or ')'"},
        {"function(a:) a", 1, 12,
         "found ')', expected a type"},
        {"function(a)", 1, 12,
         "found the end, expected an expression"},
        {"@", 1, 2,
         "found the end, expected a string after '@'"},
        {"@a", 1, 2,
         "found 'a', expected a string after '@'"},
        {"@2", 1, 2,
         "found '2', expected a string after '@'"},
        {"\"abc", 1, 1,
         "found '\"': the string has no closing quote on its line"},
        {"\"a\\u12\"", 1, 3,
         "a character is written \\uXXXX or \\UXXXXXX, with 4 or 6 "
         "hexadecimal digits"},
        {"\"éa\\uD800x\"", 1, 4,
         "a character is written \\uXXXX or \\UXXXXXX, with 4 or 6 "
         "hexadecimal digits"},
        {"\"\\U110000\"", 1, 2,
         "a character is written \\uXXXX or \\UXXXXXX, with 4 or 6 "
         "hexadecimal digits"},
        {"#", 1, 1,
         "found '#': no expression holds this character"},
        {"1 + é #", 1, 7,
         "found '#': no expression holds this character"},
        {"a ; b", 1, 3,
         "found ';': no expression holds this character"},
        {"a == b", 1, 4,
         "found '=', expected an expression"},
        {"a && b", 1, 3,
         "found '&': no expression holds this character"},
        {"a | b", 1, 3,
         "found '|', expected an operator or the end"},
        {"a || b", 1, 3,
         "found '||', expected an operator or the end"},
        {"1 <> 2", 1, 4,
         "found '>', expected an expression"},
        {"!a", 1, 1,
         "found '!': no expression holds this character"},
        {"1 /* a", 1, 3,
         "found '/*': the comment has no closing */"},
        {"1..2", 1, 2,
         "found '..', expected an operator or the end"},
        {"12345678901234567890123456789012345678901234567890", 1, 1,
         "a number holds at most 34 digits, and its exponent at most 4"},
        {"1e99999", 1, 1,
         "a number holds at most 34 digits, and its exponent at most 4"},
        {"a then b", 1, 3,
         "found 'then', expected an operator or the end"},
        {"not(< 5)", 1, 5,
         "found '<', expected an expression"},
        {"-", 1, 2,
         "found the end, expected an expression"},
        {"- ", 1, 3,
         "found the end, expected an expression"},
        {"'a'", 1, 1,
         "found ''': no expression holds this character"},
        {"a + %", 1, 5,
         "found '%': no expression holds this character"},
        {"1 +\n\n  then", 3, 3,
         "found 'then', expected an expression"},
        {"{\n  a: 1,\n  b 2\n}", 4, 1,
         "found '}', expected ':'"},
        {"// é\né + )", 2, 5,
         "found ')', expected an expression"},
        {"\"a\nb\"", 1, 1,
         "found '\"': the string has no closing quote on its line"},
        {"/* \n\n*/ *", 3, 4,
         "found '*', expected an expression"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(&cases[i], prse__feel_parse);
}

PRSE_TEST(parse_errors, unary_tests)
{
    static const wrong_case cases[] = {
        {"<", 1, 2,
         "found the end, expected an expression"},
        {"< 5 6", 1, 5,
         "found '6', expected an operator, ',' or the end"},
        {"< 5 and 6", 1, 5,
         "found 'and', expected an operator, ',' or the end"},
        {"1,", 1, 3,
         "found the end, expected an expression"},
        {", 1", 1, 1,
         "found ',', expected an expression"},
        {"-, 1", 1, 2,
         "found ',', expected an expression"},
        {"1, -", 1, 5,
         "found the end, expected an expression"},
        {"not(", 1, 5,
         "found the end, expected an expression"},
        {"not(1", 1, 6,
         "found the end, expected ',' or ')'"},
        {"not(1,)", 1, 7,
         "found ')', expected an expression"},
        {"not(< 5) or b", 1, 10,
         "found 'or', expected nothing after 'not(...)'"},
        {"not(< 5) x", 1, 10,
         "found 'x', expected nothing after 'not(...)'"},
        {"not(1) x", 1, 8,
         "found 'x', expected an operator, ',' or the end"},
        {"[1..5", 1, 6,
         "found the end, expected ']', ')' or '[' after the range"},
        {"= = 1", 1, 3,
         "found '=', expected an expression"},
        {"1 | 2", 1, 3,
         "found '|', expected an operator, ',' or the end"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(&cases[i], prse__feel_parse_tests);
}

static prse_status parse_text(prse_str text, prse_error *err)
{
    const prse__feel *tree = NULL;
    prse__arena *arena = prse__arena_new(0);
    prse__feel_source source = {.text = text};
    prse_status status = prse__feel_parse(&tree, arena, &source, err);
    prse__arena_free(arena);
    return status;
}

static prse_status parse_nested(const char *open, size_t times,
                                const char *middle, const char *close,
                                prse_error *err)
{
    prse__buf buf;
    prse__buf_init(&buf, 0);
    for (size_t i = 0; i < times; i++)
        prse__buf_adds(&buf, open);
    prse__buf_adds(&buf, middle);
    for (size_t i = 0; i < times; i++)
        prse__buf_adds(&buf, close);
    prse_status status = parse_text(prse__buf_str(&buf), err);
    prse__buf_free(&buf);
    return status;
}

PRSE_TEST(parse_errors, nesting_has_a_limit)
{
    static const char *const brackets[][2] = {
        {"(", ")"},     {"[", "]"},          {"{a: ", "}"}, {"f(", ")"},
        {"a[", "]"},    {"-", ""},           {"[", "..1]"}, {"(< ", ")"},
        {"x in (", ")"}, {"if 1 then 2 else ", ""},
        {"1 + (", ")"}, {"function(a) ", ""}};
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        prse_error err = {0};
        const char *open = brackets[i][0], *close = brackets[i][1];
        cr_expect_eq(parse_nested(open, 200, "1", close, &err), PRSE_OK,
                     "%s %u %s", open, (unsigned)err.column, err.message);
        cr_expect_eq(parse_nested(open, 201, "1", close, &err), PRSE_ELIMIT,
                     "%s", open);
        cr_expect_neq(parse_nested(open, 100000, "1", "", &err), PRSE_OK);
    }
}

PRSE_TEST(parse_errors, long_texts_take_linear_time, .timeout = PRSE_LONG)
{
    prse_error err = {0};
    cr_expect_eq(parse_nested("a + ", 900, "1", "", &err), PRSE_OK);
    cr_expect_eq(parse_nested("a + ", 100000, "1", "", &err), PRSE_ELIMIT);
    cr_expect_eq(parse_nested("a ", 100000, "1", "", &err), PRSE_EPARSE);
    cr_expect_eq(parse_nested("f(a b c ", 50000, "1", "", &err), PRSE_EPARSE);
    cr_expect_eq(parse_nested("{a b c d: ", 50000, "1", "", &err),
                 PRSE_ELIMIT);
    cr_expect_eq(parse_nested("years and months ", 50000, "1", "", &err),
                 PRSE_EPARSE);
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__buf_addc(&buf, '[');
    for (int i = 0; i < 200000; i++)
        prse__buf_adds(&buf, "1, ");
    prse__buf_adds(&buf, "1]");
    cr_expect_eq(parse_text(prse__buf_str(&buf), &err), PRSE_OK);
    while (buf.len <= 1024 * 1024)
        prse__buf_adds(&buf, "                ");
    cr_expect_eq(parse_text(prse__buf_str(&buf), &err), PRSE_ELIMIT);
    prse__buf_free(&buf);
}

PRSE_TEST(parse_errors, bytes_that_are_not_utf8)
{
    prse_error err = {0};
    cr_expect_eq(parse_text(PRSE_STR("é +\n \"\xff\""), &err), PRSE_EPARSE);
    cr_expect_eq(err.line, 2);
    cr_expect_eq(err.column, 3);
    cr_expect_eq(parse_text(PRSE_STR("1\0"), &err), PRSE_EPARSE);
    cr_expect_eq(parse_text((prse_str){NULL, 0}, &err), PRSE_EPARSE);
}

PRSE_TEST(parse_errors, external_functions_are_not_offered)
{
    prse_error err = {0};
    prse_str text = PRSE_STR("1 + function(a) external {java: {}}");
    cr_expect_eq(parse_text(text, &err), PRSE_EUNSUPPORTED);
    cr_expect_eq(err.column, 17);
}

PRSE_TEST(parse_errors, memory_that_runs_out_is_told)
{
    const char *text = "{a b: if x in (1, < 2) then f(n: [1..2[)[1].y else "
                       "for i in 1..2 return \"z\", c: a b}";
    prse_status status = PRSE_ENOMEM;
    for (size_t limit = 1; status == PRSE_ENOMEM; limit += 16) {
        prse_error err = {0};
        const prse__feel *tree = NULL;
        prse__arena *arena = prse__arena_new(limit);
        prse__feel_source source = {.text = prse_str_of(text)};
        status = prse__feel_parse(&tree, arena, &source, &err);
        cr_expect_eq(err.code, (int)status);
        cr_expect_eq(status == PRSE_OK, tree != NULL);
        prse__arena_free(arena);
    }
    cr_expect_eq(status, PRSE_OK);
}

/* Names of many pieces, and many names of several words. */
PRSE_TEST(parse_errors, names_are_limited)
{
    prse_error err = {0};
    prse__arena *arena = prse__arena_new(0);
    prse__buf buf;
    const prse__feel *tree = NULL;
    prse__buf_init(&buf, 0);
    for (int i = 0; i < 64; i++)
        prse__buf_adds(&buf, i ? " a" : "a");
    prse_str names[] = {prse__buf_str(&buf)};
    prse__feel_source source = {
        .text = PRSE_STR("1"), .names = names, .name_count = 1};
    cr_expect_eq(prse__feel_parse(&tree, arena, &source, &err), PRSE_OK);
    prse__buf_adds(&buf, " a");
    names[0] = prse__buf_str(&buf);
    cr_expect_eq(prse__feel_parse(&tree, arena, &source, &err), PRSE_ELIMIT);
    prse__buf_clear(&buf);
    prse__buf_addc(&buf, '{');
    for (int i = 0; i <= 1000; i++)
        prse__buf_addf(&buf, "%s\"a %d\": 1", i ? ", " : "", i);
    prse__buf_addc(&buf, '}');
    cr_expect_eq(parse_text(prse__buf_str(&buf), &err), PRSE_ELIMIT);
    prse__buf_free(&buf);
    prse__arena_free(arena);
}
