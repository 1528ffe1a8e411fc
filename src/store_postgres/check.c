/* SPDX-License-Identifier: Apache-2.0 */
/* Columns that have gone or changed, indexes that were left half-made, and what
 * PostgreSQL's own amcheck finds when the database has it. */
#include "store_postgres/store.h"

static const char COLUMNS[] =
    "SELECT pg_catalog.format('%s.%s: the column is missing, or is not %s',"
    " c.collection, c.name, c.type) FROM ";
static const char COLUMNS_END[] =
    "prse_column AS c LEFT JOIN (SELECT relname, attname,"
    " pg_catalog.format_type(atttypid, atttypmod) AS type"
    " FROM pg_catalog.pg_attribute"
    " JOIN pg_catalog.pg_class ON pg_class.oid = attrelid"
    " JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace"
    " WHERE nspname = $1 AND NOT attisdropped) AS a"
    " ON a.relname = c.collection AND a.attname = c.name AND a.type = c.type"
    " WHERE a.relname IS NULL ORDER BY c.collection, c.name";
static const char HALF_MADE[] =
    "SELECT pg_catalog.format('%s: the index is not usable: REINDEX', relname)"
    " FROM pg_catalog.pg_index"
    " JOIN pg_catalog.pg_class ON pg_class.oid = indexrelid"
    " JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace"
    " WHERE nspname = $1 AND NOT indisvalid ORDER BY relname";
static const char AMCHECK[] =
    "SELECT pg_catalog.format('SELECT %I.bt_index_check(%s::oid::regclass,"
    " true)', e.nspname, pg_class.oid)"
    " FROM (SELECT nspname FROM pg_catalog.pg_extension"
    " JOIN pg_catalog.pg_namespace ON pg_namespace.oid = extnamespace"
    " WHERE extname = 'amcheck') AS e, pg_catalog.pg_class"
    " JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace"
    " JOIN pg_catalog.pg_am ON pg_am.oid = relam"
    " WHERE relkind = 'i' AND amname = 'btree'"
    " AND pg_namespace.nspname = $1 ORDER BY relname";

enum { CHECK_MS = 600000 };

typedef struct checking {
    prse__pgs *store;
    prse_finding found;
    void *user;
    prse_error *err;
} checking;

static prse_status ask(const checking *c, const char *sql,
                       prse__pg_result **out)
{
    prse_str schema = prse__buf_str(&c->store->schema);
    prse__pg_value value = {.ptr = schema.ptr, .len = schema.len,
                            .binary = 1};
    prse__pg_call call = {.sql = sql, .values = &value, .count = 1};
    return prse__pgs_alone(c->store, CHECK_MS, &call, out, c->err);
}

/* Each row is a finding. */
static prse_status tell_rows(const checking *c, const char *sql)
{
    prse__pg_result *result = NULL;
    prse_status status = ask(c, sql, &result);
    for (size_t i = 0; !status && i < prse__pg_rows(result); i++)
        c->found(c->user, prse__pg_cell(result, i, 0));
    prse__pg_result_free(result);
    return status;
}

static prse_status check_columns(const checking *c)
{
    prse__buf sql;
    prse__buf_init(&sql, 0);
    prse__buf_adds(&sql, COLUMNS);
    prse__buf_add(&sql, prse__buf_str(&c->store->prefix));
    prse__buf_adds(&sql, COLUMNS_END);
    prse_status status = sql.failed ? prse__error_nomem(c->err)
                                    : tell_rows(c, sql.ptr);
    prse__buf_free(&sql);
    return status;
}

/* Damage is a finding; whoever may not run it goes without. */
static prse_status check_index(const checking *c, const char *sql)
{
    prse_error own = {0};
    prse__pg_call call = {.sql = sql};
    prse_status status = prse__pgs_alone(c->store, CHECK_MS, &call, NULL,
                                         &own);
    if (!status || status == PRSE_EDENIED)
        return PRSE_OK;
    if (status == PRSE_ESCHEMA) {
        c->found(c->user, prse_str_of(own.message));
        return PRSE_OK;
    }
    if (c->err)
        *c->err = own;
    return status;
}

static prse_status check_indexes(const checking *c)
{
    prse__pg_result *result = NULL;
    prse_status status = ask(c, AMCHECK, &result);
    for (size_t i = 0; !status && i < prse__pg_rows(result); i++)
        status = check_index(c, prse__pg_cell(result, i, 0).ptr);
    prse__pg_result_free(result);
    return status;
}

prse_status prse__pgs_check(void *self, prse_finding found, void *user,
                            prse_error *err)
{
    checking c = {.store = self, .found = found, .user = user, .err = err};
    prse_status status = check_columns(&c);
    if (!status)
        status = tell_rows(&c, HALF_MADE);
    return status ? status : check_indexes(&c);
}
