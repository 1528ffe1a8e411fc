/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/state.h"

#include "stock/table.h"

static prse_status read_size(prse__db *db, uint64_t *bytes, prse_error *err)
{
    prse__stmt *stmt = NULL;
    int row = 0;
    prse_status status = prse__db_prepare(
        &stmt, db,
        "SELECT page_count * page_size FROM pragma_page_count,"
        " pragma_page_size", err);
    if (status == PRSE_OK)
        status = prse__stmt_step(stmt, &row, err);
    if (row)
        *bytes = (uint64_t)prse__stmt_int(stmt, 0);
    prse__stmt_free(stmt);
    return status;
}

/* Prepares a statement about one name. */
static prse_status prepare(prse__stmt **out, prse__db *db, const char *sql,
                           const char *name, prse_error *err)
{
    prse_status status = prse__db_prepare(out, db, sql, err);
    if (status == PRSE_OK)
        prse__stmt_bind_text(*out, 1, prse_str_of(name));
    return status;
}

prse_status prse__state_get(prse__db *db, const char *name, int64_t *out,
                            prse_error *err)
{
    prse__stmt *stmt = NULL;
    int row = 0;
    prse_status status =
        prepare(&stmt, db, "SELECT valeur FROM registre WHERE cle = ?1", name,
                err);
    if (status == PRSE_OK)
        status = prse__stmt_step(stmt, &row, err);
    if (row)
        *out = prse__stmt_int(stmt, 0);
    prse__stmt_free(stmt);
    return status;
}

prse_status prse__state_set(prse__db *db, const char *name, int64_t value,
                            prse_error *err)
{
    prse__stmt *stmt = NULL;
    prse_status status =
        prepare(&stmt, db, "INSERT OR REPLACE INTO registre VALUES (?1, ?2)",
                name, err);
    if (status == PRSE_OK) {
        prse__stmt_bind_int(stmt, 2, value);
        status = prse__stmt_run(stmt, err);
    }
    prse__stmt_free(stmt);
    return status;
}

prse_status prse__state_drop(prse__db *db, const char *name, prse_error *err)
{
    prse__stmt *stmt = NULL;
    prse_status status = prepare(
        &stmt, db, "DELETE FROM registre WHERE cle = ?1", name, err);
    if (status == PRSE_OK)
        status = prse__stmt_run(stmt, err);
    prse__stmt_free(stmt);
    return status;
}

/* Row by row, which can be stopped; count(*) alone cannot. */
prse_status prse__state_count(prse__db *db, prse_error *err)
{
    return prse__db_run(
        db,
        "WITH u AS MATERIALIZED ("
        "  SELECT count(*) AS n, sum(ouverte = 1) AS o, sum(partielle) AS p"
        "  FROM unite_legale)"
        "INSERT OR REPLACE INTO registre (cle, valeur)"
        " SELECT 'unites', n FROM u"
        " UNION ALL SELECT 'ouvertes', ifnull(o, 0) FROM u"
        " UNION ALL SELECT 'partielles', ifnull(p, 0) FROM u"
        " UNION ALL SELECT 'sieges', ifnull(sum(siren > 0), 0) FROM siege",
        err);
}

prse_status prse__state_stat(prse__db *db, prse_register_stat *out,
                             prse_error *err)
{
    static const char *const names[] = {"unites", "ouvertes", "partielles",
                                        "sieges", "declarations"};
    enum { COUNTS = sizeof names / sizeof names[0] };
    int64_t counts[COUNTS] = {0};
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < COUNTS && status == PRSE_OK; i++)
        status = prse__state_get(db, names[i], &counts[i], err);
    if (status == PRSE_OK)
        status = read_size(db, &out->bytes, err);
    out->version = PRSE__STOCK_VERSION;
    out->units = (uint64_t)counts[0];
    out->open = (uint64_t)counts[1];
    out->partial = (uint64_t)counts[2];
    out->seats = (uint64_t)counts[3];
    out->declarations = (uint64_t)counts[4];
    return status;
}
