/* SPDX-License-Identifier: Apache-2.0 */
#include "answers.h"

#define LONG_BODY 8192

/* --- Shapes --- */

#define PERIOD_NOW \
    "{\"dateFin\": null, \"dateDebut\": \"2021-06-01\", " \
    "\"etatAdministratifUniteLegale\": \"A\", " \
    "\"denominationUniteLegale\": \"GRANDE MAISON\", " \
    "\"denominationUsuelle1UniteLegale\": \"LA MAISON\", " \
    "\"categorieJuridiqueUniteLegale\": \"5710\", " \
    "\"activitePrincipaleUniteLegale\": \"70.10Z\", " \
    "\"nomenclatureActivitePrincipaleUniteLegale\": \"NAFRev2\", " \
    "\"nicSiegeUniteLegale\": \"00646\", " \
    "\"economieSocialeSolidaireUniteLegale\": \"N\", " \
    "\"societeMissionUniteLegale\": \"O\"}"
#define PERIOD_BEFORE \
    "{\"dateFin\": \"2021-05-31\", \"dateDebut\": \"2001-01-01\", " \
    "\"etatAdministratifUniteLegale\": \"A\", " \
    "\"denominationUniteLegale\": \"ANCIEN NOM\", " \
    "\"nicSiegeUniteLegale\": \"00001\"}"
#define UNIT(periods) \
    "{\"siren\": \"552032534\", \"statutDiffusionUniteLegale\": \"O\", " \
    "\"sigleUniteLegale\": \"GM\", \"dateCreationUniteLegale\": " \
    "\"1908-02-03\", \"trancheEffectifsUniteLegale\": \"41\", " \
    "\"anneeEffectifsUniteLegale\": \"2023\", \"categorieEntreprise\": " \
    "\"GE\", \"dateDernierTraitementUniteLegale\": " \
    "\"2026-03-28T04:11:00.396\", \"activitePrincipaleNAF25UniteLegale\": " \
    "\"70.10Y\", \"periodesUniteLegale\": [" periods "]}"
#define HEADER "\"header\": {\"statut\": 200, \"message\": \"ok\"}"
#define ONE(unit) "{" HEADER ", \"uniteLegale\": " unit "}"
#define SEAT(siret, seat, more) \
    "{\"siren\": \"552032534\", \"siret\": \"" siret "\", " \
    "\"statutDiffusionEtablissement\": \"O\", \"etablissementSiege\": " seat \
    ", \"adresseEtablissement\": {\"codePostalEtablissement\": \"75009\", " \
    "\"codeCommuneEtablissement\": \"75109\", " \
    "\"libelleCommuneEtablissement\": \"PARIS 9\"}" more "}"

static reading read_unit(int32_t http, const char *body, const char *siren)
{
    reading r = {.arena = prse__arena_new(0)};
    prse__answer answer = answer_of(http, body);
    r.list.units = prse__arena_alloc(r.arena, 1, sizeof *r.list.units);
    r.outcome = prse__sirene_read_unit(r.list.units, r.arena, &answer,
                                       prse_str_of(siren), &r.why);
    check_why(&r);
    return r;
}

static reading read_units(const char *body)
{
    reading r = {.arena = prse__arena_new(0)};
    prse__answer answer = answer_of(200, body);
    r.outcome =
        prse__sirene_read_units(&r.list, r.arena, &answer, &r.why);
    check_why(&r);
    return r;
}

static reading good(const char *body)
{
    reading r = read_unit(200, body, "552032534");
    cr_assert_eq(r.outcome, PRSE_OUTCOME_READ, "%s", r.why.message);
    return r;
}

/* --- The unit --- */

PRSE_TEST(sirene, tells_the_names_and_codes_of_a_unit)
{
    reading r = good(ONE(UNIT(PERIOD_NOW "," PERIOD_BEFORE)));
    const prse_unit *is = &r.list.units[0].is;
    SAME(is->siren, "552032534");
    SAME(is->denomination, "GRANDE MAISON");
    SAME(is->sigle, "GM");
    SAME(is->nom_usuel, "LA MAISON");
    SAME(is->categorie_juridique, "5710");
    SAME(is->naf, "70.10Z");
    SAME(is->naf25, "70.10Y");
    SAME(is->tranche_effectif, "41");
    SAME(is->annee_effectif, "2023");
    SAME(is->categorie_entreprise, "GE");
    SAME(is->siret_siege, "55203253400646");
    SAME(is->date_creation, "1908-02-03");
    SAME(is->date_mise_a_jour, "2026-03-28");
    SAME(is->ess, "N");
    SAME(is->societe_mission, "O");
    SAME(is->source, "sirene");
    cr_assert_eq(is->open, 1);
    cr_assert_eq(is->natural_person, 0);
    reading_end(&r);
}

static void named(const char *body, const char *name)
{
    reading r = good(body);
    SAME(r.list.units[0].is.denomination, name);
    reading_end(&r);
}

PRSE_TEST(sirene, current_period_is_the_one_without_an_end)
{
    named(ONE(UNIT(PERIOD_BEFORE "," PERIOD_NOW)), "GRANDE MAISON");
}

PRSE_TEST(sirene, period_without_an_end_may_leave_it_out)
{
    named(ONE(UNIT(PERIOD_BEFORE ", {\"dateDebut\": \"2021-06-01\", "
                                 "\"denominationUniteLegale\": \"B\"}")),
          "B");
}

PRSE_TEST(sirene, answer_for_a_day_has_one_period_with_an_end)
{
    named(ONE(UNIT(PERIOD_BEFORE)), "ANCIEN NOM");
}

PRSE_TEST(sirene, of_two_periods_without_an_end_the_later_counts)
{
    named(ONE(UNIT("{\"dateDebut\": \"2001-01-01\", "
                   "\"denominationUniteLegale\": \"A\"}, {\"dateDebut\": "
                   "\"2021-01-01\", \"denominationUniteLegale\": \"B\"}")),
          "B");
}

PRSE_TEST(sirene, unit_without_periods_has_current_values)
{
    named("{" HEADER ", \"uniteLegale\": {\"siren\": \"552032534\", "
          "\"denominationUniteLegale\": \"B\"}}",
          "B");
    named("{" HEADER ", \"uniteLegale\": {\"siren\": \"552032534\", "
          "\"periodesUniteLegale\": null}}",
          "");
}

PRSE_TEST(sirene, answer_in_a_recorder_s_wrapper_or_bare_is_read)
{
    named("{\"match\": \"x\", \"response\": " ONE(UNIT(PERIOD_NOW)) "}",
          "GRANDE MAISON");
    named(UNIT(PERIOD_NOW), "GRANDE MAISON");
    named("[" UNIT(PERIOD_NOW) "]", "GRANDE MAISON");
    named("{" HEADER ", \"unitesLegales\": [" UNIT(PERIOD_NOW) "]}",
          "GRANDE MAISON");
}

PRSE_TEST(sirene, closing_day_is_the_first_without_activity)
{
    reading r = good(ONE(UNIT(
        "{\"dateFin\": null, \"dateDebut\": \"2023-01-01\", "
        "\"etatAdministratifUniteLegale\": \"C\"}, {\"dateFin\": "
        "\"2022-12-31\", \"dateDebut\": \"2022-10-22\", "
        "\"etatAdministratifUniteLegale\": \"C\"}, {\"dateFin\": "
        "\"2022-10-21\", \"dateDebut\": \"2015-01-01\", "
        "\"etatAdministratifUniteLegale\": \"A\"}, {\"dateFin\": "
        "\"2014-12-31\", \"dateDebut\": \"2010-01-01\", "
        "\"etatAdministratifUniteLegale\": \"C\"}")));
    cr_assert_eq(r.list.units[0].is.open, 0);
    SAME(r.list.units[0].is.date_fermeture, "2022-10-22");
    reading_end(&r);
}

PRSE_TEST(sirene, activity_is_placed_by_its_nomenclature)
{
    static const struct {
        const char *code, *nomenclature, *naf, *naf25;
    } cases[] = {
        {"70.10Z", "\"NAFRev2\"", "70.10Z", ""},
        {"70.10Y", "\"NAF2025\"", "", "70.10Y"},
        {"70.10Z", "\"NAF2025\"", "", "70.10Z"},
        {"70.10Y", "null", "", "70.10Y"},
        {"51.5K", "\"NAFRev1\"", "51.5K", ""},
        {"59.03", "\"NAP\"", "59.03", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char body[1024];
        snprintf(body, sizeof body,
                 "{\"siren\": \"552032534\", \"activitePrincipaleUniteLegale\""
                 ": \"%s\", \"nomenclatureActivitePrincipaleUniteLegale\": "
                 "%s}",
                 cases[i].code, cases[i].nomenclature);
        reading r = good(body);
        SAME(r.list.units[0].is.naf, cases[i].naf);
        SAME(r.list.units[0].is.naf25, cases[i].naf25);
        reading_end(&r);
    }
}

/* --- Persons --- */

#define PERSON(first, usual, last, used) \
    "{\"siren\": \"552032534\", \"statutDiffusionUniteLegale\": \"O\", " \
    "\"sexeUniteLegale\": \"F\", \"prenom1UniteLegale\": " first \
    ", \"prenomUsuelUniteLegale\": " usual ", \"nomUniteLegale\": " last \
    ", \"nomUsageUniteLegale\": " used ", \"denominationUniteLegale\": null}"

PRSE_TEST(sirene, person_is_called_by_the_usual_first_name_and_name)
{
    named(PERSON("\"A\"", "\"ALIX\"", "\"DURAND\"", "\"MARTIN\""),
          "ALIX MARTIN");
    named(PERSON("\"ALIX\"", "null", "\"DURAND\"", "null"), "ALIX DURAND");
    named(PERSON("null", "null", "\"DURAND\"", "null"), "DURAND");
    reading r = good(PERSON("\"A\"", "null", "\"B\"", "null"));
    cr_assert_eq(r.list.units[0].is.natural_person, 1);
    reading_end(&r);
}

PRSE_TEST(sirene, hidden_person_has_no_name)
{
    reading r = good(
        "{\"siren\": \"552032534\", \"statutDiffusionUniteLegale\": \"P\", "
        "\"prenom1UniteLegale\": \"[ND]\", \"nomUniteLegale\": \"[ND]\", "
        "\"denominationUniteLegale\": \"[ND]\", \"sexeUniteLegale\": "
        "\"[ND]\"}");
    SAME(r.list.units[0].is.denomination, "");
    cr_assert_eq(r.list.units[0].is.partial, 1);
    cr_assert_eq(r.list.units[0].is.natural_person, 1);
    reading_end(&r);
}

PRSE_TEST(sirene, old_refusals_are_kept_where_names_came_along)
{
    reading r = good(
        "{\"siren\": \"552032534\", \"statutDiffusionUniteLegale\": \"N\", "
        "\"prenom1UniteLegale\": \"ALIX\", \"nomUniteLegale\": \"DURAND\"}");
    SAME(r.list.units[0].is.denomination, "");
    cr_assert_eq(r.list.units[0].is.partial, 1);
    reading_end(&r);
}

PRSE_TEST(sirene, old_lists_of_refusals_are_read)
{
    reading r = read_units(
        "{\"unitesLegalesNonDiffusibles\": [{\"siren\": \"552032534\", "
        "\"statutDiffusionUniteLegale\": \"N\", "
        "\"dateDernierTraitementUniteLegale\": \"2019-12-01T18:00:08\"}]}");
    cr_assert_eq(r.list.count, 1);
    cr_assert_eq(r.list.units[0].is.partial, 1);
    cr_assert_eq(r.list.units[0].is.open, -1);
    SAME(r.list.units[0].is.date_mise_a_jour, "2019-12-01");
    reading_end(&r);
    r = read_units("{\"siren\": \"552032534\", \"nic\": \"00646\", \"siret\": "
                   "\"55203253400646\", \"statutDiffusionEtablissement\": "
                   "\"N\"}");
    cr_assert_eq(r.list.count, 1);
    cr_assert_eq(r.list.units[0].is.partial, 1);
    reading_end(&r);
}

/* --- Lists of establishments --- */

PRSE_TEST(sirene, seats_of_a_search_are_units_with_addresses)
{
    reading r = read_units(
        "{\"header\": {\"statut\": 200, \"total\": 41}, \"etablissements\": ["
        SEAT("55203253400646", "true",
             ", \"uniteLegale\": {\"denominationUniteLegale\": \"B\", "
             "\"nicSiegeUniteLegale\": \"00646\"}") "]}");
    cr_assert_eq(r.outcome, PRSE_OUTCOME_READ, "%s", r.why.message);
    cr_assert_eq(r.list.total, 41);
    SAME(r.list.units[0].is.denomination, "B");
    SAME(r.list.units[0].is.code_postal, "75009");
    SAME(r.list.units[0].is.departement, "75");
    reading_end(&r);
}

PRSE_TEST(sirene, establishments_of_one_unit_are_one_unit)
{
    reading r = read_units(
        "{\"header\": {\"statut\": 200, \"total\": 9000}, "
        "\"etablissements\": [" SEAT("55203253400018", "false",
                                     ", \"uniteLegale\": "
                                     "{\"denominationUniteLegale\": \"B\"}")
        "," SEAT("55203253400646", "true", "") "]}");
    cr_assert_eq(r.list.count, 1);
    cr_assert_eq(r.list.total, 1);
    SAME(r.list.units[0].is.denomination, "B");
    SAME(r.list.units[0].is.siret_siege, "55203253400646");
    SAME(r.list.units[0].is.commune, "PARIS 9");
    reading_end(&r);
}

PRSE_TEST(sirene, establishment_under_the_number_of_another_unit_is_none)
{
    reading r = read_units("{\"etablissements\": [{\"siren\": \"443061841\", "
                           "\"siret\": \"55203253400646\"}]}");
    cr_assert_eq(r.outcome, PRSE_OUTCOME_UNREADABLE);
    reading_end(&r);
}

/* --- The seat --- */

static reading with_seat(const char *siret, const char *body)
{
    reading r = {.arena = prse__arena_new(0)};
    prse__answer answer = answer_of(200, body);
    r.list.units = prse__arena_alloc(r.arena, 1, sizeof *r.list.units);
    r.list.units[0].is.siren = PRSE_STR("552032534");
    r.list.units[0].is.siret_siege = prse_str_of(siret);
    r.outcome = prse__sirene_read_seat(r.list.units, r.arena, &answer, &r.why);
    check_why(&r);
    return r;
}

static void seat_outcome(const char *siret, const char *body,
                         prse_outcome wanted)
{
    reading r = with_seat(siret, body);
    cr_assert_eq(r.outcome, wanted, "%s", r.why.message);
    SAME(r.list.units[0].is.code_postal,
         wanted == PRSE_OUTCOME_READ ? "75009" : "");
    reading_end(&r);
}

PRSE_TEST(sirene, seat_gives_a_unit_its_address)
{
    reading r = with_seat(
        "55203253400646",
        "{" HEADER ", \"etablissement\": " SEAT(
            "55203253400646", "true",
            ", \"periodesEtablissement\": [{\"dateFin\": \"2020-01-01\", "
            "\"enseigne1Etablissement\": \"AVANT\"}, {\"dateFin\": null, "
            "\"denominationUsuelleEtablissement\": null, "
            "\"enseigne1Etablissement\": \"AU COIN\"}]") "}");
    cr_assert_eq(r.outcome, PRSE_OUTCOME_READ, "%s", r.why.message);
    SAME(r.list.units[0].is.code_postal, "75009");
    SAME(r.list.units[0].is.departement, "75");
    SAME(r.list.units[0].is.nom_usuel, "AU COIN");
    reading_end(&r);
}

PRSE_TEST(sirene, seat_abroad_has_its_country)
{
    reading r = with_seat(
        "", "{\"etablissement\": {\"siren\": \"552032534\", \"siret\": "
            "\"55203253400646\", \"etablissementSiege\": true, "
            "\"adresseEtablissement\": {\"codePostalEtablissement\": null, "
            "\"codeCommuneEtablissement\": null, "
            "\"libelleCommuneEtrangerEtablissement\": \"ZURICH\", "
            "\"codePaysEtrangerEtablissement\": \"99140\", "
            "\"libellePaysEtrangerEtablissement\": \"SUISSE\"}}}");
    const prse_unit *is = &r.list.units[0].is;
    SAME(is->siret_siege, "55203253400646");
    SAME(is->commune, "ZURICH");
    SAME(is->code_pays, "99140");
    SAME(is->departement, "");
    reading_end(&r);
}

PRSE_TEST(sirene, seat_is_found_among_establishments)
{
    const char *both = "{\"etablissements\": [" SEAT(
        "55203253400018", "false", "") "," SEAT("55203253400646", "true", "")
        "]}";
    seat_outcome("55203253400646", both, PRSE_OUTCOME_READ);
    seat_outcome("", both, PRSE_OUTCOME_READ);
    seat_outcome("55203253400999", both, PRSE_OUTCOME_ABSENT);
    seat_outcome("", "{\"etablissements\": []}", PRSE_OUTCOME_ABSENT);
}

PRSE_TEST(sirene, establishment_of_another_unit_is_refused)
{
    seat_outcome("",
                 "{\"etablissement\": {\"siren\": \"443061841\", \"siret\": "
                 "\"44306184100047\", \"etablissementSiege\": true}}",
                 PRSE_OUTCOME_UNREADABLE);
    seat_outcome("", "{\"header\": {}}", PRSE_OUTCOME_UNREADABLE);
}

PRSE_TEST(sirene, seat_whose_postal_code_is_hidden_has_none)
{
    reading r = with_seat(
        "55203253400646",
        "{\"etablissement\": {\"siren\": \"552032534\", \"siret\": "
        "\"55203253400646\", \"statutDiffusionEtablissement\": \"P\", "
        "\"adresseEtablissement\": {\"codePostalEtablissement\": \"[ND]\", "
        "\"codeCommuneEtablissement\": \"35238\"}, \"periodesEtablissement\": "
        "[{\"enseigne1Etablissement\": \"[ND]\"}]}}");
    SAME(r.list.units[0].is.code_postal, "");
    SAME(r.list.units[0].is.departement, "35");
    SAME(r.list.units[0].is.nom_usuel, "");
    reading_end(&r);
}

/* --- Outcomes --- */

static void outcome_of(int32_t http, const char *body, prse_outcome wanted,
                       const char *message)
{
    reading r = read_unit(http, body, "552032534");
    cr_assert_eq(r.outcome, wanted, "%d %s: %s, %s", http, body,
                 prse_outcome_name(r.outcome), r.why.message);
    cr_assert(strstr(r.why.message, message), "%s", r.why.message);
    reading_end(&r);
}

PRSE_TEST(sirene, empty_search_and_unknown_number_are_absences)
{
    outcome_of(404, "{\"header\": {\"statut\": 404, \"message\": \"x\"}}",
               PRSE_OUTCOME_ABSENT, "");
    outcome_of(404, "", PRSE_OUTCOME_ABSENT, "");
    outcome_of(200, "{\"header\": {\"statut\": 404}}", PRSE_OUTCOME_ABSENT,
               "");
    outcome_of(200, "{" HEADER ", \"unitesLegales\": []}",
               PRSE_OUTCOME_ABSENT, "");
    outcome_of(404, "<html>No context-path matches</html>",
               PRSE_OUTCOME_UNREADABLE, "address");
}

PRSE_TEST(sirene, number_given_twice_tells_the_one_that_lives_on)
{
    outcome_of(301,
               "{\"header\": {\"statut\": 301, \"message\": \"552032534 est "
               "un doublon de 443061841.\"}}",
               PRSE_OUTCOME_ABSENT, "443061841");
    outcome_of(200, "{\"header\": {\"statut\": 301, \"message\": \"x\"}}",
               PRSE_OUTCOME_ABSENT, "another one");
    outcome_of(301, "<a href=\"/siren/443061841\">", PRSE_OUTCOME_ABSENT,
               "443061841");
    outcome_of(301, "", PRSE_OUTCOME_ABSENT, "another one");
}

static void moved_to(const char *body, prse_outcome wanted,
                     const char *message)
{
    prse__unit unit = {0};
    prse_error why = {0};
    prse__arena *arena = prse__arena_new(0);
    prse__answer answer = answer_of(200, body);
    prse_outcome outcome = prse__sirene_read_moved(
        &unit, arena, &answer, PRSE_STR("552032534"), &why);
    cr_expect_eq(outcome, wanted, "%s: %s", body,
                 prse_outcome_name(outcome));
    cr_expect(strstr(why.message, message), "%s", why.message);
    cr_expect_eq(unit.is.siren.len > 0, wanted == PRSE_OUTCOME_READ);
    prse__arena_free(arena);
}

PRSE_TEST(sirene, another_unit_after_a_redirect_is_the_one_that_lives_on)
{
    moved_to("{" HEADER ", \"uniteLegale\": {\"siren\": \"443061841\"}}",
             PRSE_OUTCOME_ABSENT, "it is now 443061841");
    moved_to("{" HEADER ", \"uniteLegale\": {\"siren\": \"552032534\"}}",
             PRSE_OUTCOME_READ, "");
    moved_to("{" HEADER ", \"unitesLegales\": [{\"siren\": \"443061841\"},"
             "{\"siren\": \"552032534\"}]}",
             PRSE_OUTCOME_UNREADABLE, "another unit");
    moved_to("{" HEADER ", \"unitesLegales\": []}", PRSE_OUTCOME_ABSENT, "");
    moved_to("<html>443061841</html>", PRSE_OUTCOME_UNREADABLE, "");
    moved_to("{}", PRSE_OUTCOME_UNREADABLE, "");
    outcome_of(200,
               "{" HEADER ", \"uniteLegale\": {\"siren\": \"443061841\"}}",
               PRSE_OUTCOME_UNREADABLE, "another unit");
}

PRSE_TEST(sirene, a_redirect_that_was_not_followed_may_tell_it_too)
{
    static const struct {
        int32_t http;
        const char *body;
        prse_outcome outcome;
    } cases[] = {
        {301, "{\"header\": {\"message\": \"doublon de 443061841\"}}",
         PRSE_OUTCOME_ABSENT},
        {301, "<html>Moved</html>", PRSE_OUTCOME_DENIED},
        {301, "{\"header\": {\"message\": \"552032534\"}}",
         PRSE_OUTCOME_DENIED},
        {302, "443061841", PRSE_OUTCOME_DENIED}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__unit unit = {0};
        prse_error why = {0};
        prse__arena *arena = prse__arena_new(0);
        prse__answer answer = answer_of(cases[i].http, cases[i].body);
        answer.status = PRSE_EDENIED;
        cr_expect_eq(prse__sirene_read_unit(&unit, arena, &answer,
                                            PRSE_STR("552032534"), &why),
                     cases[i].outcome, "%zu", i);
        cr_expect_eq(why.code, cases[i].outcome == PRSE_OUTCOME_ABSENT
                                   ? (int32_t)PRSE_ENOTFOUND
                                   : (int32_t)PRSE_EDENIED);
        prse__arena_free(arena);
    }
}

PRSE_TEST(sirene, refusals_of_its_gateway_are_told)
{
    outcome_of(401, "{\"error_description\": \"bad key\", \"error\": \"x\"}",
               PRSE_OUTCOME_DENIED, "401: bad key");
    outcome_of(403, "Forbidden", PRSE_OUTCOME_DENIED, "403");
    outcome_of(429, "{\"message\": \"Rate limit\", \"http_status_code\": 429}",
               PRSE_OUTCOME_LIMITED, "429: Rate limit");
    outcome_of(400, "{\"header\": {\"statut\": 400, \"message\": \"Erreur\"}}",
               PRSE_OUTCOME_DENIED, "400: Erreur");
    outcome_of(503, "", PRSE_OUTCOME_DOWN, "503");
    outcome_of(200, "{\"header\": {\"statut\": 503}}", PRSE_OUTCOME_DOWN,
               "503");
}

PRSE_TEST(sirene, answers_of_another_form_are_unreadable)
{
    outcome_of(200, "<html>", PRSE_OUTCOME_UNREADABLE, "can't be read");
    outcome_of(200, "{" HEADER "}", PRSE_OUTCOME_UNREADABLE, "neither");
    outcome_of(200, "{\"header\": {\"statut\": \"4.9\"}}",
               PRSE_OUTCOME_UNREADABLE, "neither");
    outcome_of(200, "[]", PRSE_OUTCOME_UNREADABLE, "neither");
    outcome_of(200, "[1]", PRSE_OUTCOME_UNREADABLE, "SIREN");
    outcome_of(200, "{\"uniteLegale\": null}", PRSE_OUTCOME_UNREADABLE,
               "neither");
    outcome_of(200, "{\"uniteLegale\": {\"siren\": \"12\"}}",
               PRSE_OUTCOME_UNREADABLE, "SIREN");
}

PRSE_TEST(sirene, unit_that_was_not_asked_is_refused)
{
    reading r = read_unit(200, ONE(UNIT(PERIOD_NOW)), "443061841");
    cr_assert_eq(r.outcome, PRSE_OUTCOME_UNREADABLE);
    cr_assert(strstr(r.why.message, "another unit"));
    reading_end(&r);
}

PRSE_TEST(sirene, no_answer_is_no_answer)
{
    reading r = {.arena = prse__arena_new(0)};
    prse__answer answer = {.status = PRSE_EREFUSED};
    r.outcome = prse__sirene_read_units(&r.list, r.arena, &answer, &r.why);
    cr_assert_eq(r.outcome, PRSE_OUTCOME_DOWN);
    cr_assert_eq(r.why.code, PRSE_EREFUSED);
    reading_end(&r);
}

PRSE_TEST(sirene, old_refusal_of_a_seat_hides_its_unit)
{
    reading r = with_seat(
        "55203253400646",
        "{\"etablissement\": {\"siren\": \"552032534\", \"siret\": "
        "\"55203253400646\", \"statutDiffusionEtablissement\": \"N\", "
        "\"adresseEtablissement\": {\"codePostalEtablissement\": "
        "\"75009\"}}}");
    SAME(r.list.units[0].is.code_postal, "");
    cr_assert_eq(r.list.units[0].is.partial, 1);
    reading_end(&r);
}

PRSE_TEST(sirene, code_of_a_failure_says_what_to_do)
{
    reading r = read_unit(401, "", "552032534");
    cr_assert_eq(r.why.code, PRSE_EDENIED);
    reading_end(&r);
    r = read_unit(400, "", "552032534");
    cr_assert_eq(r.why.code, PRSE_EPEER);
    reading_end(&r);
    r = read_unit(429, "", "552032534");
    cr_assert_eq(r.why.code, PRSE_ERATE);
    reading_end(&r);
    r = read_unit(200, "x", "552032534");
    cr_assert_eq(r.why.code, PRSE_EPEER);
    cr_assert_eq(r.why.line, 1);
    reading_end(&r);
}
