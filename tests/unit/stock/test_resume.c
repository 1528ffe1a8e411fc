/* SPDX-License-Identifier: Apache-2.0 */
/* Imports that are stopped and taken up again. Kills are in tests/register. */
#include <fcntl.h>
#include <sys/stat.h>

#include "sqlite/database.h"
#include "stock/part.h"
#include "stock_files.h"

enum { UNITS = 110000 }; /* two batches and a bit */

/* Sirens need not be valid: nobody looks them up. */
static void write_many(folder *f, const char *name, const char *header,
                       const char *row)
{
    FILE *file = fopen(folder_file(f, name).ptr, "wb");
    cr_assert_not_null(file);
    fputs(header, file);
    for (int i = 0; i < UNITS; i++)
        fprintf(file, row, 300000000 + i);
    fclose(file);
}

static void make_files(folder *f)
{
    folder_make(f);
    write_many(
        f, "units.csv",
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
        "economieSocialeSolidaireUniteLegale\n",
        "%d,O,,,,,,,,,2026-10-01,,,A,,,SOCIETE,,,,5710,,,00011,\n");
    write_many(f, "seats.csv",
               "siren,nic,statutDiffusionEtablissement,etablissementSiege,"
               "codePostalEtablissement,libelleCommuneEtablissement,"
               "libelleCommuneEtrangerEtablissement,"
               "codeCommuneEtablissement,codePaysEtrangerEtablissement,"
               "libellePaysEtrangerEtablissement,enseigne1Etablissement,"
               "enseigne2Etablissement,enseigne3Etablissement,"
               "denominationUsuelleEtablissement\n",
               "%d,00011,O,true,35000,RENNES,,35238,,,,,,\n");
}

/* What should_stop and progress were told. */
typedef struct watch {
    uint64_t looks, stop_at; /* 0: never */
    uint32_t step;
    uint64_t first_rows[3], last_rows[3], tells;
    const char *names[3];
} watch;

static int should_stop(void *user)
{
    watch *w = user;
    return ++w->looks == w->stop_at;
}

static void tell(void *user, const prse_register_progress *at)
{
    watch *w = user;
    cr_assert_lt(at->step, at->steps);
    cr_assert_geq(at->step, w->step);
    cr_expect(at->total == 0 || at->done <= at->total);
    if (!w->names[at->step])
        w->first_rows[at->step] = at->rows;
    w->step = at->step;
    w->last_rows[at->step] = at->rows;
    w->names[at->step] = at->doing.ptr;
    w->tells++;
}

static prse_status import(folder *f, watch *w, prse_error *err)
{
    char paths[3][100];
    strcpy(paths[0], folder_file(f, "reg.db").ptr);
    strcpy(paths[1], folder_file(f, "units.csv").ptr);
    strcpy(paths[2], folder_file(f, "seats.csv").ptr);
    prse_register_options opts = {.size = sizeof opts,
                                  .units = prse_str_of(paths[1]),
                                  .establishments = prse_str_of(paths[2]),
                                  .should_stop = should_stop,
                                  .progress = tell,
                                  .user = w};
    return prse_register_import(prse_str_of(paths[0]), &opts, err);
}

PRSE_TEST(resume, progress_names_the_steps_and_counts_the_rows)
{
    folder f;
    watch w = {0};
    make_files(&f);
    cr_assert_eq(import(&f, &w, NULL), PRSE_OK);
    cr_expect_str_eq(w.names[0], "unites_legales");
    cr_expect_str_eq(w.names[1], "etablissements");
    cr_expect_str_eq(w.names[2], "recherche");
    cr_expect(w.last_rows[0] == UNITS && w.last_rows[1] == UNITS);
    cr_expect_gt(w.tells, 2 * UNITS / 1024);
    cr_expect_gt(w.looks, w.tells / 2);
    folder_drop(&f);
}

/* Stopped at many points, each time begun again: at last the same bytes. */
PRSE_TEST(resume, a_stopped_import_goes_on_where_it_was)
{
    folder f;
    watch whole = {0};
    char names[200], first[100];
    prse_error err = {0};
    make_files(&f);
    cr_assert_eq(import(&f, &whole, NULL), PRSE_OK);
    strcpy(first, folder_file(&f, "first.db").ptr);
    rename(folder_file(&f, "reg.db").ptr, first);
    uint64_t rows = 0;
    int stops = 0;
    for (prse_status status = PRSE_ECANCELED; status != PRSE_OK; stops++) {
        watch w = {.stop_at = whole.looks * (uint64_t)(stops + 1) / 5};
        status = import(&f, &w, &err);
        cr_assert(status == PRSE_OK || status == PRSE_ECANCELED);
        cr_expect_eq(w.first_rows[0] % 50000, 0);
        cr_expect(!w.names[0] || w.first_rows[0] >= rows);
        rows = w.first_rows[0];
        cr_assert_lt(stops, 10);
    }
    cr_expect_gt(stops, 1);
    cr_expect(stock_same(folder_file(&f, "reg.db").ptr, first));
    folder_list(&f, names, sizeof names);
    cr_expect_str_eq(names, "first.db reg.db seats.csv units.csv ");
    folder_drop(&f);
}

/* A power cut between the last commit and the new name. */
PRSE_TEST(resume, a_whole_part_only_needs_its_name)
{
    folder f;
    char part[100];
    watch w = {0};
    make_files(&f);
    cr_assert_eq(import(&f, &w, NULL), PRSE_OK);
    strcpy(part, folder_file(&f, "reg.db.part").ptr);
    rename(folder_file(&f, "reg.db").ptr, part);
    w = (watch){0};
    cr_assert_eq(import(&f, &w, NULL), PRSE_OK);
    cr_expect_eq(w.tells, 0);
    prse_register_free(stock_open(&f));
    folder_drop(&f);
}

/* The same size, beginning and end: only the time tells. */
static void change_middle(folder *f, const char *name)
{
    static const struct timespec times[2] = {{1700000000, 0}, {1700000000, 1}};
    const char *path = folder_file(f, name).ptr;
    FILE *file = fopen(path, "r+b");
    cr_assert_not_null(file);
    fseek(file, 2000000, SEEK_SET);
    while (fgetc(file) != 'S')
        continue;
    fseek(file, -1, SEEK_CUR);
    fputc('T', file);
    fclose(file);
    cr_assert_eq(utimensat(AT_FDCWD, path, times, 0), 0);
}

PRSE_TEST(resume, a_file_that_was_changed_meanwhile_is_read_from_the_start)
{
    folder f;
    char mixed[100];
    watch whole = {0};
    make_files(&f);
    cr_assert_eq(import(&f, &whole, NULL), PRSE_OK);
    unlink(folder_file(&f, "reg.db").ptr);
    watch w = {.stop_at = whole.looks * 2 / 3};
    cr_assert_eq(import(&f, &w, NULL), PRSE_ECANCELED);
    cr_expect_gt(w.step, 0);
    change_middle(&f, "units.csv");
    w = (watch){0};
    cr_assert_eq(import(&f, &w, NULL), PRSE_OK);
    strcpy(mixed, folder_file(&f, "mixed.db").ptr);
    rename(folder_file(&f, "reg.db").ptr, mixed);
    cr_assert_eq(import(&f, &(watch){0}, NULL), PRSE_OK);
    cr_expect(stock_same(folder_file(&f, "reg.db").ptr, mixed));
    folder_drop(&f);
}

/* Somebody else's register came to be under the name meanwhile. */
static void make_another(void *user, const prse_register_progress *at)
{
    (void)at;
    folder_write(user, "reg.db", "of somebody else");
}

PRSE_TEST(resume, a_register_that_came_meanwhile_stays)
{
    folder f;
    char path[100], units[100];
    prse_error err = {0};
    make_files(&f);
    strcpy(path, folder_file(&f, "reg.db").ptr);
    strcpy(units, folder_file(&f, "units.csv").ptr);
    prse_register_options opts = {.size = sizeof opts,
                                  .units = prse_str_of(units),
                                  .progress = make_another,
                                  .user = &f};
    cr_expect_eq(prse_register_import(prse_str_of(path), &opts, &err),
                 PRSE_EEXISTS, "%s", err.message);
    cr_expect(stock_holds(path, "of somebody else"));
    folder_drop(&f);
}

PRSE_TEST(resume, what_is_no_part_is_thrown_away)
{
    static const char *const units[] = {
        "siren=100000009;statut=O;denomination=UNE;etat=A", NULL};
    folder f;
    char names[200];
    folder_make(&f);
    stock_write_units(&f, "units.csv", units);
    folder_write(&f, "reg.db.part", "some text that is long enough not to be "
                                    "taken for an empty file by SQLite, which "
                                    "reads a header of one hundred bytes");
    cr_assert_eq(stock_import(&f, NULL), PRSE_OK);
    folder_list(&f, names, sizeof names);
    cr_expect_str_eq(names, "reg.db units.csv ");
    folder_drop(&f);
}

PRSE_TEST(resume, one_process_at_a_time)
{
    static const char *const units[] = {
        "siren=100000009;statut=O;denomination=UNE;etat=A", NULL};
    folder f;
    prse_error err = {0};
    prse__part part;
    folder_make(&f);
    stock_write_units(&f, "units.csv", units);
    cr_assert_eq(prse__part_name(&part, folder_file(&f, "reg.db"), ".part",
                                 NULL), PRSE_OK);
    cr_assert_eq(prse__part_open(&part, NULL), PRSE_OK);
    cr_expect_eq(stock_import(&f, &err), PRSE_EIO);
    cr_expect_not_null(strstr(err.message, "another process"), "%s",
                       err.message);
    unlink(folder_file(&f, "reg.db.part").ptr);
    cr_expect_eq(prse__part_finish(&part, &err), PRSE_EIO);
    cr_expect_not_null(strstr(err.message, "took the file away"));
    prse__part_close(&part);
    cr_expect_eq(stock_import(&f, &err), PRSE_OK, "%s", err.message);
    folder_drop(&f);
}

/* The name became that of a folder meanwhile. */
PRSE_TEST(resume, a_name_that_cannot_be_given_is_told)
{
    folder f;
    prse_error err = {0};
    prse__part part;
    folder_make(&f);
    cr_assert_eq(prse__part_name(&part, folder_file(&f, "reg.db"), ".part",
                                 NULL), PRSE_OK);
    cr_assert_eq(prse__part_open(&part, NULL), PRSE_OK);
    prse__db_run(part.db, "CREATE TABLE t (a)", NULL);
    char command[200];
    snprintf(command, sizeof command, "mkdir '%s'",
             folder_file(&f, "reg.db").ptr);
    cr_assert_eq(system(command), 0);
    cr_expect_eq(prse__part_finish(&part, &err), PRSE_EIO);
    cr_expect_neq(err.sys_code, 0);
    prse__part_drop(&part);
    prse__part_close(&part);
    rmdir(folder_file(&f, "reg.db").ptr);
    folder_drop(&f);
}
