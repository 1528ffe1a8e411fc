/* SPDX-License-Identifier: Apache-2.0 */
/* From a number to a dashboard. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "services_scene.h"
#include "support/fault.h"

#define DAY PRSE_STR("2026-11-26")

static const scene_reply EVERYTHING[] = {
    {DIRECTORY, 50, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 0},
    {DECLARATION, 50, PRSE_OK, 200, NULL, ANSWER_DECLARATION, 0},
    {BALANCES, 50, PRSE_OK, 200, NULL, ANSWER_BALANCES, 0},
    {ACCOUNTS, 50, PRSE_OK, 200, NULL, ANSWER_ACCOUNTS, 0},
    {0}};

typedef struct board {
    services_scene it;
    prse_pack *pack;
    prse_dashboard *dashboard;
} board;

static void begin(board *b, const char *pack, const scene_reply *replies)
{
    services_begin(&b->it, replies);
    b->pack = services_pack(pack);
    b->dashboard = NULL;
    cr_assert_eq(prse_dashboard_new(&b->dashboard, b->it.services, b->pack,
                                    NULL),
                 PRSE_OK);
}

static void end(board *b)
{
    prse_dashboard_free(b->dashboard);
    prse_pack_unref(b->pack);
    services_end(&b->it);
}

static void run(board *b, const prse_facts *known)
{
    prse_error err = {0};
    cr_assert_eq(prse_dashboard_run(b->dashboard, SIREN, known, DAY, NULL,
                                    &err),
                 PRSE_OK, "%s: %s", err.subject, err.message);
}

static prse_fact_state state_of(const board *b, const char *id, int32_t year)
{
    const prse_facts *facts = prse_dashboard_facts(b->dashboard);
    size_t fact = prse_pack_fact_index(b->pack, prse_str_of(id));
    prse_fact_state state = {.size = sizeof state};
    for (size_t i = 0; i < prse_facts_count(facts); i++) {
        prse_facts_get(facts, i, &state, NULL);
        if (state.fact == fact && state.year == year)
            return state;
    }
    cr_assert_fail("no fact %s of %d", id, (int)year);
    return state;
}

static void expect_fact(const board *b, const char *id, int32_t year,
                        const char *value, const char *source)
{
    prse_fact_state state = state_of(b, id, year);
    cr_expect(prse__str_is(state.value, value), "%s is %.*s, not %s", id,
              (int)state.value.len, state.value.ptr, value);
    cr_expect(prse__str_is(state.source, source), "%s is from %.*s, not %s",
              id, (int)state.source.len, state.source.ptr, source);
}

static prse_compliance compliance(const board *b, const char *id)
{
    prse_compliance out = PRSE_UNDECIDED;
    size_t o = prse_pack_obligation_index(b->pack, prse_str_of(id));
    cr_assert_neq(o, SIZE_MAX);
    cr_assert_eq(prse_report_compliance(
                     prse_dashboard_report(b->dashboard), o, &out, NULL),
                 PRSE_OK);
    return out;
}

static int warns(const board *b, const char *part)
{
    const prse_facts *facts = prse_dashboard_facts(b->dashboard);
    for (size_t i = 0; i < prse_facts_warning_count(facts); i++) {
        prse_str text = prse_facts_warning(facts, i, PRSE_LANG_EN);
        if (strstr(text.ptr, part))
            return 1;
    }
    return 0;
}

PRSE_TEST(dashboard, asks_everybody_at_once)
{
    board b;
    begin(&b, "fr-rse", EVERYTHING);
    run(&b, NULL);
    cr_expect_eq(b.it.network->sent_count, 4u);
    cr_expect_leq(b.it.network->monotonic - SCENE_START, 60);
    cr_expect_eq(services_sent(&b.it, "/declaration/100000009/2025"), 1u);
    cr_expect_not(prse_dashboard_partial(b.dashboard));
    end(&b);
}

PRSE_TEST(dashboard, says_what_registers_and_platforms_say)
{
    board b;
    prse_unit unit = {.size = sizeof unit};
    begin(&b, "fr-rse", EVERYTHING);
    run(&b, NULL);
    expect_fact(&b, "denomination", 0, "SCIERIE DU LAC",
                "recherche_entreprises");
    expect_fact(&b, "effectif", -1, "[100..200)",
                "recherche_entreprises 2023");
    expect_fact(&b, "declaration_egapro_publiee", 0, "true", "egapro");
    expect_fact(&b, "index_egapro_note", 0, "88", "egapro");
    expect_fact(&b, "date_dernier_bilan_ges", 0, "2024-11-05", "bilans_ges");
    expect_fact(&b, "date_cloture_exercice", 0, "2024-12-31", "ratios");
    cr_expect_eq(compliance(&b, "index_egapro"), PRSE_UP_TO_DATE);
    cr_assert_eq(prse_dashboard_unit(b.dashboard, &unit, NULL), PRSE_OK);
    cr_expect(prse__str_is(unit.commune, "ANNECY"));
    end(&b);
}

/* The directory's turnover is the group's where there is one. */
PRSE_TEST(dashboard, takes_the_company_s_turnover_from_its_accounts_only)
{
    board b;
    begin(&b, "fr-rse", EVERYTHING);
    run(&b, NULL);
    expect_fact(&b, "chiffre_affaires", 0, "61500000", "ratios 2024");
    cr_expect(prse__str_is(state_of(&b, "chiffre_affaires", 0).confidence,
                           "probable"));
    cr_expect_not(warns(&b, "according to the accounts on file"));
    end(&b);
}

PRSE_TEST(dashboard, a_platform_that_is_down_costs_its_facts_only)
{
    const scene_reply replies[] = {
        {DIRECTORY, 50, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 0},
        {DECLARATION, 50, PRSE_OK, 503, NULL, "", 0},
        {BALANCES, 50, PRSE_EIO, 0, NULL, "", 0},
        {ACCOUNTS, 50, PRSE_OK, 200, NULL, "<html>", 0},
        {0}};
    board b;
    begin(&b, "fr-rse", replies);
    run(&b, NULL);
    expect_fact(&b, "chiffre_affaires", 0, "unknown", "");
    expect_fact(&b, "declaration_egapro_publiee", 0, "null", "");
    cr_expect_eq(compliance(&b, "index_egapro"), PRSE_NOT_FOLLOWED);
    cr_expect(prse_dashboard_partial(b.dashboard));
    end(&b);
}

PRSE_TEST(dashboard, keeps_its_deadline_when_nobody_answers)
{
    const scene_reply replies[] = {{"/", 600000, PRSE_OK, 200, NULL, "", 0},
                                   {0}};
    board b;
    prse_error err = {0};
    prse_request_options opts = {.size = sizeof opts, .deadline_ms = 2000};
    begin(&b, "fr-rse", replies);
    cr_assert_eq(prse_dashboard_run(b.dashboard, SIREN, NULL, DAY, &opts,
                                    &err),
                 PRSE_OK, "%s", err.message);
    cr_expect_leq(b.it.network->monotonic - SCENE_START, 2200);
    cr_expect(prse_dashboard_partial(b.dashboard));
    cr_expect_eq(compliance(&b, "bdese"), PRSE_UNDECIDED);
    end(&b);
}

PRSE_TEST(dashboard, asks_for_scores_when_a_declaration_cannot_be_shown)
{
    const scene_reply replies[] = {
        {DIRECTORY, 50, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 0},
        {DECLARATION, 50, PRSE_OK, 500, NULL, "", 0},
        {SCORES, 50, PRSE_OK, 200, NULL, ANSWER_SCORES, 0},
        {BALANCES, 50, PRSE_OK, 200, NULL, ANSWER_BALANCES, 0},
        {ACCOUNTS, 50, PRSE_OK, 200, NULL, ANSWER_ACCOUNTS, 0},
        {0}};
    board b;
    begin(&b, "fr-rse", replies);
    run(&b, NULL);
    expect_fact(&b, "declaration_egapro_publiee", 0, "true", "egapro_notes");
    expect_fact(&b, "index_egapro_note", 0, "81", "egapro_notes");
    end(&b);
}

PRSE_TEST(dashboard, a_unit_that_does_not_exist_has_none)
{
    const scene_reply replies[] = {
        {DIRECTORY, 50, PRSE_OK, 200, NULL, ANSWER_NONE, 0},
        {"/", 50, PRSE_OK, 404, NULL, "", 0},
        {0}};
    board b;
    begin(&b, "fr-rse", replies);
    cr_expect_eq(prse_dashboard_run(b.dashboard, SIREN, NULL, DAY, NULL, NULL),
                 PRSE_ENOTFOUND);
    cr_expect_null(prse_dashboard_report(b.dashboard));
    cr_expect_null(prse_dashboard_facts(b.dashboard));
    end(&b);
}

PRSE_TEST(dashboard, asks_no_platform_that_its_pack_does_not_read)
{
    board b;
    begin(&b, "demo-commune", EVERYTHING);
    run(&b, NULL);
    cr_expect_eq(b.it.network->sent_count, 1u);
    end(&b);
}

PRSE_TEST(dashboard, what_the_host_knows_goes_first)
{
    board b;
    prse_facts *known = NULL;
    begin(&b, "fr-rse", EVERYTHING);
    cr_assert_eq(prse_facts_new(&known, b.pack, NULL), PRSE_OK);
    prse_facts_set_json(known,
                        PRSE_STR("{\"effectif\": {\"2023\": 60}, "
                                 "\"categorie_juridique\": 5710, "
                                 "\"chiffre_affaires\": {\"2024\": \"900k-"
                                 "50M\"}}"),
                        "fiche", NULL);
    run(&b, known);
    expect_fact(&b, "effectif", -1, "60", "fiche");
    expect_fact(&b, "chiffre_affaires", 0, "[900000..50000000)", "fiche");
    cr_expect(warns(&b, "60 employees according to you"));
    cr_expect(warns(&b, "Your value is taken"));
    prse_facts_free(known);
    end(&b);
}

PRSE_TEST(dashboard, can_be_run_again)
{
    board b;
    begin(&b, "portail-rse-compat", EVERYTHING);
    for (int i = 0; i < 3; i++) {
        run(&b, NULL);
        cr_expect_eq(compliance(&b, "index_egapro"), PRSE_UP_TO_DATE);
        expect_fact(&b, "beges_dernier_bilan", 0, "2023", "bilans_ges");
        expect_fact(&b, "tranche_chiffre_affaires", 0, "61500000", "ratios");
    }
    cr_expect_eq(b.it.network->sent_count, 4u); /* then from the cache */
    end(&b);
}

PRSE_TEST(dashboard, lack_of_memory_is_told, .timeout = PRSE_LONG)
{
    board b;
    begin(&b, "portail-rse-compat", EVERYTHING);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        b.it.network->sent_count = 0;
        prse_status status = prse_dashboard_run(b.dashboard, SIREN, NULL, DAY,
                                                NULL, &err);
        int met = prse_fault_pause();
        cr_assert(status == PRSE_OK || (met && status == PRSE_ENOMEM),
                  "%d %s", (int)status, err.message);
        cr_assert_eq(err.code, (int32_t)status);
    }
    end(&b);
}

PRSE_TEST(dashboard, an_older_value_of_the_host_goes_before_an_older_one_too)
{
    board b;
    prse_facts *known = NULL;
    begin(&b, "fr-rse", EVERYTHING);
    cr_assert_eq(prse_facts_new(&known, b.pack, NULL), PRSE_OK);
    prse_facts_set_json(known, PRSE_STR("{\"effectif\": {\"2023\": 60}}"),
                        "fiche", NULL);
    run(&b, known);
    expect_fact(&b, "effectif", 0, "60", "fiche");
    expect_fact(&b, "effectif", -1, "60", "fiche");
    prse_facts_free(known);
    end(&b);
}

/* --- Why, and the whole as JSON --- */

static void expect_why(board *b, const char *id, int32_t year, prse_lang lang,
                       const char *expected)
{
    prse_str why;
    size_t fact = prse_pack_fact_index(b->pack, prse_str_of(id));
    cr_assert_eq(prse_dashboard_why(&why, b->dashboard, fact, year, lang,
                                    NULL),
                 PRSE_OK);
    cr_expect(prse__str_is(why, expected), "%.*s", (int)why.len, why.ptr);
}

PRSE_TEST(why, tells_the_value_the_source_the_day_and_how_sure)
{
    board b;
    begin(&b, "fr-rse", EVERYTHING);
    run(&b, NULL);
    expect_why(&b, "effectif", -1, PRSE_LANG_FR,
               "Effectif au sens du code du travail (ann\u00e9e N-1)\u00a0: de "
               "100 \u00e0 moins de 200 salari\u00e9s, selon l'annuaire des "
               "entreprises (2023)\u00a0; indicatif, \u00e0 confirmer.");
    expect_why(&b, "effectif", 0, PRSE_LANG_EN,
               "Headcount (labour code): from 100 to less than 200 "
               "employees, according to the directory of companies (2023), "
               "the last value known; indicative, to be confirmed.");
    expect_why(&b, "chiffre_affaires", 0, PRSE_LANG_EN,
               "Net turnover: 61,500,000 euros, according to the accounts on "
               "file (INPI, BCE) (2024-12-31); probable.");
    expect_why(&b, "est_cotee", 0, PRSE_LANG_EN, "");
    end(&b);
}

PRSE_TEST(why, tells_what_the_host_said_and_who_says_otherwise)
{
    board b;
    prse_facts *known = NULL;
    begin(&b, "fr-rse", EVERYTHING);
    cr_assert_eq(prse_facts_new(&known, b.pack, NULL), PRSE_OK);
    prse_facts_set(known, PRSE_STR("categorie_juridique"), 0,
                   PRSE_STR("5599"), NULL);
    run(&b, known);
    expect_why(&b, "categorie_juridique", 0, PRSE_LANG_EN,
               "Legal category (Insee code): 5599, according to you. "
               "According to the directory of companies (2026-10-01): 5710.");
    prse_facts_free(known);
    end(&b);
}

PRSE_TEST(why, refuses_what_is_not_there)
{
    board b;
    prse_str why;
    begin(&b, "fr-rse", EVERYTHING);
    cr_expect_eq(prse_dashboard_why(&why, b.dashboard, 0, 0, PRSE_LANG_FR,
                                    NULL),
                 PRSE_EINVAL);
    run(&b, NULL);
    cr_expect_eq(prse_dashboard_why(&why, b.dashboard, 9999, 0, PRSE_LANG_FR,
                                    NULL),
                 PRSE_ENOTFOUND);
    cr_expect_eq(prse_dashboard_why(&why, b.dashboard, 0, -5, PRSE_LANG_FR,
                                    NULL),
                 PRSE_ENOTFOUND);
    end(&b);
}

static void expect_part(const prse_text *json, const char *part)
{
    char *wanted = services_quoted(part);
    cr_expect_not_null(strstr(prse_text_str(json).ptr, wanted), "%s", wanted);
    free(wanted);
}

PRSE_TEST(json, holds_the_whole_dashboard)
{
    board b;
    prse_text *json = NULL;
    begin(&b, "fr-rse", EVERYTHING);
    run(&b, NULL);
    cr_assert_eq(prse_dashboard_json(&json, b.dashboard, PRSE_LANG_FR, NULL),
                 PRSE_OK);
    expect_part(json, "'siren': '100000009'");
    expect_part(json, "'partial': false");
    expect_part(json, "'commune': 'ANNECY'");
    expect_part(json, "'service': 'egapro'");
    expect_part(json, "'outcome': 'lue'");
    expect_part(json, "'confidence': 'indicative'");
    expect_part(json, "'prefill': true");
    expect_part(json, "'next': {");
    expect_part(json, "'status': 'a_jour'");
    prse_text_free(json);
    end(&b);
}

PRSE_TEST(json, stands_without_a_unit)
{
    const scene_reply replies[] = {{"/", 10, PRSE_OK, 503, NULL, "", 0}, {0}};
    board b;
    prse_text *json = NULL;
    begin(&b, "portail-rse-compat", replies);
    run(&b, NULL);
    cr_assert_eq(prse_dashboard_json(&json, b.dashboard, PRSE_LANG_EN, NULL),
                 PRSE_OK);
    expect_part(json, "'unit': null");
    expect_part(json, "'partial': true");
    expect_part(json, "'status': 'PRSE_EPEER'");
    prse_text_free(json);
    end(&b);
}

PRSE_TEST(json, lack_of_memory_is_told, .timeout = PRSE_LONG)
{
    board b;
    begin(&b, "demo-commune", EVERYTHING);
    run(&b, NULL);
    PRSE_EACH_FAULT {
        prse_text *json = NULL;
        prse_error err = {0};
        prse_status status =
            prse_dashboard_json(&json, b.dashboard, PRSE_LANG_FR, &err);
        PRSE_FAULT_CHECK(status, err);
        prse_text_free(json);
    }
    end(&b);
}
