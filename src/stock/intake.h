/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of the stock files on their way into the tables of a register. */
#ifndef PRSE_STOCK_INTAKE_H
#define PRSE_STOCK_INTAKE_H

#include "formats/csv_stream.h"
#include "stock/cells.h"
#include "sqlite/database.h"

typedef struct prse__intake {
    prse__db *db;
    int update;         /* the index is told what changes */
    prse__stmt *put_unit, *put_seat, *is_hidden, *hide_seat, *was_shown,
        *had_signs;
    prse__clean clean;  /* with the texts of one row */
    prse__buf names;    /* the same */
    int64_t latest;     /* day of the last change, 20261123; 0: none */
} prse__intake;

prse_status prse__intake_open(prse__intake *intake, prse__db *db, int update,
                              prse_error *err);
void prse__intake_close(prse__intake *intake);

/* What becomes of one row of a file, the last that `csv` gave. PRSE_EPARSE
 * with its place when it cannot be a row of such a file. */
typedef prse_status prse__intake_row(prse__intake *intake,
                                     const prse__csv_stream *csv,
                                     const prse__columns *columns,
                                     const prse_str *row, prse_error *err);

/* StockUniteLegale: of two rows with one SIREN the last counts. */
extern const prse__column_name prse__intake_unit_columns[];
prse__intake_row prse__intake_unit;

/* StockEtablissement: the seats of known units. */
extern const prse__column_name prse__intake_seat_columns[];
prse__intake_row prse__intake_seat;

/* For a row that hides what the one before it showed, as the statement tells:
 * the index must forget it. */
prse_status prse__intake_forget(prse__intake *intake, prse__stmt *before,
                                int64_t siren, prse_error *err);

/* The SIREN in a cell. */
prse_status prse__intake_siren(int64_t *out, const prse__csv_stream *csv,
                               const prse__columns *columns,
                               const prse_str *row, int column,
                               prse_error *err);
/* Forgets the texts of a row; PRSE_ENOMEM when one of them was lost. */
prse_status prse__intake_row_end(prse__intake *intake, prse_error *err);

#endif
