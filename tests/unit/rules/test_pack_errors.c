/* SPDX-License-Identifier: Apache-2.0 */
/* Packs that are refused: where, and with which words. */
#include "support/fault.h"
#include "test_pack.h"

static prse__arena *arena;

typedef struct bad_case {
    prse_status status;
    uint32_t line, column;
    const char *says;
    const char *text; /* of more.yaml, or of the overlay */
} bad_case;

static void expect_refused(const bad_case *c, const char *more,
                           const char *overlay)
{
    prse_error err = {0};
    const prse__pack_tree *pack = NULL;
    arena = prse__arena_new(0);
    cr_expect_eq(test_read(&pack, arena, more, overlay, &err), c->status,
                 "%s\n-> %s: %s", c->text,
                 prse_status_name((prse_status)err.code), err.message);
    cr_expect_null(pack);
    cr_expect_eq(err.code, (int32_t)c->status);
    cr_expect_eq(err.line, c->line, "%s\n-> line %u: %s", c->text, err.line,
                 err.message);
    cr_expect_eq(err.column, c->column, "%s\n-> column %u: %s", c->text,
                 err.column, err.message);
    cr_expect_str_eq(err.file, overlay ? "overlay.yaml" : "more.yaml");
    cr_expect(strstr(err.message, c->says), "%s\n-> %s", c->text, err.message);
    prse__arena_free(arena);
}

#define EXPECT_REFUSED(cases) \
    for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++) \
        expect_refused(&(cases)[i], (cases)[i].text, NULL)

PRSE_TEST(bad_pack, keys_and_kinds)
{
    static const bad_case cases[] = {
        {PRSE_ESCHEMA, 3, 1,
         "unknown key `aplies` in an obligation: did you mean `applies`? "
         "(allowed: obligation,",
         "obligation: o\nlabel: { fr: O }\naplies: true\n"},
        {PRSE_ESCHEMA, 1, 1, "an obligation needs the key `applies`",
         "obligation: o\nlabel: { fr: O }\n"},
        {PRSE_ESCHEMA, 1, 1, "unknown key `fact` in a file of a pack: did",
         "fact: {}\n"},
        {PRSE_ESCHEMA, 1, 1, "unknown key `zzz` in a file of a pack (allowed",
         "zzz: {}\n"},
        {PRSE_ESCHEMA, 1, 1, "expected a file of a pack, found a list",
         "[a, b]\n"},
        {PRSE_ESCHEMA, 1, 8, "expected a map from id to entry, found a list",
         "facts: [a]\n"},
        {PRSE_ESCHEMA, 2, 6, "expected a fact, found `number`",
         "facts:\n  a: number\n"},
        {PRSE_ESCHEMA, 2, 3, "a fact needs the key `label`",
         "facts:\n  a: { type: number }\n"},
        {PRSE_EPARSE, 2, 1, "\"facts\" is here twice",
         "facts: {}\nfacts: {}\n"},
        {PRSE_ESCHEMA, 2, 28, "expected a list: [a, b], found `x`",
         "functions:\n  f: { value: \"1\", params: x }\n"},
        {PRSE_ESCHEMA, 2, 30, "expected some text for `fr`, found nothing",
         "facts:\n  a: { type: date, label: { fr: } }\n"},
        {PRSE_ESCHEMA, 2, 27, "expected a text { fr: ..., en: ... }, found a",
         "facts:\n  a: { type: date, label:  {} }\n"},
        {PRSE_ESCHEMA, 1, 11, "expected a list of maps",
         "{ duties: {}, obligation: o, label: { fr: O }, applies: \"1\" }"},
        {PRSE_ESCHEMA, 4, 11, "expected a list of keys of the `law` section",
         "obligation: o\nlabel: { fr: O }\napplies: true\nlaw:      loi\n"},
        {PRSE_ESCHEMA, 4, 11, "an address that begins with https://, found `w",
         "obligation: o\nlabel: { fr: O }\napplies: true\n"
         "platform: www.example.org\n"},
    };
    EXPECT_REFUSED(cases);
}

PRSE_TEST(bad_pack, facts)
{
    static const bad_case cases[] = {
        {PRSE_ESCHEMA, 1, 22, "number, count, boolean, text or date, found `i",
         "facts: { a: { type:  integer, label: { fr: A } } }"},
        {PRSE_ESCHEMA, 2, 3, "`1er` is no name",
         "facts:\n  1er: { type: date, label: { fr: A } }"},
        {PRSE_ESCHEMA, 2, 3, "`if` is no name",
         "facts:\n  if: { type: date, label: { fr: A } }"},
        {PRSE_ESCHEMA, 2, 3, "`part-time` is no name",
         "facts:\n  part-time: { type: date, label: { fr: A } }"},
        {PRSE_ERULE, 2, 3, "`jour` has a meaning in expressions already",
         "facts:\n  jour: { type: date, label: { fr: A } }"},
        {PRSE_ERULE, 2, 3, "`count` has a meaning in expressions already",
         "facts:\n  count: { type: date, label: { fr: A } }"},
        {PRSE_ESCHEMA, 5, 12, "expected true or false, found `yes`",
         "facts:\n  a:\n    type: date\n    label: { fr: A }\n"
         "    nullable: yes\n"},
        {PRSE_ESCHEMA, 5, 10, "a whole number from 1 to 10 for `years`",
         "facts:\n  a:\n    type: date\n    label: { fr: A }\n    years:  0\n"},
        {PRSE_ESCHEMA, 5, 10, "a whole number from 1 to 10 for `years`",
         "facts:\n  a:\n    type: date\n    label: { fr: A }\n    years:  2.5\n"},
        {PRSE_ESCHEMA, 5, 5, "`min` is for facts of type number, count or date",
         "facts:\n  a:\n    type: boolean\n    label: { fr: A }\n    min: 0\n"},
        {PRSE_ESCHEMA, 5, 10, "expected a date, found `3`",
         "facts:\n  a:\n    type: date\n    label: { fr: A }\n    min:  3\n"},
        {PRSE_ESCHEMA, 5, 10, "expected a whole number, found `0.5`",
         "facts:\n  a:\n    type: count\n    label: { fr: A }\n    min:  0.5\n"},
        {PRSE_ERULE, 6, 10, "`max` is less than `min`",
         "facts:\n  a:\n    type: count\n    label: { fr: A }\n    min: 2\n"
         "    max:  1\n"},
        {PRSE_ETYPE, 5, 20, "`beaucoup` is no range of numbers: write 50, 50",
         "facts:\n  a:\n    type: count\n    label: { fr: A }\n"
         "    brackets: { b: beaucoup }\n"},
        {PRSE_ETYPE, 5, 20, "ends before it begins",
         "facts:\n  a:\n    type: count\n    label: { fr: A }\n"
         "    brackets: { b: \"[9..2]\" }\n"},
        {PRSE_ESCHEMA, 5, 5, "`values` is for facts of type text",
         "facts:\n  a:\n    type: count\n    label: { fr: A }\n"
         "    values: { b: { fr: B } }\n"},
        {PRSE_ESCHEMA, 5, 13, "expected one value at least",
         "facts:\n  a:\n    type: text\n    label: { fr: A }\n"
         "    values: {}\n"},
        {PRSE_ERULE, 5, 10, "no law is named `lois`: did you mean `loi`?",
         "facts:\n  a:\n    type: text\n    label: { fr: A }\n"
         "    law:  lois\n"},
        {PRSE_ERULE, 6, 14, "remove `nullable: false`",
         "facts:\n  a:\n    type: text\n    label: { fr: A }\n"
         "    nullable: false\n    missing: null\n"},
    };
    EXPECT_REFUSED(cases);
}

PRSE_TEST(bad_pack, two_things_of_one_name)
{
    static const bad_case cases[] = {
        {PRSE_ERULE, 2, 3, "a threshold here and a fact at line 13 of base.y",
         "thresholds:\n  effectif: { from: { 2020-01-01: 1 } }\n"},
        {PRSE_ERULE, 2, 3, "`effectif` is a fact here and a fact at line",
         "facts:\n  effectif: { type: date, label: { fr: A } }\n"},
        {PRSE_ERULE, 2, 3, "`loi` is a law here and a law at line 2",
         "law:\n  loi: {}\n"},
    };
    EXPECT_REFUSED(cases);
}

PRSE_TEST(bad_pack, law_and_thresholds)
{
    static const bad_case cases[] = {
        {PRSE_ESCHEMA, 5, 13, "in_force, adopted or draft, found `passed`",
         "law:\n  l:\n    title: { fr: L }\n    url: https://e.org\n"
         "    status: passed\n    confidence: text\n"},
        {PRSE_ERULE, 8, 9, "it comes after `from`",
         "law:\n  l:\n    title: { fr: L }\n    url: https://e.org\n"
         "    status: draft\n    confidence: text\n    from: 2020-01-01\n"
         "    to: 2020-01-01\n"},
        {PRSE_ESCHEMA, 7, 11, "a date such as 2026-11-23, found `2026-02-30`",
         "law:\n  l:\n    title: { fr: L }\n    url: https://e.org\n"
         "    status: draft\n    confidence: text\n    from: 2026-02-30\n"},
        {PRSE_ESCHEMA, 2, 16, "a map from date to value, such as { 2026-01-01",
         "thresholds:\n  t: { from:   50 }\n"},
        {PRSE_ESCHEMA, 3, 7, "a date such as 2026-11-23 as key, found `2020`",
         "thresholds:\n  t: { from: {\n      2020: 50 } }\n"},
        {PRSE_ERULE, 4, 7, "2019-12-31 does not come after the date before it",
         "thresholds:\n  t: { from: {\n      2020-01-01: 50,\n"
         "      2019-12-31: 40 } }\n"},
        {PRSE_ETYPE, 4, 19, "expected a number as before, found `2020-01-01`",
         "thresholds:\n  t: { from: {\n      2020-01-01: 50,\n"
         "      2021-01-01: 2020-01-01 } }\n"},
        {PRSE_ESCHEMA, 2, 26, "expected a constant: a number such as 50, a da",
         "thresholds:\n  t: { from: { 2020-01-01: \"\\\"50\\\"\" } }\n"},
        {PRSE_ESCHEMA, 2, 26, "expected a constant",
         "thresholds:\n  t: { from: { 2020-01-01: 1 / 0 } }\n"},
        {PRSE_ERULE, 2, 30, "`effectif` is no parameter: functions and const",
         "thresholds:\n  t: { from: { 2020-01-01: 2 * effectif } }\n"},
    };
    EXPECT_REFUSED(cases);
}

PRSE_TEST(bad_pack, expressions)
{
    static const bad_case cases[] = {
        {PRSE_EPARSE, 4, 16, "found 'seuil', expected",
         "definitions:\n  d:\n    value: |\n      effectif > > seuil\n"},
        {PRSE_EPARSE, 3, 21, "expected an expression",
         "definitions:\n  d:\n    value: effectif >= \n"},
        {PRSE_EPARSE, 5, 9, "expected",
         "definitions:\n  d:\n    value: |\n      effectif\n        bilan\n"},
        {PRSE_EPARSE, 5, 10, "expected",
         "definitions:\n  d:\n    table: |\n      | effectif || y |\n"
         "      | > || 1 |\n"},
        {PRSE_ESCHEMA, 3, 12, "a table: a literal block (|) of lines with p",
         "definitions:\n  d:\n    table: effectif\n"},
        {PRSE_ESCHEMA, 3, 12, "(in quotes when it begins with [, { or a quote)",
         "definitions:\n  d:\n    value: [1, 2]\n"},
        {PRSE_ESCHEMA, 2, 3, "a definition needs the key `value` or `table`",
         "definitions:\n  d: { label: { fr: D } }\n"},
        {PRSE_ESCHEMA, 4, 5, "one way of saying it is enough: `table` comes",
         "definitions:\n  d:\n    value: \"1\"\n    table: |\n"
         "      | 1 || y |\n      | - || 2 |\n"},
        {PRSE_ESCHEMA, 4, 7, "a date such as 2026-11-23 as key, found `jadis`",
         "definitions:\n  d:\n    value:\n      jadis: 1\n"},
        {PRSE_ERULE, 5, 7, "does not come after the date before it",
         "definitions:\n  d:\n    value:\n      2020-01-02: 1\n"
         "      2020-01-01: 2\n"},
        {PRSE_ESCHEMA, 2, 19, "from 1 to 10 for `years`",
         "definitions:\n  d: { over: { years: many }, value: 1 }\n"},
    };
    EXPECT_REFUSED(cases);
}
