/* SPDX-License-Identifier: Apache-2.0 */
/* Versions of schemas, in a table of their own; migrations; damage. */
#include "store_sqlite/schema.h"

#include "store_sqlite/connection.h"
#include "store_sqlite/plug.h"

static const char HAS_TABLE[] =
    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name ="
    " 'prse_schema'";
static const char MAKE_TABLE[] =
    "CREATE TABLE IF NOT EXISTS prse_schema ("
    "name text NOT NULL PRIMARY KEY, version bigint NOT NULL) WITHOUT ROWID";
static const char VERSION[] =
    "SELECT version FROM prse_schema WHERE name = ?1";
static const char SET_VERSION[] =
    "INSERT OR REPLACE INTO prse_schema (name, version) VALUES (?1, ?2)";

/* The number that a statement gives for a name, which may be empty; 0 without a
 * row. */
static prse_status ask(prse__lite_tx *tx, const char *sql, prse_str name,
                       int64_t *out, prse_error *err)
{
    prse__stmt *stmt = NULL;
    int row = 0;
    prse_status status = prse__db_prepare(&stmt, tx->db, sql, err);
    if (status)
        return status;
    if (name.len > 0)
        prse__stmt_bind_text(stmt, 1, name);
    status = prse__stmt_step(stmt, &row, err);
    *out = row ? prse__stmt_int(stmt, 0) : 0;
    prse__stmt_free(stmt);
    return status;
}

static prse_status read_version(prse__lite_tx *tx, prse_str name,
                                uint32_t *version, prse_error *err)
{
    int64_t number = 0;
    prse_status status = ask(tx, HAS_TABLE, (prse_str){0}, &number, err);
    if (!status && number)
        status = ask(tx, VERSION, name, &number, err);
    if (!status && (number < 0 || number > UINT32_MAX))
        status = prse__error_set(err, PRSE_ESCHEMA, "prse_schema",
                                 "%lld is not a version", (long long)number);
    if (!status)
        *version = (uint32_t)number;
    return status;
}

prse_status prse__lite_version(void *self, prse_str schema, uint32_t *version,
                               prse_error *err)
{
    void *tx = NULL;
    prse_status status = prse__lite_plug_begin(self, &tx, NULL, err);
    if (status)
        return status;
    status = read_version(tx, schema, version, err);
    if (status)
        status = prse__lite_failed(tx, status, err);
    prse__lite_plug_rollback(tx);
    return status;
}

static prse_status set_version(prse__lite_tx *tx, const prse_schema *schema,
                               uint32_t version, prse_error *err)
{
    prse__stmt *stmt = NULL;
    prse_status status = prse__db_prepare(&stmt, tx->db, SET_VERSION, err);
    if (status)
        return status;
    prse__stmt_bind_text(stmt, 1, prse_str_of(schema->name));
    prse__stmt_bind_int(stmt, 2, version);
    status = prse__stmt_run(stmt, err);
    prse__stmt_free(stmt);
    return status;
}

static prse_status take_step(prse__lite_tx *tx, const prse_schema *schema,
                             const prse_step *step, prse_error *err)
{
    prse__buf sql;
    prse__buf_init(&sql, 0);
    prse__sql_step(&sql, &prse__lite_sql, schema, step);
    prse_status status = sql.failed ? prse__error_nomem(err)
                                    : prse__db_run(tx->db, sql.ptr, err);
    prse__buf_free(&sql);
    return status;
}

static prse_status take_steps(prse__lite_tx *tx, const prse_schema *schema,
                              uint32_t from, uint32_t to, prse_error *err)
{
    prse_step step = {.size = sizeof step};
    prse_error why = {0};
    prse_status status = PRSE_OK;
    for (size_t i = 0; !status; i++) {
        status = prse_schema_step(schema, from, to, i, &step, &why);
        if (status == PRSE_ENOTFOUND)
            return PRSE_OK;
        if (!status)
            status = take_step(tx, schema, &step, &why);
    }
    if (err)
        *err = why;
    return status;
}

static prse_status migrate(prse__lite_tx *tx, const prse_schema *schema,
                           uint32_t from, uint32_t to, prse_error *err)
{
    uint32_t version = 0;
    prse_status status = prse__db_run(tx->db, MAKE_TABLE, err);
    if (!status)
        status = read_version(tx, prse_str_of(schema->name), &version, err);
    if (status)
        return status;
    if (version != from)
        return prse__error_set(err, PRSE_ECONFLICT, schema->name,
                               "the store is at version %u, not %u",
                               (unsigned)version, (unsigned)from);
    status = take_steps(tx, schema, from, to, err);
    return status ? status : set_version(tx, schema, to, err);
}

/* Others are waited for as usual; the work itself takes as long as it takes. */
prse_status prse__lite_migrate(void *self, const prse_schema *schema,
                               uint32_t from, uint32_t to, prse_error *err)
{
    void *opened = NULL;
    prse_tx_options opts = {.size = sizeof opts, .write = 1};
    prse_status status = prse__lite_plug_begin(self, &opened, &opts, err);
    if (status)
        return status;
    prse__lite_tx *tx = opened;
    tx->deadline.at_ms = INT64_MAX;
    status = migrate(tx, schema, from, to, err);
    if (!status)
        return prse__lite_plug_commit(tx, err);
    status = prse__lite_failed(tx, status, err);
    prse__lite_plug_rollback(tx);
    return status;
}

static prse_status tell_damage(prse__lite_tx *tx, prse_finding found,
                               void *user, prse_error *err)
{
    prse__stmt *stmt = NULL;
    int row = 0;
    prse_status status = prse__db_prepare(&stmt, tx->db,
                                          "PRAGMA integrity_check", err);
    if (status)
        return status;
    do {
        status = prse__stmt_step(stmt, &row, err);
        prse_str text = row ? prse__stmt_text(stmt, 0) : (prse_str){0};
        if (text.len > 0 && !prse__str_is(text, "ok"))
            found(user, text);
    } while (!status && row);
    prse__stmt_free(stmt);
    return status;
}

/* Damage that ends the search is a finding too. */
prse_status prse__lite_check(void *self, prse_finding found, void *user,
                             prse_error *err)
{
    void *opened = NULL;
    prse_error why = {0};
    prse_status status = prse__lite_plug_begin(self, &opened, NULL, &why);
    if (!status) {
        prse__lite_tx *tx = opened;
        tx->deadline.at_ms = INT64_MAX;
        status = tell_damage(tx, found, user, &why);
        if (status)
            status = prse__lite_failed(tx, status, &why);
        prse__lite_plug_rollback(tx);
    }
    if (status == PRSE_ESCHEMA) {
        found(user, prse_str_of(why.message));
        return PRSE_OK;
    }
    if (status && err)
        *err = why;
    return status;
}
