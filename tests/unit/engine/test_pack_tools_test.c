/* SPDX-License-Identifier: Apache-2.0 */
/* Tests written in a pack: what passes, how failures read, what is reached. */
#include "support/fault.h"
#include "test_pack_tools.h"

static const char BASE[] =
    "facts:\n"
    "  effectif:\n"
    "    type: number\n"
    "    unit: { fr: salariés, en: employees }\n"
    "    label: { fr: Effectif, en: Headcount }\n"
    "    min: 0\n"
    "    years: 2\n"
    "    brackets: { 10-49: \"[10..50)\", 50-249: \"[50..250)\" }\n"
    "  cotee:\n"
    "    type: boolean\n"
    "    nullable: true\n"
    "    label: { fr: Cotée, en: Listed }\n"
    "  etat:\n"
    "    type: text\n"
    "    evidence: true\n"
    "    nullable: true\n"
    "    label: { fr: État, en: State }\n"
    "    values: { fait: { fr: Fait, en: Done } }\n";

/* Other obligations, with other cuts, must not sway this one's question. */
#define OBLIGATION \
    "obligation: o\n" \
    "label: { fr: A, en: B }\n" \
    "requires: cotee != null\n" \
    "applies: effectif >= 50\n" \
    "recommended: effectif >= 40\n" \
    "criteria:\n" \
    "  grand: { when: effectif >= 50, text: { fr: Grand, en: Large } }\n" \
    "  cotee: { when: cotee = true, text: { fr: Cotée, en: Listed } }\n" \
    "outputs:\n" \
    "  type_a:\n" \
    "    label: { fr: Type, en: Kind }\n" \
    "    value: if effectif >= 300 then \"plein\" else if effectif >= 50" \
    " then \"socle\" else null\n" \
    "  annee_due:\n" \
    "    label: { fr: Année, en: Year }\n" \
    "    compute: annee - 1\n" \
    "first_year: if effectif >= 300 then 2024 else 2025\n" \
    "status: if etat = \"fait\" then \"a_jour\" else null\n" \
    "tests:\n"

static prse_text *run(const char *tests, size_t *failed, prse_format format)
{
    prse_pack *pack = tools_pack(BASE, tests);
    prse_text *text = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_pack_test(&text, failed, pack, format, &err), PRSE_OK,
                 "%s", err.message);
    prse_pack_unref(pack);
    return text;
}

static void expect_pass(const char *tests)
{
    size_t failed = 9;
    prse_text *text = run(tests, &failed, PRSE_FORMAT_TEXT);
    cr_expect_eq(failed, 0, "%s", prse_text_str(text).ptr);
    tools_expect(text, "1 test, 0 failed");
    prse_text_free(text);
}

static void expect_fail(const char *tests, const char *line)
{
    size_t failed = 9;
    prse_text *text = run(tests, &failed, PRSE_FORMAT_TEXT);
    cr_expect_eq(failed, 1);
    tools_expect(text, line);
    prse_text_free(text);
}

#define PASS(given, expect) \
    expect_pass(OBLIGATION "  - { at: 2026-11-23, given: " given \
                           ", expect: " expect " }\n")
#define FAIL(given, expect, line) \
    expect_fail(OBLIGATION "  - { at: 2026-11-23, given: " given \
                           ", expect: " expect " }\n", line)

PRSE_TEST(pack_test, knows_the_five_answers)
{
    PASS("{ effectif: 50, cotee: true }", "{ applies: yes }");
    PASS("{ effectif: 10, cotee: true }", "{ applies: no }");
    PASS("{ effectif: 45, cotee: true }", "{ applies: recommended }");
    PASS("{ effectif: 50, cotee: null }", "{ applies: insufficient }");
    PASS("{ effectif: 50 }", "{ applies: unknown }");
}

PRSE_TEST(pack_test, knows_the_words_of_compliance)
{
    PASS("{ effectif: 50, cotee: true, etat: fait }", "{ status: a_jour }");
    PASS("{ effectif: 50, cotee: true, etat: null }", "{ status: soumis }");
    PASS("{ effectif: 50, cotee: true }", "{ status: soumis }");
    PASS("{ effectif: 9, cotee: true }", "{ status: non_soumis }");
    PASS("{ effectif: 45, cotee: true }", "{ status: recommande }");
    PASS("{ cotee: true }", "{ status: incalculable }");
}

PRSE_TEST(pack_test, compares_outputs_as_text)
{
    PASS("{ effectif: 300 }", "{ type_a: plein, annee_due: \"2025\" }");
    PASS("{ effectif: 10-49 }", "{ type_a: null, annee_due: 2025.0 }");
    PASS("{ effectif: \"50..400\" }", "{ type_a: unknown }");
}

PRSE_TEST(pack_test, criteria_are_those_surely_met_in_order)
{
    PASS("{ effectif: 50-249, cotee: true }", "{ criteria: [grand, cotee] }");
    PASS("{ effectif: 50-249 }", "{ criteria: [grand] }");
    PASS("{}", "{ criteria: [] }");
    FAIL("{ effectif: 60, cotee: true }", "{ criteria: [cotee, grand] }",
         "criteria: expected cotee, grand, found grand, cotee");
    FAIL("{ effectif: 60 }", "{ criteria: [] }",
         "criteria: expected none, found grand");
}

PRSE_TEST(pack_test, first_year_is_that_of_a_subject)
{
    PASS("{ effectif: 300, cotee: true }", "{ first_year: 2024 }");
    PASS("{ effectif: 10, cotee: true }", "{ first_year: unknown }");
}

PRSE_TEST(pack_test, facts_may_be_yearly_or_one_of_a_list)
{
    PASS("{ effectif: { 2025: 60, 2024: 10 }, cotee: true }",
         "{ applies: yes }");
    PASS("{ effectif: { 2024: 60, 2025: 10 }, cotee: true }",
         "{ applies: no }");
    PASS("{ effectif: [60, \"70..80\"], cotee: [true, false] }",
         "{ applies: yes }");
}

PRSE_TEST(pack_test, the_question_is_that_of_the_obligation_alone)
{
    PASS("{ cotee: true }", "{ applies: unknown, ask: \"effectif >= 40\" }");
    PASS("{ cotee: true, effectif: 60 }", "{ ask: \"\" }");
    FAIL("{ cotee: true }", "{ ask: \"effectif >= 300\" }",
         "ask: expected effectif >= 300, found effectif >= 40");
}

PRSE_TEST(pack_test, a_failure_says_where_and_what)
{
    FAIL("{ effectif: 10, cotee: true }", "{ applies: yes }",
         "more.yaml:19: o on 2026-11-23: applies: expected yes, found no\n");
}

PRSE_TEST(pack_test, facts_that_are_refused_fail_the_test)
{
    FAIL("{ effectif: beaucoup }", "{ applies: yes }",
         "more.yaml:19: o on 2026-11-23: given: expected facts of the pack, "
         "found `beaucoup` is not a value of this fact");
    FAIL("{ effectif: { 2024: 1, 2020: 2 } }", "{ applies: yes }",
         "the fact keeps no value of that year");
}

PRSE_TEST(pack_test, what_nobody_can_expect_fails)
{
    FAIL("{}", "{ type_b: x }",
         "type_b: expected applies, criteria, first_year, status, ask or an "
         "output of the obligation, found a key that is none of these");
}

PRSE_TEST(pack_test, coverage_counts_cells_that_rules_tell_apart)
{
    size_t failed = 9;
    prse_text *text = run(
        OBLIGATION
        "  - { at: 2026-11-23, given: { effectif: 10 }, expect: {} }\n"
        "  - { at: 2026-11-23, given: { effectif: 60 }, expect: {} }\n",
        &failed, PRSE_FORMAT_TEXT);
    cr_expect_eq(failed, 0);
    /* effectif: < 40, [40..50), [50..300), >= 300; cotee: three */
    tools_expect(text, "2 tests, 0 failed\n"
                       "cells that the tests reach:\n"
                       "o: 2 of 7 (28 %)\n"
                       "  not reached: effectif: [40..50) or >= 300\n"
                       "  not reached: cotee (no test gives it)\n");
    prse_text_free(text);
}

PRSE_TEST(pack_test, json_says_the_same)
{
    size_t failed = 9;
    prse_text *text = run(
        OBLIGATION
        "  - { at: 2026-11-23, given: { effectif: 10, cotee: [true, false] },"
        " expect: { type_a: socle } }\n",
        &failed, PRSE_FORMAT_JSON);
    cr_expect_eq(failed, 1);
    tools_expect(text, "\"tests\": 1,\n  \"failed\": 1,");
    tools_expect(text, "\"obligation\": \"o\",\n"
                       "      \"file\": \"more.yaml\",\n"
                       "      \"line\": 19,\n"
                       "      \"at\": \"2026-11-23\",\n"
                       "      \"what\": \"type_a\",\n"
                       "      \"expected\": \"socle\",\n"
                       "      \"found\": \"null\"");
    tools_expect(text, "\"cells\": 7,\n"
                       "      \"reached\": 3,\n"
                       "      \"percent\": 42,");
    tools_expect(text, "\"fact\": \"cotee\",\n"
                       "          \"year\": 0,\n"
                       "          \"given\": true,\n"
                       "          \"cells\": \"null\"");
    prse_text_free(text);
}

PRSE_TEST(pack_test, every_lack_of_memory_is_told)
{
    prse_pack *pack = tools_pack(
        BASE, OBLIGATION "  - { at: 2026-11-23, given: { cotee: true }, "
                         "expect: { ask: x, type_a: x, status: x } }\n");
    PRSE_EACH_FAULT {
        prse_text *text = NULL;
        prse_error err = {0};
        prse_status status =
            prse_pack_test(&text, NULL, pack, PRSE_FORMAT_TEXT, &err);
        PRSE_FAULT_CHECK(status, err);
        prse_text_free(text);
    }
    prse_pack_unref(pack);
}
