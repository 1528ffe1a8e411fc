/* SPDX-License-Identifier: Apache-2.0 */
/* Packs that are refused: where, and with which words. */
#include "test_pack.h"

static prse__arena *arena;

typedef struct bad_case {
    prse_status status;
    const char *says;
    const char *text; /* "^" stands before the place that is complained about */
} bad_case;

/* Takes the mark out of the text and tells where it stood. */
static void take_mark(prse__buf *buf, const char *text, prse_error *at)
{
    const char *mark = strchr(text, '^');
    cr_assert_not_null(mark, "%s", text);
    at->line = at->column = 1;
    for (const char *c = text; c < mark; c++) {
        at->line += *c == '\n';
        at->column = *c == '\n' ? 1 : at->column + 1;
    }
    prse__buf_add(buf, (prse_str){text, (size_t)(mark - text)});
    prse__buf_adds(buf, mark + 1);
}

static void expect_refused(const bad_case *c, int is_overlay)
{
    prse_error err = {0}, at = {0};
    const prse__pack_tree *pack = NULL;
    prse__buf text;
    prse__buf_init(&text, 0);
    take_mark(&text, c->text, &at);
    arena = prse__arena_new(0);
    prse_status status =
        test_read(&pack, arena, is_overlay ? "facts: {}" : text.ptr,
                  is_overlay ? text.ptr : NULL, &err);
    cr_expect_eq(status, c->status, "%s\n-> %s: %s", c->text,
                 prse_status_name(status), err.message);
    cr_expect_null(pack);
    cr_expect_eq(err.code, (int32_t)status);
    cr_expect(err.line == at.line && err.column == at.column,
              "%s\n-> %u:%u: %s", c->text, err.line, err.column, err.message);
    cr_expect_str_eq(err.file, is_overlay ? "overlay.yaml" : "more.yaml");
    cr_expect(strstr(err.message, c->says), "%s\n-> %s", c->text, err.message);
    prse__arena_free(arena);
    prse__buf_free(&text);
}

#define EXPECT_REFUSED(cases) \
    for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++) \
        expect_refused(&(cases)[i], 0)

PRSE_TEST(bad_pack, keys_and_kinds)
{
    static const bad_case cases[] = {
        {PRSE_ESCHEMA,
         "unknown key `aplies` in an obligation: did you mean `applies`? "
         "(allowed: obligation,",
         "obligation: o\nlabel: { fr: O }\n^aplies: true\n"},
        {PRSE_ESCHEMA, "an obligation needs the key `applies`",
         "^obligation: o\nlabel: { fr: O }\n"},
        {PRSE_ESCHEMA,
         "unknown key `fact` in a file of a pack: did you mean `facts`?",
         "^fact: {}\n"},
        {PRSE_ESCHEMA, "unknown key `zzz` in a file of a pack (allowed: ",
         "^zzz: {}\n"},
        {PRSE_ESCHEMA, "expected a file of a pack, found a list", "^[a, b]\n"},
        {PRSE_ESCHEMA, "expected a map from id to entry, found a list",
         "facts: ^[a]\n"},
        {PRSE_ESCHEMA, "expected a fact, found `number`",
         "facts:\n  a: ^number\n"},
        {PRSE_ESCHEMA, "a fact needs the key `label`",
         "facts:\n  ^a: { type: number }\n"},
        {PRSE_EPARSE, "\"facts\" is here twice", "facts: {}\n^facts: {}\n"},
        {PRSE_ESCHEMA, "expected a list: [a, b], found `x`",
         "functions:\n  f: { value: \"1\", params: ^x }\n"},
        {PRSE_ESCHEMA, "expected some text for `fr`, found a list",
         "facts:\n  a: { type: date, label: { fr: ^[] } }\n"},
        {PRSE_ESCHEMA, "expected some text for `fr`, found nothing",
         "facts:\n  a:\n    type: date\n    label:\n      fr: ^''\n"},
        {PRSE_ESCHEMA, "expected a text { fr: ..., en: ... }, found a map",
         "facts:\n  a: { type: date, label: ^{} }\n"},
        {PRSE_ESCHEMA, "expected a text { fr: ..., en: ... }, found `Age`",
         "facts:\n  a: { type: date, label: ^Age }\n"},
        {PRSE_ESCHEMA, "expected a list of maps",
         "obligation: o\nlabel: { fr: O }\napplies: true\nduties: ^{}\n"},
        {PRSE_ESCHEMA, "expected a list of keys of the `law` section",
         "obligation: o\nlabel: { fr: O }\napplies: true\nlaw: ^loi\n"},
        {PRSE_ESCHEMA, "an address that begins with https://, found `www",
         "obligation: o\nlabel: { fr: O }\napplies: true\n"
         "platform: ^www.example.org\n"},
        {PRSE_ESCHEMA, "an empty name stands here",
         "facts:\n  a:\n    label: { fr: A }\n    type: text\n"
         "    values: { ^'': { fr: A } }\n"},
        {PRSE_ESCHEMA, "`t 1` is no id: write letters, digits, _, - and .",
         "source: s\nlabel: { fr: S }\ndetect: a\nfacts: {}\n"
         "tables: { ^t 1: { a: b } }\n"},
    };
    EXPECT_REFUSED(cases);
}

#define FACT(lines) "facts:\n  a:\n    label: { fr: A }\n    type: " lines

PRSE_TEST(bad_pack, facts)
{
    static const bad_case cases[] = {
        {PRSE_ESCHEMA, "number, count, boolean, text or date, found `integer`",
         FACT("^integer\n")},
        {PRSE_ESCHEMA, "`1er` is no name",
         "facts:\n  ^1er: { type: date, label: { fr: A } }"},
        {PRSE_ESCHEMA, "`if` is no name",
         "facts:\n  ^if: { type: date, label: { fr: A } }"},
        {PRSE_ESCHEMA, "`part-time` is no name",
         "facts:\n  ^part-time: { type: date, label: { fr: A } }"},
        {PRSE_ERULE, "`jour` has a meaning in expressions already",
         "facts:\n  ^jour: { type: date, label: { fr: A } }"},
        {PRSE_ERULE, "`count` has a meaning in expressions already",
         "facts:\n  ^count: { type: date, label: { fr: A } }"},
        {PRSE_ESCHEMA, "expected true or false, found `yes`",
         FACT("date\n    nullable: ^yes\n")},
        {PRSE_ESCHEMA, "expected unknown or null, found `never`",
         FACT("date\n    missing: ^never\n")},
        {PRSE_ESCHEMA, "a whole number from 1 to 10 for `years`",
         FACT("date\n    years: ^0\n")},
        {PRSE_ESCHEMA, "a whole number from 1 to 10 for `years`",
         FACT("date\n    years: ^2.5\n")},
        {PRSE_ESCHEMA, "`min` is for facts of type number, count or date",
         FACT("boolean\n    ^min: 0\n")},
        {PRSE_ESCHEMA, "expected a date, found `3`",
         FACT("date\n    min: ^3\n")},
        {PRSE_ESCHEMA, "expected a whole number, found `0.5`",
         FACT("count\n    max: ^0.5\n")},
        {PRSE_ERULE, "`max` is less than `min`",
         FACT("count\n    min: 2\n    max: ^1\n")},
        {PRSE_ETYPE, "`beaucoup` is no range of numbers: write 50, 50..249",
         FACT("count\n    brackets: { b: ^beaucoup }\n")},
        {PRSE_ETYPE, "ends before it begins",
         FACT("count\n    brackets: { b: ^\"[9..2]\" }\n")},
        {PRSE_ESCHEMA, "`values` is for facts of type text",
         FACT("count\n    ^values: { b: { fr: B } }\n")},
        {PRSE_ESCHEMA, "expected one value at least",
         FACT("text\n    values: ^{}\n")},
        {PRSE_ERULE, "no law is named `lois`: did you mean `loi`?",
         FACT("text\n    law: ^lois\n")},
        {PRSE_ERULE, "remove `nullable: false`",
         FACT("text\n    nullable: false\n    missing: ^null\n")},
        {PRSE_ESCHEMA, "`brackets` is for facts of type number, count or date",
         FACT("text\n    ^brackets: { b: x }\n")},
        {PRSE_ESCHEMA, "expected a map from name to range, found a list",
         FACT("count\n    brackets: ^[b]\n")},
        {PRSE_ESCHEMA, "expected a range such as \"[10..50)\", found a list",
         FACT("count\n    brackets: { b: ^[10, 50] }\n")},
        {PRSE_ESCHEMA, "expected a text { fr: ..., en: ... }, found a map",
         FACT("text\n    values: { b: ^{} }\n")},
        {PRSE_ESCHEMA, "expected a map { a: b }, found `x`",
         FACT("text\n    same_as: ^x\n")},
        {PRSE_ESCHEMA, "expected a key of the `law` section, found a list",
         FACT("text\n    law: ^[loi]\n")},
    };
    EXPECT_REFUSED(cases);
}

PRSE_TEST(bad_pack, two_things_of_one_name)
{
    static const bad_case cases[] = {
        {PRSE_ERULE,
         "`effectif` is a threshold here and a fact at line 13 of base.yaml",
         "thresholds:\n  ^effectif: { from: { 2020-01-01: 1 } }\n"},
        {PRSE_ERULE, "`effectif` is a fact here and a fact at line 13",
         "facts:\n  ^effectif: { type: date, label: { fr: A } }\n"},
        {PRSE_ERULE, "`loi` is a law here and a law at line 2",
         "law:\n  ^loi: {}\n"},
        {PRSE_ERULE, "`seuil` is a definition here and a threshold at line",
         "obligation: o\nlabel: { fr: O }\napplies: true\n"
         "definitions: { ^seuil: { value: 1 } }\n"},
    };
    EXPECT_REFUSED(cases);
}

#define LAW(lines) \
    "law:\n  l:\n    title: { fr: L }\n    url: https://example.org\n" \
    "    confidence: text\n    status: " lines
#define VALUES(values) "thresholds:\n  t: { from: { " values " } }\n"

PRSE_TEST(bad_pack, law_and_thresholds)
{
    static const bad_case cases[] = {
        {PRSE_ESCHEMA, "in_force, adopted or draft, found `passed`",
         LAW("^passed\n")},
        {PRSE_ERULE, "it comes after `from`",
         LAW("draft\n    from: 2020-01-01\n    to: ^2020-01-01\n")},
        {PRSE_ESCHEMA, "a date such as 2026-11-23, found `2026-02-30`",
         LAW("draft\n    from: ^2026-02-30\n")},
        {PRSE_ESCHEMA, "a map from date to value, such as { 2026-01-01: 50 }",
         "thresholds:\n  t: { from: ^50 }\n"},
        {PRSE_ESCHEMA, "a date such as 2026-11-23 as key, found `2020`",
         VALUES("^2020: 50")},
        {PRSE_ERULE, "2019-12-31 does not come after the date before it",
         VALUES("2020-01-01: 50, ^2019-12-31: 40")},
        {PRSE_ETYPE, "expected a number as before, found `2020-01-01`",
         VALUES("2020-01-01: 50, 2021-01-01: ^2020-01-01")},
        {PRSE_ETYPE, "expected a date as before, found `7`",
         VALUES("2019-01-01: null, 2020-01-01: 2020-01-01, 2021-01-01: ^7")},
        {PRSE_ESCHEMA, "expected a constant: a number such as 50, a date such",
         VALUES("2020-01-01: ^'\"50\"'")},
        {PRSE_ESCHEMA, "expected a constant", VALUES("2020-01-01: ^1 / 0")},
        {PRSE_ERULE, "`effectif` is no parameter: functions and constants are",
         VALUES("2020-01-01: 2 * ^effectif")},
        {PRSE_ESCHEMA, "expected a constant: a number such as 50",
         VALUES("2020-01-01: ^[50]")},
    };
    EXPECT_REFUSED(cases);
}

#define VALUE(expression) \
    "definitions:\n  d:\n    value: |\n      " expression "\n"

PRSE_TEST(bad_pack, expressions_that_are_none)
{
    static const bad_case cases[] = {
        {PRSE_EPARSE, "found '>', expected", VALUE("effectif > ^> seuil")},
        {PRSE_EPARSE, "found the end, expected", VALUE("effectif >=\n^")},
        {PRSE_EPARSE, "found 'bilan', expected",
         VALUE("effectif\n        ^bilan")},
        {PRSE_EPARSE, "found '|', expected", VALUE("^| a || b |")},
        {PRSE_EPARSE, "found '||', expected",
         "definitions:\n  d:\n    table: |\n"
         "      | effectif || y |\n      | > ^|| 1 |\n"},
        {PRSE_EPARSE, "no such hit policy",
         "definitions:\n  d:\n    table: |\n"
         "      ^Z | effectif || y |\n      | 1 || 1 |\n"},
        {PRSE_ESCHEMA, "a table: a literal block (|) of lines with pipes",
         "definitions:\n  d:\n    table: ^effectif\n"},
        {PRSE_ESCHEMA, "(in quotes when it begins with [, { or a quote), foun",
         "definitions:\n  d:\n    value: ^[1, 2]\n"},
        {PRSE_ESCHEMA, "a definition needs the key `value` or `table`",
         "definitions:\n  ^d: { label: { fr: D } }\n"},
        {PRSE_ESCHEMA, "a function needs the key `value` or `table`",
         "functions:\n  ^f: { params: [] }\n"},
        {PRSE_ESCHEMA, "one way of saying it is enough: `table` comes besides",
         "definitions:\n  d:\n    value: \"1\"\n    ^table: |\n"
         "      | 1 || y |\n      | - || 2 |\n"},
        {PRSE_ESCHEMA, "a date such as 2026-11-23 as key, found `jadis`",
         "definitions:\n  d:\n    value:\n      ^jadis: 1\n"},
        {PRSE_ERULE, "2020-01-01 does not come after the date before it",
         "definitions:\n  d:\n    value:\n"
         "      2020-01-02: 1\n      ^2020-01-01: 2\n"},
        {PRSE_ESCHEMA, "a whole number from 1 to 10 for `years`",
         "definitions:\n  d: { over: { years: ^many }, value: 1 }\n"},
        {PRSE_ESCHEMA, "expected an expression, found a map",
         "definitions:\n  d: { value: ^{} }\n"},
    };
    EXPECT_REFUSED(cases);
}

PRSE_TEST(bad_pack, names_that_mean_nothing)
{
    static const bad_case cases[] = {
        {PRSE_ERULE, "nothing defines `effectifs`: did you mean `effectif`?",
         VALUE("seuil > ^effectifs")},
        {PRSE_ERULE, "nothing defines `zzz`: it is no fact, threshold, defin",
         VALUE("^zzz > 1")},
        {PRSE_ERULE, "nothing defines `y`",
         VALUE("(for y in [1] return y) = ^y")},
        {PRSE_ERULE, "nothing defines `b`", VALUE("{a: ^b, b: 1}")},
        {PRSE_ERULE, "nothing defines `item`", VALUE("^item > 1")},
        {PRSE_ERULE, "nothing defines `?`", VALUE("effectif in (1, 2) = ^?")},
        {PRSE_ERULE, "nothing defines `loi`", VALUE("^loi")},
        {PRSE_ERULE, "`nom` is free text, which decides nothing",
         VALUE("forme = ^nom")},
        {PRSE_ERULE, "`jour` may be read by `status`, `deadlines` and",
         VALUE("creation < ^jour")},
        {PRSE_ERULE, "`effectif` is no parameter",
         "functions:\n  f: { params: [x], value: x + ^effectif }\n"},
        {PRSE_ERULE, "`seuil` is no parameter",
         "thresholds:\n  deux:\n    unit: { fr: u }\n"
         "    from: { 2020-01-01: 2 * ^seuil }\n"},
        {PRSE_ERULE, "`jour` may be read by",
         "functions:\n  f: { params: [], value: ^jour }\n"},
        {PRSE_ERULE, "two parameters are named `x`",
         "functions:\n  f: { params: [x, ^x], value: x }\n"},
        {PRSE_ESCHEMA, "`le seuil` is no name",
         "functions:\n  f: { params: [^le seuil], value: 1 }\n"},
        {PRSE_ERULE, "@\"2026-13-01\" is neither a date such as 2026-11-23",
         VALUE("creation < ^@\"2026-13-01\"")},
        {PRSE_ERULE, "nothing defines `trop`",
         "definitions:\n  d:\n    table: |\n"
         "      | effectif || y |\n      | > ^trop || 1 |\n"},
        {PRSE_ERULE, "nothing defines `trop`",
         "definitions:\n  d:\n    table: |\n"
         "      | effectif || y |\n      | > 3 || ^trop |\n"},
        {PRSE_ERULE, "nothing defines `trop`",
         "definitions:\n  d:\n    table: |\n"
         "      P | effectif || y: 1, ^trop |\n      | > 3 || 1 |\n"},
    };
    EXPECT_REFUSED(cases);
}

PRSE_TEST(bad_pack, calls)
{
    static const bad_case cases[] = {
        {PRSE_ERULE, "`double` takes 1 arguments at most, here it is given 2",
         VALUE("^double(1, 2)")},
        {PRSE_ERULE, "`double` takes 1 arguments at least, here it is given 0",
         VALUE("^double()")},
        {PRSE_ERULE, "`facteur` is no parameter of the function",
         VALUE("double(^facteur: 2)")},
        {PRSE_ERULE, "`effectif` is no function", VALUE("^effectif(2)")},
        {PRSE_ERULE, "`floor` takes 1 arguments at least", VALUE("^floor()")},
        {PRSE_ERULE, "nothing defines `duble`: did you mean `double`?",
         VALUE("^duble(2)")},
    };
    EXPECT_REFUSED(cases);
}

PRSE_TEST(bad_pack, circles)
{
    static const bad_case cases[] = {
        {PRSE_ERULE, "this closes a circle: a -> b -> c -> a",
         "definitions:\n  a: { value: b + 1 }\n  b: { value: c }\n"
         "  c: { value: 2 * ^a }\n"},
        {PRSE_ERULE, "this closes a circle: b -> c -> b",
         "definitions:\n  a: { value: b + 1 }\n  b: { value: c }\n"
         "  c: { value: 2 * ^b }\n"},
        {PRSE_ERULE, "this closes a circle: f -> f",
         "functions:\n  f: { params: [n], value: ^f(n - 1) }\n"},
        {PRSE_ERULE, "a -> b -> c -> d -> e -> f -> ... -> a",
         "definitions:\n  a: { value: b }\n  b: { value: c }\n"
         "  c: { value: d }\n  d: { value: e }\n  e: { value: f }\n"
         "  f: { value: g }\n  g: { value: ^a }\n"},
    };
    EXPECT_REFUSED(cases);
}

#define OBLIGATION(lines) \
    "obligation: o\nlabel: { fr: O }\napplies: true\n" lines

PRSE_TEST(bad_pack, obligations)
{
    static const bad_case cases[] = {
        {PRSE_ESCHEMA, "`trop grand` is no id",
         "obligation: ^trop grand\nlabel: { fr: O }\napplies: true\n"},
        {PRSE_ERULE, "it comes after `from`",
         OBLIGATION("from: 2026-01-01\nto: ^2025-01-01\n")},
        {PRSE_ERULE, "nothing defines `efectif`: did you mean `effectif`?",
         OBLIGATION("criteria:\n"
                    "  c: { text: { fr: C }, when: ^efectif > 1 }\n")},
        {PRSE_ERULE, "`annee` may be read by `status`",
         OBLIGATION("recommended: ^annee > 2020\n")},
        {PRSE_ESCHEMA, "one of the keys `value`, `table` and `compute`",
         OBLIGATION("outputs: { ^a: { label: { fr: A } } }\n")},
        {PRSE_ESCHEMA, "one of the keys `value`, `table` and `compute`",
         OBLIGATION("outputs:\n"
                    "  ^a: { label: { fr: A }, value: 1, compute: 2 }\n")},
        {PRSE_ERULE, "no output can be named `status`",
         OBLIGATION("outputs: { ^status: { label: { fr: A }, value: 1 } }\n")},
        {PRSE_ESCHEMA, "a deadline needs one of the keys `yearly`, `once` and",
         OBLIGATION("deadlines: { ^d: { label: { fr: D } } }\n")},
        {PRSE_ESCHEMA, "a deadline needs one of the keys",
         OBLIGATION("deadlines:\n"
                    "  ^d: { label: { fr: D }, yearly: 01-31, due: 1 }\n")},
        {PRSE_ESCHEMA, "`every` goes with `once` or `due`",
         OBLIGATION("deadlines:\n"
                    "  ^d: { label: { fr: D }, yearly: 01-31, every: P1Y }\n")},
        {PRSE_ESCHEMA, "expected a month and a day: 03-01, found `02-30`",
         OBLIGATION("deadlines:\n"
                    "  d: { label: { fr: D }, yearly: ^02-30 }\n")},
        {PRSE_ESCHEMA, "a duration of years and months, such as P4Y or P6M",
         OBLIGATION("deadlines: { d: { label: { fr: D }, once: 2026-01-01, "
                    "every: ^P30D } }\n")},
        {PRSE_ESCHEMA, "unknown key `when` in a sanction",
         OBLIGATION("sanctions: [{ text: { fr: S }, ^when: true }]\n")},
        {PRSE_ERULE, "between { and } stands the name of a fact or of a thr",
         OBLIGATION("because:\n  fr: \"parce que {^double} suffit\"\n")},
        {PRSE_ERULE, "this { is never closed",
         OBLIGATION("because:\n  en: because ^{effectif\n")},
        {PRSE_ERULE, "no fact is named `efectif`: did you mean `effectif`?",
         OBLIGATION("tests:\n  - at: 2026-01-01\n    expect: {}\n"
                    "    given: { ^efectif: 1 }\n")},
        {PRSE_ESCHEMA, "expected a map, {} when it is empty, found nothing",
         OBLIGATION("tests:\n  - at: 2026-01-01\n    expect: {}\n"
                    "    given:^\n")},
        {PRSE_ESCHEMA, "a test needs the key `at`",
         OBLIGATION("tests: [^{ given: {}, expect: {} }]\n")},
        {PRSE_ESCHEMA, "expected a map from id to entry, found a list",
         OBLIGATION("criteria: ^[a]\n")},
        {PRSE_ESCHEMA, "expected a month and a day: 03-01, found `1 March`",
         OBLIGATION("deadlines:\n"
                    "  d: { label: { fr: D }, yearly: ^1 March }\n")},
        {PRSE_ESCHEMA, "a duration of years and months, such as P4Y or P6M, f",
         OBLIGATION("deadlines:\n  d: { label: { fr: D }, every: ^[] }\n")},
    };
    EXPECT_REFUSED(cases);
}

#define SOURCE(lines) "source: s\nlabel: { fr: S }\ndetect: siren\n" lines

PRSE_TEST(bad_pack, sources)
{
    static const bad_case cases[] = {
        {PRSE_ERULE, "no fact is named `efectif`: did you mean `effectif`?",
         SOURCE("facts: { ^efectif: { path: a } }\n")},
        {PRSE_ERULE, "no fact is named `seuil`",
         SOURCE("facts: { ^seuil: { path: a } }\n")},
        {PRSE_ERULE, "this source has no table `form`: did you mean `forme`?",
         SOURCE("tables: { forme: { a: b } }\n"
                "facts: { forme: { path: a, table: ^form } }\n")},
        {PRSE_ESCHEMA, "`each_year` has its own years: remove `year`",
         SOURCE("facts: { ^effectif: { path: a, each_year: b, year: c } }\n")},
        {PRSE_ERULE, "`bilan` is no yearly fact: declare its `years`",
         SOURCE("facts: { ^bilan: { path: a, each_year: b } }\n")},
        {PRSE_ESCHEMA, "has braces that do not enclose another path",
         SOURCE("facts: { ^effectif: { path: \"a.{b\" } }\n")},
        {PRSE_ESCHEMA, "has braces that do not enclose another path",
         SOURCE("facts: { ^effectif: { path: a, date: \"{}\" } }\n")},
        {PRSE_ESCHEMA, "has braces that do not enclose another path",
         SOURCE("facts: { ^effectif: { path: a, doubt: \"x}\" } }\n")},
        {PRSE_ESCHEMA, "has braces that do not enclose another path",
         SOURCE("facts: { ^effectif: { path: \"{a{b}}\" } }\n")},
        {PRSE_ESCHEMA, "expected certain, probable or indicative",
         SOURCE("facts: { effectif: { path: a, confidence: ^sure } }\n")},
        {PRSE_ERULE, "effectif",
         SOURCE("year: ^effectif\nfacts: { effectif: { path: a } }\n")},
        {PRSE_ESCHEMA, "expected a map { a: b }, found `NN`",
         SOURCE("tables: { t: ^NN }\nfacts: {}\n")},
        {PRSE_ESCHEMA, "expected a map from id to table, found a list",
         SOURCE("tables: ^[]\nfacts: {}\n")},
    };
    EXPECT_REFUSED(cases);
}

#define OVERLAY(lines) "overlay: o\nlabel: { fr: O }\n" lines

PRSE_TEST(bad_pack, overlays)
{
    static const bad_case cases[] = {
        {PRSE_ERULE, "no law is named `projets`: did you mean `projet`?",
         OVERLAY("draft_law: [^projets]\n")},
        {PRSE_ERULE, "`loi` is no draft: it holds without an overlay",
         OVERLAY("draft_law: [^loi]\n")},
        {PRSE_ERULE, "no threshold is named `effectif`",
         OVERLAY("thresholds: { ^effectif: { from: { 2020-01-01: 1 } } }\n")},
        {PRSE_ETYPE, "the values of `seuil` are numbers in the pack",
         OVERLAY("thresholds:\n"
                 "  ^seuil: { from: { 2020-01-01: 2026-01-01 } }\n")},
        {PRSE_ESCHEMA, "unknown key `facts` in an overlay",
         OVERLAY("^facts: {}\n")},
        {PRSE_ESCHEMA, "expected a list of keys of the `law` section",
         OVERLAY("draft_law: ^projet\n")},
        {PRSE_ESCHEMA, "expected a key of the `law` section, found a list",
         OVERLAY("draft_law: [^[projet]]\n")},
        {PRSE_ESCHEMA, "expected a map from threshold to its values",
         OVERLAY("thresholds: ^[]\n")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_refused(&cases[i], 1);
}
