/* SPDX-License-Identifier: Apache-2.0 */
/* Finding a company: which register is asked, when, and what is believed. */
#include <stdio.h>
#include <string.h>

#include "services_scene.h"
#include "support/fault.h"

static prse_request_options options(uint32_t offline, int64_t deadline_ms)
{
    return (prse_request_options){.size = sizeof(prse_request_options),
                                  .offline = offline,
                                  .deadline_ms = deadline_ms};
}

/* "recherche_entreprises 0 1, sirene ..." : service, outcome, origin. */
static void expect_traces(const prse_company *company, const char *expected)
{
    char found[512] = "";
    prse_trace trace = {.size = sizeof trace};
    for (size_t i = 0; !prse_company_trace(company, i, &trace, NULL); i++) {
        size_t len = strlen(found);
        snprintf(found + len, sizeof found - len, "%s%.*s %d %d",
                 i ? ", " : "", (int)trace.name.len, trace.name.ptr,
                 (int)trace.outcome, (int)trace.origin);
    }
    cr_expect_str_eq(found, expected, "%s", found);
}

static void expect_name(const prse_company *company, const char *name,
                        const char *source)
{
    prse_unit unit = {.size = sizeof unit};
    cr_assert_eq(prse_company_unit(company, &unit, NULL), PRSE_OK);
    cr_expect(prse__str_is(unit.denomination, name));
    cr_expect(prse__str_is(unit.source, source), "%.*s",
              (int)unit.source.len, unit.source.ptr);
}

static prse_status find(prse_company **out, const services_scene *it,
                        prse_error *err)
{
    return prse_company_find(out, it->services, SIREN, NULL, err);
}

PRSE_TEST(company, the_directory_is_asked_first_and_alone)
{
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 0}, {0}};
    services_scene it;
    prse_company *company = NULL;
    services_begin(&it, replies);
    services_set(&it, "sirene.key", "k");
    cr_assert_eq(find(&company, &it, NULL), PRSE_OK);
    expect_name(company, "SCIERIE DU LAC", "recherche_entreprises");
    expect_traces(company, "recherche_entreprises 0 1");
    cr_expect_eq(prse_company_warning_count(company), 0u);
    prse_company_free(company);
    services_end(&it);
}

PRSE_TEST(company, a_siret_and_a_vat_number_find_their_unit)
{
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 0}, {0}};
    static const char *const numbers[] = {"100 000 009 00017",
                                          "FR03100000009"};
    services_scene it;
    services_begin(&it, replies);
    for (size_t i = 0; i < 2; i++) {
        prse_company *company = NULL;
        prse_error err = {0};
        prse_company_find(&company, it.services, prse_str_of(numbers[i]),
                          NULL, &err);
        if (err.code)
            continue; /* the check digits are the number reader's business */
        expect_name(company, "SCIERIE DU LAC", "recherche_entreprises");
        prse_company_free(company);
    }
    services_end(&it);
}

PRSE_TEST(company, sirene_stands_in_for_a_directory_that_is_down)
{
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 503, NULL, "", 0},
        {SIRENE_UNIT, 10, PRSE_OK, 200, NULL, ANSWER_SIRENE, 0},
        {SIRENE_SEAT, 10, PRSE_OK, 200, NULL, ANSWER_SEAT, 0},
        {0}};
    services_scene it;
    prse_company *company = NULL;
    prse_unit unit = {.size = sizeof unit};
    services_begin(&it, replies);
    services_set(&it, "sirene.key", "k");
    cr_assert_eq(find(&company, &it, NULL), PRSE_OK);
    expect_name(company, "SCIERIE DU LAC", "sirene");
    expect_traces(company,
                  "recherche_entreprises 3 1, sirene 0 1, sirene 0 1");
    prse_company_unit(company, &unit, NULL);
    cr_expect(prse__str_is(unit.code_postal, "74000"));
    prse_company_free(company);
    services_end(&it);
}

PRSE_TEST(company, without_its_key_sirene_is_not_asked)
{
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 503, NULL, "", 0}, {0}};
    services_scene it;
    prse_company *company = NULL;
    prse_error err = {0};
    services_begin(&it, replies);
    cr_assert_eq(find(&company, &it, &err), PRSE_EPEER);
    cr_expect_str_eq(err.subject, "recherche_entreprises");
    cr_expect_null(company);
    services_end(&it);
}

PRSE_TEST(company, a_directory_that_knows_no_such_unit_is_believed)
{
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 200, NULL, ANSWER_NONE, 0}, {0}};
    services_scene it;
    prse_company *company = NULL;
    prse_error err = {0};
    services_begin(&it, replies);
    cr_assert_eq(find(&company, &it, &err), PRSE_ENOTFOUND);
    cr_expect_str_eq(err.subject, "100000009");
    services_end(&it);
}

PRSE_TEST(company, sirene_confirms_or_corrects_that_there_is_none)
{
    static const struct {
        int32_t http;
        const char *body;
        prse_status status;
    } cases[] = {
        {200, ANSWER_SIRENE, PRSE_OK},
        {404, "{'header': {'statut': 404, 'message': 'Aucun'}}",
         PRSE_ENOTFOUND},
        {503, "", PRSE_ENOTFOUND}};
    for (size_t i = 0; i < 3; i++) {
        const scene_reply replies[] = {
            {DIRECTORY, 10, PRSE_OK, 200, NULL, ANSWER_NONE, 0},
            {SIRENE_UNIT, 10, PRSE_OK, cases[i].http, NULL, cases[i].body, 0},
            {SIRENE_SEAT, 10, PRSE_OK, 503, NULL, "", 0},
            {0}};
        services_scene it;
        prse_company *company = NULL;
        services_begin(&it, replies);
        services_set(&it, "sirene.key", "k");
        cr_expect_eq(find(&company, &it, NULL), cases[i].status, "%zu", i);
        prse_company_free(company);
        services_end(&it);
    }
}

PRSE_TEST(company, the_deadline_counts_for_everything_together)
{
    const scene_reply replies[] = {
        {DIRECTORY, 60000, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 0},
        {SIRENE_UNIT, 60000, PRSE_OK, 200, NULL, ANSWER_SIRENE, 0},
        {0}};
    services_scene it;
    prse_company *company = NULL;
    prse_request_options opts = options(0, 3000);
    services_begin(&it, replies);
    services_set(&it, "sirene.key", "k");
    cr_assert_eq(prse_company_find(&company, it.services, SIREN, &opts, NULL),
                 PRSE_ETIMEOUT);
    cr_expect_leq(it.network->monotonic - SCENE_START, 3300);
    services_end(&it);
}

PRSE_TEST(company, a_silent_directory_leaves_sirene_its_time)
{
    const scene_reply replies[] = {
        {DIRECTORY, 60000, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 0},
        {SIRENE_UNIT, 500, PRSE_OK, 200, NULL, ANSWER_SIRENE, 0},
        {SIRENE_SEAT, 500, PRSE_OK, 200, NULL, ANSWER_SEAT, 0},
        {0}};
    services_scene it;
    prse_company *company = NULL;
    services_begin(&it, replies);
    services_set(&it, "sirene.key", "k");
    cr_assert_eq(find(&company, &it, NULL), PRSE_OK);
    expect_traces(company,
                  "recherche_entreprises 3 0, sirene 0 1, sirene 0 1");
    cr_expect_leq(it.network->monotonic - SCENE_START, 5100);
    prse_company_free(company);
    services_end(&it);
}

PRSE_TEST(company, short_deadlines_reach_sirene_too)
{
    static const int64_t deadlines[] = {2000, 600};
    const scene_reply replies[] = {
        {DIRECTORY, 60000, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 0},
        {SIRENE_UNIT, 150, PRSE_OK, 200, NULL, ANSWER_SIRENE, 0},
        {SIRENE_SEAT, 60000, PRSE_OK, 200, NULL, ANSWER_SEAT, 0},
        {0}};
    for (size_t i = 0; i < 2; i++) {
        services_scene it;
        prse_company *company = NULL;
        prse_request_options opts = options(0, deadlines[i]);
        services_begin(&it, replies);
        services_set(&it, "sirene.key", "k");
        cr_assert_eq(
            prse_company_find(&company, it.services, SIREN, &opts, NULL),
            PRSE_OK);
        expect_name(company, "SCIERIE DU LAC", "sirene");
        cr_expect_lt(it.network->monotonic - SCENE_START, deadlines[i]);
        prse_company_free(company);
        services_end(&it);
    }
}

PRSE_TEST(company, a_silent_seat_is_not_waited_for_to_the_end)
{
    const scene_reply replies[] = {
        {SIRENE_UNIT, 100, PRSE_OK, 200, NULL, ANSWER_SIRENE, 0},
        {SIRENE_SEAT, 4000, PRSE_ETIMEOUT, 0, NULL, NULL, 0},
        {0}};
    services_scene it;
    prse_company *company = NULL;
    prse_unit unit = {.size = sizeof unit};
    services_begin(&it, replies);
    services_set(&it, "sirene.key", "k");
    services_set(&it, "recherche_entreprises.enabled", "no");
    cr_assert_eq(find(&company, &it, NULL), PRSE_OK);
    cr_expect_leq(it.network->monotonic - SCENE_START, 5000);
    prse_company_unit(company, &unit, NULL);
    cr_expect_eq(unit.code_postal.len, 0u);
    expect_traces(company, "recherche_entreprises 6 0, sirene 0 1, sirene 3 0");
    prse_company_free(company);
    services_end(&it);
}

/* --- What is kept --- */

static const char ANSWER_OTHER[] =
    "{'results': [{'siren': '552032534', 'nom_complet': 'X',"
    "'nom_raison_sociale': 'X', 'siege': {}}], 'total_results': 1}";

PRSE_TEST(company, a_poor_answer_of_the_directory_is_not_kept)
{
    static const struct {
        int32_t http;
        const char *body;
    } poor[] = {{200, "<html>Maintenance</html>"}, {200, "{}"}, {200, "[]"},
                {200, "{'results': [{'siren': '1000"}, {200, ANSWER_OTHER},
                {404, "{'detail': 'no page'}"}, {410, ""}};
    for (size_t i = 0; i < sizeof poor / sizeof *poor; i++) {
        const scene_reply replies[] = {
            {DIRECTORY, 10, PRSE_OK, poor[i].http, NULL, poor[i].body, 1},
            {DIRECTORY, 10, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 1},
            {DIRECTORY, 10, PRSE_OK, poor[i].http, NULL, poor[i].body, 0},
            {0}};
        services_scene it;
        prse_company *company = NULL;
        services_begin(&it, replies);
        cr_expect_eq(find(&company, &it, NULL), PRSE_EPEER, "%zu", i);
        cr_assert_eq(find(&company, &it, NULL), PRSE_OK, "%zu", i);
        prse_company_free(company);
        services_set(&it, "recherche_entreprises.fresh", "0s");
        for (int k = 0; k < 2; k++) {
            cr_assert_eq(find(&company, &it, NULL), PRSE_OK, "%zu", i);
            expect_traces(company, "recherche_entreprises 0 3");
            prse_company_free(company);
        }
        services_end(&it);
    }
}

PRSE_TEST(company, a_poor_answer_of_sirene_is_not_kept)
{
    static const struct {
        int32_t http;
        const char *unit, *seat;
    } poor[] = {{200, "<html>Maintenance</html>", "<html>"},
                {200, "{'header': {'statut': 200}}", "{}"},
                {200, "{'uniteLegale': {'siren': '552032534'}}",
                 "{'etablissement': {'siren': '552032534',"
                 "'siret': '55203253400700', 'etablissementSiege': true}}"},
                {404, "<html>No such page</html>", "<html>"}};
    for (size_t i = 0; i < sizeof poor / sizeof *poor; i++) {
        const scene_reply replies[] = {
            {SIRENE_UNIT, 10, PRSE_OK, 200, NULL, ANSWER_SIRENE, 1},
            {SIRENE_SEAT, 10, PRSE_OK, 200, NULL, ANSWER_SEAT, 1},
            {SIRENE_UNIT, 10, PRSE_OK, poor[i].http, NULL, poor[i].unit, 0},
            {SIRENE_SEAT, 10, PRSE_OK, poor[i].http, NULL, poor[i].seat, 0},
            {0}};
        services_scene it;
        prse_company *company = NULL;
        services_begin(&it, replies);
        services_set(&it, "sirene.key", "k");
        services_set(&it, "sirene.fresh", "0s");
        services_set(&it, "recherche_entreprises.enabled", "no");
        for (int k = 0; k < 3; k++) {
            cr_assert_eq(find(&company, &it, NULL), PRSE_OK, "%zu", i);
            expect_traces(company, k ? "recherche_entreprises 6 0,"
                                       " sirene 0 3, sirene 0 3"
                                     : "recherche_entreprises 6 0,"
                                       " sirene 0 1, sirene 0 1");
            prse_company_free(company);
        }
        services_end(&it);
    }
}

/* --- A number that was given twice --- */

PRSE_TEST(company, a_duplicate_tells_the_number_that_lives_on)
{
    static const char other[] =
        "{'header': {'statut': 200}, 'uniteLegale': {'siren': '443061841'}}";
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 200, NULL, ANSWER_NONE, 0},
        {SIRENE_UNIT, 10, PRSE_OK, 301,
         "Location: /api-sirene/3.11/siren/443061841", "", 0},
        {"/siren/443061841", 10, PRSE_OK, 200, NULL, other, 0},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    services_set(&it, "sirene.key", "k");
    for (int i = 0; i < 2; i++) { /* from the network, from the cache */
        prse_company *company = NULL;
        prse_error err = {0};
        cr_assert_eq(find(&company, &it, &err), PRSE_ENOTFOUND);
        cr_expect_not_null(strstr(err.message, "443061841"), "%s",
                           err.message);
        cr_expect_null(company);
    }
    cr_expect_eq(services_sent(&it, "api-sirene"), 2u);
    cr_expect_not_null(strstr(it.network->sent[2].headers,
                              "X-INSEE-Api-Key-Integration: k\n"));
    services_end(&it);
}

PRSE_TEST(company, sirene_may_have_moved)
{
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 503, NULL, "", 0},
        {"3.11" SIRENE_UNIT, 10, PRSE_OK, 301,
         "Location: ../../3.12/siren/100000009", "", 0},
        {"3.12" SIRENE_UNIT, 10, PRSE_OK, 200, NULL, ANSWER_SIRENE, 0},
        {SIRENE_SEAT, 10, PRSE_OK, 200, NULL, ANSWER_SEAT, 0},
        {0}};
    services_scene it;
    prse_company *company = NULL;
    services_begin(&it, replies);
    services_set(&it, "sirene.key", "k");
    cr_assert_eq(find(&company, &it, NULL), PRSE_OK);
    expect_name(company, "SCIERIE DU LAC", "sirene");
    prse_company_free(company);
    services_end(&it);
}

PRSE_TEST(company, offline_nothing_leaves_and_what_is_kept_is_used)
{
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 0}, {0}};
    services_scene it;
    prse_company *company = NULL;
    prse_request_options offline = options(1, 0);
    services_begin(&it, replies);
    cr_assert_eq(
        prse_company_find(&company, it.services, SIREN, &offline, NULL),
        PRSE_ENOTFOUND);
    cr_assert_eq(it.network->sent_count, 0u);
    cr_assert_eq(find(&company, &it, NULL), PRSE_OK);
    prse_company_free(company);
    cr_assert_eq(
        prse_company_find(&company, it.services, SIREN, &offline, NULL),
        PRSE_OK);
    expect_traces(company, "recherche_entreprises 0 2");
    cr_expect_eq(it.network->sent_count, 1u);
    prse_company_free(company);
    services_end(&it);
}

PRSE_TEST(company, an_answer_about_another_unit_is_refused)
{
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 200, NULL,
         "{'results': [{'siren': '552032534', 'nom_complet': 'X',"
         "'nom_raison_sociale': 'X', 'siege': {}}], 'total_results': 1}", 0},
        {0}};
    services_scene it;
    prse_company *company = NULL;
    services_begin(&it, replies);
    cr_expect_eq(find(&company, &it, NULL), PRSE_EPEER);
    services_end(&it);
}

PRSE_TEST(company, numbers_are_checked_before_anything_is_asked)
{
    const scene_reply replies[] = {{0}};
    services_scene it;
    prse_company *company = NULL;
    services_begin(&it, replies);
    cr_expect_eq(prse_company_find(&company, it.services,
                                   PRSE_STR("100000008"), NULL, NULL),
                 PRSE_ETYPE);
    cr_expect_eq(prse_company_find(&company, it.services,
                                   PRSE_STR("scierie"), NULL, NULL),
                 PRSE_EPARSE);
    cr_expect_eq(it.network->sent_count, 0u);
    services_end(&it);
}

static int stop_at_third(void *user)
{
    return ++*(int *)user >= 3;
}

PRSE_TEST(company, a_caller_may_stop)
{
    const scene_reply replies[] = {
        {DIRECTORY, 60000, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 0}, {0}};
    services_scene it;
    prse_company *company = NULL;
    prse_request_options opts = options(0, 0);
    int asked = 0;
    services_begin(&it, replies);
    opts.should_stop = stop_at_third;
    opts.user = &asked;
    cr_expect_eq(prse_company_find(&company, it.services, SIREN, &opts, NULL),
                 PRSE_ECANCELED);
    cr_expect_leq(it.network->monotonic - SCENE_START, 200);
    services_end(&it);
}

/* --- Search --- */

static size_t search(const services_scene *it, const char *text,
                     prse_status expected)
{
    prse_units *units = NULL;
    prse_error err = {0};
    prse_status status = prse_company_search(
        &units, it->services, prse_str_of(text), NULL, NULL, &err);
    cr_assert_eq(status, expected, "%d %s", (int)status, err.message);
    size_t count = prse_units_count(units);
    prse_units_free(units);
    return count;
}

PRSE_TEST(search, asks_the_directory_and_stays_there_when_it_finds_none)
{
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 200, NULL, ANSWER_NONE, 1},
        {DIRECTORY, 10, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 0},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    services_set(&it, "sirene.key", "k");
    services_set(&it, "recherche_entreprises.fresh", "0s");
    cr_expect_eq(search(&it, "scierie", PRSE_OK), 0u);
    cr_expect_eq(search(&it, "scierie", PRSE_OK), 1u);
    cr_expect_eq(it.network->sent_count, 2u);
    services_end(&it);
}

PRSE_TEST(search, goes_to_sirene_when_the_directory_fails)
{
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 500, NULL, "", 0},
        {"api-sirene", 10, PRSE_OK, 503, NULL, "", 0},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    services_set(&it, "recherche_entreprises.failures", "1000");
    cr_expect_eq(search(&it, "scierie", PRSE_EPEER), 0u);
    cr_expect_eq(services_sent(&it, "api-sirene"), 0u);
    services_set(&it, "sirene.key", "k");
    cr_expect_eq(search(&it, "scierie du lac", PRSE_EPEER), 0u);
    cr_expect_neq(services_sent(&it, "api-sirene"), 0u);
    services_end(&it);
}

PRSE_TEST(search, a_number_finds_its_unit_or_nothing)
{
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 1},
        {DIRECTORY, 10, PRSE_OK, 200, NULL, ANSWER_NONE, 0},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    services_set(&it, "recherche_entreprises.fresh", "0s");
    cr_expect_eq(search(&it, "100 000 009", PRSE_OK), 1u);
    cr_expect_eq(search(&it, "100000009", PRSE_OK), 0u);
    cr_expect_eq(search(&it, "100000008", PRSE_ETYPE), 0u);
    services_end(&it);
}

PRSE_TEST(search, a_text_without_a_word_is_not_asked)
{
    static const char *const texts[] = {"", " ", "*", "(((", "\"\"", "a\x01",
                                        "abc\xff", "\xe2\x80\xa8"};
    const scene_reply replies[] = {{0}};
    services_scene it;
    services_begin(&it, replies);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cr_expect_eq(search(&it, texts[i], PRSE_EPARSE), 0u);
    char late[260];
    memset(late, '*', sizeof late);
    memcpy(late + 250, "scierie", 8);
    cr_expect_eq(search(&it, late, PRSE_EPARSE), 0u,
                 "so long a text is not asked for to its end");
    prse_units *units = NULL;
    prse_search_options filters = {.size = sizeof filters,
                                   .naf = PRSE_STR("16\xff")};
    cr_expect_eq(prse_company_search(&units, it.services, PRSE_STR("scierie"),
                                     &filters, NULL, NULL),
                 PRSE_EPARSE);
    cr_expect_eq(it.network->sent_count, 0u);
    services_end(&it);
}

PRSE_TEST(search, blanks_around_a_text_do_not_matter)
{
    const scene_reply replies[] = {
        {"?q=scierie&", 10, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 0}, {0}};
    services_scene it;
    services_begin(&it, replies);
    cr_expect_eq(search(&it, " scierie\r\n", PRSE_OK), 1u);
    cr_expect_eq(search(&it, "scierie", PRSE_OK), 1u);
    cr_expect_eq(it.network->sent_count, 1u);
    services_end(&it);
}

PRSE_TEST(search, a_silent_directory_leaves_sirene_its_time)
{
    static const char seats[] =
        "{'header': {'statut': 200, 'message': 'OK', 'total': 1},"
        "'etablissements': [{'siren': '100000009',"
        "'siret': '10000000900017', 'etablissementSiege': true,"
        "'uniteLegale': {'denominationUniteLegale': 'SCIERIE DU LAC',"
        "'etatAdministratifUniteLegale': 'A'},"
        "'adresseEtablissement': {'codePostalEtablissement': '74000'}}]}";
    static const int64_t deadlines[] = {0, 2000, 600};
    const scene_reply replies[] = {
        {DIRECTORY, 60000, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 0},
        {"api-sirene", 150, PRSE_OK, 200, NULL, seats, 0},
        {0}};
    for (size_t i = 0; i < 3; i++) {
        services_scene it;
        prse_units *units = NULL;
        prse_error err = {0};
        prse_request_options opts = options(0, deadlines[i]);
        services_begin(&it, replies);
        services_set(&it, "sirene.key", "k");
        cr_assert_eq(prse_company_search(&units, it.services,
                                         PRSE_STR("scierie"), NULL, &opts,
                                         &err),
                     PRSE_OK, "%s", err.message);
        cr_expect_eq(prse_units_count(units), 1u);
        prse_units_free(units);
        services_end(&it);
    }
}

PRSE_TEST(search, keeps_what_it_may_trust_only)
{
    static const char *const poor[] = {"<html>Maintenance</html>", "{}",
                                       "{'results': 'none'}", "[]"};
    for (size_t i = 0; i < 4; i++) {
        const scene_reply replies[] = {
            {DIRECTORY, 10, PRSE_OK, 200, NULL, ANSWER_DIRECTORY, 1},
            {DIRECTORY, 10, PRSE_OK, 200, NULL, poor[i], 1},
            {DIRECTORY, 10, PRSE_OK, 404, NULL, "{'detail': 'no page'}", 1},
            {DIRECTORY, 10, PRSE_OK, 200, NULL, poor[i], 0},
            {0}};
        services_scene it;
        services_begin(&it, replies);
        services_set(&it, "recherche_entreprises.fresh", "0s");
        for (size_t k = 0; k < 4; k++)
            cr_expect_eq(search(&it, "scierie", PRSE_OK), 1u);
        cr_expect_eq(it.network->sent_count, 4u);
        services_end(&it);
    }
}

/* --- Lack of memory --- */

PRSE_TEST(company, lack_of_memory_is_told, .timeout = PRSE_LONG)
{
    const scene_reply replies[] = {
        {DIRECTORY, 10, PRSE_OK, 503, NULL, "", 0},
        {SIRENE_UNIT, 10, PRSE_OK, 200, NULL, ANSWER_SIRENE, 0},
        {SIRENE_SEAT, 10, PRSE_OK, 200, NULL, ANSWER_SEAT, 0},
        {0}};
    services_scene it;
    services_begin(&it, replies);
    services_set(&it, "sirene.key", "k");
    services_set(&it, "sirene.rate", "none");
    services_set(&it, "recherche_entreprises.rate", "none");
    services_set(&it, "recherche_entreprises.failures", "1000");
    services_set(&it, "sirene.failures", "1000");
    services_set(&it, "recherche_entreprises.tries", "1");
    PRSE_EACH_FAULT {
        prse_company *company = NULL;
        prse_error err = {0};
        it.network->sent_count = 0;
        prse_status status = find(&company, &it, &err);
        int met = prse_fault_pause();
        /* a cache that keeps nothing is no failure */
        cr_assert(status == PRSE_OK || (met && status == PRSE_ENOMEM),
                  "%d", (int)status);
        cr_assert_eq(err.code, (int32_t)status);
        cr_assert_eq(company != NULL, status == PRSE_OK);
        prse_company_free(company);
    }
    services_end(&it);
}
