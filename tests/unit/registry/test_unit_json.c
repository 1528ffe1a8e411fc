/* SPDX-License-Identifier: Apache-2.0 */
#include "answers.h"
#include "formats/node.h"

/* A unit of every text, then what it becomes. */
static const char MEMBERS[] =
    "\"siren\":\"552032534\",\"nom_raison_sociale\":\"GRANDE \\\"MAISON\\\"\","
    "\"sigle\":\"GM\",\"nature_juridique\":\"5599\","
    "\"tranche_effectif_salarie\":\"41\","
    "\"annee_tranche_effectif_salarie\":\"2023\","
    "\"categorie_entreprise\":\"GE\",\"date_creation\":\"1908-02-03\","
    "\"date_fermeture\":\"2025-01-01\",\"date_mise_a_jour\":\"2026-05-17\","
    "\"activite_principale\":\"70.10Z\","
    "\"activite_principale_naf25\":\"70.10Y\","
    "\"etat_administratif\":\"C\",\"statut_diffusion\":\"O\","
    "\"siege\":{\"siret\":\"55203253400646\",\"nom_commercial\":\"LA MAISON\","
    "\"code_postal\":\"75009\",\"commune\":\"75109\","
    "\"libelle_commune\":\"PARIS\",\"departement\":\"75\"},"
    "\"complements\":{\"est_entrepreneur_individuel\":false,"
    "\"est_ess\":false,\"est_societe_mission\":true},"
    "\"finances\":{\"2023\":{\"ca\":34569000000,\"resultat_net\":0},"
    "\"2022\":{\"resultat_net\":-12}}";

static reading read_members(const char *members)
{
    char body[4096];
    reading r = {.arena = prse__arena_new(0)};
    snprintf(body, sizeof body, "{\"results\":[{%s}]}", members);
    prse__answer answer = answer_of(200, body);
    r.outcome = prse__directory_read(&r.list, r.arena, &answer, &r.why);
    cr_assert_eq(r.outcome, PRSE_OUTCOME_READ, "%s", r.why.message);
    return r;
}

static void becomes(const char *members, const char *json)
{
    prse__buf buf;
    char wanted[4096];
    reading r = read_members(members);
    prse__buf_init(&buf, 0);
    prse__unit_json(&buf, &r.list.units[0]);
    snprintf(wanted, sizeof wanted, "{%s}", json);
    cr_assert_str_eq(buf.ptr, wanted);
    prse__buf_free(&buf);
    reading_end(&r);
}

PRSE_TEST(unit_json, has_the_shape_of_the_directory)
{
    becomes(MEMBERS, MEMBERS);
}

PRSE_TEST(unit_json, leaves_out_what_is_empty)
{
    becomes("\"siren\": \"552032534\", \"nature_juridique\": \"5710\"",
            "\"siren\":\"552032534\",\"nature_juridique\":\"5710\","
            "\"statut_diffusion\":\"O\",\"siege\":{},\"complements\":"
            "{\"est_entrepreneur_individuel\":false}");
}

PRSE_TEST(unit_json, seat_abroad_has_its_country)
{
    becomes("\"siren\": \"552032534\", \"nature_juridique\": \"3120\", "
            "\"siege\": {\"code_pays_etranger\": \"99109\", "
            "\"libelle_pays_etranger\": \"ALLEMAGNE\"}",
            "\"siren\":\"552032534\",\"nature_juridique\":\"3120\","
            "\"statut_diffusion\":\"O\",\"siege\":{\"code_pays_etranger\":"
            "\"99109\",\"libelle_pays_etranger\":\"ALLEMAGNE\"},"
            "\"complements\":{\"est_entrepreneur_individuel\":false}");
}

PRSE_TEST(unit_json, activity_of_naf_2025_stands_under_the_usual_key_too)
{
    becomes("\"siren\": \"552032534\", \"nature_juridique\": \"5710\", "
            "\"activite_principale\": \"47.11Y\"",
            "\"siren\":\"552032534\",\"nature_juridique\":\"5710\","
            "\"activite_principale\":\"47.11Y\","
            "\"activite_principale_naf25\":\"47.11Y\","
            "\"statut_diffusion\":\"O\",\"siege\":{},\"complements\":"
            "{\"est_entrepreneur_individuel\":false}");
}

PRSE_TEST(unit_json, person_who_refused_diffusion_stays_one)
{
    reading r = read_members(
        "\"siren\": \"552032534\", \"nom_raison_sociale\": "
        "\"[NON-DIFFUSIBLE]\", \"statut_diffusion\": \"P\", "
        "\"etat_administratif\": \"A\"");
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__unit_json(&buf, &r.list.units[0]);
    cr_assert(strstr(buf.ptr, "\"statut_diffusion\":\"P\""));
    cr_assert(strstr(buf.ptr, "\"est_entrepreneur_individuel\":true"));
    cr_assert_not(strstr(buf.ptr, "nom_raison_sociale"));
    prse__buf_free(&buf);
    reading_end(&r);
}

PRSE_TEST(unit_json, is_json_whatever_the_texts)
{
    prse__unit unit = {.is = {.open = 1, .siren = PRSE_STR("552032534")}};
    prse__finance year = {.year = 12, .ca = PRSE_STR("1e3")};
    prse__arena *arena = prse__arena_new(0);
    const prse__node *node = NULL;
    prse__buf buf;
    unit.finances = &year;
    unit.finance_count = 1;
    unit.is.denomination = PRSE_STR("a\"\\\n\x01\u20ac</script>");
    prse__buf_init(&buf, 0);
    prse__unit_json(&buf, &unit);
    cr_assert_eq(prse__json_read(&node, arena, prse__buf_str(&buf), NULL, NULL,
                                 NULL),
                 PRSE_OK, "%s", buf.ptr);
    cr_assert(prse__str_eq(prse__node_get(node, "nom_raison_sociale")->text,
                           unit.is.denomination));
    cr_assert(strstr(buf.ptr, "\"0012\":{\"ca\":1e3}"));
    prse__buf_free(&buf);
    prse__arena_free(arena);
}
