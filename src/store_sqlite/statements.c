/* SPDX-License-Identifier: Apache-2.0 */
#include "store_sqlite/statements.h"

#include <string.h>

enum { MOST = PRSE__STATEMENTS * 3 / 4 };

/* The affinity of these names keeps each value as it is bound: "date" and
 * "datetime" leave text alone that is no number. Decimals are text, since
 * SQLite has only binary ones. */
const prse__sql prse__lite_sql = {
    .types = {
        [PRSE_TYPE_TEXT] = "text",
        [PRSE_TYPE_INT] = "bigint",
        [PRSE_TYPE_BOOL] = "bool",
        [PRSE_TYPE_DATE] = "date",
        [PRSE_TYPE_TIME] = "datetime",
        [PRSE_TYPE_DECIMAL] = "text",
        [PRSE_TYPE_JSON] = "text",
        [PRSE_TYPE_BYTES] = "blob",
    },
    .placeholder = "?",
    .prefix = "",
    .locking = "",
    .table_end = " WITHOUT ROWID",
    .text_order = "",
    .nulls_first = "",
    .nulls_last = "",
    .tells_changes = 1,
    .spaced_times = 1,
};

static void write_sql(prse__buf *sql, const prse__statement_wanted *wanted)
{
    const prse__sql *how = &prse__lite_sql;
    const prse_collection *of = wanted->of;
    switch (wanted->op) {
    case PRSE__LITE_GET: prse__sql_get(sql, how, of); break;
    case PRSE__LITE_INSERT: prse__sql_insert(sql, how, of); break;
    case PRSE__LITE_UPDATE: prse__sql_update(sql, how, of, 1); break;
    case PRSE__LITE_UPSERT: prse__sql_upsert(sql, how, of); break;
    case PRSE__LITE_LOAD: prse__sql_load(sql, how, of); break;
    case PRSE__LITE_REMOVE: prse__sql_remove(sql, how, of, 1); break;
    case PRSE__LITE_REMOVE_ANY: prse__sql_remove(sql, how, of, 0); break;
    case PRSE__LITE_VERSION: prse__sql_version(sql, how, of); break;
    case PRSE__LITE_QUERY:
        prse__sql_query(sql, how, of, wanted->query, wanted->claim);
        break;
    }
}

static prse_status prepare(prse__stmt **out, prse__db *db,
                           const prse__statement_wanted *wanted,
                           prse_error *err)
{
    prse__buf sql;
    prse__buf_init(&sql, 0);
    write_sql(&sql, wanted);
    prse_status status = sql.failed ? prse__error_nomem(err)
                                    : prse__db_prepare(out, db, sql.ptr, err);
    prse__buf_free(&sql);
    return status;
}

static prse__statement *place_of(prse__statements *kept,
                                 const prse__statement *key)
{
    uint64_t hash = (uint64_t)(uintptr_t)key->of ^ key->shape << 8 ^
                    (uint64_t)key->op << 3;
    hash *= UINT64_C(0x9E3779B97F4A7C15);
    size_t i = (size_t)(hash >> 32) % PRSE__STATEMENTS;
    prse__statement *at = &kept->at[i];
    while (at->of && (at->of != key->of || at->op != key->op ||
                      at->shape != key->shape)) {
        i = (i + 1) % PRSE__STATEMENTS;
        at = &kept->at[i];
    }
    return at;
}

prse_status prse__statements_get(prse__stmt **out, prse__statements *kept,
                                 prse__db *db,
                                 const prse__statement_wanted *wanted,
                                 prse_error *err)
{
    prse__statement key = {
        .of = wanted->of, .op = wanted->op,
        .shape = wanted->query
                     ? prse__sql_query_shape(wanted->query, wanted->claim) : 0,
    };
    prse__statement *at = place_of(kept, &key);
    if (!at->of) {
        if (kept->count == MOST) {
            prse__statements_clear(kept);
            at = place_of(kept, &key);
        }
        prse_status status = prepare(&key.stmt, db, wanted, err);
        if (status)
            return status;
        *at = key;
        kept->count++;
    }
    *out = at->stmt;
    return PRSE_OK;
}

void prse__statements_clear(prse__statements *kept)
{
    for (size_t i = 0; i < PRSE__STATEMENTS; i++)
        prse__stmt_free(kept->at[i].stmt);
    memset(kept, 0, sizeof *kept);
}
