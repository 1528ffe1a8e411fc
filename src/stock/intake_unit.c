/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of StockUniteLegale. Which code of activity and which names count is
 * decided as for the answers of Sirene, whose columns have the same names. */
#include <string.h>

#include "registry/naf.h"
#include "stock/index.h"
#include "stock/intake.h"
#include "stock/table.h"

enum {
    SIREN, STATUT, CREATION, SIGLE, SEXE, PRENOM_1, PRENOM_USUEL, PSEUDONYME,
    TRANCHE, ANNEE_TRANCHE, TRAITEMENT, CATEGORIE, DEBUT, ETAT, NOM, NOM_USAGE,
    DENOMINATION, USUELLE_1, USUELLE_2, USUELLE_3, FORME, NAF, NOMENCLATURE,
    NIC, ESS, MISSION, NAF25
};

const prse__column_name prse__intake_unit_columns[] = {
    [SIREN] = {"siren", 0},
    [STATUT] = {"statutDiffusionUniteLegale", 0},
    [CREATION] = {"dateCreationUniteLegale", 0},
    [SIGLE] = {"sigleUniteLegale", 0},
    [SEXE] = {"sexeUniteLegale", 0},
    [PRENOM_1] = {"prenom1UniteLegale", 0},
    [PRENOM_USUEL] = {"prenomUsuelUniteLegale", 0},
    [PSEUDONYME] = {"pseudonymeUniteLegale", 0},
    [TRANCHE] = {"trancheEffectifsUniteLegale", 0},
    [ANNEE_TRANCHE] = {"anneeEffectifsUniteLegale", 0},
    [TRAITEMENT] = {"dateDernierTraitementUniteLegale", 0},
    [CATEGORIE] = {"categorieEntreprise", 0},
    [DEBUT] = {"dateDebut", 0},
    [ETAT] = {"etatAdministratifUniteLegale", 0},
    [NOM] = {"nomUniteLegale", 0},
    [NOM_USAGE] = {"nomUsageUniteLegale", 0},
    [DENOMINATION] = {"denominationUniteLegale", 0},
    [USUELLE_1] = {"denominationUsuelle1UniteLegale", 0},
    [USUELLE_2] = {"denominationUsuelle2UniteLegale", 0},
    [USUELLE_3] = {"denominationUsuelle3UniteLegale", 0},
    [FORME] = {"categorieJuridiqueUniteLegale", 0},
    [NAF] = {"activitePrincipaleUniteLegale", 0},
    [NOMENCLATURE] = {"nomenclatureActivitePrincipaleUniteLegale", 0},
    [NIC] = {"nicSiegeUniteLegale", 0},
    [ESS] = {"economieSocialeSolidaireUniteLegale", 0},
    [MISSION] = {"societeMissionUniteLegale", 1},
    [NAF25] = {"activitePrincipaleNAF25UniteLegale", 1},
    [NAF25 + 1] = {NULL, 0},
};

#define TEXT(name) offsetof(prse_unit, name)

static const prse__cell_field code_fields[] = {
    {CREATION, TEXT(date_creation), prse__cell_day},
    {TRANCHE, TEXT(tranche_effectif), prse__cell_code},
    {ANNEE_TRANCHE, TEXT(annee_effectif), prse__cell_four},
    {TRAITEMENT, TEXT(date_mise_a_jour), prse__cell_day},
    {CATEGORIE, TEXT(categorie_entreprise), prse__cell_code},
    {FORME, TEXT(categorie_juridique), prse__cell_four},
    {ESS, TEXT(ess), prse__cell_yes_no},
    {MISSION, TEXT(societe_mission), prse__cell_yes_no},
    {0, 0, NULL},
};

static const prse__cell_field name_fields[] = {
    {SIGLE, TEXT(sigle), prse__cell_name},
    {USUELLE_1, TEXT(nom_usuel), prse__cell_name},
    {USUELLE_2, TEXT(nom_usuel), prse__cell_name},
    {USUELLE_3, TEXT(nom_usuel), prse__cell_name},
    {0, 0, NULL},
};

/* A row on its way. */
typedef struct row {
    prse__intake *intake;
    const prse__columns *columns;
    const prse_str *cells;
    prse_unit unit;
} row;

static prse_str raw(const row *r, int column)
{
    return prse__columns_get(r->columns, r->cells, column);
}

static prse_str name(const row *r, int column)
{
    return prse__cell_name(&r->intake->clean, raw(r, column));
}

static prse_str first_of(prse_str a, prse_str b)
{
    return a.len > 0 ? a : b;
}

/* --- Names --- */

/* A mask tells as well as a name that there is one; where even that is left
 * out, the legal form does. */
static int is_person(const row *r)
{
    static const int columns[] = {SEXE, PRENOM_1, PRENOM_USUEL, NOM};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (raw(r, columns[i]).len > 0)
            return 1;
    return prse__str_starts(raw(r, FORME), "1");
}

/* "FIRST LAST", or the one that is told. */
static prse_str full_name(row *r, prse_str first, prse_str last)
{
    if (first.len == 0 || last.len == 0)
        return first_of(first, last);
    size_t len = first.len + 1 + last.len;
    char *both = prse__arena_alloc(r->intake->clean.arena, len, 1);
    if (!both) {
        r->intake->clean.failed = 1;
        return last;
    }
    memcpy(both, first.ptr, first.len);
    both[first.len] = ' ';
    memcpy(both + first.len + 1, last.ptr, last.len);
    return (prse_str){both, len};
}

static void name_person(row *r)
{
    prse_str given = name(r, PRENOM_1), usual = name(r, PRENOM_USUEL);
    prse_str born = name(r, NOM), used = name(r, NOM_USAGE);
    prse__buf *others = &r->intake->names;
    r->unit.denomination = full_name(r, first_of(usual, given),
                                     first_of(used, born));
    if (used.len > 0)
        prse__cells_join(others, born);
    if (usual.len > 0 && !prse__str_eq(usual, given))
        prse__cells_join(others, given);
    prse__cells_join(others, name(r, PSEUDONYME));
}

static void read_names(row *r)
{
    prse_unit *unit = &r->unit;
    prse_str law = name(r, DENOMINATION);
    prse__buf *others = &r->intake->names;
    if (unit->natural_person)
        name_person(r);
    if (unit->denomination.len == 0)
        unit->denomination = law;
    else
        prse__cells_join(others, law);
    prse__cells_read(unit, &r->intake->clean, name_fields, r->columns,
                     r->cells);
    for (int i = USUELLE_1; i <= USUELLE_3; i++) {
        prse_str usual = name(r, i);
        if (!prse__str_eq(usual, unit->nom_usuel))
            prse__cells_join(others, usual);
    }
}

/* --- The unit --- */

static void read_state(row *r)
{
    prse_str state = raw(r, ETAT);
    prse_unit *unit = &r->unit;
    unit->open = prse__str_is(state, "A") ? 1
                 : prse__str_is(state, "C") ? 0 : -1;
    if (unit->open == 0)
        unit->date_fermeture = prse__cell_day(NULL, raw(r, DEBUT));
}

static void read_activity(row *r)
{
    prse__naf_put(&r->unit, prse__cell_code(NULL, raw(r, NAF25)),
                  PRSE_STR("NAF2025"));
    prse__naf_put(&r->unit, prse__cell_code(NULL, raw(r, NAF)),
                  raw(r, NOMENCLATURE));
}

/* The number of the seat is its unit's and five digits more. */
static void read_seat(row *r, char siret[14])
{
    prse_str nic = prse__cell_five(NULL, raw(r, NIC));
    if (nic.len == 0)
        return;
    memcpy(siret, raw(r, SIREN).ptr, 9);
    memcpy(siret + 9, nic.ptr, 5);
    r->unit.siret_siege = (prse_str){siret, 14};
}

/* Names of persons who refuse diffusion stay out even of files from before
 * Insee masked them. */
static void read_unit(row *r)
{
    prse_unit *unit = &r->unit;
    unit->partial = !prse__str_is(raw(r, STATUT), "O");
    unit->natural_person = is_person(r);
    prse__cells_read(unit, &r->intake->clean, code_fields, r->columns,
                     r->cells);
    read_state(r);
    read_activity(r);
    if (!unit->partial || !unit->natural_person)
        read_names(r);
    if (unit->partial)
        unit->sigle = (prse_str){NULL, 0};
}

static void note_day(prse__intake *intake, prse_str day)
{
    int64_t number = day.len > 0 ? prse__stock_day(day) : 0;
    if (number > intake->latest)
        intake->latest = number;
}

/* Whatever an update changes, the index must know; and an address that was
 * known before its unit refused diffusion goes. */
static prse_status tell(row *r, int64_t siren, prse_error *err)
{
    prse__intake *intake = r->intake;
    prse_status status = prse__index_change(intake->db, siren, err);
    if (status != PRSE_OK || !r->unit.partial || !r->unit.natural_person)
        return status;
    prse__stmt_bind_int(intake->hide_seat, 1, siren);
    return prse__stmt_run(intake->hide_seat, err);
}

prse_status prse__intake_unit(prse__intake *intake,
                              const prse__csv_stream *csv,
                              const prse__columns *columns,
                              const prse_str *cells, prse_error *err)
{
    row r = {intake, columns, cells, {.size = sizeof r.unit}};
    int64_t siren;
    char siret[14];
    prse_status status = prse__intake_siren(&siren, csv, columns, cells,
                                            SIREN, err);
    if (status != PRSE_OK)
        return status;
    read_unit(&r);
    read_seat(&r, siret);
    note_day(intake, r.unit.date_mise_a_jour);
    if (intake->update && r.unit.partial)
        status = prse__intake_forget(intake, intake->was_shown, siren, err);
    prse__stock_bind_unit(intake->put_unit, siren, &r.unit,
                          prse__buf_str(&intake->names));
    if (status == PRSE_OK)
        status = prse__stmt_run(intake->put_unit, err);
    if (status == PRSE_OK && intake->update)
        status = tell(&r, siren, err);
    prse_status kept = prse__intake_row_end(intake, err);
    return status != PRSE_OK ? status : kept;
}
