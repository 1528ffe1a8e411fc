/* SPDX-License-Identifier: Apache-2.0 */
#include "store_sqlite/rows.h"

#include "store_sqlite/values.h"

/* --- One row --- */

static prse_status no_row(const prse_collection *of, prse_error *err)
{
    return prse__error_set(err, PRSE_ENOTFOUND, of->name,
                           "there is no row with this key");
}

static prse_status open_statement(prse__stmt **out, prse__lite_tx *tx,
                                  const prse__statement_wanted *wanted,
                                  prse_error *err)
{
    prse_status status = prse__lite_ready(tx, err);
    if (status)
        return status;
    status = prse__statements_get(out, &tx->statements, tx->db, wanted, err);
    return status ? prse__lite_failed(tx, status, err) : PRSE_OK;
}

static prse_status open_change(prse__stmt **out, prse__lite_tx *tx,
                               const prse_collection *of, prse__lite_op op,
                               prse_error *err)
{
    if (!tx->write && !tx->broken)
        return prse__error_set(err, PRSE_EINVAL, of->name,
                               "the transaction only reads");
    return open_statement(out, tx, &(prse__statement_wanted){of, NULL, op, 0},
                          err);
}

static void bind(prse__lite_tx *tx, prse__stmt *stmt,
                 const prse_value *values, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        prse__lite_bind(tx, stmt, (int)i + 1, &values[i]);
}

/* Of a row that could not be changed: PRSE_ENOTFOUND or PRSE_ECONFLICT. */
static prse_status why_not(prse__lite_tx *tx, const prse_collection *of,
                           const prse_value *key, prse_error *err)
{
    prse__stmt *stmt = NULL;
    int row = 0;
    prse_status status = open_change(&stmt, tx, of, PRSE__LITE_VERSION, err);
    if (status)
        return status;
    bind(tx, stmt, key, of->key_count);
    status = prse__stmt_step(stmt, &row, err);
    int64_t version = row ? prse__stmt_int(stmt, 0) : 0;
    prse__stmt_reset(stmt);
    if (status)
        return prse__lite_failed(tx, status, err);
    if (!row)
        return no_row(of, err);
    return prse__error_set(err, PRSE_ECONFLICT, of->name,
                           "the row is at version %lld by now",
                           (long long)version);
}

/* A constraint that refuses a row is a unique index. */
static prse_status refused(prse__lite_tx *tx, const prse_collection *of,
                           prse_status status, prse_error *err)
{
    if (status == PRSE_EEXISTS)
        return prse__error_set(err, PRSE_EEXISTS, of->name,
                               "another row has the same unique values");
    return prse__lite_failed(tx, status, err);
}

static prse_status insert(prse__lite_tx *tx, const prse_collection *of,
                          const prse_value *values, int64_t version,
                          prse_error *err)
{
    prse__stmt *stmt = NULL;
    prse__lite_op op = version ? PRSE__LITE_LOAD : PRSE__LITE_INSERT;
    prse_status status = open_change(&stmt, tx, of, op, err);
    if (status)
        return status;
    bind(tx, stmt, values, of->column_count);
    if (version)
        prse__stmt_bind_int(stmt, (int)of->column_count + 1, version);
    status = prse__stmt_run(stmt, err);
    if (status)
        return refused(tx, of, status, err);
    if (prse__db_changes(tx->db) > 0)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EEXISTS, of->name,
                           "such a row is there already");
}

static prse_status update(prse__lite_tx *tx, const prse_collection *of,
                          const prse_value *values, int64_t expected,
                          prse_error *err)
{
    prse__stmt *stmt = NULL;
    if (expected == INT64_MAX) /* there is no version after it */
        return why_not(tx, of, values, err);
    prse_status status = open_change(&stmt, tx, of, PRSE__LITE_UPDATE, err);
    if (status)
        return status;
    bind(tx, stmt, values, of->column_count);
    prse__stmt_bind_int(stmt, (int)of->column_count + 1, expected);
    status = prse__stmt_run(stmt, err);
    if (status)
        return refused(tx, of, status, err);
    return prse__db_changes(tx->db) > 0 ? PRSE_OK
                                        : why_not(tx, of, values, err);
}

/* Whatever is there; the statement gives the new version. */
static prse_status upsert(prse__lite_tx *tx, const prse_collection *of,
                          const prse_value *values, int64_t *version,
                          prse_error *err)
{
    prse__stmt *stmt = NULL;
    int row = 0;
    prse_status status = open_change(&stmt, tx, of, PRSE__LITE_UPSERT, err);
    if (status)
        return status;
    bind(tx, stmt, values, of->column_count);
    status = prse__stmt_step(stmt, &row, err);
    if (row)
        *version = prse__stmt_int(stmt, 0);
    prse__stmt_reset(stmt);
    return status ? refused(tx, of, status, err) : PRSE_OK;
}

prse_status prse__lite_put(void *tx, const prse_collection *of,
                           const prse_value *values, int64_t expected,
                           int64_t *version, prse_error *err)
{
    int64_t now = expected < INT64_MAX ? expected + 1 : expected;
    prse_status status;
    if (expected == PRSE_VERSION_NEW)
        status = insert(tx, of, values, 0, err);
    else if (expected == PRSE_VERSION_ANY)
        status = upsert(tx, of, values, &now, err);
    else
        status = update(tx, of, values, expected, err);
    if (!status && version)
        *version = now;
    return status;
}

prse_status prse__lite_load(void *tx, const prse_collection *of,
                            const prse_value *values, int64_t version,
                            prse_error *err)
{
    return insert(tx, of, values, version, err);
}

prse_status prse__lite_remove(void *self, const prse_collection *of,
                              const prse_value *key, int64_t expected,
                              prse_error *err)
{
    prse__lite_tx *tx = self;
    prse__stmt *stmt = NULL;
    prse__lite_op op = expected == PRSE_VERSION_ANY ? PRSE__LITE_REMOVE_ANY
                                                    : PRSE__LITE_REMOVE;
    prse_status status = open_change(&stmt, tx, of, op, err);
    if (status)
        return status;
    bind(tx, stmt, key, of->key_count);
    if (op == PRSE__LITE_REMOVE)
        prse__stmt_bind_int(stmt, (int)of->key_count + 1, expected);
    status = prse__stmt_run(stmt, err);
    if (status)
        return prse__lite_failed(tx, status, err);
    return prse__db_changes(tx->db) > 0 ? PRSE_OK : why_not(tx, of, key, err);
}

/* --- Rows found --- */

typedef struct receiver {
    prse_row_found found;
    void *user;
    uint64_t rows;
} receiver;

/* Tells the rows of a statement until `most` (0: all), or its receiver has
 * enough. */
static prse_status tell_rows(prse__lite_tx *tx, prse__stmt *stmt,
                             const prse_collection *of, receiver *to,
                             uint64_t most, prse_error *err)
{
    int64_t version;
    int row = 1, enough = 0;
    prse_status status = PRSE_OK;
    while (!enough) {
        status = prse__stmt_step(stmt, &row, err);
        if (status || !row)
            break;
        status = prse__lite_row(tx, stmt, of, &version, err);
        if (status)
            break;
        enough = to->found(to->user, tx->values, version);
        to->rows++;
        enough = enough || to->rows == most;
    }
    if (row)
        prse__stmt_reset(stmt);
    return status ? prse__lite_failed(tx, status, err) : PRSE_OK;
}

prse_status prse__lite_get(void *self, const prse_collection *of,
                           const prse_value *key, prse_row_found found,
                           void *user, prse_error *err)
{
    prse__lite_tx *tx = self;
    prse__stmt *stmt = NULL;
    receiver to = {found, user, 0};
    prse__statement_wanted wanted = {of, NULL, PRSE__LITE_GET, 0};
    prse_status status = open_statement(&stmt, tx, &wanted, err);
    if (status)
        return status;
    bind(tx, stmt, key, of->key_count);
    status = tell_rows(tx, stmt, of, &to, 1, err);
    return status || to.rows ? status : no_row(of, err);
}

static void bind_query(prse__lite_tx *tx, prse__stmt *stmt,
                       const prse_query *query, int claim)
{
    int at = 0;
    for (uint32_t i = 0; i < query->equal_count; i++) {
        if (query->equal[i].type != PRSE_TYPE_NULL)
            prse__lite_bind(tx, stmt, ++at, &query->equal[i]);
    }
    if (query->from)
        prse__lite_bind(tx, stmt, ++at, query->from);
    if (query->to)
        prse__lite_bind(tx, stmt, ++at, query->to);
    if (query->limit > 0 && !claim)
        prse__stmt_bind_int(stmt, ++at, query->limit < INT64_MAX
                                            ? (int64_t)query->limit
                                            : INT64_MAX);
}

static prse_status look_for(prse__lite_tx *tx,
                            const prse__statement_wanted *wanted,
                            receiver *to, prse_error *err)
{
    prse__stmt *stmt = NULL;
    prse_status status = open_statement(&stmt, tx, wanted, err);
    if (status)
        return status;
    bind_query(tx, stmt, wanted->query, wanted->claim);
    return tell_rows(tx, stmt, wanted->of, to, 0, err);
}

prse_status prse__lite_scan(void *tx, const prse_collection *of,
                            const prse_query *query, prse_row_found found,
                            void *user, prse_error *err)
{
    receiver to = {found, user, 0};
    return look_for(tx, &(prse__statement_wanted){of, query, PRSE__LITE_QUERY,
                                                  0}, &to, err);
}

/* Only one transaction writes at a time: whatever it finds is free. */
prse_status prse__lite_claim(void *self, const prse_collection *of,
                             const prse_query *query, prse_row_found found,
                             void *user, prse_error *err)
{
    prse__lite_tx *tx = self;
    receiver to = {found, user, 0};
    if (!tx->write && !tx->broken)
        return prse__error_set(err, PRSE_EINVAL, of->name,
                               "the transaction only reads");
    prse_status status = look_for(tx, &(prse__statement_wanted){
        of, query, PRSE__LITE_QUERY, 1}, &to, err);
    if (status || to.rows)
        return status;
    return prse__error_set(err, PRSE_ENOTFOUND, of->name, "no row is free");
}
