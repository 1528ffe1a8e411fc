/* SPDX-License-Identifier: Apache-2.0 */
/* Egapro's public file in the offline register, when the platform does not
 * answer. */
#include <stdlib.h>
#include <string.h>

#include "services_scene.h"
#include "support/fault.h"
#include "unit/stock/stock_files.h"

static const char UNIT[] =
    "siren=100000009;statut=O;etat=A;denomination=SCIERIE DU LAC;forme=5710;"
    "naf=16.10A;nomenclature=NAFRev2;nic=00017;tranche=22;annee=2023;"
    "traitement=2026-10-01T08:00:00";

#define HEADER                                                             \
    "Ann\u00e9e,Tranche d'effectifs,SIREN,Note Ecart r\u00e9mun\u00e9ration," \
    "Note Ecart taux d'augmentation,Note Index\n"
static const char FILE_2025[] =
    HEADER "2024,50 \u00e0 250,100000009,38,35,90\n"
           "2025,50 \u00e0 250,100000009,40,35,98\n";
/* A later year of somebody else, and nothing of 2025 of this company. */
static const char FILE_2024[] =
    HEADER "2024,50 \u00e0 250,100000009,38,35,90\n"
           "2025,50 \u00e0 250,200000008,40,35,98\n";

static const scene_reply DOWN[] = {
    {DIRECTORY, 10, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 0},
    {"/", 10, PRSE_OK, 503, NULL, "", 0},
    {0}};

typedef struct filed {
    folder f;
    prse_register *reg;
    services_scene it;
} filed;

static void begin(filed *b, const char *text, const scene_reply *replies)
{
    const char *const rows[] = {UNIT, NULL};
    char path[100];
    prse_error err = {0};
    folder_make(&b->f);
    stock_write_units(&b->f, "units.csv", rows);
    cr_assert_eq(stock_import(&b->f, &err), PRSE_OK, "%s", err.message);
    folder_write(&b->f, "egapro.csv", text);
    strcpy(path, folder_file(&b->f, "reg.db").ptr);
    cr_assert_eq(prse_register_add_egapro(prse_str_of(path),
                                          folder_file(&b->f, "egapro.csv"),
                                          NULL, &err),
                 PRSE_OK, "%s", err.message);
    b->reg = stock_open(&b->f);
    services_begin_with(&b->it, replies, b->reg);
}

static void end(filed *b)
{
    services_end(&b->it);
    prse_register_free(b->reg);
    folder_drop(&b->f);
}

/* --- Records --- */

static void expect_record(const filed *b, prse_record what, int32_t year,
                          uint32_t offline, const char *part)
{
    prse_text *text = NULL;
    prse_error err = {0};
    prse_request_options opts = {.size = sizeof opts, .offline = offline};
    char *wanted = services_quoted(part);
    cr_assert_eq(prse_services_record(&text, b->it.services, what, SIREN,
                                      year, &opts, &err),
                 PRSE_OK, "%s", err.message);
    cr_expect_not_null(strstr(prse_text_str(text).ptr, wanted), "%s",
                       prse_text_str(text).ptr);
    prse_text_free(text);
    free(wanted);
}

#define DECLARED                                                          \
    "{'egapro':{'siren':'100000009','annee':2025,'etat':'lue',"            \
    "'source':'fichier_public','declaration':'publiee',"                   \
    "'entreprise':{'tranche':'50:250'},'index':98,"

PRSE_TEST(egapro_file, speaks_when_the_platform_does_not)
{
    static const scene_reply failures[] = {
        {"/", 10, PRSE_EREFUSED, 0, NULL, NULL, 0},
        {"/", 10, PRSE_OK, 503, NULL, "", 0},
        {"/", 10, PRSE_OK, 429, NULL, "", 0},
        {"/", 10, PRSE_OK, 403, NULL, "", 0},
        {"/", 10, PRSE_OK, 200, NULL, "<html>Log in</html>", 0}};
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        const scene_reply replies[] = {failures[i], {0}};
        filed b;
        begin(&b, FILE_2025, replies);
        expect_record(&b, PRSE_RECORD_EGAPRO, 2025, 0, DECLARED);
        expect_record(&b, PRSE_RECORD_EGAPRO_SCORES, 0, 0,
                      "'etat':'lue','source':'fichier_public'");
        end(&b);
    }
}

PRSE_TEST(egapro_file, speaks_without_any_network)
{
    filed b;
    begin(&b, FILE_2025, DOWN);
    expect_record(&b, PRSE_RECORD_EGAPRO, 2025, 1, DECLARED);
    expect_record(&b, PRSE_RECORD_EGAPRO_SCORES, 0, 1,
                  "'annee_dernier_index':2025,'dernier_index':98");
    services_set(&b.it, "egapro.enabled", "no");
    expect_record(&b, PRSE_RECORD_EGAPRO, 2025, 0, DECLARED);
    cr_expect_eq(b.it.network->sent_count, 0u);
    end(&b);
}

PRSE_TEST(egapro_file, is_silent_when_the_platform_answers)
{
    const scene_reply replies[] = {
        {DECLARATION, 1, PRSE_OK, 404, NULL, "", 0},
        {SCORES, 1, PRSE_OK, 200, NULL, ANSWER_SCORES, 0},
        {0}};
    filed b;
    begin(&b, FILE_2025, replies);
    expect_record(&b, PRSE_RECORD_EGAPRO, 2025, 0,
                  "'declaration':'non_publiee'}}");
    expect_record(&b, PRSE_RECORD_EGAPRO_SCORES, 0, 0, "'dernier_index':81");
    end(&b);
}

PRSE_TEST(egapro_file, without_a_declaration_proves_nothing)
{
    filed b;
    begin(&b, FILE_2024, DOWN);
    expect_record(&b, PRSE_RECORD_EGAPRO, 2025, 0,
                  "'etat':'indisponible','http':503,"
                  "'reponse':'indisponible',"
                  "'fichier_public':'sans_declaration'}}");
    expect_record(&b, PRSE_RECORD_EGAPRO, 2025, 1,
                  "'reponse':'non_demandee',"
                  "'fichier_public':'sans_declaration'}}");
    expect_record(&b, PRSE_RECORD_EGAPRO, 2026, 0,
                  "'reponse':'indisponible'}}");
    expect_record(&b, PRSE_RECORD_EGAPRO_BALANCE, 0, 0, "503}}");
    end(&b);
}

/* --- Dashboards --- */

typedef struct board {
    filed b;
    prse_pack *pack;
    prse_dashboard *dashboard;
} board;

static void run(board *d, const char *pack, const char *text,
                uint32_t offline)
{
    prse_error err = {0};
    prse_request_options opts = {.size = sizeof opts, .offline = offline};
    begin(&d->b, text, DOWN);
    d->pack = services_pack(pack);
    d->dashboard = NULL;
    cr_assert_eq(prse_dashboard_new(&d->dashboard, d->b.it.services, d->pack,
                                    NULL),
                 PRSE_OK);
    cr_assert_eq(prse_dashboard_run(d->dashboard, SIREN, NULL,
                                    PRSE_STR("2026-11-26"), &opts, &err),
                 PRSE_OK, "%s", err.message);
}

static void drop(board *d)
{
    prse_dashboard_free(d->dashboard);
    prse_pack_unref(d->pack);
    end(&d->b);
}

static void expect_fact(const board *d, const char *id, const char *value,
                        const char *source)
{
    const prse_facts *facts = prse_dashboard_facts(d->dashboard);
    size_t fact = prse_pack_fact_index(d->pack, prse_str_of(id));
    prse_fact_state state = {.size = sizeof state};
    for (size_t i = 0; i < prse_facts_count(facts); i++) {
        prse_facts_get(facts, i, &state, NULL);
        if (state.fact != fact || state.year != 0)
            continue;
        cr_expect(prse__str_is(state.value, value), "%s is %.*s", id,
                  (int)state.value.len, state.value.ptr);
        cr_expect(prse__str_is(state.source, source), "%s is from %.*s", id,
                  (int)state.source.len, state.source.ptr);
        return;
    }
    cr_assert_fail("no fact %s", id);
}

/* Questions about Egapro that the file answered. */
static size_t count_filed(const board *d)
{
    prse_trace trace = {.size = sizeof trace};
    size_t count = 0;
    for (size_t i = 0;
         !prse_dashboard_trace(d->dashboard, i, &trace, NULL); i++)
        count += trace.service == PRSE_SERVICE_EGAPRO &&
                 trace.origin == PRSE_ORIGIN_FILE &&
                 trace.outcome == PRSE_OUTCOME_READ;
    return count;
}

PRSE_TEST(egapro_file, gives_a_dashboard_its_facts)
{
    for (uint32_t offline = 0; offline < 2; offline++) {
        board d;
        prse_str why;
        run(&d, "fr-rse", FILE_2025, offline);
        expect_fact(&d, "declaration_egapro_publiee", "true",
                    "egapro_fichier_public");
        expect_fact(&d, "index_egapro_note", "98",
                    "egapro_fichier_public");
        cr_expect_eq(count_filed(&d), 1u);
        cr_expect_eq(prse_dashboard_partial(d.dashboard), 1);
        cr_assert_eq(prse_dashboard_why(
                         &why, d.dashboard,
                         prse_pack_fact_index(d.pack,
                                              PRSE_STR("index_egapro_note")),
                         0, PRSE_LANG_EN, NULL),
                     PRSE_OK);
        cr_expect_not_null(strstr(why.ptr, "Egapro's public file"), "%s",
                           why.ptr);
        drop(&d);
    }
}

PRSE_TEST(egapro_file, of_earlier_years_gives_the_last_index_only)
{
    board d;
    run(&d, "fr-rse", FILE_2024, 0);
    expect_fact(&d, "declaration_egapro_publiee", "null", "");
    expect_fact(&d, "index_egapro_note", "90", "egapro_fichier_public");
    cr_expect_eq(count_filed(&d), 1u);
    drop(&d);
}

PRSE_TEST(egapro_file, leaves_a_pack_alone_that_believes_the_platform_only)
{
    board d;
    run(&d, "portail-rse-compat", FILE_2025, 0);
    expect_fact(&d, "index_egapro_declaration", "plateforme_indisponible",
                "egapro");
    drop(&d);
}

PRSE_TEST(egapro_file, survives_a_lack_of_memory)
{
    filed b;
    begin(&b, FILE_2025, DOWN);
    prse_request_options opts = {.size = sizeof opts, .offline = 1};
    PRSE_EACH_FAULT {
        prse_text *text = NULL;
        prse_error err = {0};
        prse_status status = prse_services_record(
            &text, b.it.services, PRSE_RECORD_EGAPRO, SIREN, 2025, &opts,
            &err);
        PRSE_FAULT_CHECK(status, err);
        if (!status)
            prse_text_free(text);
    }
    end(&b);
}

PRSE_TEST(egapro_file, survives_a_lack_of_memory_in_a_dashboard,
          .timeout = PRSE_LONG)
{
    board d;
    run(&d, "portail-rse-compat", FILE_2025, 1);
    prse_request_options opts = {.size = sizeof opts, .offline = 1};
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status =
            prse_dashboard_run(d.dashboard, SIREN, NULL,
                               PRSE_STR("2026-11-26"), &opts, &err);
        int met = prse_fault_pause();
        cr_assert(status == PRSE_OK || (met && status == PRSE_ENOMEM),
                  "%d %s", (int)status, err.message);
        cr_assert_eq(err.code, (int32_t)status);
    }
    drop(&d);
}
