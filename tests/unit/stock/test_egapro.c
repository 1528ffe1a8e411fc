/* SPDX-License-Identifier: Apache-2.0 */
/* Declarations of EGAPRO's public file, told without any network. */
#include "stock/egapro.h"

#include "stock_files.h"
#include "support/fault.h"

static const char *const units[] = {
    "siren=100000009;statut=O;denomination=UNE;etat=A", NULL};

static const char file[] =
    "Ann\xC3\xA9" "e,Structure,Tranche d'effectifs,SIREN,Raison Sociale,"
    "Nom UES,Entreprises UES (SIREN),R\xC3\xA9gion,D\xC3\xA9partement,Pays,"
    "Code NAF,Note Ecart r\xC3\xA9mun\xC3\xA9ration,"
    "Note Ecart taux d'augmentation (hors promotion),"
    "Note Ecart taux de promotion,Note Ecart taux d'augmentation,"
    "Note Retour cong\xC3\xA9 maternit\xC3\xA9,Note Hautes "
    "r\xC3\xA9mun\xC3\xA9rations,Note Index\n"
    "2021,Entreprise,50 \xC3\xA0 250,100000009,UNE,,,,,FRANCE,10.61A,38,,,35,"
    "15,10,98\n"
    "2022,Entreprise,251 \xC3\xA0 999,100000009,UNE,,,,,FRANCE,10.61A,NC,20,"
    "15,,NC,10,NC\n"
    "2022,Entreprise,1000 et plus,200000008,DEUX,,,,,FRANCE,10.61A,40,20,15,,"
    "15,0,90\n";

static void make(folder *f, const char *text)
{
    prse_error err = {0};
    folder_make(f);
    stock_write_units(f, "units.csv", units);
    cr_assert_eq(stock_import(f, &err), PRSE_OK, "%s", err.message);
    folder_write(f, "egapro.csv", text);
}

static prse_status add(folder *f, prse__egapro_file_counts *counts,
                       prse_error *err)
{
    char path[100];
    strcpy(path, folder_file(f, "reg.db").ptr);
    return prse__stock_add_egapro(prse_str_of(path),
                                  folder_file(f, "egapro.csv"), NULL, counts,
                                  err);
}

static void count_rows(void *user, const prse_register_progress *at)
{
    *(uint64_t *)user += at->rows;
    cr_expect(prse__str_is(at->doing, "egapro"));
}

static int always(void *user)
{
    (void)user;
    return 1;
}

static void expect(prse_register *reg, const char *siren, int32_t year,
                   prse_outcome wanted, const char *record)
{
    prse__buf json;
    prse__buf_init(&json, 0);
    prse_outcome outcome =
        year ? prse__stock_egapro_record(&json, reg, prse_str_of(siren), year)
             : prse__stock_egapro_notes_record(&json, reg,
                                               prse_str_of(siren));
    cr_expect_eq(outcome, wanted, "%s %d: %d", siren, year, (int)outcome);
    cr_expect(prse__str_is(prse__buf_str(&json), record), "%s",
              json.ptr ? json.ptr : "");
    cr_expect_not(json.failed);
    prse__buf_free(&json);
}

PRSE_TEST(egapro_file, a_declaration_is_told_as_the_platform_would)
{
    folder f;
    prse_error err = {0};
    prse__egapro_file_counts counts;
    make(&f, file);
    cr_assert_eq(add(&f, &counts, &err), PRSE_OK, "%s", err.message);
    cr_expect(counts.rows == 3 && counts.rejected == 0);
    prse_register *reg = stock_open(&f);
    expect(reg, "100000009", 2021, PRSE_OUTCOME_READ,
           "{\"egapro\":{\"siren\":\"100000009\",\"annee\":2021,"
           "\"etat\":\"lue\",\"source\":\"fichier_public\","
           "\"declaration\":\"publiee\",\"entreprise\":{\"tranche\":"
           "\"50:250\"},\"index\":98,\"indicateurs\":{"
           "\"remunerations\":{\"note\":38},"
           "\"augmentations_et_promotions\":{\"note\":35},"
           "\"conges_maternite\":{\"note\":15},"
           "\"hautes_remunerations\":{\"note\":10}}}}");
    expect(reg, "100000009", 2020, PRSE_OUTCOME_ABSENT, "");
    expect(reg, "100000009", 2023, PRSE_OUTCOME_NOT_ASKED, "");
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(egapro_file, scores_of_every_year_are_told)
{
    folder f;
    make(&f, file);
    cr_assert_eq(add(&f, NULL, NULL), PRSE_OK);
    prse_register *reg = stock_open(&f);
    expect(reg, "100000009", 0, PRSE_OUTCOME_READ,
           "{\"egapro_notes\":{\"siren\":\"100000009\",\"etat\":\"lue\","
           "\"source\":\"fichier_public\","
           "\"entreprise\":{\"tranche\":\"251:999\"},"
           "\"derniere_annee\":2022,\"annee_dernier_index\":2021,"
           "\"dernier_index\":98,\"annees\":{"
           "\"2022\":{\"index\":null,\"remunerations\":null,"
           "\"augmentations\":20,\"promotions\":15,"
           "\"augmentations_et_promotions\":null,\"conges_maternite\":null,"
           "\"hautes_remunerations\":10},"
           "\"2021\":{\"index\":98,\"remunerations\":38,"
           "\"augmentations\":null,\"promotions\":null,"
           "\"augmentations_et_promotions\":35,\"conges_maternite\":15,"
           "\"hautes_remunerations\":10}}}}");
    expect(reg, "300000007", 0, PRSE_OUTCOME_ABSENT, "");
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(egapro_file, a_new_file_replaces_the_old_one_or_changes_nothing)
{
    folder f;
    prse_error err = {0};
    make(&f, file);
    prse_register *reg = stock_open(&f);
    expect(reg, "200000008", 0, PRSE_OUTCOME_NOT_ASKED, "");
    cr_assert_eq(add(&f, NULL, NULL), PRSE_OK);
    folder_write(&f, "egapro.csv", "SIREN,Raison Sociale\n1,A\n");
    cr_expect_eq(add(&f, NULL, &err), PRSE_ESCHEMA);
    expect(reg, "200000008", 2022, PRSE_OUTCOME_READ,
           "{\"egapro\":{\"siren\":\"200000008\",\"annee\":2022,"
           "\"etat\":\"lue\",\"source\":\"fichier_public\","
           "\"declaration\":\"publiee\",\"entreprise\":{\"tranche\":"
           "\"1000:\"},\"index\":90,\"indicateurs\":{"
           "\"remunerations\":{\"note\":40},\"augmentations\":{\"note\":20},"
           "\"promotions\":{\"note\":15},\"conges_maternite\":{\"note\":15},"
           "\"hautes_remunerations\":{\"note\":0}}}}");
    char shorter[sizeof file];
    strcpy(shorter, file);
    *strstr(shorter, "2022,Ent") = '\0';
    folder_write(&f, "egapro.csv", shorter);
    cr_assert_eq(add(&f, NULL, NULL), PRSE_OK);
    expect(reg, "200000008", 0, PRSE_OUTCOME_ABSENT, "");
    cr_expect_eq(stock_update(&f, "units.csv", NULL, NULL), PRSE_OK);
    expect(reg, "100000009", 2020, PRSE_OUTCOME_ABSENT, "");
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(egapro_file, is_counted_and_told_of)
{
    folder f;
    prse_error err = {0};
    prse_register_stat stat = {.size = sizeof stat};
    uint64_t rows = 0;
    prse_register_options opts = {
        .size = sizeof opts, .progress = count_rows, .user = &rows};
    char path[100];
    make(&f, file);
    strcpy(path, folder_file(&f, "reg.db").ptr);
    cr_assert_eq(prse_register_add_egapro(prse_str_of(path),
                                          folder_file(&f, "egapro.csv"),
                                          &opts, &err),
                 PRSE_OK, "%s", err.message);
    cr_expect_gt(rows, 0u);
    prse_register *reg = stock_open(&f);
    cr_assert_eq(prse_register_stats(reg, &stat, NULL), PRSE_OK);
    cr_expect_eq(stat.declarations, 3u);
    cr_expect_eq(stat.units, 1u);
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(egapro_file, stops_when_asked_and_changes_nothing)
{
    folder f;
    char path[100];
    prse_register_options opts = {.size = sizeof opts, .should_stop = always};
    make(&f, file);
    strcpy(path, folder_file(&f, "reg.db").ptr);
    cr_expect_eq(prse_register_add_egapro(prse_str_of(path),
                                          folder_file(&f, "egapro.csv"),
                                          &opts, NULL),
                 PRSE_ECANCELED);
    prse_register *reg = stock_open(&f);
    expect(reg, "100000009", 2021, PRSE_OUTCOME_NOT_ASKED, "");
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(egapro_file, that_holds_no_declaration_is_refused)
{
    folder f;
    prse_error err = {0};
    char head[sizeof file];
    strcpy(head, file);
    strcpy(strchr(head, '\n') + 1, "2021,,,,,,,,,,,,,,,,,\n");
    make(&f, head);
    cr_expect_eq(add(&f, NULL, &err), PRSE_ESCHEMA);
    cr_expect_not_null(strstr(err.message, "no declaration"));
    cr_expect_eq(prse_register_add_egapro(PRSE_STR(""), PRSE_STR("a"), NULL,
                                          NULL),
                 PRSE_EINVAL);
    cr_expect_eq(prse_register_add_egapro(folder_file(&f, "reg.db"),
                                          PRSE_STR(""), NULL, NULL),
                 PRSE_EINVAL);
    cr_expect_eq(prse_register_add_egapro(folder_file(&f, "none.db"),
                                          PRSE_STR("a"), NULL, NULL),
                 PRSE_ENOTFOUND);
    folder_drop(&f);
}

PRSE_TEST(egapro_file, lacks_memory_and_says_so)
{
    folder f;
    make(&f, file);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = add(&f, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
    }
    prse_register *reg = stock_open(&f);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse__buf json;
        prse__buf_init(&json, 0);
        prse__stock_egapro_notes_record(&json, reg, PRSE_STR("100000009"));
        prse_status status = json.failed ? prse__error_nomem(&err) : PRSE_OK;
        PRSE_FAULT_CHECK(status, err);
        prse__buf_free(&json);
    }
    prse_register_free(reg);
    folder_drop(&f);
}
