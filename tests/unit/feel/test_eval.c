/* SPDX-License-Identifier: Apache-2.0 */
#include "feel/walk.h"
#include "unit/feel/test_eval.h"

#include <string.h>

PRSE_TEST(eval, arithmetic_is_exact_and_null_is_an_error)
{
    static const feel_case cases[] = {
        {"1 + 2", "3"},
        {"0.1 + 0.2", "0.3"},
        {"10 - 2 - 3", "5"},
        {"2 + 3 * 4", "14"},
        {"(2 + 3) * 4", "20"},
        {"2 ** 10", "1024"},
        {"10 / 4", "2.5"},
        {"1 / 0", "null"},
        {"0 / 0", "null"},
        {"-(3)", "-3"},
        {"-(-(3))", "3"},
        {"-null", "null"},
        {"-\"a\"", "null"},
        {"1 + null", "null"},
        {"null + 1", "null"},
        {"null * null", "null"},
        {"1 + \"1\"", "null"},
        {"\"1\" + 1", "null"},
        {"true + true", "null"},
        {"[1] + 1", "null"},
        {"1 - \"a\"", "null"},
        {"2 ** null", "null"},
        {"\"foo\" + \"bar\"", "\"foobar\""},
        {"\"\" + \"\"", "\"\""},
        {"\"foo\" - \"o\"", "null"},
        {"1.10 + 1.1", "2.2"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(eval, dates_and_durations_compute)
{
    static const feel_case cases[] = {
        {"@\"2024-01-31\" + @\"P1M\"", "@\"2024-02-29\""},
        {"@\"P1M\" + @\"2023-01-31\"", "@\"2023-02-28\""},
        {"@\"2024-03-31\" - @\"P1M\"", "@\"2024-02-29\""},
        {"@\"2024-02-29\" + @\"P1Y\"", "@\"2025-02-28\""},
        {"@\"2024-12-31\" + @\"P1D\"", "@\"2025-01-01\""},
        {"@\"2024-12-31\" + @\"PT23H\"", "@\"2024-12-31\""},
        {"@\"2024-12-31\" + @\"PT24H\"", "@\"2025-01-01\""},
        {"@\"2024-12-31\" - @\"PT1S\"", "@\"2024-12-30\""},
        {"@\"P1D\" + @\"2024-12-31\"", "@\"2025-01-01\""},
        {"@\"2024-03-01\" - @\"2024-02-28\"", "@\"P2D\""},
        {"@\"2024-02-28\" - @\"2024-03-01\"", "@\"-P2D\""},
        {"@\"9999-12-31\" + @\"P1D\"", "null"},
        {"@\"9999-12-31\" + @\"P1M\"", "null"},
        {"@\"2024-01-01\" + 1", "null"},
        {"@\"2024-01-01\" + null", "null"},
        {"@\"2024-01-01\" + @\"2024-01-01\"", "null"},
        {"@\"P1Y\" + @\"P2M\"", "@\"P14M\""},
        {"@\"P1Y\" - @\"P2M\"", "@\"P10M\""},
        {"@\"P1Y\" + @\"P1D\"", "null"},
        {"@\"P1D\" + @\"PT1H\"", "@\"PT25H\""},
        {"@\"P1D\" - @\"P2D\"", "@\"-P1D\""},
        {"@\"P1Y\" * 2", "@\"P2Y\""},
        {"2 * @\"P1Y\"", "@\"P2Y\""},
        {"@\"P1D\" / 2", "@\"PT12H\""},
        {"@\"P1D\" / 0", "null"},
        {"@\"P1Y\" / @\"P6M\"", "2"},
        {"@\"P1D\" / @\"PT6H\"", "4"},
        {"@\"P1D\" / @\"PT0S\"", "null"},
        {"@\"P1Y\" * @\"P1Y\"", "null"},
        {"-@\"P1Y\"", "@\"-P1Y\""},
        {"-@\"P1D\"", "@\"-P1D\""},
        {"-@\"2024-01-01\"", "null"},
        {"@\"P12M\"", "@\"P1Y\""},
        {"@\"PT90M\"", "@\"PT1H30M\""},
        {"@\"P1Y1D\"", "null"},
        {"@\"P\"", "null"},
        {"@\"PT\"", "null"},
        {"@\"P1T5H\"", "null"},
        {"@\"PT1.000S\"", "@\"PT1S\""},
        {"@\"PT1.5S\"", "null"},
        {"@\"P1.0D\"", "null"},
        {"@\"P1D1D\"", "null"},
        {"@\"P1M1Y\"", "null"},
        {"@\"nonsense\"", "null"},
        {"@\"2023-02-29\"", "null"},
        {"@\"P99999999999999999999D\"", "null"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(eval, equality_needs_the_same_kind)
{
    static const feel_case cases[] = {
        {"null = null", "true"},
        {"null != null", "false"},
        {"null = 1", "false"},
        {"true != null", "true"},
        {"1 = 1.00", "true"},
        {"1 = \"1\"", "null"},
        {"1 != \"1\"", "null"},
        {"true = 1", "null"},
        {"\"a\" = \"A\"", "false"},
        {"[] = []", "true"},
        {"[1, 2] = [1, 2]", "true"},
        {"[1, 2] = [2, 1]", "false"},
        {"[1, 1] = [1]", "false"},
        {"[1, [2, null]] = [1, [2, null]]", "true"},
        {"[] = 0", "null"},
        {"{} = {}", "true"},
        {"{a: 1, b: 2} = {b: 2, a: 1}", "true"},
        {"{a: 1} = {a: 1, b: 2}", "false"},
        {"{a: 1} = {b: 1}", "false"},
        {"{} = null", "false"},
        {"@\"P1Y\" = @\"P12M\"", "true"},
        {"@\"P1D\" = @\"PT24H\"", "true"},
        {"@\"P1Y\" = @\"P365D\"", "null"},
        {"@\"2024-01-01\" = date(2024, 1, 1)", "true"},
        {"[1..10] = [1..10]", "true"},
        {"[1..10) = [1..10]", "false"},
        {"[1..10) = [1..10[", "true"},
        {"(< 10) = (< 10)", "true"},
        {"(< 10) = (<= 10)", "false"},
        {"abs = abs", "null"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(eval, order_and_between)
{
    static const feel_case cases[] = {
        {"1 < 2", "true"},
        {"2 <= 2", "true"},
        {"2 > 2", "false"},
        {"2 >= 3", "false"},
        {"1 < null", "null"},
        {"null < null", "null"},
        {"null >= null", "null"},
        {"\"a\" < \"b\"", "true"},
        {"\"a\" < 1", "null"},
        {"true < false", "null"},
        {"[1] < [2]", "null"},
        {"@\"2024-01-01\" < @\"2024-01-02\"", "true"},
        {"@\"P1Y\" > @\"P11M\"", "true"},
        {"@\"P1D\" > @\"PT1H\"", "true"},
        {"@\"P1Y\" > @\"P1D\"", "null"},
        {"0 between 1 and 10", "false"},
        {"1 between 1 and 10", "true"},
        {"10 between 1 and 10", "true"},
        {"null between 1 and 10", "null"},
        {"2 between null and 10", "null"},
        {"2 between 1 and null", "null"},
        {"2 between 3 and null", "false"},
        {"\"c\" between \"b\" and \"d\"", "true"},
        {"@\"P3Y\" between @\"P2Y\" and @\"P4Y\"", "true"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(eval, logic_has_three_values)
{
    static const feel_case cases[] = {
        {"true and true", "true"},
        {"true and false", "false"},
        {"true and null", "null"},
        {"false and null", "false"},
        {"null and false", "false"},
        {"null and true", "null"},
        {"null and null", "null"},
        {"true and 1", "null"},
        {"\"a\" and false", "false"},
        {"false or false", "false"},
        {"false or true", "true"},
        {"null or true", "true"},
        {"true or null", "true"},
        {"null or false", "null"},
        {"false or 1", "null"},
        {"not(true)", "false"},
        {"not(false)", "true"},
        {"not(null)", "null"},
        {"not(0)", "null"},
        {"if true then 1 else 2", "1"},
        {"if false then 1 else 2", "2"},
        {"if null then 1 else 2", "2"},
        {"if \"yes\" then 1 else 2", "2"},
        {"if 1 > null then 1 else 2", "2"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(eval, in_takes_tests_ranges_and_lists)
{
    static const feel_case cases[] = {
        {"1 in [2, 3, 1]", "true"},
        {"1 in [2, 3]", "false"},
        {"1 in (2, 3, 1)", "true"},
        {"1 in 1", "true"},
        {"1 in [1..3]", "true"},
        {"1 in (1..3]", "false"},
        {"3 in [1..3)", "false"},
        {"3 in ]1..3]", "true"},
        {"1 in [[2..4], [1..3]]", "true"},
        {"5 in [[2..4], [1..3]]", "false"},
        {"5 in ([1..2], > 4)", "true"},
        {"10 in <= 10", "true"},
        {"10 in < 10", "false"},
        {"10 in (1, < 5, >= 10)", "true"},
        {"10 in (= 10)", "true"},
        {"10 in (!= 10)", "false"},
        {"5 in (null..10]", "null"},
        {"5 in [1..null]", "null"},
        {"null in [1..3]", "null"},
        {"null in null", "true"},
        {"5 in null", "false"},
        {"\"a\" in [1..3]", "null"},
        {"\"c\" in [\"b\"..\"d\"]", "true"},
        {"true in [true, false]", "true"},
        {"[1, 2] in [[1, 2, 3], [1, 2]]", "true"},
        {"[1, 2, 3] in = [1, 2, 3, 4]", "false"},
        {"{a: 1} in {a: 1}", "true"},
        {"5 in (? > 3)", "true"},
        {"@\"2024-06-01\" in [@\"2024-01-01\"..@\"2024-12-31\"]", "true"},
        {"@\"P3Y\" in (@\"P2Y\"..@\"P4Y\")", "true"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(eval, filters_count_from_one)
{
    static const feel_case cases[] = {
        {"[1, 2, 3][1]", "1"},
        {"[1, 2, 3][3]", "3"},
        {"[1, 2, 3][-1]", "3"},
        {"[1, 2, 3][-3]", "1"},
        {"[1, 2, 3][0]", "null"},
        {"[1, 2, 3][4]", "null"},
        {"[1, 2, 3][-4]", "null"},
        {"[1, 2, 3][1.5]", "null"},
        {"[1, 2, 3][true]", "[1, 2, 3]"},
        {"[1, 2, 3][false]", "[]"},
        {"[1, 2, 3][null]", "[]"},
        {"[1, 2, 3][item >= 2]", "[2, 3]"},
        {"[1, null, 3][item >= 2]", "[3]"},
        {"true[1]", "true"},
        {"100[0]", "null"},
        {"\"foo\"[true]", "[\"foo\"]"},
        {"100[item < 5]", "[]"},
        {"[][1]", "null"},
        {"[][item > 1]", "[]"},
        {"null[1]", "null"},
        {"[{a: 1}, {a: 2}][a >= 2]", "[{a: 2}]"},
        {"[{a: 1}, {a: 2}][item.a >= 2]", "[{a: 2}]"},
        {"[{item: 1}, {item: 2}][item >= 2]", "[{item: 2}]"},
        {"[{x: 1}, {y: 2}][y > 1]", "[{y: 2}]"},
        {"[{x: 1, y: 2}, {x: 2, y: 3}].y", "[2, 3]"},
        {"[{x: 1}, {y: 2}].y", "[null, 2]"},
        {"[{x: 1, y: 2}, {x: 1, y: 3}][x = 1].y", "[2, 3]"},
        {"count([true, null, false, true][item = true]) >= 2", "true"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(eval, contexts_and_properties)
{
    static const feel_case cases[] = {
        {"{a: 1, b: a + 1}.b", "2"},
        {"{a: 1, b: 3, c: {d: a + b}}.c.d", "4"},
        {"{a: 1}.b", "null"},
        {"null.b", "null"},
        {"(5).b", "null"},
        {"{a: 1, a: 2}", "null"},
        {"{\"a b\": 1}", "{\"a b\": 1}"},
        {"@\"2018-12-10\".year", "2018"},
        {"@\"2018-12-10\".month", "12"},
        {"@\"2018-12-10\".day", "10"},
        {"@\"2018-12-10\".weekday", "1"},
        {"@\"2018-12-09\".weekday", "7"},
        {"@\"1969-12-31\".weekday", "3"},
        {"@\"2018-12-10\".hour", "null"},
        {"@\"P1Y2M\".years", "1"},
        {"@\"P1Y2M\".months", "2"},
        {"@\"P1Y2M\".days", "null"},
        {"@\"P1DT2H3M4S\".days", "1"},
        {"@\"P1DT2H3M4S\".hours", "2"},
        {"@\"P1DT2H3M4S\".minutes", "3"},
        {"@\"P1DT2H3M4S\".seconds", "4"},
        {"@\"P1D\".years", "null"},
        {"@\"-P1DT2H\".hours", "-2"},
        {"[1..10].start", "1"},
        {"[1..10].end", "10"},
        {"(1..10].start included", "false"},
        {"(1..10].end included", "true"},
        {"(= 10).start", "10"},
        {"(= 10).end", "10"},
        {"(= 10).start included", "true"},
        {"(= 10) = [10..10]", "false"},
        {"(= 10) = (= 10)", "true"},
        {"[(= 10), (= \"a\")]", "[(= 10), (= \"a\")]"},
        {"every x in [(= 10)] satisfies 10 in x", "true"},
        {"some x in [(= 10)] satisfies 11 in x", "false"},
        {"(!= 10)", "null"},
        {"(< 10).end", "10"},
        {"(< 10).start", "null"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(eval, iterations)
{
    static const feel_case cases[] = {
        {"for i in [1, 2, 3] return i + 1", "[2, 3, 4]"},
        {"for i in [] return i", "[]"},
        {"for i in null return i", "null"},
        {"for i in 5 return i", "[5]"},
        {"for i in 2..4 return i", "[2, 3, 4]"},
        {"for i in 4..2 return i", "[4, 3, 2]"},
        {"for i in -1..1 return i", "[-1, 0, 1]"},
        {"for i in 1 + 1..1 + 3 return i", "[2, 3, 4]"},
        {"for i in \"a\"..\"c\" return i", "null"},
        {"for i in [1..3] return i", "[1, 2, 3]"},
        {"for i in [2..1] return i", "null"},
        {"for i in [1, 2], j in [4, 5] return i + j", "[5, 6, 6, 7]"},
        {"for x in [[1, 2], [3, 4]], y in x return y", "[1, 2, 3, 4]"},
        {"for x in [[1, 2], [3]] return for y in x return y",
         "[[1, 2], [3]]"},
        {"for i in 0..4 return if i = 0 then 1 else i * partial[-1]",
         "[1, 1, 2, 6, 24]"},
        {"for i in 1..3 return count(partial)", "[0, 1, 2]"},
        {"for d in @\"2024-02-28\"..@\"2024-03-01\" return d.day",
         "[28, 29, 1]"},
        {"some x in [1, 2, 3] satisfies x > 2", "true"},
        {"some x in [1, 2, 3] satisfies x > 3", "false"},
        {"some x in [] satisfies true", "false"},
        {"some x in [1, null] satisfies x > 2", "null"},
        {"some x in [null, 3] satisfies x > 2", "true"},
        {"some x in null satisfies true", "null"},
        {"every x in [1, 2] satisfies x > 0", "true"},
        {"every x in [1, 2] satisfies x > 1", "false"},
        {"every x in [] satisfies false", "true"},
        {"every x in [1, null] satisfies x > 0", "null"},
        {"every x in [null, 0] satisfies x > 0", "false"},
        {"some x in [1, 2], y in [2, 3] satisfies x = y", "true"},
        {"every x in [1, 2], y in [2, 3] satisfies x <= y", "true"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(eval, functions_close_over_their_scope)
{
    static const feel_case cases[] = {
        {"{f: function(a, b) a - b, r: f(5, 3)}.r", "2"},
        {"{f: function(a, b) a - b, r: f(b: 5, a: 3)}.r", "-2"},
        {"{f: function(a) a, r: f()}.r", "null"},
        {"{f: function(a) a, r: f(1, 2)}.r", "null"},
        {"{f: function(a) a, r: f(b: 1)}.r", "null"},
        {"{f: function() 7, r: f()}.r", "7"},
        {"{k: 10, f: function(x) x + k, r: f(1)}.r", "11"},
        {"{add: function(n) function(x) x + n, five: add(5), r: five(2)}.r",
         "7"},
        {"{fs: for n in [1, 2] return function(x) x * n,"
         " f: fs[2], r: f(10)}.r",
         "20"},
        {"{fact: function(n) if n <= 1 then 1 else n * fact(n - 1),"
         " r: fact(20)}.r",
         "2432902008176640000"},
        {"{f: abs, r: f(-3)}.r", "3"},
        {"{f: 5, r: f(1)}.r", "null"},
        {"{f: function(a: number) a, r: f(\"x\")}.r", "null"},
        {"{f: function(a: number) a, r: f([3])}.r", "3"},
        {"{f: function(a: string) a, r: f(\"x\")}.r", "\"x\""},
        {"unknown(1)", "null"},
        {"unknown", "null"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(eval, instance_of)
{
    static const feel_case cases[] = {
        {"1 instance of number", "true"},
        {"1 instance of string", "false"},
        {"\"a\" instance of string", "true"},
        {"true instance of boolean", "true"},
        {"null instance of number", "false"},
        {"null instance of Any", "false"},
        {"1 instance of Any", "true"},
        {"@\"2024-01-01\" instance of date", "true"},
        {"@\"P1Y\" instance of years and months duration", "true"},
        {"@\"P1D\" instance of days and time duration", "true"},
        {"@\"P1D\" instance of years and months duration", "false"},
        {"[1, 2] instance of list<number>", "true"},
        {"[1, \"a\"] instance of list<number>", "false"},
        {"[1..2] instance of range<number>", "true"},
        {"[\"a\"..\"b\"] instance of range<number>", "false"},
        {"{a: 1} instance of context<a: number>", "true"},
        {"{a: \"x\"} instance of context<a: number>", "false"},
        {"{a: {b: 1}} instance of context<a: context<b: number>>", "true"},
        {"{a: 1} instance of context<a: number, b: string>", "false"},
        {"{a: null} instance of context<a: string>", "true"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(eval, scopes_give_names_their_values)
{
    prse__arena *arena = prse__arena_new(0);
    prse_str names[] = {PRSE_STR("effectif"), PRSE_STR("chiffre d'affaires")};
    const prse__value *values[] = {
        prse__value_number(arena, prse__dec_int(250)), &prse__value_null};
    prse__scope scope = {NULL, 1, names, values};
    prse__scope inner = {&scope, 1, names + 1, values + 1};
    check_case(&(feel_case){"effectif in [50..300)", "true"}, &inner);
    check_case(&(feel_case){"for effectif in [1] return effectif", "[1]"},
               &scope);
    prse__arena_free(arena);
}

static void check_test(const char *tests, const char *input,
                       const char *expected)
{
    prse_error err = {0};
    prse__arena *arena = prse__arena_new(0);
    const prse__feel *tree = NULL;
    const prse__value *value = NULL;
    prse__feel_source source = {.text = prse_str_of(tests)};
    cr_assert_eq(prse__feel_parse_tests(&tree, arena, &source, &err), PRSE_OK,
                 "%s: %s", tests, err.message);
    cr_assert_eq(prse__feel_eval_tests(&value, arena, tree,
                                       value_of(arena, input, NULL), NULL,
                                       &err),
                 PRSE_OK);
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__value_print(&buf, value);
    cr_expect_str_eq(buf.ptr, expected, "%s for %s: got %s, expected %s",
                     tests, input, buf.ptr, expected);
    prse__buf_free(&buf);
    prse__arena_free(arena);
}

PRSE_TEST(eval, unary_tests)
{
    static const char *const cases[][3] = {
        {"-", "null", "true"},
        {"-", "5", "true"},
        {"5", "5", "true"},
        {"5", "6", "false"},
        {"5, 6", "6", "true"},
        {"< 5", "3", "true"},
        {"< 5", "null", "null"},
        {"< 5, > 10", "12", "true"},
        {"[1..5]", "5", "true"},
        {"[1..5)", "5", "false"},
        {"not(5)", "5", "false"},
        {"not(5, 6)", "7", "true"},
        {"not(< 5)", "7", "true"},
        {"null", "null", "true"},
        {"null", "5", "false"},
        {"true", "true", "true"},
        {"false", "false", "true"},
        {"false", "true", "false"},
        {"\"a\", \"b\"", "\"b\"", "true"},
        {"\"a\"", "1", "null"},
        {"? > 5", "6", "true"},
        {"? > 5", "5", "false"},
        {"? > 5 and ? < 9", "7", "true"},
        {"odd(?)", "3", "true"},
        {"[1, 2, 3]", "2", "true"},
        {"[1, 2, 3]", "[1, 2, 3]", "true"},
        {"1 + 1", "2", "true"},
        {"@\"2024-01-01\"", "@\"2024-01-01\"", "true"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_test(cases[i][0], cases[i][1], cases[i][2]);
}

static prse_status run(const char *text, uint64_t steps, size_t limit,
                       prse_error *err)
{
    prse__arena *arena = prse__arena_new(0), *small = prse__arena_new(limit);
    const prse__feel *tree = NULL;
    const prse__value *value = NULL;
    prse__feel_source source = {.text = prse_str_of(text)};
    cr_assert_eq(prse__feel_parse(&tree, arena, &source, err), PRSE_OK, "%s",
                 err->message);
    *err = (prse_error){0};
    prse_status status =
        prse__feel_eval(&value, small, tree, NULL, steps, err);
    cr_expect_eq(status == PRSE_OK, value != NULL);
    cr_expect_eq((int)status, (int)err->code);
    prse__arena_free(arena);
    prse__arena_free(small);
    return status;
}

PRSE_TEST(eval, hostile_expressions_meet_a_limit)
{
    prse_error err = {0};
    cr_expect_eq(run("1 + 1", 100, 0, &err), PRSE_OK);
    cr_expect_eq(run("for i in 1..1000000000 return i", 0, 0, &err),
                 PRSE_ELIMIT);
    cr_expect(strstr(err.message, "steps"));
    cr_expect_eq(run("count(for i in 1..100 return i)", 50, 0, &err),
                 PRSE_ELIMIT);
    cr_expect_eq(run("{f: function(n) f(n + 1), r: f(1)}.r", 0, 0, &err),
                 PRSE_ELIMIT);
    cr_expect(strstr(err.message, "200 calls"));
    cr_expect_eq(run("for i in 1..100000 return i", 0, 4096, &err),
                 PRSE_ELIMIT);
    cr_expect(strstr(err.message, "memory"));
    /* Text that doubles, and lists that hold themselves. */
    cr_expect_eq(run("for i in 1..60 return if i = 1 then \"ab\" else"
                     " partial[-1] + partial[-1]", 0, 0, &err),
                 PRSE_ELIMIT);
    cr_expect_eq(run("string((for i in 1..1000 return partial)[1000])", 0, 0,
                     &err),
                 PRSE_ELIMIT);
    cr_expect_eq(run("{a: for i in 1..40 return [1, partial],"
                     " r: flatten(a)}.r", 0, 0, &err),
                 PRSE_ELIMIT);
    cr_expect_eq(run("{a: for i in 1..60 return partial,"
                     " b: for i in 1..60 return partial, r: a = b}.r", 0, 0,
                     &err),
                 PRSE_ELIMIT);
}

/* A value prints as FEEL that gives the value again, whatever its keys hold. */
PRSE_TEST(eval, keys_and_strings_print_as_they_are_read)
{
    static const char *const texts[] = {
        "{\"\xC3\x97\": 1}", "{\"a b\": 1}", "{\"if\": 1}", "{\"\": 1}",
        "\"\\u0001\\u2028\"", "{\"\xC3\xA9t\xC3\xA9\": [\"\\n\"]}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        prse__arena *arena = prse__arena_new(0);
        prse__buf first, second;
        prse__buf_init(&first, 0);
        prse__buf_init(&second, 0);
        prse__value_print(&first, value_of(arena, texts[i], NULL));
        prse__value_print(&second, value_of(arena, first.ptr, NULL));
        cr_expect_str_eq(first.ptr, second.ptr);
        prse__buf_free(&first);
        prse__buf_free(&second);
        prse__arena_free(arena);
    }
}

/* A long literal that a loop repeats may not take more memory than steps
 * allow. */
PRSE_TEST(eval, literals_cost_what_they_take)
{
    enum { LONG = 100000, STEPS = 20000 };
    prse__arena *arena = prse__arena_new(0);
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_adds(&text, "for i in 1..1000 return \"");
    for (int i = 0; i < LONG; i++)
        prse__buf_addc(&text, 'a');
    prse__buf_addc(&text, '"');
    const prse__feel *tree = NULL;
    const prse__value *value = NULL;
    prse_error err = {0};
    prse__feel_source source = {.text = prse__buf_str(&text)};
    cr_assert_eq(prse__feel_parse(&tree, arena, &source, &err), PRSE_OK);
    size_t before = prse__arena_used(arena);
    cr_expect_eq(prse__feel_eval(&value, arena, tree, NULL, STEPS, &err),
                 PRSE_ELIMIT);
    cr_expect_lt(prse__arena_used(arena) - before, 40 * LONG);
    prse__buf_free(&text);
    prse__arena_free(arena);
}

/* A function of the host that gives its arguments back, as a list. */
static const prse__value *give_back(prse__eval *ev, const prse__native *self,
                                    const prse__value *const *args)
{
    prse__items list = {0};
    for (size_t i = 0; i < self->count; i++)
        if (!prse__items_add(ev, &list, args[i]))
            return NULL;
    return prse__items_list(ev, &list);
}

PRSE_TEST(eval, functions_of_the_host_are_called_as_others_are)
{
    static const feel_case cases[] = {
        {"pair(1, 2)", "[1, 2]"},
        {"pair(right: 1, left: 2)", "[2, 1]"},
        {"pair(1)", "null"},
        {"pair(1, 2, 3)", "null"},
        {"pair(left: 1, middle: 2)", "null"},
        {"pair(left: 1, right: 2, middle: 3)", "null"},
        {"pair instance of function", "true"},
        {"pair = pair", "null"},
        {"(function(f) f(3, 4))(pair)", "[3, 4]"},
        {"sort([1, 2], pair)", "null"},
    };
    static const prse_str params[] = {{"left", 4}, {"right", 5}};
    static const prse__native pair = {2, params, give_back};
    static const prse__value function = {.kind = PRSE__VALUE_FUNCTION,
                                         .text = {"pair", 4},
                                         .native = &pair};
    static const prse__value *const values[] = {&function};
    static const prse_str names[] = {{"pair", 4}};
    const prse__scope scope = {NULL, 1, names, values};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_case(&cases[i], &scope);
}

/* Unary tests where a value is expected ask about "?", or about null. */
PRSE_TEST(eval, tests_are_values_too)
{
    static const char *const cases[][3] = {
        {"< 5", "4", "true"},       {"< 5", "6", "false"},
        {"-", "6", "true"},         {"not(1, 2)", "3", "true"},
        {"not(1, 2)", "1", "false"}, {"1, > 5", "7", "true"},
        {"null", NULL, "true"},     {"< 5", NULL, "null"},
    };
    static const prse_str names[] = {{"?", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__arena *arena = prse__arena_new(0);
        const prse__feel *tests = NULL;
        const prse__value *value = NULL, *input[1];
        prse__buf got;
        prse__buf_init(&got, 0);
        prse__feel_source source = {.text = prse_str_of(cases[i][0])};
        cr_assert_eq(prse__feel_parse_tests(&tests, arena, &source, NULL),
                     PRSE_OK);
        prse__scope scope = {NULL, 0, names, input};
        if (cases[i][1]) {
            input[0] = value_of(arena, cases[i][1], NULL);
            scope.count = 1;
        }
        cr_assert_eq(prse__feel_eval(&value, arena, tests, &scope, 0, NULL),
                     PRSE_OK);
        prse__value_print(&got, value);
        cr_expect_str_eq(got.ptr, cases[i][2], "%s", cases[i][0]);
        prse__buf_free(&got);
        prse__arena_free(arena);
    }
}

PRSE_TEST(eval, an_absent_expression_is_null)
{
    prse__arena *arena = prse__arena_new(0);
    const prse__value *value = NULL;
    cr_expect_eq(prse__feel_eval(&value, arena, NULL, NULL, 0, NULL), PRSE_OK);
    cr_expect_eq(value->kind, PRSE__VALUE_NULL);
    prse__arena_free(arena);
}

/* Few calls, but each of them many levels. */
PRSE_TEST(eval, levels_are_limited_across_calls)
{
    prse_error err = {0};
    cr_expect_eq(run("{f: function(n) -(-(-(-(-(-(-(-(-(-(-(-(-(-(-("
                     "-f(n)))))))))))))))), r: f(1)}.r", 0, 0, &err),
                 PRSE_ELIMIT);
    cr_expect(strstr(err.message, "nests"), "%s", err.message);
}

PRSE_TEST(eval, strings_are_copied)
{
    char text[] = "abc";
    prse__arena *arena = prse__arena_new(0), *small = prse__arena_new(16);
    const prse__value *value = prse__value_string(arena, prse_str_of(text));
    text[0] = 'x';
    cr_assert_eq(value->kind, PRSE__VALUE_STRING);
    cr_expect(prse__str_is(value->text, "abc"));
    cr_expect_null(prse__value_string(small, prse_str_of(text)));
    cr_expect_null(prse__value_string(small, PRSE_STR("more than 16 bytes")));
    prse__arena_free(arena);
    prse__arena_free(small);
}

/* "?" is found wherever it stands, so that its condition is not compared. */
PRSE_TEST(eval, tests_may_ask_about_their_input_from_far_within)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_adds(&text, "5 in (?");
    for (int i = 0; i < 500; i++)
        prse__buf_adds(&text, " + 1");
    prse__buf_adds(&text, " > 3)");
    check_case(&(feel_case){text.ptr, "true"}, NULL);
    prse__buf_free(&text);
}
