/* SPDX-License-Identifier: Apache-2.0 */
#include "answers.h"
#include "support/fault.h"

#define LONG_BODY 8192

static void expect_same(const prse__unit *a, const prse__unit *b)
{
    prse__buf left, right;
    prse__buf_init(&left, 0);
    prse__buf_init(&right, 0);
    prse__unit_json(&left, a);
    prse__unit_json(&right, b);
    cr_expect_str_eq(left.ptr, right.ptr);
    prse__buf_free(&left);
    prse__buf_free(&right);
}

/* What may be kept of an answer gives the same units as the answer. */
static void expect_kept(const reading *r, prse_str body)
{
    reading again = {.arena = prse__arena_new(0)};
    prse__buf kept;
    prse__buf_init(&kept, 0);
    prse__directory_keep(&kept, body);
    cr_assert_not(kept.failed);
    prse__answer answer = {PRSE_OK, 200, prse__buf_str(&kept)};
    cr_expect_eq(prse__directory_read(&again.list, again.arena, &answer,
                                      &again.why), PRSE_OUTCOME_READ);
    cr_assert_eq(again.list.count, r->list.count);
    for (size_t i = 0; i < again.list.count; i++)
        expect_same(&again.list.units[i], &r->list.units[i]);
    prse__buf_free(&kept);
    prse__arena_free(again.arena);
}

static reading read_all(int32_t http, const char *body)
{
    reading r = {.arena = prse__arena_new(0)};
    prse__answer answer = answer_of(http, body);
    r.outcome = prse__directory_read(&r.list, r.arena, &answer, &r.why);
    check_why(&r);
    if (r.outcome == PRSE_OUTCOME_READ)
        expect_kept(&r, answer.body);
    return r;
}

/* The only unit of an answer whose result has these members. */
static reading read_result(const char *members)
{
    char body[LONG_BODY];
    snprintf(body, sizeof body,
             "{\"results\": [{\"siren\": \"552032534\", %s}], "
             "\"total_results\": 1}",
             members);
    reading r = read_all(200, body);
    cr_assert_eq(r.outcome, PRSE_OUTCOME_READ, "%s", r.why.message);
    cr_assert_eq(r.list.count, 1);
    return r;
}

static void outcome_of(int32_t http, const char *body, prse_outcome wanted,
                       const char *message)
{
    reading r = read_all(http, body);
    cr_assert_eq(r.outcome, wanted, "%s: %s, %s", body,
                 prse_outcome_name(r.outcome), r.why.message);
    cr_assert(strstr(r.why.message, message), "%s", r.why.message);
    cr_assert_eq(r.list.count, 0);
    reading_end(&r);
}

static const char WHOLE[] =
    "{\"results\": [{\"siren\": \"552032534\","
    "\"nom_complet\": \"GRANDE MAISON (GM) (LA MAISON)\","
    "\"nom_raison_sociale\": \"GRANDE MAISON\", \"sigle\": \"GM\","
    "\"siege\": {\"siret\": \"55203253400646\", \"code_postal\": \"75009\","
    " \"commune\": \"75109\", \"libelle_commune\": \"PARIS\","
    " \"departement\": \"75\", \"code_pays_etranger\": null,"
    " \"libelle_pays_etranger\": null, \"nom_commercial\": \"LA MAISON\"},"
    "\"activite_principale\": \"70.10Z\","
    "\"activite_principale_naf25\": \"70.10Y\","
    "\"nature_juridique\": \"5599\", \"categorie_entreprise\": \"GE\","
    "\"tranche_effectif_salarie\": \"41\","
    "\"annee_tranche_effectif_salarie\": \"2023\","
    "\"date_creation\": \"1908-02-03\", \"date_fermeture\": null,"
    "\"date_mise_a_jour\": \"2026-05-17T09:13:42\","
    "\"date_mise_a_jour_insee\": \"2026-03-28T04:11:00\","
    "\"etat_administratif\": \"A\", \"statut_diffusion\": \"O\","
    "\"dirigeants\": [{\"nom\": \"SECRET\", \"prenoms\": \"ALIX\"}],"
    "\"finances\": {\"2023\": {\"ca\": 34569000000, \"resultat_net\": 0},"
    " \"2022\": {\"ca\": null, \"resultat_net\": -12}},"
    "\"complements\": {\"est_entrepreneur_individuel\": false,"
    " \"est_ess\": false, \"est_societe_mission\": true}}],"
    "\"total_results\": 7, \"page\": 1, \"per_page\": 1}";

PRSE_TEST(directory, tells_the_names_and_codes_of_a_unit)
{
    reading r = read_all(200, WHOLE);
    cr_assert_eq(r.outcome, PRSE_OUTCOME_READ, "%s", r.why.message);
    const prse_unit *is = &r.list.units[0].is;
    cr_assert_eq(r.list.total, 7);
    SAME(is->siren, "552032534");
    SAME(is->denomination, "GRANDE MAISON");
    SAME(is->sigle, "GM");
    SAME(is->nom_usuel, "LA MAISON");
    SAME(is->categorie_juridique, "5599");
    SAME(is->naf, "70.10Z");
    SAME(is->naf25, "70.10Y");
    SAME(is->categorie_entreprise, "GE");
    SAME(is->tranche_effectif, "41");
    SAME(is->annee_effectif, "2023");
    SAME(is->ess, "N");
    SAME(is->societe_mission, "O");
    SAME(is->source, "recherche_entreprises");
    cr_assert_eq(is->open, 1);
    cr_assert_eq(is->partial, 0);
    cr_assert_eq(is->natural_person, 0);
    reading_end(&r);
}

PRSE_TEST(directory, tells_the_seat_and_the_dates_of_a_unit)
{
    reading r = read_all(200, WHOLE);
    const prse_unit *is = &r.list.units[0].is;
    SAME(is->siret_siege, "55203253400646");
    SAME(is->code_postal, "75009");
    SAME(is->code_commune, "75109");
    SAME(is->commune, "PARIS");
    SAME(is->departement, "75");
    SAME(is->code_pays, "");
    SAME(is->date_creation, "1908-02-03");
    SAME(is->date_fermeture, "");
    SAME(is->date_mise_a_jour, "2026-03-28");
    reading_end(&r);
}

PRSE_TEST(directory, tells_accounts_digit_for_digit)
{
    reading r = read_all(200, WHOLE);
    const prse__unit *unit = &r.list.units[0];
    cr_assert_eq(unit->finance_count, 2);
    cr_assert_eq(unit->finances[0].year, 2023);
    SAME(unit->finances[0].ca, "34569000000");
    SAME(unit->finances[0].resultat_net, "0");
    SAME(unit->finances[1].ca, "");
    SAME(unit->finances[1].resultat_net, "-12");
    reading_end(&r);
}

PRSE_TEST(directory, accounts_without_amounts_are_none)
{
    reading r = read_result(
        "\"etat_administratif\": \"A\", \"finances\": {\"2023\": {\"ca\": "
        "null, \"resultat_net\": null}, \"2022\": {}, \"20x2\": {\"ca\": 1}, "
        "\"2021\": {\"ca\": \"12x\"}, \"2020\": {\"ca\": \"120\"}, \"2019\": "
        "[], \"2018\": {\"ca\": true}}");
    cr_assert_eq(r.list.units[0].finance_count, 1);
    SAME(r.list.units[0].finances[0].ca, "120");
    reading_end(&r);
}

PRSE_TEST(directory, answer_in_a_recorder_s_wrapper_is_read)
{
    char body[LONG_BODY];
    snprintf(body, sizeof body, "{\"searchTerms\": \"x\", \"result\": %s}",
             WHOLE);
    reading r = read_all(200, body);
    cr_assert_eq(r.outcome, PRSE_OUTCOME_READ);
    SAME(r.list.units[0].is.denomination, "GRANDE MAISON");
    reading_end(&r);
}

PRSE_TEST(directory, answer_in_wrappers_without_end_is_not)
{
    outcome_of(200,
               "{\"result\": {\"result\": {\"result\": {\"result\": "
               "{\"result\": {\"results\": []}}}}}}",
               PRSE_OUTCOME_UNREADABLE, "no list");
}

PRSE_TEST(directory, answers_other_than_yes_and_no_are_none)
{
    reading r = read_result(
        "\"nature_juridique\": \"5710\", \"complements\": {\"est_ess\": "
        "\"Y\", \"est_societe_mission\": null, "
        "\"est_entrepreneur_individuel\": null}");
    SAME(r.list.units[0].is.ess, "");
    SAME(r.list.units[0].is.societe_mission, "");
    reading_end(&r);
}

PRSE_TEST(directory, legal_category_tells_persons_where_nothing_else_does)
{
    static const struct {
        const char *category;
        int person;
    } cases[] = {{"9220", 0}, {"1000", 1}};
    for (size_t i = 0; i < 2; i++) {
        char rest[200];
        snprintf(rest, sizeof rest,
                 "\"nom_complet\": \"AMIS DU LAC\", "
                 "\"nature_juridique\": \"%s\"",
                 cases[i].category);
        reading r = read_result(rest);
        SAME(r.list.units[0].is.denomination, "AMIS DU LAC");
        cr_expect_eq(r.list.units[0].is.natural_person, cases[i].person);
        reading_end(&r);
    }
}

PRSE_TEST(directory, old_refusal_hides_a_person)
{
    reading r = read_result("\"nom_complet\": \"ALIX DURAND\", "
                            "\"statut_diffusion\": \"N\"");
    SAME(r.list.units[0].is.denomination, "");
    cr_assert_eq(r.list.units[0].is.partial, 1);
    reading_end(&r);
}

PRSE_TEST(directory, bare_unit_is_silent)
{
    reading r = read_result("\"nature_juridique\": \"5710\", \"siege\": null, "
                            "\"complements\": null, \"finances\": null");
    const prse__unit *unit = &r.list.units[0];
    SAME(unit->is.denomination, "");
    SAME(unit->is.tranche_effectif, "");
    SAME(unit->is.departement, "");
    SAME(unit->is.ess, "");
    cr_assert_eq(unit->is.open, -1);
    cr_assert_eq(unit->finance_count, 0);
    reading_end(&r);
}

/* --- Names --- */

static void named(const char *members, const char *name)
{
    reading r = read_result(members);
    SAME(r.list.units[0].is.denomination, name);
    reading_end(&r);
}

PRSE_TEST(directory, full_name_of_a_person_loses_what_is_added_to_it)
{
    named("\"nom_raison_sociale\": null, \"nom_complet\": \"ALIX MARTIN\"",
          "ALIX MARTIN");
    named("\"nom_raison_sociale\": null, \"nom_complet\": "
          "\"ALIX MARTIN (DURAND) (CHEZ ALIX)\"",
          "ALIX MARTIN");
}

PRSE_TEST(directory, full_name_of_a_company_loses_its_own_additions_only)
{
    const char *not_a_person =
        "\"complements\": {\"est_entrepreneur_individuel\": false}, "
        "\"nom_raison_sociale\": null, \"sigle\": \"GM\", "
        "\"nom_complet\": \"%s\"";
    char members[512];
    snprintf(members, sizeof members, not_a_person, "MAISON (FRANCE) (GM)");
    named(members, "MAISON (FRANCE)");
    snprintf(members, sizeof members, not_a_person,
             "MAISON (GM) ([NON-DIFFUSIBLE])");
    named(members, "MAISON");
    snprintf(members, sizeof members, not_a_person, "(GM)");
    named(members, "(GM)");
}

PRSE_TEST(directory, name_is_on_one_line)
{
    named("\"nom_raison_sociale\": \"  GRANDE\\n\\u00a0 MAISON \"",
          "GRANDE MAISON");
}

PRSE_TEST(directory, name_holds_no_control_and_no_mark_of_direction)
{
    named("\"nom_raison_sociale\": \" GRANDE \\u001b[31m\\tMAISON\\u202e "
          "\\u0085 X \\ufeff\"",
          "GRANDE [31m MAISON X");
}

PRSE_TEST(directory, name_has_an_end)
{
    char members[LONG_BODY - 200] = "\"nom_raison_sociale\": \"";
    while (strlen(members) < 4000)
        strcat(members, "\u00C9cole ");
    strcat(members, "\"");
    reading r = read_result(members);
    cr_assert_leq(r.list.units[0].is.denomination.len, 400);
    cr_assert_geq(r.list.units[0].is.denomination.len, 390);
    reading_end(&r);
}

/* --- Masks --- */

PRSE_TEST(directory, hidden_values_are_empty)
{
    reading r = read_result(
        "\"nom_complet\": \"[NON-DIFFUSIBLE]\", \"nom_raison_sociale\": "
        "\"[NON-DIFFUSIBLE]\", \"sigle\": \"[ND]\", \"statut_diffusion\": "
        "\"P\", \"siege\": {\"siret\": \"55203253400646\", \"code_postal\": "
        "\"[NON-DIFFUSIBLE]\", \"commune\": \"35238\", \"nom_commercial\": "
        "\"[NON-DIFFUSIBLE]\", \"liste_enseignes\": [\"[NON-DIFFUSIBLE]\", "
        "null]}");
    const prse_unit *is = &r.list.units[0].is;
    SAME(is->denomination, "");
    SAME(is->sigle, "");
    SAME(is->nom_usuel, "");
    SAME(is->code_postal, "");
    SAME(is->departement, "35");
    cr_assert_eq(is->partial, 1);
    cr_assert_eq(is->natural_person, 1);
    reading_end(&r);
}

/* --- Codes --- */

static void headcount(const char *json, const char *code)
{
    char members[128];
    snprintf(members, sizeof members,
             "\"etat_administratif\": \"A\", \"tranche_effectif_salarie\": %s",
             json);
    reading r = read_result(members);
    SAME(r.list.units[0].is.tranche_effectif, code);
    reading_end(&r);
}

PRSE_TEST(directory, unknown_headcount_is_not_none)
{
    headcount("null", "");
    headcount("\"NN\"", "NN");
    headcount("\"00\"", "00");
    headcount("\"\"", "");
}

PRSE_TEST(directory, headcount_codes_pass_as_they_stand)
{
    headcount("\"32\"", "32");
    headcount("\"77\"", "77");
    headcount("32", "32");
    headcount("3", "03");
    headcount("true", "");
    headcount("[\"32\"]", "");
    headcount("\"12; drop\"", "");
}

PRSE_TEST(directory, activity_is_placed_by_its_letters)
{
    static const struct {
        const char *usual, *other, *naf, *naf25;
    } cases[] = {
        {"\"70.10Z\"", "\"70.10Y\"", "70.10Z", "70.10Y"},
        {"\"70.10Z\"", "null", "70.10Z", ""},
        {"\"47.11F\"", "", "47.11F", ""},
        {"\"47.11Y\"", "", "", "47.11Y"}, /* from 2027 */
        {"\"47.11H\"", "null", "", "47.11H"},
        {"\"51.4A\"", "null", "51.4A", ""}, /* ceased before 2008 */
        {"null", "\"47.11G\"", "", "47.11G"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char members[256];
        snprintf(members, sizeof members,
                 "\"etat_administratif\": \"A\", \"activite_principale\": %s"
                 "%s%s",
                 cases[i].usual,
                 cases[i].other[0] ? ", \"activite_principale_naf25\": " : "",
                 cases[i].other);
        reading r = read_result(members);
        SAME(r.list.units[0].is.naf, cases[i].naf);
        SAME(r.list.units[0].is.naf25, cases[i].naf25);
        reading_end(&r);
    }
}

PRSE_TEST(directory, dates_of_another_form_are_silent)
{
    static const char *const dates[] = {
        "null", "\"\"", "\"-2023-02-01\"", "\"01/02/2023\"", "20230201",
        "\"2023-02\"", "\"2023-02-01x\"", "{}", "\"[ND]\""};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        char members[128];
        snprintf(members, sizeof members,
                 "\"etat_administratif\": \"A\", \"date_creation\": %s",
                 dates[i]);
        reading r = read_result(members);
        SAME(r.list.units[0].is.date_creation, "");
        reading_end(&r);
    }
}

PRSE_TEST(directory, impossible_dates_are_silent)
{
    reading r = read_result(
        "\"etat_administratif\": \"C\", \"date_creation\": \"2023-02-30\", "
        "\"date_fermeture\": \"2023-02-28\", \"date_mise_a_jour_insee\": "
        "null, \"date_mise_a_jour\": \"2026-05-17 09:13:42\"");
    const prse_unit *is = &r.list.units[0].is;
    SAME(is->date_creation, "");
    SAME(is->date_fermeture, "2023-02-28");
    SAME(is->date_mise_a_jour, "2026-05-17");
    cr_assert_eq(is->open, 0);
    reading_end(&r);
}

/* --- Seats --- */

PRSE_TEST(directory, seat_abroad_has_a_country_and_no_department)
{
    reading r = read_result(
        "\"etat_administratif\": \"A\", \"siege\": {\"siret\": "
        "\"55203253400646\", \"code_postal\": \"D02 AF30\", \"commune\": null,"
        "\"departement\": null, \"libelle_commune\": null, "
        "\"libelle_commune_etranger\": \"DUBLIN\", \"code_pays_etranger\": "
        "\"99136\", \"libelle_pays_etranger\": \"IRLANDE\"}");
    const prse_unit *is = &r.list.units[0].is;
    SAME(is->code_postal, "");
    SAME(is->commune, "DUBLIN");
    SAME(is->code_pays, "99136");
    SAME(is->pays, "IRLANDE");
    SAME(is->departement, "");
    reading_end(&r);
}

PRSE_TEST(directory, seat_abroad_with_five_digits_has_no_department)
{
    reading r = read_result(
        "\"etat_administratif\": \"A\", \"siege\": {\"code_postal\": "
        "\"20095\", \"code_pays_etranger\": 99109}");
    SAME(r.list.units[0].is.code_postal, "20095");
    SAME(r.list.units[0].is.code_pays, "99109");
    SAME(r.list.units[0].is.departement, "");
    reading_end(&r);
}

static void department(const char *seat, const char *wanted)
{
    char members[256];
    snprintf(members, sizeof members,
             "\"etat_administratif\": \"A\", \"siege\": {%s}", seat);
    reading r = read_result(members);
    SAME(r.list.units[0].is.departement, wanted);
    reading_end(&r);
}

PRSE_TEST(directory, department_follows_from_commune_or_postal_code)
{
    department("\"departement\": \"974\", \"commune\": \"97411\"", "974");
    department("\"commune\": \"2A004\", \"code_postal\": \"20000\"", "2A");
    department("\"commune\": \"97801\"", "978");
    department("\"commune\": \"01004\"", "01");
    department("\"code_postal\": \"20200\"", "2B");
    department("\"code_postal\": \"20167\"", "2A");
    department("\"code_postal\": \"97300\"", "973");
    department("\"code_postal\": \"35000\"", "35");
    department("\"departement\": \"Ille\", \"code_postal\": \"35000\"", "35");
    department("\"commune\": \"99109\"", "");
    department("", "");
}

PRSE_TEST(directory, seat_of_another_unit_is_not_taken)
{
    reading r = read_result(
        "\"etat_administratif\": \"A\", \"siege\": {\"siret\": "
        "\"13002526500013\", \"code_postal\": \"75007\"}");
    SAME(r.list.units[0].is.siret_siege, "");
    SAME(r.list.units[0].is.code_postal, "");
    reading_end(&r);
}

PRSE_TEST(directory, sign_of_the_shop_stands_for_a_trade_name)
{
    reading r = read_result(
        "\"etat_administratif\": \"A\", \"siege\": {\"siret\": "
        "\"55203253400646\", \"nom_commercial\": null, \"liste_enseignes\": "
        "[null, \"AU COIN\", \"AUTRE\"]}");
    SAME(r.list.units[0].is.nom_usuel, "AU COIN");
    reading_end(&r);
}

/* --- Lists --- */

PRSE_TEST(directory, ghosts_are_no_units)
{
    outcome_of(200,
               "{\"results\": [{\"siren\": \"123456789\", \"nom_complet\": "
               "null, \"siege\": {}, \"date_mise_a_jour\": "
               "\"2026-05-17T11:50:11\", \"complements\": {\"est_siae\": "
               "true}}], \"total_results\": 1}",
               PRSE_OUTCOME_ABSENT, "");
}

PRSE_TEST(directory, empty_list_is_an_absence)
{
    outcome_of(200, "{\"results\": [], \"total_results\": 0}",
               PRSE_OUTCOME_ABSENT, "");
}

PRSE_TEST(directory, unit_that_comes_twice_is_one)
{
    reading r = read_all(
        200, "{\"results\": [{\"siren\": \"552032534\", \"nom_complet\": "
             "\"A\"}, {\"siren\": \"552032534\", \"nom_complet\": \"B\"}, 5, "
             "{\"siren\": \"12\"}, {\"siren\": \"443061841\", "
             "\"nom_complet\": \"C\"}], \"total_results\": \"many\"}");
    cr_assert_eq(r.list.count, 2);
    cr_assert_eq(r.list.total, 2);
    SAME(r.list.units[0].is.denomination, "A");
    SAME(r.list.units[1].is.denomination, "C");
    reading_end(&r);
}

PRSE_TEST(directory, number_of_a_unit_may_come_as_a_number)
{
    reading r = read_all(200, "{\"results\": [{\"siren\": 552032534, "
                              "\"nom_complet\": \"A\"}]}");
    cr_assert_eq(r.list.count, 1);
    SAME(r.list.units[0].is.siren, "552032534");
    reading_end(&r);
}

/* --- What is not an answer --- */

PRSE_TEST(directory, answers_of_another_form_are_unreadable)
{
    outcome_of(200, "<html>", PRSE_OUTCOME_UNREADABLE, "can't be read");
    outcome_of(200, "", PRSE_OUTCOME_UNREADABLE, "can't be read");
    outcome_of(200, "{\"results\": [", PRSE_OUTCOME_UNREADABLE, "can't");
    outcome_of(200, "null", PRSE_OUTCOME_UNREADABLE, "no list");
    outcome_of(200, "[]", PRSE_OUTCOME_UNREADABLE, "no list");
    outcome_of(200, "{\"results\": {}}", PRSE_OUTCOME_UNREADABLE, "no list");
    outcome_of(200, "{\"5516\": []}", PRSE_OUTCOME_UNREADABLE, "no list");
    outcome_of(200, "{\"results\": [1, {}]}", PRSE_OUTCOME_UNREADABLE,
               "SIREN");
    outcome_of(200, "{\"results\": [], \"results\": []}",
               PRSE_OUTCOME_UNREADABLE, "twice");
}

PRSE_TEST(directory, refusals_tell_the_words_of_the_service)
{
    outcome_of(400, "{\"erreur\": \"3 caract\u00e8res au moins\"}",
               PRSE_OUTCOME_DENIED, "400: 3 caract\u00e8res au moins");
    outcome_of(429, "busy", PRSE_OUTCOME_LIMITED, "answered 429");
    outcome_of(500, "{\"erreur\": 5}", PRSE_OUTCOME_DOWN, "500: 5");
    outcome_of(503, "", PRSE_OUTCOME_DOWN, "503");
    outcome_of(400,
               "{\"erreur\": \"0123456789012345678901234567890123456789"
               "012345678901234567890123456789012345678901234567890123456789"
               "0123456789012345678901\u00e9\"}",
               PRSE_OUTCOME_DENIED, "400: 0123");
    outcome_of(302, "", PRSE_OUTCOME_DENIED, "302");
}

PRSE_TEST(directory, page_that_is_not_found_is_a_wrong_address)
{
    outcome_of(404, "<html>", PRSE_OUTCOME_UNREADABLE, "address");
}

PRSE_TEST(directory, no_answer_is_no_answer)
{
    reading r = {.arena = prse__arena_new(0)};
    prse__answer answer = {.status = PRSE_ETIMEOUT};
    r.outcome = prse__directory_read(&r.list, r.arena, &answer, &r.why);
    cr_assert_eq(r.outcome, PRSE_OUTCOME_DOWN);
    cr_assert_eq(r.why.code, PRSE_ETIMEOUT);
    reading_end(&r);
}

PRSE_TEST(directory, byte_order_mark_is_no_harm)
{
    outcome_of(200, "\xEF\xBB\xBF{\"results\": []}", PRSE_OUTCOME_ABSENT, "");
}

/* --- One unit --- */

static prse_outcome one(const char *body, const char *siren, prse_error *why)
{
    prse__arena *arena = prse__arena_new(0);
    prse__unit unit = {0};
    prse__answer answer = answer_of(200, body);
    prse_outcome outcome = prse__directory_read_one(
        &unit, arena, &answer, prse_str_of(siren), why);
    if (outcome == PRSE_OUTCOME_READ)
        SAME(unit.is.siren, siren);
    prse__arena_free(arena);
    return outcome;
}

PRSE_TEST(directory, unit_that_was_not_asked_is_refused)
{
    prse_error why = {0};
    const char *two = "{\"results\": [{\"siren\": \"552032534\", "
                      "\"nom_complet\": \"A\"}, {\"siren\": \"443061841\", "
                      "\"nom_complet\": \"C\"}]}";
    cr_assert_eq(one(WHOLE, "552032534", &why), PRSE_OUTCOME_READ);
    cr_assert_eq(why.code, 0);
    cr_assert_eq(one(WHOLE, "443061841", &why), PRSE_OUTCOME_UNREADABLE);
    cr_assert(strstr(why.message, "another unit"));
    cr_assert_eq(one(two, "552032534", NULL), PRSE_OUTCOME_UNREADABLE);
    cr_assert_eq(one("{\"results\": []}", "552032534", &why),
                 PRSE_OUTCOME_ABSENT);
}

PRSE_TEST(directory, directors_and_elected_persons_are_not_kept)
{
    prse__buf kept;
    prse__buf_init(&kept, 0);
    prse__directory_keep(
        &kept, PRSE_STR("{\"results\":[{\"siren\":\"552032534\","
                        "\"dirigeants\":[{\"nom\":\"SECRET\"}],"
                        "\"complements\":{\"collectivite_territoriale\":{"
                        "\"code\":\"75\",\"elus\":[{\"nom\":"
                        "\"SECRET\"}]}}}]}"));
    cr_expect_str_eq(kept.ptr,
                     "{\"results\":[{\"siren\":\"552032534\","
                     "\"complements\":{\"collectivite_territoriale\":{"
                     "\"code\":\"75\"}}}]}");
    prse__buf_free(&kept);
    prse__buf_init(&kept, 0);
    prse__directory_keep(&kept, PRSE_STR("<html>"));
    cr_expect(kept.failed);
    prse__buf_free(&kept);
}

PRSE_TEST(directory, without_memory_nothing_is_kept)
{
    PRSE_EACH_FAULT {
        prse__buf kept;
        prse__buf_init(&kept, 0);
        prse__directory_keep(&kept, PRSE_STR("{\"results\":[{}]}"));
        cr_expect_eq(kept.failed, prse_fault_pause());
        prse__buf_free(&kept);
    }
}
