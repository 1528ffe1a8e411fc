/* SPDX-License-Identifier: Apache-2.0 */
/* One small pack for each thing that pack check finds. */
#include "support/fault.h"
#include "test_pack_tools.h"

static const char BASE[] =
    "law:\n"
    "  loi:\n"
    "    title: { fr: Une loi, en: A law }\n"
    "    url: https://example.org/loi\n"
    "    status: in_force\n"
    "    reviewed: 2026-01-01\n"
    "    confidence: text\n"
    "  projet:\n"
    "    title: { fr: Un projet, en: A bill }\n"
    "    url: https://example.org/projet\n"
    "    status: draft\n"
    "    reviewed: 2026-01-01\n"
    "    confidence: text\n"
    "facts:\n"
    "  effectif:\n"
    "    type: number\n"
    "    label: { fr: Effectif, en: Headcount }\n"
    "    min: 0\n"
    "  cotee:\n"
    "    type: boolean\n"
    "    label: { fr: Cotée, en: Listed }\n";

#define HEAD \
    "obligation: o\n" \
    "label: { fr: A, en: B }\n" \
    "from: 2020-01-01\n" \
    "applies: effectif >= 50 and cotee\n"
#define TESTS \
    "tests:\n" \
    "  - { at: 2026-11-23, given: {}, expect: { applies: unknown } }\n"

static prse_text *check(const char *more, size_t *count, prse_format format)
{
    prse_pack *pack = tools_pack(BASE, more);
    prse_text *text = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_pack_check(&text, count, pack, format, &err), PRSE_OK,
                 "%s", err.message);
    prse_pack_unref(pack);
    return text;
}

static void expect_findings(const char *more, const char *findings)
{
    size_t count = 99;
    prse_text *text = check(more, &count, PRSE_FORMAT_TEXT);
    cr_expect_str_eq(prse_text_str(text).ptr, findings);
    prse_text_free(text);
}

PRSE_TEST(pack_check, a_sound_pack_has_none)
{
    size_t count = 99;
    prse_text *text = check(HEAD TESTS, &count, PRSE_FORMAT_TEXT);
    cr_expect_eq(count, 0);
    cr_expect_str_eq(prse_text_str(text).ptr, "0 findings\n");
    prse_text_free(text);
}

PRSE_TEST(pack_check, a_text_in_one_language)
{
    expect_findings(
        HEAD "summary: { fr: Résumé }\n"
             "duties:\n"
             "  - { text: { en: To do } }\n" TESTS,
        "more.yaml:1: the summary of obligation `o` has no English text: add "
        "the key `en` beside `Résumé` [translation]\n"
        "more.yaml:1: the text of a duty of `o` has no French text: add the "
        "key `fr` beside `To do` [translation]\n"
        "2 findings\n");
}

PRSE_TEST(pack_check, a_threshold_without_law_that_nothing_reads)
{
    expect_findings(
        HEAD "thresholds:\n"
             "  seuil: { from: { 2020-01-01: 50 } }\n" TESTS,
        "more.yaml:6: threshold `seuil` rests on nothing: name the article "
        "that sets it with the key `law` [law]\n"
        "more.yaml:6: no rule reads threshold `seuil`: take it out, or "
        "compare a fact with it [unused]\n"
        "2 findings\n");
}

PRSE_TEST(pack_check, what_only_unused_definitions_read_is_unused)
{
    expect_findings(
        "definitions:\n"
        "  a: { value: b and cotee }\n"
        "  b: { value: effectif > 3 }\n",
        "base.yaml:15: no rule reads fact `effectif`: take it out, or mark "
        "it `evidence: true` when it proves compliance [unused]\n"
        "base.yaml:19: no rule reads fact `cotee`: take it out, or mark it "
        "`evidence: true` when it proves compliance [unused]\n"
        "more.yaml:2: no rule reads definition `a`: take it out, or use it "
        "in a rule [unused]\n"
        "more.yaml:3: no rule reads definition `b`: take it out, or use it "
        "in a rule [unused]\n"
        "4 findings\n");
}

PRSE_TEST(pack_check, an_obligation_without_tests)
{
    expect_findings(
        HEAD, "more.yaml:1: obligation `o` has no test: write under `tests` "
              "the facts of a company that is subject, of one that is not, "
              "and of one at the threshold [untested]\n"
              "1 finding\n");
}

PRSE_TEST(pack_check, law_that_was_not_compared_for_a_year)
{
    expect_findings(
        HEAD TESTS "thresholds: {}\n", "0 findings\n");
    size_t count;
    prse_text *text = check(
        "law:\n"
        "  vieille:\n"
        "    title: { fr: Une loi, en: A law }\n"
        "    url: https://example.org/loi\n"
        "    status: in_force\n"
        "    reviewed: 2025-11-22\n"
        "    confidence: text\n"
        "  jamais:\n"
        "    title: { fr: Une loi, en: A law }\n"
        "    url: https://example.org/loi\n"
        "    status: in_force\n"
        "    confidence: text\n"
        "  a_temps:\n"
        "    title: { fr: Une loi, en: A law }\n"
        "    url: https://example.org/loi\n"
        "    status: in_force\n"
        "    reviewed: 2025-11-23\n"
        "    confidence: text\n", &count, PRSE_FORMAT_TEXT);
    tools_expect(text, "more.yaml:2: law `vieille` was last compared with its "
                       "source on 2025-11-22, more than a year before the "
                       "review of the pack on 2026-11-23");
    tools_expect(text, "more.yaml:8: law `jamais` does not tell when it was "
                       "last compared");
    cr_expect_not(tools_says(text, "a_temps"));
    prse_text_free(text);
}

#define DRAFT(applies) \
    "obligation: o\n" \
    "label: { fr: A, en: B }\n" \
    "from: 2020-01-01\n" \
    "applies: " applies "\n" \
    "thresholds:\n" \
    "  seuil: { law: projet, from: { 2020-01-01: 50 } }\n" \
    "  autre: { law: projet, from: { 2020-01-01: 40 } }\n"

PRSE_TEST(pack_check, a_draft_that_a_rule_reads_without_asking)
{
    expect_findings(
        DRAFT("effectif > seuil and effectif > autre and cotee") TESTS,
        "more.yaml:6: a rule reads threshold `seuil`, whose law `projet` is a "
        "draft, so that its value is null: ask first whether it is, `if ... "
        "= null` [draft]\n"
        "more.yaml:7: a rule reads threshold `autre`, whose law `projet` is a "
        "draft, so that its value is null: ask first whether it is, `if ... "
        "= null` [draft]\n"
        "2 findings\n");
    expect_findings(
        DRAFT("if seuil = null then cotee else effectif > autre") TESTS,
        "0 findings\n");
}

PRSE_TEST(pack_check, what_a_draft_would_bring_to_life_is_not_dead)
{
    expect_findings(
        DRAFT("seuil != null and effectif > autre and cotee")
        "criteria:\n"
        "  c: { when: effectif > seuil, text: { fr: C, en: C } }\n"
        "outputs:\n"
        "  s:\n"
        "    label: { fr: S, en: S }\n"
        "    table: |\n"
        "      F | effectif || s   |\n"
        "        | > seuil  || \"a\" |\n"
        "        | -        || \"b\" |\n" TESTS,
        "0 findings\n");
}

PRSE_TEST(pack_check, drafts_that_contradict_the_pack_when_turned_on)
{
    size_t count;
    prse_text *text = check(
        DRAFT("seuil != null and effectif > autre and cotee")
        "outputs:\n"
        "  s:\n"
        "    label: { fr: S, en: S }\n"
        "    table: |\n"
        "      U | effectif || s   |\n"
        "        | > seuil  || \"a\" |\n"
        "        | > 45     || \"b\" |\n" TESTS, &count, PRSE_FORMAT_TEXT);
    tools_expect(text, "more.yaml:14: the pack would be refused with its "
                       "drafts turned on: this row and the one on line 13 "
                       "both match when effectif > 50");
    prse_text_free(text);
}

/* --- Dated holes --- */

#define HOLES(from, steps) \
    "obligation: o\n" \
    "label: { fr: A, en: B }\n" from \
    "applies: grand and cotee\n" \
    "definitions:\n" \
    "  grand: { value: effectif >= seuil }\n" \
    "thresholds:\n" \
    "  seuil: { law: loi, from: " steps " }\n" TESTS

PRSE_TEST(pack_check, an_obligation_older_than_its_threshold)
{
    expect_findings(
        HOLES("", "{ 2020-01-01: 50 }"),
        "more.yaml:1: obligation `o` is in force before 2020-01-01 and reads "
        "what has no value then: `seuil`; give the obligation `from: "
        "2020-01-01`, or a value before [hole]\n"
        "1 finding\n");
    expect_findings(HOLES("from: 2020-01-01\n", "{ 2020-01-01: 50 }"),
                    "0 findings\n");
}

PRSE_TEST(pack_check, a_threshold_that_ends_before_the_obligation)
{
    expect_findings(
        HOLES("from: 2020-01-01\n", "{ 2019-01-01: 50, 2024-07-01: null }"),
        "more.yaml:1: obligation `o` is in force from 2024-07-01 on and "
        "reads what has no value then: `seuil`; give the obligation `to: "
        "2024-07-01`, or a value after [hole]\n"
        "1 finding\n");
}

PRSE_TEST(pack_check, a_threshold_that_a_function_reads)
{
    size_t count;
    prse_pack *pack = tools_pack(
        "facts:\n"
        "  effectif: { type: number, label: { fr: E, en: H } }\n"
        "law:\n"
        "  loi:\n"
        "    title: { fr: Une loi, en: A law }\n"
        "    url: https://example.org/loi\n"
        "    status: in_force\n"
        "    reviewed: 2026-01-01\n"
        "    confidence: text\n"
        "thresholds:\n"
        "  delai: { law: loi, from: { 2021-01-01: 2 } }\n"
        "functions:\n"
        "  retard: { params: [x], value: x + delai }\n",
        "obligation: o\n"
        "label: { fr: A, en: B }\n"
        "from: 2020-01-01\n"
        "applies: effectif > 1\n"
        "outputs:\n"
        "  s:\n"
        "    label: { fr: S, en: S }\n"
        "    compute: annee - retard(1)\n" TESTS);
    prse_text *text = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_pack_check(&text, &count, pack, PRSE_FORMAT_TEXT, &err),
                 PRSE_OK);
    cr_expect_str_eq(
        prse_text_str(text).ptr,
        "more.yaml:1: obligation `o` is in force from 2020-01-01 until "
        "2021-01-01 and reads what has no value then: `delai`; give the "
        "obligation `from: 2021-01-01`, or a value before [hole]\n"
        "1 finding\n");
    prse_text_free(text);
    prse_pack_unref(pack);
}

PRSE_TEST(pack_check, a_hole_in_the_middle)
{
    expect_findings(
        HOLES("from: 2020-01-01\n",
              "{ 2019-01-01: 50, 2024-07-01: null, 2025-01-01: 60 }"),
        "more.yaml:1: obligation `o` is in force from 2024-07-01 until "
        "2025-01-01 and reads what has no value then: `seuil`; give a value "
        "there [hole]\n"
        "1 finding\n");
}

PRSE_TEST(pack_check, a_rule_that_asks_for_null_knows_the_hole)
{
    expect_findings(
        "obligation: o\n"
        "label: { fr: A, en: B }\n"
        "applies: seuil != null and effectif >= seuil and cotee\n"
        "thresholds:\n"
        "  seuil: { law: loi, from: { 2020-01-01: 50 } }\n" TESTS,
        "0 findings\n");
}

PRSE_TEST(pack_check, a_rule_that_begins_after_its_obligation)
{
    expect_findings(
        "obligation: o\n"
        "label: { fr: A, en: B }\n"
        "from: 2020-01-01\n"
        "applies: { 2021-01-01: effectif >= 50 and cotee }\n" TESTS,
        "more.yaml:4: this rule says nothing from 2020-01-01 until "
        "2021-01-01, when obligation `o` is in force: give the obligation "
        "`from: 2021-01-01`, or the rule an earlier step [hole]\n"
        "1 finding\n");
}

/* --- Proofs --- */

PRSE_TEST(pack_check, what_nobody_can_meet)
{
    expect_findings(
        "obligation: o\n"
        "label: { fr: A, en: B }\n"
        "applies: effectif >= 50 and effectif < 40 and cotee\n"
        "criteria:\n"
        "  c: { when: effectif < 0, text: { fr: C, en: C } }\n"
        "  d: { when: effectif >= 50, text: { fr: D, en: D } }\n"
        "outputs:\n"
        "  s:\n"
        "    label: { fr: S, en: S }\n"
        "    value: if effectif < 0 then \"x\" else null\n"
        "  t:\n"
        "    label: { fr: T, en: T }\n"
        "    value: if cotee then \"x\" else null\n" TESTS,
        "more.yaml:3: obligation `o` can apply to nobody, whatever the facts "
        "and the day: make `applies` true for some company [nobody]\n"
        "more.yaml:5: criterion `c` can never be met, whatever the facts and "
        "the day: correct its condition or take it out [never]\n"
        "more.yaml:10: output `s` is null whatever the facts and the day: "
        "correct its value or take it out [never]\n"
        "3 findings\n");
}

/* --- Tables --- */

#define TABLE(rows) \
    HEAD "outputs:\n" \
         "  s:\n" \
         "    label: { fr: S, en: S }\n" \
         "    table: |\n" rows TESTS

PRSE_TEST(pack_check, rows_that_those_above_hide)
{
    expect_findings(
        TABLE("      F | effectif   || s   |\n"
              "        | < 100      || \"a\" |\n"
              "        | >= 300     || \"b\" |\n"
              "        | [60..90)   || \"c\" |\n"
              "        | -          || \"d\" |\n"),
        "more.yaml:12: this row never decides, since those above it take all "
        "of its cases: the row on line 10 already matches when effectif in "
        "[60..90); move it up or take it out [dead-row]\n"
        "1 finding\n");
}

PRSE_TEST(pack_check, rows_that_nothing_satisfies)
{
    expect_findings(
        TABLE("      U | effectif | effectif || s   |\n"
              "        | < 100    | -        || \"a\" |\n"
              "        | >= 100   | < 60     || \"b\" |\n"
              "        | >= 100   | >= 60    || \"c\" |\n"),
        "more.yaml:11: no facts ever satisfy the conditions of this row "
        "together: correct them or take it out [dead-row]\n"
        "1 finding\n");
}

PRSE_TEST(pack_check, a_row_may_live_in_one_period_only)
{
    expect_findings(
        HEAD "thresholds:\n"
             "  seuil: { law: loi, from: { 2020-01-01: 50, 2025-01-01: 90 } }\n"
             "outputs:\n"
             "  s:\n"
             "    label: { fr: S, en: S }\n"
             "    table: |\n"
             "      F | effectif || s   |\n"
             "        | < 70     || \"a\" |\n"
             "        | < seuil  || \"b\" |\n"
             "        | -        || \"c\" |\n" TESTS,
        "0 findings\n");
}

PRSE_TEST(pack_check, a_gap_for_somebody_who_is_subject)
{
    expect_findings(
        TABLE("      U | effectif   || s   |\n"
              "        | [60..90)   || \"a\" |\n"
              "        | >= 90      || \"b\" |\n"),
        "more.yaml:9: output `s` has no row for a company that is subject, "
        "from 2020-01-01 on, when effectif in [50..60) and cotee = true: add "
        "a row for it, or a last row of `-` [gap]\n"
        "1 finding\n");
    /* nobody below 50 is subject */
    expect_findings(
        TABLE("      U | effectif   || s   |\n"
              "        | [50..90)   || \"a\" |\n"
              "        | >= 90      || \"b\" |\n"),
        "0 findings\n");
}

static int finds(const char *more, const char *part)
{
    size_t count = 99;
    prse_text *text = check(more, &count, PRSE_FORMAT_TEXT);
    int found = strstr(prse_text_str(text).ptr, part) != NULL;
    prse_text_free(text);
    return found;
}

PRSE_TEST(pack_check, a_yearly_record_that_no_year_is_asked_of)
{
    const char *const said =
        "`egapro` is asked for one year: say which, with a key such as "
        "`year: annee - 1` [source]";
    cr_expect(finds("source: s\nlabel: { fr: S, en: S }\nroots: [egapro]\n"
                    "detect: etat\nfacts: { cotee: { path: x } }\n", said));
    cr_expect_not(finds("source: s\nlabel: { fr: S, en: S }\n"
                        "roots: [egapro]\nyear: annee - 1\ndetect: etat\n"
                        "facts: { cotee: { path: x } }\n", said));
    cr_expect_not(finds("source: s\nlabel: { fr: S, en: S }\n"
                        "roots: [ratios]\ndetect: etat\n"
                        "facts: { cotee: { path: x } }\n", said));
}

PRSE_TEST(pack_check, json_says_the_same)
{
    size_t count = 99;
    prse_text *text = check(HEAD, &count, PRSE_FORMAT_JSON);
    cr_expect_eq(count, 1);
    cr_expect_str_eq(
        prse_text_str(text).ptr,
        "[\n"
        "  {\n"
        "    \"file\": \"more.yaml\",\n"
        "    \"line\": 1,\n"
        "    \"check\": \"untested\",\n"
        "    \"subject\": \"o\",\n"
        "    \"message\": \"obligation `o` has no test: write under `tests` "
        "the facts of a company that is subject, of one that is not, and of "
        "one at the threshold\"\n"
        "  }\n"
        "]\n");
    prse_text_free(text);
}

PRSE_TEST(pack_check, every_lack_of_memory_is_told)
{
    prse_pack *pack = tools_pack(
        BASE, TABLE("      F | effectif   || s   |\n"
                    "        | < 100      || \"a\" |\n"
                    "        | [60..90)   || \"c\" |\n"));
    PRSE_EACH_FAULT {
        prse_text *text = NULL;
        prse_error err = {0};
        prse_status status =
            prse_pack_check(&text, NULL, pack, PRSE_FORMAT_TEXT, &err);
        PRSE_FAULT_CHECK(status, err);
        prse_text_free(text);
    }
    prse_pack_unref(pack);
}
