/* SPDX-License-Identifier: Apache-2.0 */
/* Tables are made and changed in one transaction, one process at a time. What
 * they look like then is kept in prse_column, for check(). */
#include <inttypes.h>
#include <stdarg.h>

#include "base/steady.h"
#include "store_postgres/store.h"

typedef struct migration {
    prse__pgs *store;
    prse__pg *pg;
    const prse_schema *schema;
    prse__buf sql;
    prse_error *err;
} migration;

static const char LOCK[] =
    "SELECT pg_catalog.pg_advisory_xact_lock("
    "pg_catalog.hashtextextended('portailrse ' || $1::text, 0))";
static const char HAS_SCHEMA[] =
    "SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1::text";
static const char MAKE_VERSIONS[] =
    "prse_schema (name text PRIMARY KEY, version bigint NOT NULL)";
static const char MAKE_COLUMNS[] =
    "prse_column (schema text, collection text, name text,"
    " type text NOT NULL, PRIMARY KEY (schema, collection, name))";
static const char KEEP_VERSION[] =
    "prse_schema AS old VALUES ($1, $2::bigint)"
    " ON CONFLICT (name) DO UPDATE SET version = excluded.version";
static const char KEEP_COLUMNS[] =
    "prse_column SELECT $1, $2, attname,"
    " pg_catalog.format_type(atttypid, atttypmod)"
    " FROM pg_catalog.pg_attribute WHERE attrelid = $3::regclass"
    " AND attnum > 0 AND NOT attisdropped"
    " ON CONFLICT (schema, collection, name)"
    " DO UPDATE SET type = excluded.type";

static prse__pg_value text_of(prse_str text)
{
    return (prse__pg_value){.ptr = text.len ? text.ptr : "", .len = text.len,
                            .binary = 1};
}

/* The statement that was written, with values. */
static prse_status run(migration *m, const prse__pg_value *values,
                       size_t count, prse__pg_result **out)
{
    prse__pg_call call = {.sql = m->sql.ptr, .values = values, .count = count};
    prse_status status = m->sql.failed
        ? prse__error_nomem(m->err)
        : prse__pg_call_run(m->pg, &call, out, m->err);
    prse__buf_clear(&m->sql);
    return status;
}

/* "before" + prefix + "after": a statement about a table of our own. */
static void write(migration *m, const char *before, const char *after)
{
    prse__buf_adds(&m->sql, before);
    prse__buf_add(&m->sql, prse__buf_str(&m->store->prefix));
    prse__buf_adds(&m->sql, after);
}

static prse_status make_schema(migration *m)
{
    prse__pg_result *result = NULL;
    prse__pg_value name = text_of(prse__buf_str(&m->store->schema));
    prse__buf_adds(&m->sql, HAS_SCHEMA);
    prse_status status = run(m, &name, 1, &result);
    if (status)
        return status;
    int there = prse__pg_rows(result) > 0;
    prse__pg_result_free(result);
    if (there)
        return PRSE_OK;
    prse__buf_adds(&m->sql, "CREATE SCHEMA ");
    prse__pg_name(&m->sql, prse__buf_str(&m->store->schema));
    return run(m, NULL, 0, NULL);
}

static prse_status make_home(migration *m)
{
    prse__pg_value name = text_of(prse__buf_str(&m->store->schema));
    prse__buf_adds(&m->sql, LOCK);
    prse_status status = run(m, &name, 1, NULL);
    if (!status)
        status = make_schema(m);
    write(m, "CREATE TABLE IF NOT EXISTS ", MAKE_VERSIONS);
    if (!status)
        status = run(m, NULL, 0, NULL);
    prse__buf_clear(&m->sql);
    write(m, "CREATE TABLE IF NOT EXISTS ", MAKE_COLUMNS);
    if (!status)
        status = run(m, NULL, 0, NULL);
    prse__buf_clear(&m->sql);
    return status;
}

static prse_status expect(migration *m, uint32_t from)
{
    prse__pg_result *result = NULL;
    prse__pg_value name = text_of(prse_str_of(m->schema->name));
    write(m, "SELECT version FROM ", "prse_schema WHERE name = $1");
    prse_status status = run(m, &name, 1, &result);
    if (status)
        return status;
    int64_t there = prse__pg_rows(result) ? prse__pg_int(result, 0, 0) : 0;
    prse__pg_result_free(result);
    return there == from ? PRSE_OK
        : prse__error_set(m->err, PRSE_ECONFLICT, m->schema->name,
                          "the store is at version %" PRId64 ", not %" PRIu32,
                          there, from);
}

static prse_status take_steps(migration *m, uint32_t from, uint32_t to)
{
    for (size_t i = 0;; i++) {
        prse_step step = {.size = sizeof step};
        prse_error own = {0};
        prse_status status = prse_schema_step(m->schema, from, to, i, &step,
                                              &own);
        if (status == PRSE_ENOTFOUND)
            return PRSE_OK;
        if (status)
            return prse__error_set(m->err, status, own.subject, "%s",
                                   own.message);
        prse__sql_step(&m->sql, &m->store->sql, m->schema, &step);
        status = run(m, NULL, 0, NULL);
        if (status)
            return status;
    }
}

static prse_status keep_columns(migration *m, const prse_collection *of)
{
    prse__buf table;
    prse__buf_init(&table, 0);
    prse__buf_add(&table, prse__buf_str(&m->store->prefix));
    prse__pg_name(&table, prse_str_of(of->name));
    prse__pg_value values[] = {text_of(prse_str_of(m->schema->name)),
                               text_of(prse_str_of(of->name)),
                               {.ptr = table.ptr, .len = table.len}};
    write(m, "INSERT INTO ", KEEP_COLUMNS);
    m->sql.failed |= table.failed;
    prse_status status = run(m, values, 3, NULL);
    prse__buf_free(&table);
    return status;
}

static prse_status keep_state(migration *m, uint32_t to)
{
    char digits[16] = {0};
    prse__buf number;
    prse__buf_init(&number, sizeof digits);
    prse__buf_addf(&number, "%" PRIu32, to);
    prse__pg_value values[] = {text_of(prse_str_of(m->schema->name)),
                               {.ptr = number.ptr, .len = number.len}};
    write(m, "INSERT INTO ", KEEP_VERSION);
    m->sql.failed |= number.failed;
    prse_status status = run(m, values, 2, NULL);
    prse__buf_free(&number);
    for (uint32_t i = 0; !status && i < m->schema->count; i++)
        if (m->schema->collections[i].since <= to)
            status = keep_columns(m, &m->schema->collections[i]);
    return status;
}

static prse_status migrate_all(migration *m, uint32_t from, uint32_t to)
{
    /* Under a stricter level the wait for the lock would end in the past. */
    prse_status status = prse__pg_run(
        m->pg, "BEGIN ISOLATION LEVEL READ COMMITTED", m->err);
    if (!status)
        status = make_home(m);
    if (!status)
        status = expect(m, from);
    if (!status)
        status = take_steps(m, from, to);
    if (!status)
        status = keep_state(m, to);
    if (!status)
        return prse__pg_run(m->pg, "COMMIT", m->err);
    if (!prse__pg_broken(m->pg))
        prse__pg_run(m->pg, "ROLLBACK", NULL);
    return status;
}

/* Large tables take their time: the server sets no limit, and a connection that
 * breaks is noticed. */
prse_status prse__pgs_migrate(void *self, const prse_schema *schema,
                              uint32_t from, uint32_t to, prse_error *err)
{
    prse__pgs *store = self;
    prse__pgs_link *link = NULL;
    prse__pg_wait wait = {.until_ms = prse__steady_ms() + PRSE__PGS_WAIT_MS};
    if (store->opts.read_only)
        return prse__error_set(err, PRSE_EIO, NULL,
                               "the store was opened for reading only");
    prse_status status = prse__pgs_take(&link, store, &wait, 0, err);
    if (status)
        return status;
    migration m = {.store = store, .pg = link->pg, .schema = schema,
                   .err = err};
    prse__buf_init(&m.sql, 0);
    prse__pg_set_wait(link->pg, NULL);
    status = migrate_all(&m, from, to);
    prse__pgs_give(store, link);
    prse__buf_free(&m.sql);
    return status;
}

prse_status prse__pgs_version(void *self, prse_str schema, uint32_t *version,
                              prse_error *err)
{
    prse__pgs *store = self;
    prse__buf sql;
    prse__pg_result *result = NULL;
    prse__pg_value name = text_of(schema);
    prse__buf_init(&sql, 0);
    prse__buf_adds(&sql, "SELECT version FROM ");
    prse__buf_add(&sql, prse__buf_str(&store->prefix));
    prse__buf_adds(&sql, "prse_schema WHERE name = $1");
    prse__pg_call call = {.sql = sql.ptr, .values = &name, .count = 1};
    prse_error own = {0};
    prse_status status = sql.failed
        ? prse__error_nomem(&own)
        : prse__pgs_alone(store, PRSE__PGS_WAIT_MS, &call, &result, &own);
    prse__buf_free(&sql);
    if (status && status != PRSE_ESCHEMA) { /* no such table: nothing there */
        if (err)
            *err = own;
        return status;
    }
    *version = result && prse__pg_rows(result)
                   ? (uint32_t)prse__pg_int(result, 0, 0) : 0;
    prse__pg_result_free(result);
    return PRSE_OK;
}
