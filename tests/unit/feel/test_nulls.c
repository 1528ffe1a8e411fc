/* SPDX-License-Identifier: Apache-2.0 */
/* What FEEL calls an error is null: arguments of the wrong kind, amounts out of
 * range, operators without meaning. */
#include "unit/feel/test_eval.h"

PRSE_TEST(nulls, relations_need_two_of_what_they_compare)
{
    static const feel_case cases[] = {
        {"before(null, 1)", "null"},
        {"before([1..2], null)", "null"},
        {"before((< 5), 7)", "null"},
        {"before(1, (< 5))", "null"},
        {"before((> 5), 7)", "null"},
        {"before([1..\"a\"], 1)", "null"},
        {"after(1, null)", "null"},
        {"meets([1..2], null)", "null"},
        {"meets(1, [1..2])", "null"},
        {"meets([1..2], 2)", "null"},
        {"met by(null, [1..2])", "null"},
        {"met by(2, [1..2])", "null"},
        {"met by([2..3], 2)", "null"},
        {"overlaps(null, [1..2])", "null"},
        {"overlaps(1, [1..2])", "null"},
        {"overlaps([1..2], 1)", "null"},
        {"overlaps before(null, [1..2])", "null"},
        {"overlaps before(1, [1..2])", "null"},
        {"overlaps before([1..2], 1)", "null"},
        {"overlaps after(null, [1..2])", "null"},
        {"overlaps after(1, [1..2])", "null"},
        {"overlaps after([1..2], 1)", "null"},
        {"finishes(null, [1..2])", "null"},
        {"finishes(1, 1)", "null"},
        {"finished by(null, 1)", "null"},
        {"finished by(1, 1)", "null"},
        {"includes(null, 1)", "null"},
        {"includes(1, 1)", "null"},
        {"during(1, null)", "null"},
        {"during(1, 1)", "null"},
        {"starts(1, null)", "null"},
        {"starts(1, 1)", "null"},
        {"started by(null, 1)", "null"},
        {"started by(1, 1)", "null"},
        {"coincides(1, null)", "null"},
        {"coincides(1, [1..1])", "null"},
        {"coincides([1..1], 1)", "null"},
    };
    CHECK_CASES(cases);
}

/* Each half of each relation decides alone. */
PRSE_TEST(nulls, relations_hold_when_all_their_parts_do)
{
    static const feel_case cases[] = {
        {"before([1..5), 5)", "true"},
        {"before([1..5], (5..6])", "true"},
        {"before([1..5], [5..6])", "false"},
        {"after([5..6], [1..5))", "true"},
        {"meets([1..5), [5..6])", "false"},
        {"meets([1..5], (5..6])", "false"},
        {"met by([5..6], [1..5])", "true"},
        {"met by([5..6], [1..5))", "false"},
        {"overlaps([1..2], [3..4])", "false"},
        {"overlaps([3..4], [1..2])", "false"},
        {"overlaps before([1..5], [1..8])", "false"},
        {"overlaps before([1..2], [3..8])", "false"},
        {"overlaps before([1..9], [3..8])", "false"},
        {"overlaps before([1..8], [3..8])", "true"},
        {"overlaps after([3..8], [3..5])", "false"},
        {"overlaps after([6..8], [3..5])", "false"},
        {"overlaps after([4..5], [3..6])", "false"},
        {"finishes([0..10], [1..10])", "false"},
        {"finishes([2..9], [1..10])", "false"},
        {"finished by([1..10], [0..10])", "false"},
        {"finished by([1..10], 9)", "false"},
        {"includes([1..10], [0..5])", "false"},
        {"includes([1..10], [5..11])", "false"},
        {"during([0..5], [1..10])", "false"},
        {"during([5..11], [1..10])", "false"},
        {"starts([1..11], [1..10])", "false"},
        {"starts([2..5], [1..10])", "false"},
        {"started by([1..10], [1..11])", "false"},
        {"started by([1..10], 2)", "false"},
        {"coincides([1..5], [2..5])", "false"},
        {"coincides(1, 2)", "false"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(nulls, texts)
{
    static const feel_case cases[] = {
        {"substring(null, 1)", "null"},
        {"substring(\"abc\", \"1\")", "null"},
        {"substring(\"abc\", 4)", "null"},
        {"substring(\"abc\", -4)", "null"},
        {"substring(\"abc\", 1, \"1\")", "null"},
        {"substring(\"abc\", 2, 9)", "\"bc\""},
        {"upper case(1)", "null"},
        {"substring before(1, \"a\")", "null"},
        {"substring before(\"a\", 1)", "null"},
        {"substring after(1, \"a\")", "null"},
        {"contains(null, \"a\")", "null"},
        {"contains(\"\", \"a\")", "false"},
        {"starts with(1, \"a\")", "null"},
        {"starts with(\"a\", \"ab\")", "false"},
        {"ends with(\"a\", 1)", "null"},
        {"ends with(\"a\", \"ba\")", "false"},
        {"string join(null)", "null"},
        {"string join([\"a\", 1])", "null"},
        {"string join([\"a\"], 1)", "null"},
        {"string join([\"a\", null, \"b\"], null)", "\"ab\""},
        {"number(1, \",\", \".\")", "null"},
        {"number(\"1\", \",\")", "null"},
        {"number(\"1\", 1, \".\")", "null"},
        {"number(\"1\", \"..\", \".\")", "null"},
        {"number(\"1\", \"x\", \".\")", "null"},
        {"number(\"1\", \",\", \"x\")", "null"},
        {"number(\"1.5\", null, \",\")", "null"},
        {"number(\"1,5\", null, \",\")", "1.5"},
        {"number(\"1 500,5\", \" \", \",\")", "1500.5"},
        {"\"\" + \"\"", "\"\""},
        {"\"a\" + \"\"", "\"a\""},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(nulls, lists)
{
    static const feel_case cases[] = {
        {"insert before(null, 1, 1)", "null"},
        {"insert before([1], 0, 1)", "null"},
        {"remove(null, 1)", "null"},
        {"remove([1], 2)", "null"},
        {"reverse(null)", "null"},
        {"index of(null, 1)", "null"},
        {"sublist(null, 1)", "null"},
        {"sublist([1, 2], 1, -1)", "null"},
        {"sublist([1, 2], 1, 3)", "null"},
        {"sublist([1, 2], 1, \"a\")", "null"},
        {"sublist([1, 2], 1, 0)", "[]"},
        {"list replace(null, 1, 2)", "null"},
        {"list replace([1], 2, 2)", "null"},
        {"list replace([1], function(a, b) 1, 2)", "null"},
        {"sort(null, function(a, b) a < b)", "null"},
        {"sort([2, 1, 3], before)", "[1, 2, 3]"},
        {"sort([2, 1], 1)", "null"},
        {"sort([2, 1], function(a) a)", "null"},
        {"sort([3, 2, 1], function(a, b) null)", "null"},
        {"sum([@\"2024-01-01\", @\"P1D\"])", "null"},
        {"sum([@\"P1D\", @\"P2D\"])", "@\"P3D\""},
        {"sum([[1]])", "null"},
        {"sum([null])", "null"},
        {"sum([true])", "null"},
        {"get entries({a: 1})", "[{key: \"a\", value: 1}]"},
        {"context([])", "{}"},
        {"context put({a: 1}, [\"a\", \"b\"], 2)", "null"},
        {"context put({}, [\"a\", \"b\"], 2)", "null"},
        {"context merge([{a: 1}, 1])", "null"},
        {"context merge(null)", "null"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(nulls, amounts_out_of_range)
{
#define MOST_MONTHS "@\"P9223372036854775807M\""
#define LEAST_MONTHS "(-" MOST_MONTHS " - @\"P1M\")"
#define MOST_SECONDS "@\"PT9223372036854775807S\""
#define LEAST_SECONDS "(-" MOST_SECONDS " - @\"PT1S\")"
    static const feel_case cases[] = {
        {MOST_MONTHS " + @\"P1M\"", "null"},
        {"-" MOST_MONTHS " - @\"P2M\"", "null"},
        {MOST_SECONDS " + @\"PT1S\"", "null"},
        {"-" MOST_SECONDS " - @\"PT2S\"", "null"},
        {"-" LEAST_MONTHS, "null"},
        {"-" LEAST_SECONDS, "null"},
        {"abs(" LEAST_MONTHS ")", "null"},
        {"abs(-@\"P2M\")", "@\"P2M\""},
        {LEAST_MONTHS " = " LEAST_MONTHS, "true"},
        {"@\"2024-01-01\" - " LEAST_MONTHS, "null"},
        {"@\"2024-01-01\" + " LEAST_MONTHS, "null"},
        {"@\"2024-01-01\" + " MOST_MONTHS, "null"},
        {"@\"2024-01-01\" + @\"P120000M\"", "null"},
        {"@\"2024-01-01\" + " MOST_SECONDS, "null"},
        {"@\"2024-01-01\" - " LEAST_SECONDS, "null"},
        {"@\"2024-01-01\" - @\"P1000000000D\"", "null"},
        {"@\"9999-12-31\" + @\"P1D\"", "null"},
        {"@\"-9999-01-01\" - @\"P1D\"", "null"},
        {"@\"P1M\" * 1e30", "null"},
        {"@\"P1M\" / 0", "null"},
        {"@\"P1D\" / @\"P0D\"", "null"},
        {"@\"P9223372036854775808M\"", "null"},
        {"@\"P92233720368547758070M\"", "null"},
        {"@\"P9223372036854775807Y\"", "null"},
        {"@\"P768614336404564650Y8M\"", "null"},
        {"round up(1, 7000)", "null"},
        {"round up(1, -7000)", "null"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(nulls, texts_that_are_no_date_or_duration)
{
    static const feel_case cases[] = {
        {"@\"\"", "null"},        {"@\"-\"", "null"},
        {"@\"X1D\"", "null"},     {"@\"P\"", "null"},
        {"@\"P1\"", "null"},      {"@\"PxD\"", "null"},
        {"@\"P1Dx\"", "null"},    {"@\"PT\"", "null"},
        {"@\"P1DT\"", "null"},    {"@\"P1.5D\"", "null"},
        {"@\"PT1.0S\"", "@\"PT1S\""},
        {"@\"PT1.5S\"", "null"},  {"@\"PT1.0H\"", "null"},
        {"@\"PT1.\"", "null"},    {"@\"PT1.0\"", "null"},
        {"@\"P1D1Y\"", "null"},   {"@\"P1Y1D\"", "null"},
        {"@\"PxT1S\"", "null"},   {"@\"P1D1D\"", "null"},
        {"@\"P1DX1S\"", "null"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(nulls, iterations_and_ranges)
{
    static const feel_case cases[] = {
        {"for i in 1.5..3 return i", "null"},
        {"for i in 1..2.5 return i", "null"},
        {"for i in null..3 return i", "null"},
        {"for i in true..false return i", "null"},
        {"for i in (1..3) return i", "null"},
        {"for i in [1..3) return i", "null"},
        {"for i in (> 1) return i", "null"},
        {"for i in [1..3] return i", "[1, 2, 3]"},
        {"for i in [(>= 1)] return i.start", "[1]"},
        {"[1..2].middle", "null"},
        {"(> 1).end included", "false"},
        {"(< 1).start included", "false"},
        {"[[1..2], (1..2], [1..2), (< 3), (<= 3), (> 3), (>= 3)]",
         "[[1..2], (1..2], [1..2), (< 3), (<= 3), (> 3), (>= 3)]"},
        {"(1..2] = [1..2]", "false"},
        {"[1..2) = [1..2]", "false"},
        {"some x in [(>= 3)] satisfies 5 in x", "true"},
        {"some x in [(>= 3)] satisfies 2 in x", "false"},
        {"[1..2] in [[1..2], 5]", "true"},
        {"5 in [[1..2], 5]", "true"},
        {"every x in [[1..2]] satisfies [1..2] in x", "true"},
        {"abs instance of function<number>->number", "true"},
        {"{a: 1} instance of context<a: number, b: string>", "false"},
        {"{a: 1, b: null} instance of context<a: number, b: string>", "true"},
        {"{a: [1]} instance of context<a: list<string>>", "false"},
        {"(> 1) instance of range<number>", "true"},
        {"[null] instance of list<number>", "true"},
        {"null instance of Null", "true"},
        {"1 instance of Null", "false"},
        {"abs", "abs"},
        {"[function(x) x + 1]", "[function(x) x + 1]"},
    };
    CHECK_CASES(cases);
}

PRSE_TEST(nulls, calls)
{
    static const feel_case cases[] = {
        {"substring(string: \"a\", string: \"b\")", "null"},
        {"sum(list: [1, 2])", "3"},
        {"5(1)", "null"},
        {"(function(a: number) a)(\"x\")", "null"},
        {"(function(a: number) a)([\"x\"])", "null"},
        {"(function(a: number) a)([1, 2])", "null"},
        {"(function(a: number) a)([3])", "3"},
        {"(function(a: number) a = null)(null)", "true"},
        {"(function(a, b) a)(a: 1)", "null"},
        {"(function(a) a)(a: 1, b: 2)", "null"},
        {"(function() 1)()", "1"},
        {"contains(string: \"ab\", match: \"b\")", "true"},
    };
    CHECK_CASES(cases);
}
