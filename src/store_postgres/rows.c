/* SPDX-License-Identifier: Apache-2.0 */
#include "store_postgres/store.h"
#include "store_postgres/values.h"

/* Rows on their way to the caller. */
typedef struct giving {
    prse__pgs_tx *tx;
    const prse_collection *of;
    prse_row_found found;
    void *user;
    uint64_t count;
    prse_status status;
    prse_error *err;
} giving;

static int give_row(void *user, const prse__pg_result *result, size_t row)
{
    giving *to = user;
    prse_value values[PRSE__PGS_COLUMNS];
    int64_t version = 0;
    to->status = prse__pgs_read(values, &version, to->of, result, row,
                                to->tx->arena, to->err);
    if (to->status)
        return 1;
    to->count++;
    to->tx->handed = 1;
    int stop = to->found(to->user, values, version);
    prse__arena_reset(to->tx->arena);
    return stop;
}

/* Values live in the arena of the transaction until it is reset. */
static prse__pgs_values *new_values(prse__pgs_tx *tx)
{
    prse__arena_reset(tx->arena);
    prse__pgs_values *values = prse__arena_alloc(tx->arena, 1, sizeof *values);
    if (values)
        values->arena = tx->arena;
    return values;
}

static prse_status do_with(prse__pgs_tx *tx, prse__pgs_wanted *wanted,
                           const prse__pgs_values *values,
                           prse__pg_result **out, prse_error *err)
{
    if (!values || values->failed) {
        prse__error_nomem(err);
        return prse__pgs_fail(tx, PRSE_ENOMEM);
    }
    wanted->values = values->at;
    wanted->count = values->count;
    return prse__pgs_do(tx, wanted, out, err);
}

static void add_all(prse__pgs_values *to, const prse_value *values,
                    uint32_t count)
{
    for (uint32_t i = 0; to && i < count; i++)
        prse__pgs_add(to, &values[i]);
}

static prse_status may_write(prse__pgs_tx *tx, prse_error *err)
{
    if (tx->write)
        return PRSE_OK;
    prse__error_set(err, PRSE_EINVAL, NULL,
                    "the transaction was begun for reading only");
    return prse__pgs_fail(tx, PRSE_EINVAL);
}

/* --- Reading --- */

static prse_status read_rows(giving *to, prse__pgs_wanted *wanted,
                             const prse__pgs_values *values)
{
    wanted->of = to->of;
    wanted->row = give_row;
    wanted->user = to;
    prse_status status = do_with(to->tx, wanted, values, NULL, to->err);
    if (!status && to->status)
        status = prse__pgs_fail(to->tx, to->status);
    return status;
}

static prse_status none(prse_error *err)
{
    return prse__error_set(err, PRSE_ENOTFOUND, NULL, "there is no such row");
}

prse_status prse__pgs_get(void *at, const prse_collection *of,
                          const prse_value *key, prse_row_found found,
                          void *user, prse_error *err)
{
    prse__pgs_tx *tx = at;
    giving to = {.tx = tx, .of = of, .found = found, .user = user,
                 .err = err};
    prse__pgs_wanted wanted = {.op = PRSE__PGS_GET};
    prse__pgs_values *values = new_values(tx);
    add_all(values, key, of->key_count);
    prse_status status = read_rows(&to, &wanted, values);
    return status || to.count > 0 ? status : none(err);
}

static void add_query(prse__pgs_values *to, const prse_query *query,
                      int claim)
{
    for (uint32_t i = 0; i < query->equal_count; i++)
        if (query->equal[i].type != PRSE_TYPE_NULL)
            prse__pgs_add(to, &query->equal[i]);
    if (query->from)
        prse__pgs_add(to, query->from);
    if (query->to)
        prse__pgs_add(to, query->to);
    if (query->limit > 0 && !claim)
        prse__pgs_add_int(to, query->limit < INT64_MAX
                                  ? (int64_t)query->limit : INT64_MAX);
}

static prse_status query_rows(giving *to, const prse_query *query, int claim)
{
    prse__pgs_wanted wanted = {
        .op = claim ? PRSE__PGS_CLAIM : PRSE__PGS_QUERY, .query = query};
    prse__pgs_values *values = new_values(to->tx);
    if (values)
        add_query(values, query, claim);
    return read_rows(to, &wanted, values);
}

prse_status prse__pgs_scan(void *tx, const prse_collection *of,
                           const prse_query *query, prse_row_found found,
                           void *user, prse_error *err)
{
    giving to = {.tx = tx, .of = of, .found = found, .user = user,
                 .err = err};
    return query_rows(&to, query, 0);
}

prse_status prse__pgs_claim(void *tx, const prse_collection *of,
                            const prse_query *query, prse_row_found found,
                            void *user, prse_error *err)
{
    giving to = {.tx = tx, .of = of, .found = found, .user = user,
                 .err = err};
    prse_status status = may_write(tx, err);
    if (!status)
        status = query_rows(&to, query, 1);
    return status || to.count > 0 ? status : none(err);
}

/* --- Writing --- */

/* Why no row has the key and the version that were expected. */
static prse_status missed(prse__pgs_tx *tx, const prse_collection *of,
                          const prse_value *key, prse_error *err)
{
    prse__pg_result *result = NULL;
    prse__pgs_wanted wanted = {.op = PRSE__PGS_VERSION, .of = of};
    prse__pgs_values *values = new_values(tx);
    add_all(values, key, of->key_count);
    prse_status status = do_with(tx, &wanted, values, &result, err);
    if (status)
        return status;
    int there = prse__pg_rows(result) > 0;
    prse__pg_result_free(result);
    return there ? prse__error_set(err, PRSE_ECONFLICT, of->name,
                                   "the row has another version by now")
                 : none(err);
}

static prse_status exists(const prse_collection *of, prse_error *err)
{
    return prse__error_set(err, PRSE_EEXISTS, of->name,
                           "there is such a row already");
}

static int has_unique(const prse_collection *of)
{
    for (uint32_t i = 0; i < of->index_count; i++)
        if (of->indexes[i].unique)
            return 1;
    return 0;
}

/* A row that must be new: `version` is of load(). */
static prse_status insert(prse__pgs_tx *tx, const prse_collection *of,
                          const prse_value *row, const int64_t *version,
                          prse_error *err)
{
    prse__pg_result *result = NULL;
    prse__pgs_wanted wanted = {
        .op = version ? PRSE__PGS_LOAD : PRSE__PGS_INSERT, .of = of};
    prse__pgs_values *values = new_values(tx);
    add_all(values, row, of->column_count);
    if (values && version)
        prse__pgs_add_int(values, *version);
    prse_status status = do_with(tx, &wanted, values, &result, err);
    if (status)
        return status;
    uint64_t changed = prse__pg_changed(result);
    prse__pg_result_free(result);
    return changed ? PRSE_OK : exists(of, err);
}

static prse_status change(prse__pgs_tx *tx, const prse_collection *of,
                          const prse_value *row, int64_t expected,
                          int64_t *version, prse_error *err)
{
    int any = expected == PRSE_VERSION_ANY;
    prse__pg_result *result = NULL;
    prse__pgs_wanted wanted = {
        .op = any ? PRSE__PGS_UPSERT : PRSE__PGS_UPDATE, .of = of,
        .undoable = has_unique(of)};
    prse__pgs_values *values = new_values(tx);
    add_all(values, row, of->column_count);
    if (values && !any)
        prse__pgs_add_int(values, expected);
    prse_status status = do_with(tx, &wanted, values, &result, err);
    if (status)
        return status;
    int found = prse__pg_rows(result) > 0;
    if (found)
        *version = prse__pgs_read_int(prse__pg_cell(result, 0, 0));
    prse__pg_result_free(result);
    return found ? PRSE_OK : missed(tx, of, row, err);
}

prse_status prse__pgs_put(void *tx, const prse_collection *of,
                          const prse_value *values, int64_t expected,
                          int64_t *version, prse_error *err)
{
    int64_t now = 1;
    prse_status status = may_write(tx, err);
    if (!status)
        status = expected == PRSE_VERSION_NEW
                     ? insert(tx, of, values, NULL, err)
                     : change(tx, of, values, expected, &now, err);
    if (!status && version)
        *version = now;
    return status;
}

prse_status prse__pgs_load(void *tx, const prse_collection *of,
                           const prse_value *values, int64_t version,
                           prse_error *err)
{
    prse_status status = may_write(tx, err);
    return status ? status : insert(tx, of, values, &version, err);
}

prse_status prse__pgs_remove(void *at, const prse_collection *of,
                             const prse_value *key, int64_t expected,
                             prse_error *err)
{
    prse__pgs_tx *tx = at;
    int any = expected == PRSE_VERSION_ANY;
    prse_status status = may_write(tx, err);
    if (status)
        return status;
    prse__pg_result *result = NULL;
    prse__pgs_wanted wanted = {
        .op = any ? PRSE__PGS_REMOVE_ANY : PRSE__PGS_REMOVE, .of = of};
    prse__pgs_values *values = new_values(tx);
    add_all(values, key, of->key_count);
    if (values && !any)
        prse__pgs_add_int(values, expected);
    status = do_with(tx, &wanted, values, &result, err);
    if (status)
        return status;
    uint64_t changed = prse__pg_changed(result);
    prse__pg_result_free(result);
    return changed ? PRSE_OK : missed(tx, of, key, err);
}
