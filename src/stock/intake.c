/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/intake.h"

#include "stock/index.h"
#include "stock/table.h"

static const struct {
    size_t at; /* offsetof(prse__intake, ...) */
    const char *sql;
} statements[] = {
    {offsetof(prse__intake, put_unit), prse__stock_put_unit_sql},
    {offsetof(prse__intake, put_seat), prse__stock_put_seat_sql},
    {offsetof(prse__intake, is_hidden),
     "SELECT partielle AND personne_physique FROM unite_legale"
     " WHERE siren = ?1"},
    {offsetof(prse__intake, hide_seat),
     "UPDATE siege SET code_postal = NULL, enseignes = NULL"
     " WHERE siren = ?1"},
    {offsetof(prse__intake, was_shown),
     "SELECT 1 FROM unite_legale WHERE siren = ?1 AND NOT partielle"},
    {offsetof(prse__intake, had_signs),
     "SELECT 1 FROM siege WHERE siren = ?1 AND enseignes IS NOT NULL"},
};

enum { STATEMENTS = sizeof statements / sizeof statements[0] };

static prse__stmt **statement(prse__intake *intake, size_t which)
{
    return (prse__stmt **)(void *)((char *)intake + statements[which].at);
}

prse_status prse__intake_open(prse__intake *intake, prse__db *db, int update,
                              prse_error *err)
{
    *intake = (prse__intake){.db = db, .update = update};
    prse__buf_init(&intake->names, 0);
    intake->clean.arena = prse__arena_new(0);
    prse_status status = intake->clean.arena ? PRSE_OK
                                             : prse__error_nomem(err);
    for (size_t i = 0; i < STATEMENTS && status == PRSE_OK; i++)
        status = prse__db_prepare(statement(intake, i), db,
                                  statements[i].sql, err);
    if (status != PRSE_OK)
        prse__intake_close(intake);
    return status;
}

void prse__intake_close(prse__intake *intake)
{
    for (size_t i = 0; i < STATEMENTS; i++) {
        prse__stmt_free(*statement(intake, i));
        *statement(intake, i) = NULL;
    }
    prse__arena_free(intake->clean.arena);
    intake->clean.arena = NULL;
    prse__buf_free(&intake->names);
}

prse_status prse__intake_siren(int64_t *out, const prse__csv_stream *csv,
                               const prse__columns *columns,
                               const prse_str *row, int column,
                               prse_error *err)
{
    prse_str cell = prse__columns_get(columns, row, column);
    *out = cell.len == 9 ? prse__stock_number(cell) : -1;
    if (*out >= 0)
        return PRSE_OK;
    size_t at = (size_t)columns->at[column];
    return prse__error_at(err, PRSE_EPARSE, prse__csv_stream_place(csv, at),
                          "siren", "a SIREN has nine digits");
}

prse_status prse__intake_forget(prse__intake *intake, prse__stmt *before,
                                int64_t siren, prse_error *err)
{
    int shown = 0;
    prse__stmt_bind_int(before, 1, siren);
    prse_status status = prse__stmt_step(before, &shown, err);
    if (!shown)
        return status;
    prse__stmt_reset(before);
    return prse__index_forget(intake->db, err);
}

prse_status prse__intake_row_end(prse__intake *intake, prse_error *err)
{
    int failed = intake->clean.failed || intake->names.failed;
    intake->clean.failed = 0;
    prse__buf_clear(&intake->names);
    if (prse__arena_used(intake->clean.arena) > 0)
        prse__arena_reset(intake->clean.arena);
    return failed ? prse__error_nomem(err) : PRSE_OK;
}
