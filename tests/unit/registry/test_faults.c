/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of every reader and writer fails, once and for good. */
#include "answers.h"
#include "registry/units.h"
#include "support/fault.h"

static const char DIRECTORY[] =
    "{\"results\": [{\"siren\": \"552032534\", \"nom_raison_sociale\": \"A\","
    " \"siege\": {\"siret\": \"55203253400646\", \"code_postal\": \"75009\"},"
    " \"finances\": {\"2023\": {\"ca\": 1}}}]}";
static const char SIRENE[] =
    "{\"uniteLegale\": {\"siren\": \"552032534\", \"prenom1UniteLegale\": "
    "\"A\", \"periodesUniteLegale\": [{\"dateFin\": null, \"nomUniteLegale\": "
    "\"B\", \"nicSiegeUniteLegale\": \"00646\"}]}}";
static const char SEAT[] =
    "{\"etablissement\": {\"siren\": \"552032534\", \"siret\": "
    "\"55203253400646\", \"etablissementSiege\": true, "
    "\"adresseEtablissement\": {\"codePostalEtablissement\": \"75009\"}}}";

/* Outcomes have no word for lack of memory: the error says so. */
static prse_status status_of(prse_outcome outcome, const prse_error *why)
{
    cr_assert_eq(outcome, why->code ? PRSE_OUTCOME_UNREADABLE
                                    : PRSE_OUTCOME_READ);
    return (prse_status)why->code;
}

PRSE_TEST(registry_faults, list_of_the_directory)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse__unit_list list;
        prse__answer answer = answer_of(200, DIRECTORY);
        prse__arena *arena = prse__arena_new(0);
        prse_status status =
            arena ? status_of(prse__directory_read(&list, arena, &answer,
                                                   &err),
                              &err)
                  : prse__error_nomem(&err);
        prse__arena_free(arena);
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(registry_faults, unit_of_the_directory)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse__unit unit = {0};
        prse__answer answer = answer_of(200, DIRECTORY);
        prse__arena *arena = prse__arena_new(0);
        prse_status status =
            arena ? status_of(prse__directory_read_one(&unit, arena, &answer,
                                                       PRSE_STR("552032534"),
                                                       &err),
                              &err)
                  : prse__error_nomem(&err);
        prse__arena_free(arena);
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(registry_faults, unit_and_units_of_sirene)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse__unit unit = {0};
        prse__unit_list list;
        prse__answer answer = answer_of(200, SIRENE);
        prse__arena *arena = prse__arena_new(0);
        prse_status status =
            arena ? status_of(prse__sirene_read_unit(&unit, arena, &answer,
                                                     PRSE_STR("552032534"),
                                                     &err),
                              &err)
                  : prse__error_nomem(&err);
        if (!status)
            status = status_of(
                prse__sirene_read_units(&list, arena, &answer, &err), &err);
        prse__arena_free(arena);
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(registry_faults, seat_leaves_the_unit_as_it_was)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse__unit unit = {.is = {.siren = PRSE_STR("552032534")}};
        prse__answer answer = answer_of(200, SEAT);
        prse__arena *arena = prse__arena_new(0);
        prse_status status =
            arena ? status_of(
                        prse__sirene_read_seat(&unit, arena, &answer, &err),
                        &err)
                  : prse__error_nomem(&err);
        if (status)
            cr_assert_eq(unit.is.siret_siege.len, 0);
        prse__arena_free(arena);
        PRSE_FAULT_CHECK(status, err);
    }
}

/* The readers in an arena that ends somewhere on their way. */
PRSE_TEST(registry_faults, arena_that_ends)
{
    int whole = 0;
    for (size_t limit = 16; limit < 8192; limit += 16) {
        prse_error err = {0};
        prse__unit unit = {.is = {.siren = PRSE_STR("552032534")}};
        prse__unit_list list;
        prse__arena *arena = prse__arena_new(limit);
        prse__answer directory = answer_of(200, DIRECTORY);
        prse__answer sirene = answer_of(200, SIRENE);
        prse__answer seat = answer_of(200, SEAT);
        prse_status status = status_of(
            prse__directory_read(&list, arena, &directory, &err), &err);
        if (!status)
            status = status_of(
                prse__sirene_read_units(&list, arena, &sirene, &err), &err);
        if (!status)
            status = status_of(
                prse__sirene_read_seat(&unit, arena, &seat, &err), &err);
        cr_assert(status == PRSE_OK || status == PRSE_ENOMEM);
        cr_assert(!whole || status == PRSE_OK, "%zu bytes", limit);
        whole = status == PRSE_OK;
        prse__arena_free(arena);
    }
    cr_assert(whole);
}

PRSE_TEST(registry_faults, refusals_are_told_in_any_case)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse__unit_list list;
        prse__answer answer = answer_of(500, "{\"erreur\": \"x\"}");
        prse__arena *arena = prse__arena_new(0);
        prse_outcome outcome =
            arena ? prse__directory_read(&list, arena, &answer, &err)
                  : PRSE_OUTCOME_UNREADABLE;
        prse__arena_free(arena);
        int met = prse_fault_pause();
        cr_assert(met || outcome == PRSE_OUTCOME_DOWN);
        cr_assert(!arena || err.message[0]);
    }
}

PRSE_TEST(registry_faults, urls_and_units_as_text)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse__unit unit = {.is = {.siren = PRSE_STR("552032534")}};
        prse_search_options search = {.size = sizeof search,
                                      .tranche_effectif = PRSE_STR("12,21")};
        prse__buf url, query, json;
        prse__buf_init(&url, 0);
        prse__buf_init(&query, 0);
        prse__buf_init(&json, 0);
        prse__directory_search_url(&url, PRSE_STR("https://x"),
                                   PRSE_STR("a b"), &search);
        prse__sirene_search_url(&query, PRSE_STR("https://x"),
                                PRSE_STR("a b"), &search);
        prse__unit_json(&json, &unit);
        prse_status status = url.failed || query.failed || json.failed
                                 ? prse__error_nomem(&err)
                                 : PRSE_OK;
        prse__buf_free(&url);
        prse__buf_free(&query);
        prse__buf_free(&json);
        PRSE_FAULT_CHECK(status, err);
    }
}
