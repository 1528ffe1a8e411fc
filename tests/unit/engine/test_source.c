/* SPDX-License-Identifier: Apache-2.0 */
/* Answers of an outside service, as a pack's source describes them. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "portailrse/facts.h"
#include "support/test.h"

static const char BASE[] =
    "facts:\n"
    "  siren: { type: text, label: { fr: S } }\n"
    "  effectif: { type: number, min: 0, years: 2, label: { fr: E } }\n"
    "  ca: { type: number, years: 2, label: { fr: C } }\n"
    "  forme: { type: text, label: { fr: F }, values: { sa: { fr: S }, "
    "sas: { fr: T } } }\n"
    "  cote: { type: boolean, label: { fr: B } }\n";

static const char SOURCE[] =
    "source: annuaire\n"
    "label: { fr: Annuaire, en: Directory }\n"
    "detect: siren\n"
    "roots: [results.0, result]\n"
    "tables:\n"
    "  tranches: { NN: unknown, \"11\": \"[10..20)\", \"21\": \"[50..100)\","
    " \"99\": beaucoup }\n"
    "  formes: { \"5710\": sas, \"5599\": sa }\n"
    "facts:\n"
    "  siren: { path: siren }\n"
    "  effectif: { path: tranche, table: tranches, year: annee }\n"
    "  ca: { each_year: finances, path: montant.ca }\n"
    "  forme: { path: legal.0.code, table: formes }\n"
    "  cote: { path: cote }\n";

static prse_facts *begin(void)
{
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    prse_facts *facts = NULL;
    prse_error err = {0};
    const prse_pack_file files[] = {
        {"pack.yaml", PRSE_STR("pack: p\nversion: 1\nlabel: { fr: P }\n"
                               "reviewed: 2026-01-01\n"
                               "files: [a.yaml, s.yaml]\n")},
        {"a.yaml", PRSE_STR(BASE)},
        {"s.yaml", PRSE_STR(SOURCE)}};
    cr_assert_eq(prse_engine_new(&engine, NULL, &err), PRSE_OK);
    cr_assert_eq(prse_pack_load_files(&pack, engine, files, 3, &err), PRSE_OK,
                 "%s:%u: %s", err.file, err.line, err.message);
    cr_assert_eq(prse_facts_new(&facts, pack, &err), PRSE_OK);
    prse_pack_unref(pack);
    prse_engine_unref(engine);
    return facts;
}

/* What is known after an answer: slots in order, then the number of warnings;
 * one of them holds `warning` when there is one. */
static void expect(const char *json, const char *known, size_t warnings,
                   const char *warning)
{
    prse_facts *facts = begin();
    prse_error err = {0};
    char found[512] = "";
    cr_assert_eq(prse_facts_set_json(facts, prse_str_of(json), "api", &err),
                 PRSE_OK, "%s", err.message);
    for (size_t i = 0; i < prse_facts_count(facts); i++) {
        prse_fact_state state = {.size = sizeof state};
        cr_assert_eq(prse_facts_get(facts, i, &state, NULL), PRSE_OK);
        strcat(found, i ? " | " : "");
        strncat(found, state.given ? state.value.ptr : "-",
                state.given ? state.value.len : 1);
    }
    cr_expect_str_eq(found, known, "%s: %s", json, found);
    cr_expect_eq(prse_facts_warning_count(facts), warnings, "%s", json);
    int told = !warning;
    for (size_t i = 0; i < warnings; i++)
        told |= strstr(prse_facts_warning(facts, i, PRSE_LANG_EN).ptr,
                       warning ? warning : "") != NULL;
    cr_expect(told, "%s", json);
    prse_facts_free(facts);
}

PRSE_TEST(source, the_company_is_found_wherever_the_source_says)
{
    expect("{\"siren\": \"1\", \"tranche\": \"11\"}",
           "1 | [10..20) | - | - | - | - | -", 0, NULL);
    expect("{\"results\": [{\"siren\": \"1\", \"cote\": true}]}",
           "1 | - | - | - | - | - | true", 0, NULL);
    expect("{\"result\": {\"siren\": \"1\", \"legal\": "
           "[{\"code\": \"5710\"}]}}",
           "1 | - | - | - | - | sas | -", 0, NULL);
}

PRSE_TEST(source, what_is_empty_leaves_the_fact_missing)
{
    expect("{\"result\": {\"siren\": \"1\", \"tranche\": null, "
           "\"cote\": \"\", \"finances\": null}}",
           "1 | - | - | - | - | - | -", 0, NULL);
    expect("{\"result\": {\"siren\": \"1\", \"tranche\": \"NN\"}}",
           "1 | - | - | - | - | - | -", 0, NULL);
}

PRSE_TEST(source, codes_and_values_that_are_not_known_give_a_warning)
{
    expect("{\"result\": {\"siren\": \"1\", \"tranche\": \"77\"}}",
           "1 | - | - | - | - | - | -", 1, "does not know");
    expect("{\"result\": {\"siren\": \"1\", \"tranche\": \"99\"}}",
           "1 | - | - | - | - | - | -", 1, "not a value");
    expect("{\"result\": {\"siren\": \"1\", \"cote\": \"bof\"}}",
           "1 | - | - | - | - | - | -", 1, "not a value");
}

PRSE_TEST(source, years_are_told_apart)
{
    expect("{\"result\": {\"siren\": \"1\", \"finances\": {"
           "\"2022\": {\"montant\": {\"ca\": 10}},"
           "\"2024\": {\"montant\": {\"ca\": 30}},"
           "\"2023\": {\"montant\": {\"ca\": 20}},"
           "\"sans\": {\"montant\": {\"ca\": 40}}}}}",
           "1 | - | - | 30 | 20 | - | -", 0, NULL);
}

PRSE_TEST(source, a_value_of_an_earlier_year_stands_in_for_the_last)
{
    expect("{\"result\": {\"siren\": \"1\", \"tranche\": \"21\", "
           "\"annee\": \"2023\", \"finances\": {"
           "\"2024\": {\"montant\": {\"ca\": 30}}}}}",
           "1 | [50..100) | [50..100) | 30 | - | - | -", 1,
           "is the last year known");
}

PRSE_TEST(source, facts_written_beside_the_answer_are_taken_too)
{
    expect("{\"siren\": \"1\", \"tranche\": \"11\", \"effectif\": 60, "
           "\"forme\": \"sa\"}",
           "1 | 60 | - | - | - | sa | -", 0, NULL);
    expect("{\"results\": [{\"siren\": \"1\", \"finances\": {"
           "\"2024\": {\"montant\": {\"ca\": 30}}}}], "
           "\"forme\": \"sas\", \"ca\": {\"2025\": 40}}",
           "1 | - | - | 40 | 30 | sas | -", 0, NULL);
}

/* --- Answers without a company --- */

static void refuse(const char *json, const char *part)
{
    prse_facts *facts = begin();
    prse_error err = {0};
    cr_expect_eq(prse_facts_set_json(facts, prse_str_of(json), "api", &err),
                 PRSE_ENOTFOUND);
    cr_expect_not_null(strstr(err.message, part), "%s", err.message);
    prse_facts_free(facts);
}

PRSE_TEST(source, an_answer_that_found_nobody_says_so)
{
    const char *part = "an answer in the form of `annuaire`, without a "
                       "company";
    refuse("{\"results\": [], \"total_results\": 0, \"page\": 1}", part);
    refuse("{\"searchTerms\": [\"x\"], \"result\": {\"results\": []}}", part);
    refuse("{\"searchTerms\": [\"x\"], \"result\": null}", part);
    refuse("{\"results\": [{\"nom\": \"X\"}]}", part);
    refuse("{\"searchTerms\": []}", "no fact `searchTerms`");
}

/* --- Who says so, of when, how sure --- */

static const char RECORDS[] =
    "source: plateforme\n"
    "label: { fr: Plateforme, en: Platform }\n"
    "detect: etat\n"
    "roots: [plateforme]\n"
    "year: annee - 1\n"
    "tables:\n"
    "  presence: { rien: \"false\", \"*\": \"true\" }\n"
    "facts:\n"
    "  cote: { path: \"annees.{derniere}\", table: presence }\n"
    "  ca: { path: \"annees.{derniere}.ca\", year: derniere, date: jour, "
    "doubt: note, confidence: probable }\n"
    "  forme: { path: \"{year}\" }\n";

static prse_facts *begin_records(void)
{
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    prse_facts *facts = NULL;
    prse_error err = {0};
    const prse_pack_file files[] = {
        {"pack.yaml", PRSE_STR("pack: p\nversion: 1\nlabel: { fr: P }\n"
                               "reviewed: 2026-01-01\n"
                               "files: [a.yaml, s.yaml, r.yaml]\n")},
        {"a.yaml", PRSE_STR(BASE)},
        {"s.yaml", PRSE_STR(SOURCE)},
        {"r.yaml", PRSE_STR(RECORDS)}};
    cr_assert_eq(prse_engine_new(&engine, NULL, &err), PRSE_OK);
    cr_assert_eq(prse_pack_load_files(&pack, engine, files, 4, &err), PRSE_OK,
                 "%s:%u: %s", err.file, err.line, err.message);
    cr_assert_eq(prse_facts_new(&facts, pack, &err), PRSE_OK);
    prse_pack_unref(pack);
    prse_engine_unref(engine);
    return facts;
}

PRSE_TEST(source, a_path_may_hold_another_and_a_table_what_is_there)
{
    prse_facts *facts = begin_records();
    prse_fact_state state = {.size = sizeof state};
    cr_assert_eq(
        prse_facts_set_json(
            facts,
            PRSE_STR("{\"plateforme\": {\"etat\": \"lue\", \"derniere\": "
                     "2024, \"jour\": \"2025-03-01\", \"note\": \"x\", "
                     "\"annees\": {\"2023\": {\"ca\": 7}, \"2024\": "
                     "{\"ca\": 9}}}}"),
            "api", NULL),
        PRSE_OK);
    prse_facts_get(facts, 6, &state, NULL);
    cr_expect(prse__str_is(state.value, "true"));
    cr_expect(prse__str_is(state.confidence, "certain"));
    prse_facts_get(facts, 3, &state, NULL);
    cr_expect(prse__str_is(state.value, "9"));
    cr_expect(prse__str_is(state.date, "2025-03-01"));
    cr_expect(prse__str_is(state.source, "plateforme 2024"));
    cr_expect(prse__str_is(state.confidence, "indicative"));
    cr_expect_eq(prse_facts_warning_count(facts), 1u);
    prse_facts_free(facts);
}

PRSE_TEST(source, a_path_within_a_path_that_leads_nowhere_says_nothing)
{
    prse_facts *facts = begin_records();
    prse_fact_state state = {.size = sizeof state};
    cr_assert_eq(prse_facts_set_json(facts,
                                     PRSE_STR("{\"plateforme\": {\"etat\": "
                                              "\"lue\", \"annees\": {}}}"),
                                     "api", NULL),
                 PRSE_OK);
    for (size_t i = 0; i < prse_facts_count(facts); i++) {
        prse_facts_get(facts, i, &state, NULL);
        cr_expect_not(state.given);
    }
    prse_facts_free(facts);
}
