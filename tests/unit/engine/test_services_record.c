/* SPDX-License-Identifier: Apache-2.0 */
/* Records of platforms, and how services do. */
#include <stdlib.h>
#include <string.h>

#include "services_scene.h"
#include "support/fault.h"

static void expect_record(const services_scene *it, prse_record what,
                          int32_t year, const char *part)
{
    prse_text *text = NULL;
    prse_error err = {0};
    char *wanted = services_quoted(part);
    cr_assert_eq(prse_services_record(&text, it->services, what, SIREN, year,
                                      NULL, &err),
                 PRSE_OK, "%s", err.message);
    cr_expect_not_null(strstr(prse_text_str(text).ptr, wanted), "%s",
                       prse_text_str(text).ptr);
    prse_text_free(text);
    free(wanted);
}

PRSE_TEST(record, holds_what_a_platform_says)
{
    const scene_reply replies[] = {
        {DECLARATION, 1, PRSE_OK, 200, NULL, ANSWER_DECLARATION, 0},
        {"representation-equilibree", 1, PRSE_OK, 200, NULL,
         "{'data': [], 'count': 0}", 0},
        {SCORES, 1, PRSE_OK, 200, NULL, ANSWER_SCORES, 0},
        {BALANCES, 1, PRSE_OK, 200, NULL, ANSWER_BALANCES, 0},
        {ACCOUNTS, 1, PRSE_OK, 200, NULL, ANSWER_ACCOUNTS, 0},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    expect_record(&it, PRSE_RECORD_EGAPRO, 2025, "'declaration':'publiee'");
    expect_record(&it, PRSE_RECORD_EGAPRO_SCORES, 0, "'dernier_index':81");
    expect_record(&it, PRSE_RECORD_EGAPRO_BALANCE, 0, "'etat':'absente'");
    expect_record(&it, PRSE_RECORD_BILANS_GES, 0, "'derniere_annee':2023");
    expect_record(&it, PRSE_RECORD_RATIOS, 0, "'ca_social':61500000");
    services_end(&it);
}

PRSE_TEST(record, tells_that_a_platform_did_not_answer)
{
    const scene_reply replies[] = {
        {DECLARATION, 1, PRSE_EREFUSED, 0, NULL, NULL, 0},
        {BALANCES, 1, PRSE_OK, 429, NULL, "", 0},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    expect_record(&it, PRSE_RECORD_EGAPRO, 2025, "'etat':'indisponible'");
    expect_record(&it, PRSE_RECORD_BILANS_GES, 0, "'etat':'limitee'");
    services_set(&it, "ratios.enabled", "no");
    expect_record(&it, PRSE_RECORD_RATIOS, 0, "'etat':'non_demandee'");
    services_end(&it);
}

PRSE_TEST(record, of_balances_reads_every_page)
{
    const scene_reply replies[] = {
        {"page=1&", 1, PRSE_OK, 200, NULL,
         "{'@type': 'hydra:Collection', 'hydra:totalItems': 2,"
         "'hydra:member': [{'@type': 'Inventory', 'identitySheet':"
         "{'reportingYear': 2018}, 'publication': {'status': 'valide',"
         "'publicatedAt': null}}], 'hydra:view':"
         "{'hydra:next': '/api/inventories?page=2'}}", 0},
        {"page=2&", 1, PRSE_OK, 200, NULL,
         "{'@type': 'hydra:Collection', 'hydra:totalItems': 2,"
         "'hydra:member': [{'@type': 'Inventory', 'identitySheet':"
         "{'reportingYear': 2022}, 'publication': {'status': 'valide',"
         "'publicatedAt': null}}]}", 0},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    expect_record(&it, PRSE_RECORD_BILANS_GES, 0, "'derniere_annee':2022");
    cr_expect_eq(it.network->sent_count, 2u);
    services_end(&it);
}

PRSE_TEST(record, needs_a_year_where_there_is_one_a_year)
{
    const scene_reply replies[] = {{0}};
    services_scene it;
    prse_text *text = NULL;
    services_begin(&it, replies);
    cr_expect_eq(prse_services_record(&text, it.services, PRSE_RECORD_EGAPRO,
                                      SIREN, 0, NULL, NULL),
                 PRSE_EINVAL);
    cr_expect_eq(prse_services_record(&text, it.services, PRSE_RECORD_RATIOS,
                                      PRSE_STR("1"), 0, NULL, NULL),
                 PRSE_EPARSE);
    services_end(&it);
}

/* --- How services do --- */

static prse_health check(const services_scene *it, prse_service service)
{
    prse_health health = {.size = sizeof health};
    prse_error err = {0};
    cr_assert_eq(prse_services_check(it->services, service, NULL, &health,
                                     &err),
                 PRSE_OK, "%s", err.message);
    return health;
}

static void expect_health(const services_scene *it, prse_service service,
                          int32_t reachable, int32_t allowed, int32_t schema)
{
    prse_health health = check(it, service);
    cr_expect_eq(health.reachable, reachable, "%s", health.name.ptr);
    cr_expect_eq(health.allowed, allowed, "%s", health.name.ptr);
    cr_expect_eq(health.schema, schema, "%s", health.name.ptr);
    cr_expect_eq(health.message[0] != 0, reachable != 1 || allowed != 1 ||
                                             schema != 1,
                 "%s: %s", health.name.ptr, health.message);
}

PRSE_TEST(health, of_services_that_do_well)
{
    const scene_reply replies[] = {
        {DIRECTORY, 20, PRSE_OK, 200, NULL, ANSWER_NONE, 0},
        {"/informations", 20, PRSE_OK, 200, NULL,
         "{'header': {}, 'etatService': 'UP', 'versionService': '3.11'}", 0},
        {"/search", 20, PRSE_OK, 200, NULL, "{'data': [], 'count': 0}", 0},
        {BALANCES, 20, PRSE_OK, 200, NULL, ANSWER_BALANCES, 0},
        {ACCOUNTS, 20, PRSE_OK, 200, NULL, ANSWER_ACCOUNTS, 0},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    services_set(&it, "sirene.key", "k");
    for (int32_t s = 0; s < 5; s++)
        expect_health(&it, (prse_service)s, 1, 1, 1);
    cr_expect_eq(check(&it, PRSE_SERVICE_RATIOS).took_ms, 20);
    expect_health(&it, PRSE_SERVICE_REGISTER, -1, -1, -1);
    services_end(&it);
}

PRSE_TEST(health, of_services_that_do_not)
{
    const scene_reply replies[] = {
        {DIRECTORY, 20, PRSE_OK, 200, NULL, "<html>", 0},
        {"/informations", 20, PRSE_OK, 401, NULL, "", 0},
        {"/search", 20, PRSE_ETLS, 0, NULL, NULL, 0},
        {BALANCES, 20, PRSE_OK, 503, NULL, "", 0},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    expect_health(&it, PRSE_SERVICE_DIRECTORY, 1, 1, 0);
    expect_health(&it, PRSE_SERVICE_SIRENE, 1, 0, -1);
    expect_health(&it, PRSE_SERVICE_EGAPRO, 0, -1, -1);
    expect_health(&it, PRSE_SERVICE_BILANS_GES, 1, 1, -1);
    services_set(&it, "ratios.enabled", "no");
    expect_health(&it, PRSE_SERVICE_RATIOS, -1, -1, -1);
    cr_expect_eq(it.network->sent_count, 4u); /* one attempt each */
    services_end(&it);
}

/* --- Declarations of Egapro --- */

#define SECOND "/public/declarations/100000009/"

PRSE_TEST(declaration, that_has_moved_is_read_where_version_2_has_it)
{
    const scene_reply replies[] = {
        {DECLARATION, 1, PRSE_OK, 308,
         "location: /api/public/declarations/100000009/2025", "", 0},
        {SECOND, 1, PRSE_OK, 200, NULL,
         "{'year': 2025, 'siren': '100000009', 'name': 'SCIERIE DU LAC',"
         "'workforceEma': 140, 'globalAnnualMeanGap': 4.2}", 0},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    expect_record(&it, PRSE_RECORD_EGAPRO, 2025, "'version':'v2'");
    services_end(&it);
}

PRSE_TEST(declaration, that_has_moved_elsewhere_is_refused)
{
    const scene_reply replies[] = {
        {DECLARATION, 1, PRSE_OK, 308, "location: https://x.example.org/", "",
         0},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    expect_record(&it, PRSE_RECORD_EGAPRO, 2025, "'etat':'refusee'");
    cr_expect_eq(it.network->sent_count, 1u);
    services_end(&it);
}

PRSE_TEST(declaration, that_fails_is_unreadable_when_the_platform_is_well)
{
    static const struct {
        int32_t http;
        const char *body, *state;
    } controls[] = {
        {200, ANSWER_SCORES, "'etat':'illisible'"},
        {200, "{'data': [], 'count': 0}", "'etat':'illisible'"},
        {503, "", "'etat':'indisponible'"},
        {200, "<html>", "'etat':'indisponible'"}};
    for (size_t i = 0; i < 4; i++) {
        const scene_reply replies[] = {
            {DECLARATION, 1, PRSE_OK, 500, NULL, "", 0},
            {SCORES, 1, PRSE_OK, controls[i].http, NULL, controls[i].body, 0},
            {0}};
        services_scene it;
        services_begin(&it, replies);
        expect_record(&it, PRSE_RECORD_EGAPRO, 2025, controls[i].state);
        expect_record(&it, PRSE_RECORD_EGAPRO, 2025,
                      "'reponse':'indisponible'");
        services_end(&it);
    }
}

PRSE_TEST(declaration, what_was_kept_is_no_control)
{
    const scene_reply replies[] = {
        {SCORES, 1, PRSE_OK, 200, NULL, ANSWER_SCORES, 1},
        {SCORES, 1, PRSE_OK, 503, NULL, "", 0},
        {DECLARATION, 1, PRSE_OK, 500, NULL, "", 0},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    services_set(&it, "egapro.failures", "1000");
    expect_record(&it, PRSE_RECORD_EGAPRO_SCORES, 0, "'etat':'lue'");
    expect_record(&it, PRSE_RECORD_EGAPRO, 2025, "'etat':'indisponible'");
    cr_expect_gt(services_sent(&it, SCORES), 1u);
    services_end(&it);
}

PRSE_TEST(declaration, its_control_answers_for_scores_too)
{
    const scene_reply replies[] = {
        {DECLARATION, 1, PRSE_OK, 500, NULL, "", 0},
        {SCORES, 1, PRSE_OK, 200, NULL, ANSWER_SCORES, 0},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    expect_record(&it, PRSE_RECORD_EGAPRO, 2025,
                  "'raison':'declaration_en_erreur'");
    expect_record(&it, PRSE_RECORD_EGAPRO_SCORES, 0, "'etat':'lue'");
    cr_expect_eq(services_sent(&it, SCORES), 1u);
    services_end(&it);
}

PRSE_TEST(declaration, a_page_not_found_is_not_remembered_as_none)
{
    const scene_reply replies[] = {
        {DECLARATION, 1, PRSE_OK, 404, NULL, "<html>Not found</html>", 1},
        {DECLARATION, 1, PRSE_OK, 404, NULL, "{'error': 'none'}", 1},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    expect_record(&it, PRSE_RECORD_EGAPRO, 2025, "'etat':'illisible'");
    expect_record(&it, PRSE_RECORD_EGAPRO, 2025, "'etat':'absente'");
    expect_record(&it, PRSE_RECORD_EGAPRO, 2025, "'etat':'absente'");
    cr_expect_eq(it.network->sent_count, 2u);
    services_end(&it);
}

PRSE_TEST(record, about_somebody_else_does_not_replace_what_is_kept)
{
    const scene_reply replies[] = {
        {ACCOUNTS, 1, PRSE_OK, 200, NULL, ANSWER_ACCOUNTS, 1},
        {ACCOUNTS, 1, PRSE_OK, 200, NULL,
         "{'total_count': 1, 'results': [{'siren': '552032534',"
         "'date_cloture_exercice': '2024-12-31', 'chiffre_d_affaires': 1,"
         "'type_bilan': 'C'}]}", 0},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    services_set(&it, "ratios.fresh", "0s");
    expect_record(&it, PRSE_RECORD_RATIOS, 0, "'ca_social':61500000");
    expect_record(&it, PRSE_RECORD_RATIOS, 0, "'ca_social':61500000");
    cr_expect_eq(it.network->sent_count, 2u);
    services_end(&it);
}
