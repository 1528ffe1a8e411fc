/* SPDX-License-Identifier: Apache-2.0 */
#include "store/postgres/setup.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const prse_column counter_columns[] = {
    {.name = "name", .type = PRSE_TYPE_TEXT, .since = 1},
    {.name = "count", .type = PRSE_TYPE_INT, .since = 1}};
static const prse_column paper_columns[] = {
    {.name = "id", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "code", .type = PRSE_TYPE_TEXT, .optional = 1, .since = 1},
    {.name = "text", .type = PRSE_TYPE_TEXT, .optional = 1, .since = 1},
    {.name = "yes", .type = PRSE_TYPE_BOOL, .optional = 1, .since = 1},
    {.name = "day", .type = PRSE_TYPE_DATE, .optional = 1, .since = 1},
    {.name = "moment", .type = PRSE_TYPE_TIME, .optional = 1, .since = 1},
    {.name = "amount", .type = PRSE_TYPE_DECIMAL, .optional = 1, .since = 1},
    {.name = "facts", .type = PRSE_TYPE_JSON, .optional = 1, .since = 1},
    {.name = "bytes", .type = PRSE_TYPE_BYTES, .optional = 1, .since = 1}};
static const prse_index paper_indexes[] = {
    {.name = "papers_code", .columns = {1}, .count = 1, .unique = 1,
     .since = 1},
    {.name = "papers_day", .columns = {4}, .count = 1, .since = 1}};
static const prse_collection collections[] = {
    {.name = "counters", .columns = counter_columns, .column_count = 2,
     .key_count = 1, .since = 1},
    {.name = "papers", .columns = paper_columns, .column_count = 9,
     .key_count = 1, .indexes = paper_indexes, .index_count = 2, .since = 1}};
const prse_schema demo_schema = {.name = "demo", .collections = collections,
                                 .count = 2, .version = 1};
const prse_collection *const counters = &collections[0];
const prse_collection *const papers = &collections[1];

prse_str server_url(void)
{
    const char *url = getenv("PRSE_POSTGRES_URL");
    cr_assert_not_null(url, "run it by with_postgres.py");
    return prse_str_of(url);
}

static const char *sql_answer(const char *format, va_list arguments)
{
    static char cell[512];
    char sql[1024];
    prse__pg *pg = NULL;
    prse_error err = {0};
    prse__pg_result *result = NULL;
    vsnprintf(sql, sizeof sql, format, arguments);
    cr_assert_eq(prse__pg_open(&pg, server_url(), NULL, &err), PRSE_OK, "%s",
                 err.message);
    prse__pg_call call = {.sql = sql};
    cr_assert_eq(prse__pg_call_run(pg, &call, &result, &err), PRSE_OK,
                 "%s: %s", sql, err.message);
    cell[0] = '\0';
    if (prse__pg_rows(result) > 0)
        snprintf(cell, sizeof cell, "%s", prse__pg_cell(result, 0, 0).ptr);
    prse__pg_result_free(result);
    prse__pg_close(pg);
    return cell;
}

void run_sql(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    sql_answer(format, arguments);
    va_end(arguments);
}

const char *ask_sql(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *answer = sql_answer(format, arguments);
    va_end(arguments);
    return answer;
}

prse_store open_store(const char *schema, uint32_t connections)
{
    prse_store store = {0};
    prse_error err = {0};
    prse_store_postgres_options opts = {.size = sizeof opts,
                                        .connections = connections,
                                        .schema = prse_str_of(schema)};
    prse__buf name;
    prse__buf_init(&name, 0);
    prse__pg_name(&name, prse_str_of(schema));
    run_sql("DROP SCHEMA IF EXISTS %s CASCADE", name.ptr);
    prse__buf_free(&name);
    cr_assert_eq(prse_store_postgres(&store, server_url(), &opts, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_eq(store.migrate(store.self, &demo_schema, 0, 1, &err), PRSE_OK,
                 "%s", err.message);
    return store;
}

void *begin(const prse_store *store, uint32_t write, int64_t deadline_ms)
{
    void *tx = NULL;
    prse_error err = {0};
    prse_tx_options opts = {.size = sizeof opts, .write = write,
                            .deadline_ms = deadline_ms};
    cr_assert_eq(store->begin(store->self, &tx, &opts, &err), PRSE_OK, "%s",
                 err.message);
    return tx;
}

prse_status tx_put_count(const prse_store *store, void *tx, const char *name,
                         int64_t count, prse_error *err)
{
    prse_value row[] = {prse__field_text(prse_str_of(name)),
                        prse__field_int(count)};
    return store->put(tx, counters, row, PRSE_VERSION_ANY, NULL, err);
}

prse_status put_count(const prse_store *store, const char *name,
                      int64_t count, prse_error *err)
{
    void *tx = NULL;
    prse_tx_options opts = {.size = sizeof opts, .write = 1};
    prse_status status = store->begin(store->self, &tx, &opts, err);
    if (status)
        return status;
    status = tx_put_count(store, tx, name, count, err);
    if (!status)
        return store->commit(tx, err);
    store->rollback(tx);
    return status;
}

static int keep_count(void *user, const prse_value *values, int64_t version)
{
    (void)version;
    *(int64_t *)user = values[1].number;
    return 0;
}

prse_status tx_get_count(const prse_store *store, void *tx, const char *name,
                         int64_t *count, prse_error *err)
{
    prse_value key = prse__field_text(prse_str_of(name));
    return store->get(tx, counters, &key, keep_count, count, err);
}

int64_t get_count(const prse_store *store, const char *name)
{
    int64_t count = -1;
    prse_error err = {0};
    void *tx = begin(store, 0, 0);
    prse_status status = tx_get_count(store, tx, name, &count, &err);
    cr_assert(status == PRSE_OK || status == PRSE_ENOTFOUND, "%s",
              err.message);
    cr_assert_eq(store->commit(tx, NULL), PRSE_OK);
    return count;
}
