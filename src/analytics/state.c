/* SPDX-License-Identifier: Apache-2.0 */
#include "analytics/state.h"

#include <string.h>

#include "analytics/tables.h"

static const char *const readable[] = {
    "utilisateur", "entreprise", "invitation", "habilitation", "statut",
    "bdese", "indexegapro", "bges", "csrd", "vsme", "analyseia", "stats",
    "stats_obligation", "tempegapro", "tempbges"};
enum { READABLE = sizeof readable / sizeof readable[0] };

static prse_status run(prse__pg *pg, prse__buf *sql, prse_error *err)
{
    prse_status status = sql->failed ? prse__error_nomem(err)
                                     : prse__pg_run(pg, sql->ptr, err);
    prse__buf_free(sql);
    return status;
}

/* The rows of a question with at most one value. */
static prse_status ask(prse__pg *pg, const char *sql, const char *value,
                       prse__pg_result **out, prse_error *err)
{
    prse__pg_value values[1] = {{.ptr = value,
                                 .len = value ? strlen(value) : 0}};
    return prse__pg_call_run(pg,
                             &(prse__pg_call){.sql = sql, .values = values,
                                              .count = value ? 1 : 0},
                             out, err);
}

prse_status prse__state_refuse_main(prse__pg *pg, prse_error *err)
{
    prse__pg_result *result = NULL;
    prse_status status =
        ask(pg,
            "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN "
            "pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN "
            "('r', 'p', 'v', 'm', 'f') AND c.relname IN ('prse_schema', "
            "'django_session') ORDER BY 1 LIMIT 1",
            NULL, &result, err);
    if (!status && prse__pg_rows(result)) {
        prse_str name = prse__pg_cell(result, 0, 0);
        status = prse__error_set(
            err, PRSE_EDENIED, "analytics",
            "this database is in use by a portal (it holds %.*s): figures go "
            "into a database of their own", (int)name.len, name.ptr);
    }
    prse__pg_result_free(result);
    return status;
}

prse_status prse__state_lock(prse__pg *pg, prse_error *err)
{
    prse__pg_result *result = NULL;
    prse_status status =
        ask(pg, "SELECT pg_try_advisory_xact_lock(hashtext('portailrse'), "
            "hashtext('analytics'))", NULL, &result, err);
    if (!status && !prse__str_is(prse__pg_cell(result, 0, 0), "t"))
        status = prse__error_set(err, PRSE_EBUSY, "analytics",
                                 "another synchronisation is under way");
    prse__pg_result_free(result);
    return status;
}

prse_status prse__state_make(prse__pg *pg, prse_str schema, prse_error *err)
{
    prse__buf sql;
    prse__buf_init(&sql, 0);
    prse__buf_adds(&sql, "CREATE SCHEMA IF NOT EXISTS ");
    prse__pg_name(&sql, schema);
    prse_status status = run(pg, &sql, err);
    prse__buf_init(&sql, 0);
    prse__buf_adds(&sql, "SET LOCAL search_path TO ");
    prse__pg_name(&sql, schema);
    status = status ? (prse__buf_free(&sql), status) : run(pg, &sql, err);
    if (!status)
        status = prse__pg_run(pg, "SET LOCAL client_min_messages TO warning",
                              err);
    for (size_t i = 0; i < prse__figures_table_count && !status; i++)
        status = prse__pg_run(pg, prse__figures_tables[i], err);
    return status;
}

/* --- The reader --- */

static prse_status make_role(prse__pg *pg, prse_str reader, prse_error *err)
{
    char name[64];
    prse__pg_result *result = NULL;
    prse__error_copy(name, sizeof name, reader);
    prse_status status =
        ask(pg, "SELECT 1 FROM pg_roles WHERE rolname = $1", name, &result,
            err);
    size_t there = prse__pg_rows(result);
    prse__pg_result_free(result);
    if (status || there)
        return status;
    prse__buf sql;
    prse__buf_init(&sql, 0);
    prse__buf_adds(&sql, "CREATE ROLE ");
    prse__pg_name(&sql, reader);
    prse__buf_adds(&sql, " LOGIN");
    return run(pg, &sql, err);
}

static prse_status grant_schema(prse__pg *pg, prse_str schema, prse_str reader,
                                prse_error *err)
{
    prse__buf sql;
    prse__buf_init(&sql, 0);
    prse__buf_adds(&sql, "GRANT USAGE ON SCHEMA ");
    prse__pg_name(&sql, schema);
    prse__buf_adds(&sql, " TO ");
    prse__pg_name(&sql, reader);
    return run(pg, &sql, err);
}

prse_status prse__state_grant(prse__pg *pg, prse_str schema, prse_str reader,
                              prse_error *err)
{
    if (!reader.len)
        return PRSE_OK;
    prse_status status = make_role(pg, reader, err);
    if (!status)
        status = grant_schema(pg, schema, reader, err);
    for (size_t i = 0; i < READABLE && !status; i++) {
        prse__buf sql;
        prse__buf_init(&sql, 0);
        prse__buf_addf(&sql, "GRANT SELECT ON metabase_%s TO ", readable[i]);
        prse__pg_name(&sql, reader);
        status = run(pg, &sql, err);
    }
    return status;
}

/* --- What was seen --- */

prse_status prse__state_read(prse__pg *pg, prse__sync_state *out,
                             prse_error *err)
{
    prse__pg_result *result = NULL;
    *out = (prse__sync_state){.known = 0};
    prse_status status =
        ask(pg, "SELECT s.vue_jusqu_a, s.journal, s.sel, (extract(epoch FROM "
            "clock_timestamp()) * 1000)::bigint FROM (SELECT true) AS toujours "
            "LEFT JOIN metabase_synchronisation s ON true", NULL, &result,
            err);
    if (!status) {
        out->known = !prse__pg_is_null(result, 0, 0);
        out->seen_ms = prse__pg_int(result, 0, 0);
        out->journal = prse__pg_int(result, 0, 1);
        prse__error_copy(out->salt, sizeof out->salt,
                         prse__pg_cell(result, 0, 2));
        out->now_ms = prse__pg_int(result, 0, 3);
    }
    prse__pg_result_free(result);
    return status;
}

prse_status prse__state_write(prse__pg *pg, const prse__sync_state *state,
                              prse_error *err)
{
    prse__buf sql;
    prse__buf_init(&sql, 0);
    prse__buf_addf(&sql,
                   "INSERT INTO metabase_synchronisation (vue_jusqu_a, "
                   "journal, sel, faite_le) VALUES (%lld, %lld, '%s', now()) "
                   "ON CONFLICT (seule) DO UPDATE SET vue_jusqu_a = "
                   "EXCLUDED.vue_jusqu_a, journal = EXCLUDED.journal, sel = "
                   "EXCLUDED.sel, faite_le = EXCLUDED.faite_le",
                   (long long)state->seen_ms, (long long)state->journal,
                   state->salt); /* hexadecimal letters */
    return run(pg, &sql, err);
}

/* --- As text --- */

void prse__state_print(prse__buf *out, prse_str schema, prse_str reader)
{
    prse__buf_adds(out, "CREATE SCHEMA IF NOT EXISTS ");
    prse__pg_name(out, schema);
    prse__buf_adds(out, ";\nSET search_path TO ");
    prse__pg_name(out, schema);
    prse__buf_adds(out, ";\n");
    for (size_t i = 0; i < prse__figures_table_count; i++)
        prse__buf_addf(out, "%s;\n", prse__figures_tables[i]);
    if (!reader.len)
        return;
    prse__buf_adds(out, "CREATE ROLE ");
    prse__pg_name(out, reader);
    prse__buf_adds(out, " LOGIN;\nGRANT USAGE ON SCHEMA ");
    prse__pg_name(out, schema);
    prse__buf_adds(out, " TO ");
    prse__pg_name(out, reader);
    prse__buf_adds(out, ";\n");
    for (size_t i = 0; i < READABLE; i++) {
        prse__buf_addf(out, "GRANT SELECT ON metabase_%s TO ", readable[i]);
        prse__pg_name(out, reader);
        prse__buf_adds(out, ";\n");
    }
}
