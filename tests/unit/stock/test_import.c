/* SPDX-License-Identifier: Apache-2.0 */
/* What of the rows of the stock files is found again in a register. */
#include "stock_files.h"
#include "support/fault.h"

#define EXPECT_TEXT(text, wanted) \
    cr_expect(prse__str_is(text, wanted), "%s: %.*s", #text, \
              (int)(text).len, (text).ptr ? (text).ptr : "")

static const char *const units[] = {
    "siren=005410220;statut=O;denomination=MOULIN DE L'OUEST;sigle=MDO;"
    "usuelle1=LE MOULIN;usuelle2=GRAINS|SONS;usuelle3=LE MOULIN;forme=5710;"
    "naf=10.61A;nomenclature=NAFRev2;naf25=10.61G;categorie=ETI;tranche=32;"
    "annee=2023;creation=1954-12-25;traitement=2026-10-30T05:00:06.123;"
    "debut=2008-01-01;etat=A;nic=00015;ess=N;mission=O",
    "siren=100000009;statut=O;sexe=F;prenom1=ANNE;prenom2=LOUISE;prenom=ANNIE;"
    "nom=DURAND;usage=MARTIN;pseudonyme=LA FEE;forme=1000;etat=C;"
    "debut=2014-12-31;naf=52.4C;nomenclature=NAP;nic=00022;tranche=NN",
    NULL};

static const char *const seats[] = {
    "siren=005410220;nic=00007;statut=O;siege=false;postal=13001;code=13201;"
    "commune=MARSEILLE",
    "siren=005410220;nic=00015;statut=O;siege=true;postal=35000;code=35238;"
    "commune=RENNES;enseigne1=AU GRAIN",
    "siren=100000009;nic=00022;statut=O;siege=true;etrangere=GENEVE;"
    "codepays=99140;pays=SUISSE;enseigne1=CHEZ ANNE;usuelle=ANNE CREATIONS",
    "siren=200000008;nic=00011;statut=O;siege=true;postal=75001", NULL};

static void make(folder *f, const char *const *unit_rows,
                 const char *const *seat_rows)
{
    prse_error err = {0};
    folder_make(f);
    stock_write_units(f, "units.csv", unit_rows);
    if (seat_rows)
        stock_write_seats(f, "seats.csv", seat_rows);
    cr_assert_eq(stock_import(f, &err), PRSE_OK, "%s", err.message);
}

PRSE_TEST(import, a_company_is_found_with_all_its_fields)
{
    folder f;
    prse_units *held = NULL;
    make(&f, units, seats);
    prse_register *reg = stock_open(&f);
    prse_unit u = stock_find(reg, "005 410 220", &held);
    cr_expect(u.open == 1 && u.partial == 0 && u.natural_person == 0);
    EXPECT_TEXT(u.siren, "005410220");
    EXPECT_TEXT(u.siret_siege, "00541022000015");
    EXPECT_TEXT(u.denomination, "MOULIN DE L'OUEST");
    EXPECT_TEXT(u.sigle, "MDO");
    EXPECT_TEXT(u.nom_usuel, "LE MOULIN");
    EXPECT_TEXT(u.categorie_juridique, "5710");
    EXPECT_TEXT(u.naf, "10.61A");
    EXPECT_TEXT(u.naf25, "10.61G");
    EXPECT_TEXT(u.categorie_entreprise, "ETI");
    EXPECT_TEXT(u.tranche_effectif, "32");
    EXPECT_TEXT(u.annee_effectif, "2023");
    EXPECT_TEXT(u.date_creation, "1954-12-25");
    EXPECT_TEXT(u.date_fermeture, "");
    EXPECT_TEXT(u.date_mise_a_jour, "2026-10-30");
    EXPECT_TEXT(u.code_postal, "35000");
    EXPECT_TEXT(u.code_commune, "35238");
    EXPECT_TEXT(u.commune, "RENNES");
    EXPECT_TEXT(u.departement, "35");
    EXPECT_TEXT(u.code_pays, "");
    EXPECT_TEXT(u.ess, "N");
    EXPECT_TEXT(u.societe_mission, "O");
    EXPECT_TEXT(u.source, "registre");
    prse_units_free(held);
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(import, a_person_goes_by_the_names_in_use)
{
    folder f;
    prse_units *held = NULL;
    make(&f, units, seats);
    prse_register *reg = stock_open(&f);
    prse_unit u = stock_find(reg, "100000009", &held);
    cr_expect(u.open == 0 && u.natural_person == 1);
    EXPECT_TEXT(u.denomination, "ANNIE MARTIN");
    EXPECT_TEXT(u.nom_usuel, "ANNE CREATIONS");
    EXPECT_TEXT(u.date_fermeture, "2014-12-31");
    EXPECT_TEXT(u.naf, "52.4C");
    EXPECT_TEXT(u.tranche_effectif, "NN");
    EXPECT_TEXT(u.commune, "GENEVE");
    EXPECT_TEXT(u.code_pays, "99140");
    EXPECT_TEXT(u.pays, "SUISSE");
    EXPECT_TEXT(u.departement, "");
    prse_units_free(held);
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(import, a_register_knows_what_it_holds)
{
    folder f;
    make(&f, units, seats);
    prse_register *reg = stock_open(&f);
    prse_register_stat stat = {.size = sizeof stat};
    cr_expect_eq(prse_register_stats(reg, &stat, NULL), PRSE_OK);
    cr_expect(stat.units == 2 && stat.open == 1 && stat.partial == 0);
    cr_expect_eq(stat.seats, 2, "no seat without its unit");
    cr_expect_gt(stat.words, 5);
    cr_expect_gt(stat.bytes, 4096);
    cr_expect_eq(stat.version, 1);
    EXPECT_TEXT(stat.date, "2026-10-30");
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(import, whoever_refuses_diffusion_is_not_kept)
{
    static const char *const rows[] = {
        "siren=100000009;statut=P;sexe=M;prenom1=SECRET;prenom=SECRET;"
        "nom=SECRET;pseudonyme=SECRET;usuelle1=SECRET;sigle=SECRET;"
        "denomination=SECRET;etat=A;naf=70.22Z;forme=1000",
        "siren=200000008;statut=P;sexe=[ND];prenom1=[ND];prenom=[ND];nom=[ND];"
        "usuelle1=[ND];denomination=[ND];etat=A;forme=1000",
        "siren=300000007;statut=P;denomination=SOCIETE VUE;sigle=SECRET;"
        "usuelle1=[ND];etat=A;forme=5710",
        "siren=400000006;statut=N;nom=SECRET;etat=A;forme=1000",
        "siren=500000005;statut=P;denomination=SECRET;usuelle1=SECRET;"
        "etat=A;forme=1000", NULL};
    static const char *const addresses[] = {
        "siren=100000009;statut=O;siege=true;postal=98765;code=35238;"
        "commune=RENNES;enseigne1=SECRET",
        "siren=200000008;statut=P;siege=true;postal=[ND];code=35238;"
        "commune=RENNES;enseigne1=[ND]",
        "siren=300000007;statut=P;siege=true;postal=98765;code=35238;"
        "commune=RENNES;enseigne1=SECRET", NULL};
    folder f;
    prse_units *held[4];
    make(&f, rows, addresses);
    prse_register *reg = stock_open(&f);
    prse_unit masked = stock_find(reg, "100000009", &held[0]);
    EXPECT_TEXT(masked.denomination, "");
    EXPECT_TEXT(masked.commune, "RENNES");
    EXPECT_TEXT(masked.departement, "35");
    EXPECT_TEXT(masked.naf, "70.22Z");
    cr_expect(masked.partial == 1 && masked.natural_person == 1);
    EXPECT_TEXT(stock_find(reg, "200000008", &held[1]).denomination, "");
    EXPECT_TEXT(stock_find(reg, "300000007", &held[2]).denomination,
                "SOCIETE VUE");
    cr_expect_eq(stock_find(reg, "400000006", &held[3]).partial, 1);
    cr_expect_not(stock_holds(folder_file(&f, "reg.db").ptr, "SECRET"));
    cr_expect_not(stock_holds(f.file, "98765"));
    cr_expect_not(stock_holds(f.file, "[ND]"));
    for (size_t i = 0; i < 4; i++)
        prse_units_free(held[i]);
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(import, whoever_refuses_in_a_second_row_is_not_kept_either)
{
    static const char *const rows[] = {
        "siren=100000009;statut=O;prenom=SECRET;nom=SECRET;etat=A",
        "siren=200000008;statut=O;denomination=SOCIETE VUE;etat=A",
        "siren=100000009;statut=P;prenom=[ND];nom=[ND];etat=A", NULL};
    folder f;
    make(&f, rows, NULL);
    cr_expect_not(stock_holds(folder_file(&f, "reg.db").ptr, "SECRET"));
    cr_expect_not(stock_holds(f.file, "secret"));
    folder_drop(&f);
}

PRSE_TEST(import, of_two_rows_with_one_siren_the_last_counts)
{
    static const char *const rows[] = {
        "siren=300000007;statut=O;denomination=AUTRE;etat=A",
        "siren=200000008;statut=O;denomination=AVANT;etat=A;sigle=AV",
        "siren=200000008;statut=O;denomination=APRES;etat=C", NULL};
    folder f;
    prse_units *held = NULL;
    make(&f, rows, NULL);
    prse_register *reg = stock_open(&f);
    prse_register_stat stat = {.size = sizeof stat};
    prse_unit u = stock_find(reg, "200000008", &held);
    EXPECT_TEXT(u.denomination, "APRES");
    EXPECT_TEXT(u.sigle, "");
    prse_register_stats(reg, &stat, NULL);
    cr_expect(stat.units == 2 && stat.open == 1 && stat.seats == 0);
    cr_expect_eq(stat.date.len, 0, "no row has a day");
    prse_units_free(held);
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(import, values_that_cannot_be_are_not_kept)
{
    static const char *const rows[] = {
        "siren=200000008;statut=O;denomination=  A \xE2\x80\x8B B ;etat=X;"
        "naf=<b>;tranche=a-b;annee=20;creation=2026-02-30;forme=57;nic=15;"
        "ess=oui;traitement=hier", NULL};
    static const char *const addresses[] = {
        "siren=200000008;statut=O;siege=true;postal=3500;code=ABCDE;"
        "codepays=12345", NULL};
    folder f;
    prse_units *held = NULL;
    make(&f, rows, addresses);
    prse_register *reg = stock_open(&f);
    prse_unit u = stock_find(reg, "200000008", &held);
    EXPECT_TEXT(u.denomination, "A B");
    cr_expect_eq(u.open, -1);
    cr_expect_eq(u.naf.len + u.tranche_effectif.len + u.annee_effectif.len +
                     u.date_creation.len + u.categorie_juridique.len +
                     u.siret_siege.len + u.ess.len + u.date_mise_a_jour.len +
                     u.code_postal.len + u.code_commune.len + u.code_pays.len,
                 0);
    prse_units_free(held);
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(import, a_bad_file_is_refused_with_the_place)
{
    static const char required[] =
        "siren,statutDiffusionUniteLegale,dateCreationUniteLegale,"
        "sigleUniteLegale,sexeUniteLegale,prenom1UniteLegale,"
        "prenomUsuelUniteLegale,pseudonymeUniteLegale,"
        "trancheEffectifsUniteLegale,anneeEffectifsUniteLegale,"
        "dateDernierTraitementUniteLegale,categorieEntreprise,dateDebut,"
        "etatAdministratifUniteLegale,nomUniteLegale,nomUsageUniteLegale,"
        "denominationUniteLegale,denominationUsuelle1UniteLegale,"
        "denominationUsuelle2UniteLegale,denominationUsuelle3UniteLegale,"
        "categorieJuridiqueUniteLegale,activitePrincipaleUniteLegale,"
        "nomenclatureActivitePrincipaleUniteLegale,nicSiegeUniteLegale,"
        "economieSocialeSolidaireUniteLegale";
    static const struct {
        const char *head, *rows;
        prse_status status;
        uint32_t line, column;
        const char *message;
    } cases[] = {
        {"", "", PRSE_ESCHEMA, 1, 1, "siren, statutDiffusionUniteLegale"},
        {"", "siren,siren\n", PRSE_ESCHEMA, 1, 1, "twice: siren"},
        {"x,y\n", "", PRSE_ESCHEMA, 1, 1, "lacks these columns"},
        {required, "\n005410220,O\n", PRSE_EPARSE, 2, 1, "2 cells"},
        {required, "\n\n54,,,,,,,,,,,,,,,,,,,,,,,,\n", PRSE_EPARSE, 3, 1,
         "nine digits"},
        {required, "\n005410220,\"x\"y", PRSE_EPARSE, 2, 14, "separator"},
        {required, "\n005410220,\xFF", PRSE_EPARSE, 2, 11, "UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        folder f;
        prse_error err = {0};
        char text[2000], names[100];
        snprintf(text, sizeof text, "%s%s", cases[i].head, cases[i].rows);
        folder_make(&f);
        folder_write(&f, "units.csv", text);
        cr_expect_eq(stock_import(&f, &err), cases[i].status, "case %zu", i);
        cr_expect_eq(err.line, cases[i].line, "case %zu: %u", i, err.line);
        cr_expect_eq(err.column, cases[i].column, "case %zu: %u", i,
                     err.column);
        cr_expect_not_null(strstr(err.message, cases[i].message), "%s",
                           err.message);
        cr_expect_not_null(strstr(err.file, "units.csv"));
        folder_list(&f, names, sizeof names);
        cr_expect_str_eq(names, "reg.db.part units.csv ");
        folder_drop(&f);
    }
}

PRSE_TEST(import, a_seat_must_be_told_in_a_known_way)
{
    static const char *const rows[] = {"siren=005410220;siege=oui", NULL};
    folder f;
    prse_error err = {0};
    folder_make(&f);
    stock_write_units(&f, "units.csv", units);
    stock_write_seats(&f, "seats.csv", rows);
    cr_expect_eq(stock_import(&f, &err), PRSE_EPARSE);
    cr_expect(err.line == 2 && err.column == 15, "%u:%u", err.line,
              err.column);
    folder_drop(&f);
}

PRSE_TEST(import, the_call_itself_may_be_wrong)
{
    folder f;
    prse_error err = {0};
    prse_register_options opts = {.size = sizeof opts};
    folder_make(&f);
    char path[100];
    strcpy(path, folder_file(&f, "reg.db").ptr);
    prse_str to = prse_str_of(path);
    cr_expect_eq(prse_register_import(to, NULL, &err), PRSE_EINVAL);
    cr_expect_eq(prse_register_import(to, &opts, &err), PRSE_EINVAL);
    cr_expect_eq(prse_register_update(to, &opts, &err), PRSE_EINVAL);
    opts.units = folder_file(&f, "none.csv");
    cr_expect_eq(prse_register_import((prse_str){0}, &opts, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_register_import((prse_str){"a\0b", 3}, &opts, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_register_import(to, &opts, &err), PRSE_ENOTFOUND);
    cr_expect_not_null(strstr(err.file, "none.csv"));
    cr_expect_eq(prse_register_update(to, &opts, &err), PRSE_ENOTFOUND);
    opts.date = PRSE_STR("2026-02-30");
    cr_expect_eq(prse_register_import(to, &opts, &err), PRSE_EINVAL);
    opts.size = 2;
    cr_expect_eq(prse_register_import(to, &opts, &err), PRSE_EABI);
    folder_drop(&f);
}

PRSE_TEST(import, a_register_is_never_overwritten)
{
    folder f;
    prse_error err = {0};
    make(&f, units, seats);
    cr_expect_eq(stock_import(&f, &err), PRSE_EEXISTS);
    cr_expect_not_null(strstr(err.subject, "reg.db"));
    folder_drop(&f);
}

PRSE_TEST(import, the_caller_may_give_the_day)
{
    folder f;
    prse_register *reg = NULL;
    prse_register_stat stat = {.size = sizeof stat};
    prse_register_options opts = {.size = sizeof opts,
                                  .date = PRSE_STR("2026-11-01")};
    char csv[100];
    folder_make(&f);
    stock_write_units(&f, "units.csv", units);
    strcpy(csv, folder_file(&f, "units.csv").ptr);
    opts.units = prse_str_of(csv);
    prse_str path = folder_file(&f, "reg.db");
    cr_expect_eq(prse_register_import(path, &opts, NULL), PRSE_OK);
    reg = stock_open(&f);
    prse_register_stats(reg, &stat, NULL);
    EXPECT_TEXT(stat.date, "2026-11-01");
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(import, lacks_memory_and_says_so)
{
    folder f;
    folder_make(&f);
    stock_write_units(&f, "units.csv", units);
    stock_write_seats(&f, "seats.csv", seats);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = stock_import(&f, &err);
        PRSE_FAULT_CHECK(status, err);
        unlink(folder_file(&f, "reg.db.part").ptr);
        unlink(folder_file(&f, "reg.db").ptr);
    }
    folder_drop(&f);
}
