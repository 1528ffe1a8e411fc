/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of StockEtablissement, of which the seats count. */
#include "registry/place.h"
#include "stock/index.h"
#include "stock/intake.h"
#include "stock/table.h"

enum {
    SIREN, NIC, STATUT, SIEGE, POSTAL, COMMUNE, COMMUNE_ETRANGERE,
    CODE_COMMUNE, CODE_PAYS, PAYS, ENSEIGNE_1, ENSEIGNE_2, ENSEIGNE_3, USUELLE
};

const prse__column_name prse__intake_seat_columns[] = {
    [SIREN] = {"siren", 0},
    [NIC] = {"nic", 0},
    [STATUT] = {"statutDiffusionEtablissement", 0},
    [SIEGE] = {"etablissementSiege", 0},
    [POSTAL] = {"codePostalEtablissement", 0},
    [COMMUNE] = {"libelleCommuneEtablissement", 0},
    [COMMUNE_ETRANGERE] = {"libelleCommuneEtrangerEtablissement", 0},
    [CODE_COMMUNE] = {"codeCommuneEtablissement", 0},
    [CODE_PAYS] = {"codePaysEtrangerEtablissement", 0},
    [PAYS] = {"libellePaysEtrangerEtablissement", 0},
    [ENSEIGNE_1] = {"enseigne1Etablissement", 0},
    [ENSEIGNE_2] = {"enseigne2Etablissement", 0},
    [ENSEIGNE_3] = {"enseigne3Etablissement", 0},
    [USUELLE] = {"denominationUsuelleEtablissement", 0},
    [USUELLE + 1] = {NULL, 0},
};

#define TEXT(name) offsetof(prse_unit, name)

static const prse__cell_field address_fields[] = {
    {POSTAL, TEXT(code_postal), prse__cell_five},
    {COMMUNE, TEXT(commune), prse__cell_name},
    {COMMUNE_ETRANGERE, TEXT(commune), prse__cell_name},
    {CODE_COMMUNE, TEXT(code_commune), prse__cell_commune},
    {CODE_PAYS, TEXT(code_pays), prse__cell_country},
    {PAYS, TEXT(pays), prse__cell_name},
    {0, 0, NULL},
};

/* An unknown way to say yes must not end in a register without addresses. */
static prse_status read_is_seat(int *out, const prse__csv_stream *csv,
                                const prse__columns *columns,
                                const prse_str *cells, prse_error *err)
{
    static const struct {
        const char *word;
        int means;
    } words[] = {{"true", 1}, {"false", 0}, {"", 0},  {"True", 1},
                 {"False", 0}, {"TRUE", 1}, {"FALSE", 0}, {"1", 1}, {"0", 0}};
    prse_str cell = prse__columns_get(columns, cells, SIEGE);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (prse__str_is(cell, words[i].word)) {
            *out = words[i].means;
            return PRSE_OK;
        }
    }
    size_t at = (size_t)columns->at[SIEGE];
    return prse__error_at(err, PRSE_EPARSE, prse__csv_stream_place(csv, at),
                          "etablissementSiege", "expected true or false");
}

/* *known: the unit is there. *hidden: it is a person who refuses diffusion. */
static prse_status look_up(prse__intake *intake, int64_t siren, int *known,
                           int *hidden, prse_error *err)
{
    prse__stmt_bind_int(intake->is_hidden, 1, siren);
    prse_status status = prse__stmt_step(intake->is_hidden, known, err);
    if (status == PRSE_OK && *known) {
        *hidden = prse__stmt_int(intake->is_hidden, 0) != 0;
        prse__stmt_reset(intake->is_hidden);
    }
    return status;
}

static void read_signs(prse__intake *intake, const prse__columns *columns,
                       const prse_str *cells)
{
    static const int signs[] = {USUELLE, ENSEIGNE_1, ENSEIGNE_2, ENSEIGNE_3};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        prse__cells_join(&intake->names,
                         prse__cell_name(&intake->clean,
                                         prse__columns_get(columns, cells,
                                                           signs[i])));
}

static prse_status put(prse__intake *intake, int64_t siren,
                       const prse__columns *columns, const prse_str *cells,
                       int hidden, prse_error *err)
{
    prse_unit unit = {.size = sizeof unit};
    prse_status status = PRSE_OK;
    prse__cells_read(&unit, &intake->clean, address_fields, columns, cells);
    prse__place_settle(&unit);
    if (hidden)
        unit.code_postal = (prse_str){NULL, 0};
    if (hidden && intake->update)
        status = prse__intake_forget(intake, intake->had_signs, siren, err);
    if (!hidden)
        read_signs(intake, columns, cells);
    prse__stock_bind_seat(intake->put_seat, siren, &unit,
                          prse__buf_str(&intake->names));
    if (status == PRSE_OK)
        status = prse__stmt_run(intake->put_seat, err);
    if (status == PRSE_OK && intake->update)
        status = prse__index_change(intake->db, siren, err);
    prse_status kept = prse__intake_row_end(intake, err);
    return status != PRSE_OK ? status : kept;
}

/* The register of units tells who is hidden even where this file does not. */
prse_status prse__intake_seat(prse__intake *intake,
                              const prse__csv_stream *csv,
                              const prse__columns *columns,
                              const prse_str *cells, prse_error *err)
{
    int64_t siren;
    int seat = 0, known = 0, hidden = 0;
    prse_status status = read_is_seat(&seat, csv, columns, cells, err);
    if (status != PRSE_OK || !seat)
        return status;
    status = prse__intake_siren(&siren, csv, columns, cells, SIREN, err);
    if (status == PRSE_OK)
        status = look_up(intake, siren, &known, &hidden, err);
    if (status != PRSE_OK || !known)
        return status;
    prse_str diffusion = prse__columns_get(columns, cells, STATUT);
    hidden |= !prse__str_is(diffusion, "O");
    return put(intake, siren, columns, cells, hidden, err);
}
