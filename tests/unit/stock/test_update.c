/* SPDX-License-Identifier: Apache-2.0 */
/* Later files change a register, all at once or not at all; what was begun and
 * cut is taken up again. */
#include "stock_files.h"
#include "support/fault.h"

#define EXPECT_TEXT(text, wanted) \
    cr_expect(prse__str_is(text, wanted), "%s: %.*s", #text, \
              (int)(text).len, (text).ptr ? (text).ptr : "")

static const char *const units[] = {
    "siren=100000009;statut=O;nom=DURAND;prenom=ANNE;etat=A;"
    "traitement=2026-09-01",
    "siren=200000008;statut=O;denomination=BOULANGERIE DU PORT;etat=A;"
    "traitement=2026-09-02",
    "siren=300000007;statut=O;denomination=GARAGE DE LA GARE;etat=A", NULL};
static const char *const seats[] = {
    "siren=100000009;statut=O;siege=true;postal=98765;code=35238;"
    "enseigne1=CHEZ ANNE",
    "siren=200000008;statut=O;siege=true;postal=35000;code=35238", NULL};

static const char *const later_units[] = {
    "siren=100000009;statut=P;nom=[ND];prenom=[ND];etat=A",
    "siren=200000008;statut=O;denomination=PATISSERIE DU PORT;etat=C;"
    "debut=2026-10-01;traitement=2026-10-02",
    "siren=400000006;statut=O;denomination=NOUVELLE VENUE;etat=A", NULL};
static const char *const later_seats[] = {
    "siren=300000007;statut=O;siege=true;postal=13001;code=13201",
    "siren=200000008;statut=O;siege=false;postal=29200;code=29019", NULL};

static void make(folder *f)
{
    prse_error err = {0};
    folder_make(f);
    stock_write_units(f, "units.csv", units);
    stock_write_seats(f, "seats.csv", seats);
    stock_write_units(f, "later.csv", later_units);
    stock_write_seats(f, "moved.csv", later_seats);
    cr_assert_eq(stock_import(f, &err), PRSE_OK, "%s", err.message);
}

/* SIREN of the first unit found, "" when there is none. */
static void search(char siren[12], prse_register *reg, const char *text)
{
    prse_units *found = NULL;
    prse_unit unit = {.size = sizeof unit};
    prse_error err = {0};
    siren[0] = '\0';
    cr_assert_eq(prse_register_search(&found, reg, prse_str_of(text), NULL,
                                      &err), PRSE_OK, "%s", err.message);
    if (prse_units_get(found, 0, &unit, NULL) == PRSE_OK)
        snprintf(siren, 12, "%.*s", (int)unit.siren.len, unit.siren.ptr);
    prse_units_free(found);
}

PRSE_TEST(update, units_are_added_and_replaced)
{
    folder f;
    prse_error err = {0};
    prse_units *held[3];
    prse_register_stat stat = {.size = sizeof stat};
    char names[200];
    make(&f);
    cr_assert_eq(stock_update(&f, "later.csv", "moved.csv", &err), PRSE_OK,
                 "%s", err.message);
    prse_register *reg = stock_open(&f);
    prse_unit u = stock_find(reg, "200000008", &held[0]);
    EXPECT_TEXT(u.denomination, "PATISSERIE DU PORT");
    EXPECT_TEXT(u.date_fermeture, "2026-10-01");
    EXPECT_TEXT(u.code_postal, "35000");
    EXPECT_TEXT(stock_find(reg, "300000007", &held[1]).code_postal, "13001");
    EXPECT_TEXT(stock_find(reg, "400000006", &held[2]).denomination,
                "NOUVELLE VENUE");
    prse_register_stats(reg, &stat, NULL);
    cr_expect(stat.units == 4 && stat.open == 3 && stat.partial == 1 &&
              stat.seats == 3);
    EXPECT_TEXT(stat.date, "2026-10-02");
    folder_list(&f, names, sizeof names);
    cr_expect_str_eq(names,
                     "later.csv moved.csv reg.db seats.csv units.csv ");
    for (size_t i = 0; i < 3; i++)
        prse_units_free(held[i]);
    prse_register_free(reg);
    folder_drop(&f);
}

PRSE_TEST(update, the_search_follows)
{
    folder f;
    char siren[12];
    make(&f);
    prse_register *reg = stock_open(&f);
    search(siren, reg, "boulangerie port");
    cr_expect_str_eq(siren, "200000008");
    cr_assert_eq(stock_update(&f, "later.csv", NULL, NULL), PRSE_OK);
    search(siren, reg, "patisserie port");
    cr_expect_str_eq(siren, "200000008");
    search(siren, reg, "boulangerie");
    cr_expect_str_eq(siren, "");
    search(siren, reg, "nouvelle venue");
    cr_expect_str_eq(siren, "400000006");
    search(siren, reg, "garage");
    cr_expect_str_eq(siren, "300000007");
    search(siren, reg, "durand");
    cr_expect_str_eq(siren, "");
    prse_register_free(reg);
    folder_drop(&f);
}

/* Also a register that is open sees it, and goes on with what it has when its
 * file is taken away. */
PRSE_TEST(update, an_open_register_sees_it)
{
    folder f;
    prse_units *held = NULL;
    prse_register_stat stat = {.size = sizeof stat};
    make(&f);
    prse_register *reg = stock_open(&f);
    prse_register_stats(reg, &stat, NULL);
    prse_str before = stat.date;
    EXPECT_TEXT(before, "2026-09-02");
    cr_assert_eq(stock_update(&f, "later.csv", NULL, NULL), PRSE_OK);
    prse_register_stats(reg, &stat, NULL);
    cr_expect_eq(stat.units, 4);
    EXPECT_TEXT(stat.date, "2026-10-02");
    EXPECT_TEXT(before, "2026-09-02");
    unlink(folder_file(&f, "reg.db").ptr);
    stock_find(reg, "400000006", &held);
    prse_units_free(held);
    folder_write(&f, "reg.db", "nonsense");
    stock_find(reg, "400000006", &held);
    prse_units_free(held);
    prse_register_free(reg);
    folder_drop(&f);
}

/* Neither in a row nor in the freed part of a page nor in the index. */
PRSE_TEST(update, whoever_comes_to_refuse_diffusion_is_forgotten)
{
    folder f;
    prse_units *held = NULL;
    make(&f);
    cr_expect(stock_holds(folder_file(&f, "reg.db").ptr, "DURAND"));
    cr_assert_eq(stock_update(&f, "later.csv", NULL, NULL), PRSE_OK);
    prse_register *reg = stock_open(&f);
    prse_unit u = stock_find(reg, "100000009", &held);
    cr_expect(u.partial == 1 && u.denomination.len == 0);
    cr_expect(u.code_postal.len == 0 && u.nom_usuel.len == 0);
    EXPECT_TEXT(u.departement, "35");
    cr_expect_not(stock_holds(folder_file(&f, "reg.db").ptr, "DURAND"));
    cr_expect_not(stock_holds(f.file, "98765"));
    cr_expect_not(stock_holds(f.file, "CHEZ ANNE"));
    prse_units_free(held);
    prse_register_free(reg);
    folder_drop(&f);
}

/* Among so many that the search only needs to know what changed. */
PRSE_TEST(update, the_search_forgets_names_and_signs_too)
{
    static const char *const shown[] = {
        "siren=100000009;statut=O;nom=DURAND;prenom=ANNE;etat=A",
        "siren=200000008;statut=O;denomination=BOULANGERIE;etat=A", NULL};
    static const char *const signs[] = {
        "siren=200000008;statut=O;siege=true;postal=35000;code=35238;"
        "enseigne1=PEPINETTE", NULL};
    static const char *const hidden[] = {
        "siren=100000009;statut=P;nom=[ND];prenom=[ND];etat=A", NULL};
    static const char *const bare[] = {
        "siren=200000008;statut=P;siege=true;postal=[ND];code=35238", NULL};
    static char others[30][80];
    const char *rows[33] = {shown[0], shown[1]};
    folder f;
    folder_make(&f);
    for (int i = 0; i < 30; i++) {
        snprintf(others[i], sizeof others[i],
                 "siren=%09d;statut=O;denomination=GARAGE;etat=A",
                 300000000 + i);
        rows[2 + i] = others[i];
    }
    stock_write_units(&f, "units.csv", rows);
    stock_write_seats(&f, "seats.csv", signs);
    stock_write_units(&f, "later.csv", hidden);
    stock_write_seats(&f, "bare.csv", bare);
    cr_assert_eq(stock_import(&f, NULL), PRSE_OK);
    cr_expect(stock_holds(folder_file(&f, "reg.db").ptr, "durand"));
    cr_expect(stock_holds(f.file, "pepinette"));
    cr_assert_eq(stock_update(&f, "later.csv", NULL, NULL), PRSE_OK);
    cr_expect_not(stock_holds(folder_file(&f, "reg.db").ptr, "durand"));
    cr_expect(stock_holds(f.file, "pepinette"));
    cr_assert_eq(stock_update(&f, NULL, "bare.csv", NULL), PRSE_OK);
    cr_expect_not(stock_holds(folder_file(&f, "reg.db").ptr, "pepinette"));
    folder_drop(&f);
}

PRSE_TEST(update, all_or_nothing)
{
    static const char *const broken[] = {
        "siren=200000008;statut=O;denomination=PATISSERIE DU PORT;etat=C",
        "siren=54;statut=O", NULL};
    folder f;
    prse_error err = {0};
    char names[200], before[100];
    make(&f);
    stock_write_units(&f, "broken.csv", broken);
    strcpy(before, folder_file(&f, "before.db").ptr);
    rename(folder_file(&f, "reg.db").ptr, before);
    cr_assert_eq(stock_import(&f, NULL), PRSE_OK);
    cr_expect_eq(stock_update(&f, "broken.csv", NULL, &err), PRSE_EPARSE);
    cr_expect_eq(err.line, 3);
    cr_expect(stock_same(folder_file(&f, "reg.db").ptr, before));
    folder_list(&f, names, sizeof names);
    cr_expect_str_eq(names, "before.db broken.csv later.csv moved.csv reg.db "
                            "seats.csv units.csv ");
    folder_drop(&f);
}

PRSE_TEST(update, only_a_register_can_be_updated)
{
    folder f;
    prse_error err = {0};
    char names[200];
    folder_make(&f);
    stock_write_units(&f, "later.csv", later_units);
    folder_write(&f, "reg.db", "not a register at all, but a text that is "
                               "long enough not to be taken for an empty file "
                               "by SQLite, which wants a hundred bytes");
    cr_expect_eq(stock_update(&f, "later.csv", NULL, &err), PRSE_ESCHEMA);
    folder_list(&f, names, sizeof names);
    cr_expect_str_eq(names, "later.csv reg.db ");
    folder_drop(&f);
}

PRSE_TEST(update, lacks_memory_and_says_so)
{
    folder f;
    char whole[100];
    make(&f);
    strcpy(whole, folder_file(&f, "whole.db").ptr);
    rename(folder_file(&f, "reg.db").ptr, whole);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        cr_assert_eq(link(whole, folder_file(&f, "reg.db").ptr), 0);
        prse_status status = stock_update(&f, "later.csv", "moved.csv", &err);
        PRSE_FAULT_CHECK(status, err);
        unlink(folder_file(&f, "reg.db").ptr);
    }
    folder_drop(&f);
}

/* A link to the register of the day is how hosts name it. */
PRSE_TEST(update, through_a_link_changes_the_file_behind_it)
{
    folder f;
    char link[100], names[200], siren[12];
    prse_register *reg = NULL;
    prse_error err = {0};
    make(&f);
    strcpy(link, folder_file(&f, "link.db").ptr);
    cr_assert_eq(symlink("reg.db", link), 0);
    cr_assert_eq(prse_register_open(&reg, prse_str_of(link), NULL), PRSE_OK);
    char later[100];
    strcpy(later, folder_file(&f, "later.csv").ptr);
    prse_register_options opts = {.size = sizeof opts,
                                  .units = prse_str_of(later)};
    cr_assert_eq(prse_register_update(prse_str_of(link), &opts, &err), PRSE_OK,
                 "%s", err.message);
    search(siren, reg, "nouvelle venue");
    cr_expect_str_eq(siren, "400000006");
    prse_register_free(reg);
    reg = stock_open(&f);
    search(siren, reg, "nouvelle venue");
    cr_expect_str_eq(siren, "400000006");
    prse_register_free(reg);
    folder_list(&f, names, sizeof names);
    cr_expect_str_eq(names, "later.csv link.db moved.csv reg.db seats.csv "
                            "units.csv ");
    folder_drop(&f);
}
