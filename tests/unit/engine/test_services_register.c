/* SPDX-License-Identifier: Apache-2.0 */
/* The offline register beside the services, and instead of them. */
#include <stdio.h>
#include <string.h>

#include "services_scene.h"
#include "unit/stock/stock_files.h"

static const char SAME[] =
    "siren=100000009;statut=O;etat=A;denomination=SCIERIE DU LAC;forme=5710;"
    "naf=16.10A;nomenclature=NAFRev2;nic=00017;tranche=22;annee=2023;"
    "traitement=2026-10-01T08:00:00";
static const char OTHER[] =
    "siren=100000009;statut=O;etat=A;denomination=SCIERIE DU LAC;forme=5599;"
    "naf=16.10A;nomenclature=NAFRev2;nic=00017;tranche=12;annee=2023;"
    "traitement=2026-10-01T08:00:00";
static const char OLDER[] =
    "siren=100000009;statut=O;etat=A;denomination=SCIERIE DU LAC;forme=5599;"
    "naf=16.10A;nomenclature=NAFRev2;nic=00017;tranche=12;annee=2021;"
    "traitement=2022-02-01T08:00:00";

static const scene_reply DIRECTORY_ONLY[] = {
    {DIRECTORY, 10, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 0},
    {"/", 10, PRSE_OK, 503, NULL, "", 0},
    {0}};
static const scene_reply NOBODY[] = {{"/", 10, PRSE_OK, 503, NULL, "", 0},
                                     {0}};

typedef struct filed {
    folder f;
    prse_register *reg;
    services_scene it;
} filed;

static void begin(filed *b, const char *row, const scene_reply *replies)
{
    const char *const rows[] = {row, NULL};
    prse_error err = {0};
    folder_make(&b->f);
    stock_write_units(&b->f, "units.csv", rows);
    cr_assert_eq(stock_import(&b->f, &err), PRSE_OK, "%s", err.message);
    b->reg = stock_open(&b->f);
    services_begin_with(&b->it, replies, b->reg);
}

static void end(filed *b)
{
    services_end(&b->it);
    prse_register_free(b->reg);
    folder_drop(&b->f);
}

static prse_company *find(filed *b, uint32_t offline)
{
    prse_company *company = NULL;
    prse_error err = {0};
    prse_request_options opts = {.size = sizeof opts, .offline = offline};
    cr_assert_eq(prse_company_find(&company, b->it.services, SIREN, &opts,
                                   &err),
                 PRSE_OK, "%s", err.message);
    return company;
}

static void expect_source(const prse_company *company, const char *source)
{
    prse_unit unit = {.size = sizeof unit};
    cr_assert_eq(prse_company_unit(company, &unit, NULL), PRSE_OK);
    cr_expect(prse__str_is(unit.source, source));
    cr_expect(prse__str_is(unit.denomination, "SCIERIE DU LAC"));
}

PRSE_TEST(register, stands_in_for_services_that_are_down)
{
    filed b;
    begin(&b, SAME, NOBODY);
    prse_company *company = find(&b, 0);
    expect_source(company, "registre");
    prse_company_free(company);
    end(&b);
}

PRSE_TEST(register, is_enough_without_any_network)
{
    filed b;
    prse_units *units = NULL;
    prse_request_options offline = {.size = sizeof offline, .offline = 1};
    begin(&b, SAME, NOBODY);
    prse_company *company = find(&b, 1);
    expect_source(company, "registre");
    prse_company_free(company);
    cr_assert_eq(prse_company_search(&units, b.it.services,
                                     PRSE_STR("scierie"), NULL, &offline,
                                     NULL),
                 PRSE_OK);
    cr_expect_eq(prse_units_count(units), 1u);
    prse_units_free(units);
    cr_expect_eq(b.it.network->sent_count, 0u);
    end(&b);
}

PRSE_TEST(register, that_agrees_is_not_heard)
{
    filed b;
    begin(&b, SAME, DIRECTORY_ONLY);
    prse_company *company = find(&b, 0);
    expect_source(company, "recherche_entreprises");
    cr_expect_eq(prse_company_warning_count(company), 0u);
    prse_company_free(company);
    end(&b);
}

PRSE_TEST(register, that_disagrees_is_told)
{
    filed b;
    begin(&b, OTHER, DIRECTORY_ONLY);
    prse_company *company = find(&b, 0);
    cr_assert_eq(prse_company_warning_count(company), 2u);
    for (size_t i = 0; i < 2; i++)
        cr_expect_not_null(
            strstr(prse_company_warning(company, i, PRSE_LANG_EN).ptr,
                   "the offline register says"));
    cr_expect_eq(prse_company_warning(company, 2, PRSE_LANG_FR).len, 0u);
    prse_company_free(company);
    end(&b);
}

PRSE_TEST(register, that_knows_a_unit_against_the_directory_is_told)
{
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 200, NULL, ANSWER_NONE, 0}, {0}};
    filed b;
    begin(&b, SAME, replies);
    prse_company *company = find(&b, 0);
    expect_source(company, "registre");
    cr_assert_eq(prse_company_warning_count(company), 1u);
    cr_expect_not_null(
        strstr(prse_company_warning(company, 0, PRSE_LANG_FR).ptr,
               "ne conna\u00eet pas"));
    prse_company_free(company);
    end(&b);
}

static void expect_told(const prse_company *company, const char *fr,
                        const char *en)
{
    cr_assert_eq(prse_company_warning_count(company), 1u);
    const char *french = prse_company_warning(company, 0, PRSE_LANG_FR).ptr;
    const char *english = prse_company_warning(company, 0, PRSE_LANG_EN).ptr;
    cr_expect_not_null(strstr(french, fr), "%s", french);
    cr_expect_not_null(strstr(english, en), "%s", english);
}

PRSE_TEST(register, that_has_a_number_which_sirene_gave_up_is_told_the_new_one)
{
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 503, NULL, "", 0},
        {SIRENE_UNIT, 10, PRSE_OK, 301, NULL,
         "{'header': {'statut': 301, 'message': 'doublon de 552032534'}}", 0},
        {0}};
    filed b;
    begin(&b, SAME, replies);
    services_set(&b.it, "sirene.key", "k");
    prse_company *company = find(&b, 0);
    expect_told(company, "le nouveau est 552032534.",
                "the new one is 552032534.");
    prse_company_free(company);
    end(&b);
}

PRSE_TEST(register, that_knows_a_unit_against_sirene_names_sirene)
{
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 503, NULL, "", 0},
        {SIRENE_UNIT, 10, PRSE_OK, 404, NULL,
         "{'header': {'statut': 404, 'message': 'aucun'}}", 0},
        {0}};
    filed b;
    begin(&b, SAME, replies);
    services_set(&b.it, "sirene.key", "k");
    prse_company *company = find(&b, 0);
    expect_told(company, "que le r\u00e9pertoire Sirene ne conna\u00eet",
                "which the Sirene register does not");
    prse_company_free(company);
    end(&b);
}

PRSE_TEST(register, does_well)
{
    filed b;
    prse_health health = {.size = sizeof health};
    begin(&b, SAME, NOBODY);
    cr_assert_eq(prse_services_check(b.it.services, PRSE_SERVICE_REGISTER,
                                     NULL, &health, NULL),
                 PRSE_OK);
    cr_expect_eq(health.reachable, 1);
    cr_expect_not_null(strstr(health.message, "1 units of"), "%s",
                       health.message);
    end(&b);
}

/* --- In a dashboard --- */

typedef struct fact {
    const char *value, *source;
} fact;

static void expect_fact(const prse_dashboard *d, prse_pack *pack,
                        const char *id, int32_t year, const char *value)
{
    const prse_facts *facts = prse_dashboard_facts(d);
    prse_fact_state state = {.size = sizeof state};
    for (size_t i = 0; i < prse_facts_count(facts); i++) {
        prse_facts_get(facts, i, &state, NULL);
        if (state.fact == prse_pack_fact_index(pack, prse_str_of(id)) &&
            state.year == year)
            cr_expect(prse__str_is(state.value, value), "%s is %.*s", id,
                      (int)state.value.len, state.value.ptr);
    }
}

static void run_board(filed *b, prse_pack *pack, prse_dashboard **dashboard)
{
    prse_error err = {0};
    cr_assert_eq(prse_dashboard_new(dashboard, b->it.services, pack, NULL),
                 PRSE_OK);
    cr_assert_eq(prse_dashboard_run(*dashboard, SIREN, NULL,
                                    PRSE_STR("2026-11-26"), NULL, &err),
                 PRSE_OK, "%s", err.message);
}

PRSE_TEST(register, that_disagrees_widens_what_a_dashboard_believes)
{
    filed b;
    prse_dashboard *dashboard = NULL;
    prse_pack *pack = services_pack("fr-rse");
    begin(&b, OTHER, DIRECTORY_ONLY);
    run_board(&b, pack, &dashboard);
    expect_fact(dashboard, pack, "effectif", 0, "[20..200)");
    expect_fact(dashboard, pack, "categorie_juridique", 0, "[5599..5710]");
    cr_expect_eq(prse_facts_warning_count(prse_dashboard_facts(dashboard)),
                 2u);
    prse_dashboard_free(dashboard);
    prse_pack_unref(pack);
    end(&b);
}

PRSE_TEST(register, that_is_older_adds_years_and_contradicts_nothing)
{
    static const char *const packs[] = {"fr-rse", "portail-rse-compat"};
    static const char *const values[] = {"[100..200)", "[50..250)"};
    for (size_t i = 0; i < 2; i++) {
        filed b;
        prse_dashboard *dashboard = NULL;
        prse_pack *pack = services_pack(packs[i]);
        begin(&b, OLDER, DIRECTORY_ONLY);
        run_board(&b, pack, &dashboard);
        expect_fact(dashboard, pack, "effectif", 0, values[i]);
        prse_dashboard_free(dashboard);
        prse_pack_unref(pack);
        end(&b);
    }
}
