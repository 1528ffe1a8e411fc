/* SPDX-License-Identifier: Apache-2.0 */
/* The facts of a company's years: kept as they were said, with who said so;
 * what they were before; and what is answered on them. */
#include <stdlib.h>
#include <string.h>

#include "portailrse/qualification.h"
#include "portal/year.h"
#include "scene.h"
#include "support/fault.h"
#include "support/test.h"

typedef struct years {
    scene portal;
    prse_engine *engine;
    prse_pack *pack;
    prse_facts *facts;
} years;

static prse_pack *load(prse_engine *engine, const char *name)
{
    prse_error err = {0};
    prse_pack *pack = NULL;
    prse__buf path;
    prse__buf_init(&path, 0);
    prse__buf_addf(&path, "%s/packs/%s", getenv("PRSE_SOURCE_ROOT"), name);
    cr_assert_eq(prse_pack_load(&pack, engine, path.ptr, NULL, &err), PRSE_OK,
                 "%s", err.message);
    prse__buf_free(&path);
    return pack;
}

static void open_with(years *y, const char *pack)
{
    scene_open(&y->portal);
    scene_company(&y->portal, SIREN_A);
    SCENE_OK(prse_engine_new(&y->engine, NULL, &err));
    y->pack = load(y->engine, pack);
    SCENE_OK(prse_facts_new(&y->facts, y->pack, &err));
}

static void enter(years *y)
{
    open_with(y, "portail-rse-compat");
}

static void leave(years *y)
{
    prse_facts_free(y->facts);
    prse_pack_unref(y->pack);
    prse_engine_unref(y->engine);
    scene_close(&y->portal);
}

static void set(years *y, const char *fact, const char *value)
{
    SCENE_OK(prse_facts_set(y->facts, prse_str_of(fact), 0,
                            prse_str_of(value), &err));
}

static prse_status save(years *y, int32_t year, int64_t expected,
                        prse_error *err)
{
    prse_qualification_options options = {.size = sizeof options,
                                          .expected = expected};
    return prse_portal_facts_save(y->portal.host, PRSE_STR(SIREN_A), year,
                                  y->facts, &options, err);
}

static void save_effectif(years *y, int32_t year, const char *value)
{
    prse_facts_clear(y->facts);
    set(y, "effectif", value);
    SCENE_OK(save(y, year, PRSE_VERSION_ANY, &err));
}

static prse_fact_state state_of(const prse_facts *facts, const prse_pack *pack,
                                const char *id, int32_t year)
{
    size_t fact = prse_pack_fact_index(pack, prse_str_of(id));
    for (size_t i = 0; i < prse_facts_count(facts); i++) {
        prse_fact_state state = {.size = sizeof state};
        SCENE_OK(prse_facts_get(facts, i, &state, &err));
        if (state.fact == fact && state.year == year)
            return state;
    }
    cr_assert_fail("no slot of %s", id);
    abort();
}

static void expect(years *y, const char *id, int32_t year, const char *value)
{
    prse_fact_state state = state_of(y->facts, y->pack, id, year);
    cr_assert(prse__str_is(state.value, value), "%s is %.*s, not %s", id,
              (int)state.value.len, state.value.ptr, value);
}

static void expect_cell(prse_records *rows, size_t row, const char *column,
                        const char *value)
{
    prse_str text = prse_records_text(rows, row, prse_str_of(column));
    cr_assert(prse__str_is(text, value), "%s is %.*s, not %s", column,
              (int)text.len, text.ptr, value);
}

/* --- Saving and loading --- */

PRSE_TEST(years, facts_come_back_as_they_were_said)
{
    years y;
    int64_t version = 0;
    enter(&y);
    set(&y, "effectif", "50-249");
    set(&y, "est_cotee", "false");
    set(&y, "date_cloture_exercice", "2025-12-31");
    set(&y, "effectif_groupe", "null");
    SCENE_OK(save(&y, 2025, PRSE_VERSION_NEW, &err));
    prse_facts_clear(y.facts);
    SCENE_OK(prse_portal_facts_load(y.portal.host, PRSE_STR(SIREN_A), 2025,
                                    y.facts, &version, &err));
    cr_assert_eq(version, 1);
    expect(&y, "effectif", 0, "[50..250)");
    expect(&y, "est_cotee", 0, "false");
    expect(&y, "date_cloture_exercice", 0, "2025-12-31");
    expect(&y, "effectif_groupe", 0, "null");
    expect(&y, "est_societe_mere", 0, "null"); /* as this pack has it */
    leave(&y);
}

PRSE_TEST(years, each_fact_keeps_who_said_it)
{
    years y;
    enter(&y);
    SCENE_OK(prse_facts_set_json(y.facts, PRSE_STR("{\"effectif\": 60}"),
                                 "formulaire", &err));
    SCENE_OK(save(&y, 2025, PRSE_VERSION_NEW, &err));
    SCENE_OK(prse_portal_facts_load(y.portal.host, PRSE_STR(SIREN_A), 0,
                                    y.facts, NULL, &err));
    prse_fact_state state = state_of(y.facts, y.pack, "effectif", 0);
    cr_assert(prse__str_is(state.source, "formulaire"));
    leave(&y);
}

PRSE_TEST(years, earlier_years_fill_the_years_that_the_pack_looks_back)
{
    years y;
    open_with(&y, "fr-rse");
    save_effectif(&y, 2024, "40");
    save_effectif(&y, 2025, "60");
    SCENE_OK(prse_portal_facts_load(y.portal.host, PRSE_STR(SIREN_A), 2025,
                                    y.facts, NULL, &err));
    expect(&y, "effectif", 0, "60");
    expect(&y, "effectif", -1, "40");
    leave(&y);
}

PRSE_TEST(years, nothing_kept_is_not_found)
{
    years y;
    enter(&y);
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_facts_load(y.portal.host, PRSE_STR(SIREN_A), 0,
                                    y.facts, NULL, &err));
    save_effectif(&y, 2025, "60");
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_facts_load(y.portal.host, PRSE_STR(SIREN_A), 2024,
                                    y.facts, NULL, &err));
    leave(&y);
}

PRSE_TEST(years, a_company_that_is_not_known_has_no_years)
{
    years y;
    enter(&y);
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_facts_save(y.portal.host, PRSE_STR(SIREN_B), 2025,
                                    y.facts, NULL, &err));
    leave(&y);
}

PRSE_TEST(years, a_year_is_a_year)
{
    years y;
    enter(&y);
    SCENE_IS(PRSE_EPARSE, save(&y, 25, PRSE_VERSION_ANY, &err));
    SCENE_IS(PRSE_EPARSE, save(&y, 20255, PRSE_VERSION_ANY, &err));
    leave(&y);
}

PRSE_TEST(years, facts_of_another_pack_are_told_and_left_out)
{
    years y;
    enter(&y);
    set(&y, "est_cotee", "false");
    SCENE_OK(save(&y, 2025, PRSE_VERSION_NEW, &err));
    prse_pack *other = load(y.engine, "demo-commune");
    prse_facts *facts = NULL;
    SCENE_OK(prse_facts_new(&facts, other, &err));
    SCENE_OK(prse_portal_facts_load(y.portal.host, PRSE_STR(SIREN_A), 2025,
                                    facts, NULL, &err));
    cr_assert_gt(prse_facts_warning_count(facts), 0);
    prse_str first = prse_facts_warning(facts, 0, PRSE_LANG_EN);
    cr_assert(prse__str_starts(first, "The value that was kept of "));
    prse_facts_free(facts);
    prse_pack_unref(other);
    leave(&y);
}

/* --- Versions --- */

PRSE_TEST(years, who_saves_says_which_version_he_saw)
{
    years y;
    enter(&y);
    set(&y, "effectif", "60");
    SCENE_OK(save(&y, 2025, PRSE_VERSION_NEW, &err));
    SCENE_IS(PRSE_EEXISTS, save(&y, 2025, PRSE_VERSION_NEW, &err));
    SCENE_OK(save(&y, 2025, 1, &err));
    SCENE_IS(PRSE_ECONFLICT, save(&y, 2025, 1, &err));
    SCENE_IS(PRSE_ENOTFOUND, save(&y, 2024, 1, &err));
    leave(&y);
}

/* --- Coherence --- */

PRSE_TEST(years, contradictory_facts_are_refused_with_the_packs_words)
{
    years y;
    prse_error why = {0};
    enter(&y);
    set(&y, "effectif", "10-49");
    set(&y, "effectif_securite_sociale", "500+");
    cr_assert_eq(save(&y, 2025, PRSE_VERSION_ANY, &why), PRSE_ERULE);
    cr_assert_str_eq(why.message, "The social-security headcount exceeds the "
                                  "labour-code headcount.");
    cr_assert_eq(scene_count(&y.portal, PRSE__EXERCICES), 0);
    leave(&y);
}

PRSE_TEST(years, contradictory_facts_are_kept_and_counted_when_asked)
{
    years y;
    prse_records *rows = NULL;
    prse_qualification_options options = {.size = sizeof options,
                                          .expected = PRSE_VERSION_ANY,
                                          .allow_incoherent = 1};
    enter(&y);
    set(&y, "effectif", "10-49");
    set(&y, "effectif_securite_sociale", "500+");
    SCENE_OK(prse_portal_facts_save(y.portal.host, PRSE_STR(SIREN_A), 2025,
                                    y.facts, &options, &err));
    SCENE_OK(prse_portal_years(&rows, y.portal.host, PRSE_STR(SIREN_A),
                               &err));
    expect_cell(rows, 0, "avertissements", "1");
    prse_records_free(rows);
    leave(&y);
}

/* --- History --- */

PRSE_TEST(years, what_a_year_was_before_stays_readable)
{
    years y;
    prse_records *rows = NULL;
    enter(&y);
    save_effectif(&y, 2025, "60");
    save_effectif(&y, 2025, "61");
    save_effectif(&y, 2025, "62");
    SCENE_OK(prse_portal_history(&rows, y.portal.host, PRSE_STR(SIREN_A),
                                 2025, &err));
    cr_assert_eq(prse_records_count(rows), 2);
    expect_cell(rows, 0, "faits", "{\"effectif\":\"61\"}");
    expect_cell(rows, 0, "motif", "remplace");
    expect_cell(rows, 1, "faits", "{\"effectif\":\"60\"}");
    prse_records_free(rows);
    leave(&y);
}

PRSE_TEST(years, saving_a_year_drops_later_ones_into_the_history)
{
    years y;
    prse_records *rows = NULL;
    enter(&y);
    save_effectif(&y, 2024, "40");
    save_effectif(&y, 2025, "50");
    save_effectif(&y, 2026, "60");
    save_effectif(&y, 2024, "41");
    SCENE_OK(prse_portal_years(&rows, y.portal.host, PRSE_STR(SIREN_A),
                               &err));
    cr_assert_eq(prse_records_count(rows), 1);
    expect_cell(rows, 0, "annee", "2024");
    prse_records_free(rows);
    SCENE_OK(prse_portal_history(&rows, y.portal.host, PRSE_STR(SIREN_A), 0,
                                 &err));
    cr_assert_eq(prse_records_count(rows), 3);
    expect_cell(rows, 0, "annee", "2026");
    expect_cell(rows, 0, "motif", "abandonne");
    expect_cell(rows, 2, "motif", "remplace");
    prse_records_free(rows);
    leave(&y);
}

PRSE_TEST(years, a_year_dropped_twice_has_two_pasts)
{
    years y;
    prse_records *rows = NULL;
    enter(&y);
    for (int i = 0; i < 2; i++) {
        save_effectif(&y, 2025, "50");
        save_effectif(&y, 2024, "40");
    }
    SCENE_OK(prse_portal_history(&rows, y.portal.host, PRSE_STR(SIREN_A),
                                 2025, &err));
    cr_assert_eq(prse_records_count(rows), 2);
    expect_cell(rows, 0, "numero", "2");
    prse_records_free(rows);
    leave(&y);
}

PRSE_TEST(years, later_years_stay_when_asked)
{
    years y;
    prse_qualification_options options = {.size = sizeof options,
                                          .expected = PRSE_VERSION_ANY,
                                          .keep_later = 1};
    enter(&y);
    save_effectif(&y, 2025, "50");
    SCENE_OK(prse_portal_facts_save(y.portal.host, PRSE_STR(SIREN_A), 2024,
                                    y.facts, &options, &err));
    cr_assert_eq(scene_count(&y.portal, PRSE__EXERCICES), 2);
    leave(&y);
}

PRSE_TEST(years, a_refused_save_changes_nothing)
{
    years y;
    char before[80], after[80];
    enter(&y);
    save_effectif(&y, 2024, "40");
    save_effectif(&y, 2025, "50");
    scene_digest(&y.portal, before);
    SCENE_IS(PRSE_ECONFLICT, save(&y, 2024, 7, &err));
    scene_digest(&y.portal, after);
    cr_assert_str_eq(before, after);
    leave(&y);
}

/* --- Answers --- */

static prse_status evaluate(years *y, const char *date, prse_text **receipt,
                            prse_error *err)
{
    prse_evaluation_options options = {.size = sizeof options,
                                       .date = prse_str_of(date)};
    return prse_portal_evaluate(receipt, y->portal.host, PRSE_STR(SIREN_A),
                                y->pack, &options, err);
}

static size_t row_of(prse_records *rows, const char *obligation)
{
    for (size_t i = 0; i < prse_records_count(rows); i++)
        if (prse__str_is(prse_records_text(rows, i, PRSE_STR("obligation")),
                         obligation))
            return i;
    cr_assert_fail("no row of %s", obligation);
    abort();
}

PRSE_TEST(years, an_evaluation_keeps_receipt_and_states)
{
    years y;
    prse_text *receipt = NULL;
    prse_records *rows = NULL;
    enter(&y);
    save_effectif(&y, 2025, "10-49");
    SCENE_OK(evaluate(&y, "2026-03-01", &receipt, &err));
    SCENE_OK(prse_portal_receipts(&rows, y.portal.host, PRSE_STR(SIREN_A), 0,
                                  &err));
    cr_assert_eq(prse_records_count(rows), 1);
    cr_assert(prse__str_eq(prse_records_text(rows, 0, PRSE_STR("texte")),
                           prse_text_str(receipt)));
    expect_cell(rows, 0, "date", "2026-03-01");
    prse_records_free(rows);
    SCENE_OK(prse_portal_statuses(&rows, y.portal.host, PRSE_STR(SIREN_A),
                                  &err));
    cr_assert_eq(prse_records_count(rows),
                 prse_pack_obligation_count(y.pack));
    expect_cell(rows, row_of(rows, "bdese"), "soumise", "false");
    expect_cell(rows, row_of(rows, "bdese"), "statut", "non_soumis");
    prse_records_free(rows);
    prse_text_free(receipt);
    leave(&y);
}

PRSE_TEST(years, a_kept_receipt_verifies)
{
    years y;
    prse_text *receipt = NULL;
    open_with(&y, "fr-rse");
    save_effectif(&y, 2024, "40");
    save_effectif(&y, 2025, "60");
    SCENE_OK(evaluate(&y, "2026-03-01", &receipt, &err));
    prse_receipt_check check = {.size = sizeof check};
    prse_receipt_verify_options options = {.size = sizeof options,
                                           .pack = y.pack};
    SCENE_OK(prse_receipt_verify(&check, NULL, prse_text_str(receipt),
                                 &options, &err));
    cr_assert_eq(check.facts_digest, 1);
    cr_assert_eq(check.pack_digest, 1);
    cr_assert_eq(check.same_result, 1);
    prse_text_free(receipt);
    leave(&y);
}

PRSE_TEST(years, without_facts_nothing_is_answered)
{
    years y;
    enter(&y);
    SCENE_IS(PRSE_ENOTFOUND, evaluate(&y, "2026-03-01", NULL, &err));
    cr_assert_eq(scene_count(&y.portal, PRSE__STATUTS), 0);
    leave(&y);
}

PRSE_TEST(years, a_day_that_is_none_is_refused)
{
    years y;
    enter(&y);
    save_effectif(&y, 2025, "60");
    SCENE_IS(PRSE_EPARSE, evaluate(&y, "2026-13-01", NULL, &err));
    cr_assert_eq(scene_count(&y.portal, PRSE__RECUS), 0);
    leave(&y);
}

PRSE_TEST(years, states_of_obligations_that_are_gone_go)
{
    years y;
    enter(&y);
    save_effectif(&y, 2025, "60");
    SCENE_OK(evaluate(&y, "", NULL, &err));
    size_t count = scene_count(&y.portal, PRSE__STATUTS);
    SCENE_OK(evaluate(&y, "", NULL, &err));
    cr_assert_eq(scene_count(&y.portal, PRSE__STATUTS), count);
    leave(&y);
}

PRSE_TEST(years, a_host_keeps_states_of_its_own_report)
{
    years y;
    prse_report *report = NULL;
    enter(&y);
    set(&y, "effectif", "10-49");
    SCENE_OK(prse_report_new(&report, y.pack, &err));
    SCENE_IS(PRSE_EINVAL,
             prse_portal_statuses_save(y.portal.host, PRSE_STR(SIREN_A),
                                       report, PRSE_STR(""), &err));
    SCENE_OK(prse_report_evaluate(report, y.facts, PRSE_STR("2026-03-01"),
                                  &err));
    SCENE_OK(prse_portal_statuses_save(y.portal.host, PRSE_STR(SIREN_A),
                                       report, PRSE_STR(""), &err));
    cr_assert_eq(scene_count(&y.portal, PRSE__STATUTS),
                 prse_pack_obligation_count(y.pack));
    prse_report_free(report);
    leave(&y);
}

/* --- Reports --- */

static prse_company_report bdese(int64_t expected)
{
    return (prse_company_report){
        .size = sizeof(prse_company_report), .year = 2025,
        .siren = PRSE_STR(SIREN_A), .kind = PRSE_STR("bdese"),
        .state = PRSE_STR("brouillon"), .progress = PRSE_STR("{\"total\":4}"),
        .expected = expected};
}

PRSE_TEST(years, a_report_keeps_how_far_it_is)
{
    years y;
    prse_records *rows = NULL;
    int64_t version = 0;
    enter(&y);
    prse_company_report report = bdese(PRSE_VERSION_NEW);
    SCENE_OK(prse_portal_report_save(y.portal.host, &report, &version, &err));
    cr_assert_eq(version, 1);
    report.state = PRSE_STR("termine");
    report.expected = 1;
    SCENE_OK(prse_portal_report_save(y.portal.host, &report, &version, &err));
    SCENE_IS(PRSE_ECONFLICT,
             prse_portal_report_save(y.portal.host, &report, NULL, &err));
    SCENE_OK(prse_portal_reports(&rows, y.portal.host, PRSE_STR(SIREN_A),
                                 &err));
    cr_assert_eq(prse_records_count(rows), 1);
    expect_cell(rows, 0, "etat", "termine");
    prse_records_free(rows);
    leave(&y);
}

PRSE_TEST(years, only_https_becomes_a_link)
{
    years y;
    enter(&y);
    prse_company_report report = bdese(PRSE_VERSION_ANY);
    report.link = PRSE_STR("javascript:alert(1)");
    SCENE_IS(PRSE_EPARSE,
             prse_portal_report_save(y.portal.host, &report, NULL, &err));
    report.link = PRSE_STR("https://exemple.fr/rapport");
    SCENE_OK(prse_portal_report_save(y.portal.host, &report, NULL, &err));
    report.progress = PRSE_STR("{");
    SCENE_IS(PRSE_EPARSE,
             prse_portal_report_save(y.portal.host, &report, NULL, &err));
    leave(&y);
}

PRSE_TEST(years, a_report_is_of_a_year_and_its_progress_an_object)
{
    static const char *const wrong[] = {"[1]", "4", "\"total\"", "null"};
    years y;
    enter(&y);
    prse_company_report report = bdese(PRSE_VERSION_ANY);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        report.progress = prse_str_of(wrong[i]);
        SCENE_IS(PRSE_EPARSE,
                 prse_portal_report_save(y.portal.host, &report, NULL, &err));
    }
    report.progress = PRSE_STR(" {}");
    SCENE_OK(prse_portal_report_save(y.portal.host, &report, NULL, &err));
    report.year = 25;
    SCENE_IS(PRSE_EPARSE,
             prse_portal_report_save(y.portal.host, &report, NULL, &err));
    leave(&y);
}

/* --- No company at all --- */

PRSE_TEST(years, the_host_too_says_of_which_company)
{
    years y;
    prse_records *rows = NULL;
    prse_report *report = NULL;
    prse_company_report progress = bdese(PRSE_VERSION_ANY);
    prse_str none = PRSE_STR("");
    enter(&y);
    prse_session *host = y.portal.host;
    progress.siren = none;
    SCENE_OK(prse_report_new(&report, y.pack, &err));
    SCENE_OK(prse_report_evaluate(report, y.facts, PRSE_STR("2026-03-01"),
                                  &err));
    SCENE_IS(PRSE_EPARSE,
             prse_portal_report_save(host, &progress, NULL, &err));
    SCENE_IS(PRSE_EPARSE,
             prse_portal_statuses_save(host, none, report, none, &err));
    SCENE_IS(PRSE_EPARSE, prse_portal_facts_save(host, none, 2025, y.facts,
                                                 NULL, &err));
    SCENE_IS(PRSE_EPARSE, prse_portal_facts_load(host, none, 2025, y.facts,
                                                 NULL, &err));
    SCENE_IS(PRSE_EPARSE,
             prse_portal_evaluate(NULL, host, none, y.pack, NULL, &err));
    SCENE_IS(PRSE_EPARSE, prse_portal_years(&rows, host, none, &err));
    SCENE_IS(PRSE_EPARSE, prse_portal_statuses(&rows, host, none, &err));
    cr_assert_eq(scene_count(&y.portal, PRSE__RAPPORTS), 0);
    cr_assert_eq(scene_count(&y.portal, PRSE__STATUTS), 0);
    SCENE_OK(prse_portal_journal(&rows, host, none, 0, 0, &err));
    prse_records_free(rows);
    prse_report_free(report);
    leave(&y);
}

PRSE_TEST(years, what_is_left_out_leaves_no_error_behind)
{
    years y;
    prse_error err = {0};
    enter(&y);
    cr_assert_eq(prse__year_read(y.facts, 0,
                                 PRSE_STR("{\"est_cotee\": \"peut-être\"}"),
                                 PRSE_STR("{}"), &err),
                 PRSE_OK);
    cr_assert_eq(err.code, 0, "%s", err.message);
    cr_assert_eq(prse_facts_warning_count(y.facts), 1);
    leave(&y);
}

/* --- Forgetting --- */

PRSE_TEST(years, erasing_a_company_erases_its_years_and_what_they_were)
{
    years y;
    enter(&y);
    save_effectif(&y, 2025, "60");
    save_effectif(&y, 2024, "61");
    SCENE_OK(evaluate(&y, "", NULL, &err));
    SCENE_OK(prse_portal_company_erase(y.portal.host, PRSE_STR(SIREN_A),
                                       &err));
    cr_assert_eq(scene_count(&y.portal, PRSE__EXERCICES), 0);
    cr_assert_eq(scene_count(&y.portal, PRSE__EXERCICES_ANCIENS), 0);
    cr_assert_eq(scene_count(&y.portal, PRSE__RECUS), 0);
    cr_assert_eq(scene_count(&y.portal, PRSE__STATUTS), 0);
    leave(&y);
}

PRSE_TEST(years, erasing_a_person_reaches_the_history)
{
    years y;
    prse_records *rows = NULL;
    enter(&y);
    somebody editor = scene_person(&y.portal, "e@exemple.fr", 0);
    scene_role(&y.portal, SIREN_A, &editor, PRSE_ROLE_EDITOR);
    set(&y, "effectif", "60");
    for (int i = 0; i < 3; i++)
        SCENE_OK(prse_portal_facts_save(editor.session, PRSE_STR(SIREN_A),
                                        2025, y.facts, NULL, &err));
    SCENE_OK(prse_portal_history(&rows, y.portal.host, PRSE_STR(SIREN_A), 0,
                                 &err));
    expect_cell(rows, 1, "auteur", editor.id);
    prse_records_free(rows);
    SCENE_OK(prse_portal_person_erase(y.portal.host, prse_str_of(editor.id), 0,
                                      &err));
    SCENE_OK(prse_portal_history(&rows, y.portal.host, PRSE_STR(SIREN_A), 0,
                                 &err));
    cr_assert_eq(prse_records_count(rows), 2);
    expect_cell(rows, 0, "auteur", "");
    expect_cell(rows, 1, "auteur", "");
    prse_records_free(rows);
    scene_leave(&editor);
    leave(&y);
}

/* --- Lack of memory --- */

PRSE_TEST(years, every_lack_of_memory_is_told, .timeout = PRSE_LONG)
{
    years y;
    enter(&y);
    set(&y, "effectif", "60");
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = save(&y, 2025, PRSE_VERSION_ANY, &err);
        PRSE_FAULT_CHECK(status, err);
    }
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = prse_portal_facts_load(
            y.portal.host, PRSE_STR(SIREN_A), 0, y.facts, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
    }
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = evaluate(&y, "2026-03-01", NULL, &err);
        PRSE_FAULT_CHECK(status, err);
    }
    leave(&y);
}
