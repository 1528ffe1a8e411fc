/* SPDX-License-Identifier: Apache-2.0 */
#include "stock_files.h"

#include <stdint.h>

static const char *const unit_columns[][2] = {
    {"siren", "siren"}, {"statut", "statutDiffusionUniteLegale"},
    {"purgee", "unitePurgeeUniteLegale"},
    {"creation", "dateCreationUniteLegale"}, {"sigle", "sigleUniteLegale"},
    {"sexe", "sexeUniteLegale"}, {"prenom1", "prenom1UniteLegale"},
    {"prenom2", "prenom2UniteLegale"}, {"prenom", "prenomUsuelUniteLegale"},
    {"pseudonyme", "pseudonymeUniteLegale"},
    {"tranche", "trancheEffectifsUniteLegale"},
    {"annee", "anneeEffectifsUniteLegale"},
    {"traitement", "dateDernierTraitementUniteLegale"},
    {"categorie", "categorieEntreprise"}, {"debut", "dateDebut"},
    {"etat", "etatAdministratifUniteLegale"}, {"nom", "nomUniteLegale"},
    {"usage", "nomUsageUniteLegale"},
    {"denomination", "denominationUniteLegale"},
    {"usuelle1", "denominationUsuelle1UniteLegale"},
    {"usuelle2", "denominationUsuelle2UniteLegale"},
    {"usuelle3", "denominationUsuelle3UniteLegale"},
    {"forme", "categorieJuridiqueUniteLegale"},
    {"naf", "activitePrincipaleUniteLegale"},
    {"nomenclature", "nomenclatureActivitePrincipaleUniteLegale"},
    {"nic", "nicSiegeUniteLegale"},
    {"ess", "economieSocialeSolidaireUniteLegale"},
    {"mission", "societeMissionUniteLegale"},
    {"naf25", "activitePrincipaleNAF25UniteLegale"}, {NULL, NULL}};

static const char *const seat_columns[][2] = {
    {"siren", "siren"}, {"nic", "nic"},
    {"statut", "statutDiffusionEtablissement"},
    {"siege", "etablissementSiege"}, {"postal", "codePostalEtablissement"},
    {"commune", "libelleCommuneEtablissement"},
    {"etrangere", "libelleCommuneEtrangerEtablissement"},
    {"code", "codeCommuneEtablissement"},
    {"codepays", "codePaysEtrangerEtablissement"},
    {"pays", "libellePaysEtrangerEtablissement"},
    {"enseigne1", "enseigne1Etablissement"},
    {"enseigne2", "enseigne2Etablissement"},
    {"enseigne3", "enseigne3Etablissement"},
    {"usuelle", "denominationUsuelleEtablissement"}, {NULL, NULL}};

static void write_value(FILE *file, const char *row, const char *key)
{
    size_t len = strlen(key);
    while (row && (strncmp(row, key, len) != 0 || row[len] != '=')) {
        row = strchr(row, ';');
        if (row)
            row++;
    }
    if (row)
        fprintf(file, "\"%.*s\"", (int)strcspn(row + len + 1, ";"),
                row + len + 1);
}

static void write_rows(const char *path, const char *const columns[][2],
                       const char *const *rows)
{
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file);
    for (size_t i = 0; columns[i][0]; i++)
        fprintf(file, "%s%s", i > 0 ? "," : "", columns[i][1]);
    for (; *rows; rows++) {
        fputc('\n', file);
        for (size_t i = 0; columns[i][0]; i++) {
            fputs(i > 0 ? "," : "", file);
            write_value(file, *rows, columns[i][0]);
        }
    }
    cr_assert_eq(fclose(file), 0);
}

void stock_write_units(folder *f, const char *name, const char *const *rows)
{
    write_rows(folder_file(f, name).ptr, unit_columns, rows);
}

void stock_write_seats(folder *f, const char *name, const char *const *rows)
{
    write_rows(folder_file(f, name).ptr, seat_columns, rows);
}

typedef prse_status action(prse_str path, const prse_register_options *opts,
                           prse_error *err);

static prse_status run(action *what, folder *f, const char *units,
                       const char *seats, prse_error *err)
{
    char paths[3][128];
    snprintf(paths[0], sizeof paths[0], "%s/reg.db", f->path);
    snprintf(paths[1], sizeof paths[1], "%s/%.60s", f->path,
             units ? units : "");
    snprintf(paths[2], sizeof paths[2], "%s/%.60s", f->path,
             seats ? seats : "");
    prse_register_options opts = {.size = sizeof opts};
    if (units)
        opts.units = prse_str_of(paths[1]);
    if (seats && access(paths[2], F_OK) == 0)
        opts.establishments = prse_str_of(paths[2]);
    return what(prse_str_of(paths[0]), &opts, err);
}

prse_status stock_import(folder *f, prse_error *err)
{
    return run(prse_register_import, f, "units.csv", "seats.csv", err);
}

prse_status stock_update(folder *f, const char *units, const char *seats,
                         prse_error *err)
{
    return run(prse_register_update, f, units, seats, err);
}

prse_register *stock_open(folder *f)
{
    prse_register *reg = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_register_open(&reg, folder_file(f, "reg.db"), &err),
                 PRSE_OK, "%s", err.message);
    return reg;
}

prse_unit stock_find(prse_register *reg, const char *siren,
                     prse_units **held)
{
    prse_unit unit = {.size = sizeof unit};
    prse_error err = {0};
    cr_assert_eq(prse_register_find(held, reg, prse_str_of(siren), &err),
                 PRSE_OK, "%s: %s", siren, err.message);
    cr_assert_eq(prse_units_count(*held), 1);
    cr_assert_eq(prse_units_total(*held), 1);
    cr_assert_eq(prse_units_get(*held, 0, &unit, NULL), PRSE_OK);
    return unit;
}

static char *read_all(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    cr_assert_eq(fseek(file, 0, SEEK_END), 0);
    *len = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*len + 1);
    cr_assert_eq(fread(bytes, 1, *len, file), *len);
    fclose(file);
    return bytes;
}

int stock_same(const char *a, const char *b)
{
    size_t a_len, b_len;
    char *left = read_all(a, &a_len), *right = read_all(b, &b_len);
    int same = a_len == b_len && memcmp(left, right, a_len) == 0;
    free(left);
    free(right);
    return same;
}

int stock_holds(const char *path, const char *text)
{
    size_t len, size = strlen(text);
    int found = 0;
    char *bytes = read_all(path, &len);
    for (size_t i = 0; !found && i + size <= len; i++)
        found = memcmp(bytes + i, text, size) == 0;
    free(bytes);
    return found;
}
