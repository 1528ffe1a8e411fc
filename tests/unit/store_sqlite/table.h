/* SPDX-License-Identifier: Apache-2.0 */
/* One table for the tests of the SQLite store, in two versions, and what is
 * done with it. */
#ifndef PRSE_TESTS_STORE_SQLITE_TABLE_H
#define PRSE_TESTS_STORE_SQLITE_TABLE_H

#include "sqlite/database.h"
#include "store/store.h"
#include "support/folder.h"
#include "support/test.h"

enum { COLUMNS = 10 };

static const prse_column COLUMN[COLUMNS] = {
    {.name = "nom", .type = PRSE_TYPE_TEXT, .since = 1},
    {.name = "effectif", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "actif", .type = PRSE_TYPE_BOOL, .since = 1},
    {.name = "jour", .type = PRSE_TYPE_DATE, .optional = 1, .since = 1},
    {.name = "moment", .type = PRSE_TYPE_TIME, .optional = 1, .since = 1},
    {.name = "montant", .type = PRSE_TYPE_DECIMAL, .optional = 1, .since = 1},
    {.name = "detail", .type = PRSE_TYPE_JSON, .optional = 1, .since = 1},
    {.name = "sceau", .type = PRSE_TYPE_BYTES, .optional = 1, .since = 1},
    {.name = "vu", .type = PRSE_TYPE_TIME, .since = 2,
     .initial = "2026-11-26T20:58:27.000Z"},
    {.name = "depuis", .type = PRSE_TYPE_DATE, .since = 2,
     .initial = "2026-11-26"},
};
static const prse_index INDEX[] = {
    {.name = "essai_moment", .columns = {4}, .count = 1, .since = 1},
    {.name = "essai_effectif", .columns = {1}, .count = 1, .unique = 1,
     .since = 1},
};
static const prse_collection TABLE[] = {
    {.name = "essai", .columns = COLUMN, .indexes = INDEX,
     .column_count = COLUMNS, .key_count = 1, .index_count = 2, .since = 1},
};
static const prse_schema SCHEMA = {"essais", TABLE, 1, 2};

static inline void open_store(prse_store *store, folder *f,
                              const prse_store_sqlite_options *opts)
{
    prse_error err = {0};
    cr_assert_eq(prse_store_sqlite(store, folder_file(f, "t.db"), opts, &err),
                 PRSE_OK, "%s", err.message);
}

static inline void make_store(prse_store *store, folder *f)
{
    prse_error err = {0};
    open_store(store, f, NULL);
    cr_assert_eq(store->migrate(store->self, &SCHEMA, 0, 2, &err), PRSE_OK,
                 "%s", err.message);
}

/* A row of a name and a number, the rest absent or of the first version. */
static inline void fill(prse_value *values, const char *name, int64_t number)
{
    for (size_t i = 0; i < COLUMNS; i++)
        values[i] = prse__field_null();
    values[0] = prse__field_text(prse_str_of(name));
    values[1] = prse__field_int(number);
    values[2] = prse__field_bool(1);
    values[8] = prse__field_time(0);
    values[9] = prse__field_date(0);
}

static inline prse_status try_begin(prse__tx *tx, const prse_store *store,
                                    int write, int64_t ms, prse_error *err)
{
    prse_tx_options opts = {.size = sizeof opts, .write = (uint32_t)write,
                            .deadline_ms = ms};
    return prse__tx_begin(tx, store, &opts, err);
}

static inline void begin(prse__tx *tx, const prse_store *store, int write)
{
    prse_error err = {0};
    cr_assert_eq(try_begin(tx, store, write, 0, &err), PRSE_OK, "%s",
                 err.message);
}

static inline prse_status put(prse__tx *tx, const char *name, int64_t number,
                              int64_t expected, prse_error *err)
{
    prse_value values[COLUMNS];
    fill(values, name, number);
    return prse__tx_put(tx, TABLE, values, expected, NULL, err);
}

/* In a transaction of its own. */
static inline prse_status save(const prse_store *store, const char *name,
                               int64_t number, prse_error *err)
{
    prse__tx tx;
    prse_status status = try_begin(&tx, store, 1, 0, err);
    if (status)
        return status;
    status = put(&tx, name, number, PRSE_VERSION_ANY, err);
    if (!status)
        status = prse__tx_commit(&tx, err);
    prse__tx_rollback(&tx);
    return status;
}

static int take_number(void *user, const prse_value *values, int64_t version)
{
    (void)version;
    *(int64_t *)user = values[1].number;
    return 0;
}

/* -1: no such row. */
static inline int64_t number_in(prse__tx *tx, const char *name)
{
    int64_t number = -1;
    prse_error err = {0};
    prse_value key = prse__field_text(prse_str_of(name));
    prse_status status = prse__tx_get(tx, TABLE, &key, take_number, &number,
                                      &err);
    cr_assert(!status || status == PRSE_ENOTFOUND, "%s", err.message);
    return number;
}

static inline int64_t number_of(const prse_store *store, const char *name)
{
    prse__tx tx;
    begin(&tx, store, 0);
    int64_t number = number_in(&tx, name);
    prse__tx_rollback(&tx);
    return number;
}

/* What SQL sees in the file, as sqlite3 prints it: the first column of the
 * first row. */
static inline void expect_sql(folder *f, const char *sql, const char *expected)
{
    prse__db *db = NULL;
    prse__stmt *stmt = NULL;
    prse_error err = {0};
    int row = 0;
    cr_assert_eq(prse__db_open(&db, folder_file(f, "t.db"), PRSE__DB_WRITE,
                               &err), PRSE_OK, "%s", err.message);
    cr_assert_eq(prse__db_prepare(&stmt, db, sql, &err), PRSE_OK, "%s: %s",
                 sql, err.message);
    cr_assert_eq(prse__stmt_step(stmt, &row, &err), PRSE_OK, "%s",
                 err.message);
    prse_str text = row ? prse__stmt_text(stmt, 0) : PRSE_STR("(no row)");
    cr_expect(prse__str_is(text, expected), "%s: \"%.*s\", not \"%s\"", sql,
              (int)text.len, text.ptr ? text.ptr : "", expected);
    prse__stmt_free(stmt);
    prse__db_close(db);
}

#endif
