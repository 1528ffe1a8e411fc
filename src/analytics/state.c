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

/* 1 when a question with one value has an answer. */
static prse_status is_there(prse__pg *pg, const char *sql, prse_str name,
                            int *there, prse_error *err)
{
    char text[64];
    prse__pg_result *result = NULL;
    prse__error_copy(text, sizeof text, name); /* names are not longer */
    prse_status status = ask(pg, sql, text, &result, err);
    *there = prse__pg_rows(result) > 0;
    prse__pg_result_free(result);
    return status;
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

/* --- Statements with names in them --- */

static void add_schema(prse__buf *out, prse_str schema)
{
    prse__buf_adds(out, "CREATE SCHEMA IF NOT EXISTS ");
    prse__pg_name(out, schema);
}

static void add_path(prse__buf *out, const char *set, prse_str schema)
{
    prse__buf_addf(out, "%s search_path TO ", set);
    prse__pg_name(out, schema);
}

static void add_role(prse__buf *out, prse_str reader)
{
    prse__buf_adds(out, "CREATE ROLE ");
    prse__pg_name(out, reader);
    prse__buf_adds(out, " LOGIN");
}

static void add_usage(prse__buf *out, prse_str schema, prse_str reader)
{
    prse__buf_adds(out, "GRANT USAGE ON SCHEMA ");
    prse__pg_name(out, schema);
    prse__buf_adds(out, " TO ");
    prse__pg_name(out, reader);
}

static void add_grant(prse__buf *out, const char *table, prse_str reader)
{
    prse__buf_addf(out, "GRANT SELECT ON metabase_%s TO ", table);
    prse__pg_name(out, reader);
}

/* --- Tables --- */

prse_status prse__state_enter(prse__pg *pg, prse_str schema, prse_error *err)
{
    prse__buf sql;
    prse__buf_init(&sql, 0);
    add_path(&sql, "SET LOCAL", schema);
    prse_status status = run(pg, &sql, err);
    return status ? status
                  : prse__pg_run(pg, "SET LOCAL client_min_messages TO warning",
                                 err);
}

/* Who may make schemas is asked even where there is nothing to make. */
static prse_status make_schema(prse__pg *pg, prse_str schema, prse_error *err)
{
    prse__buf sql;
    int there;
    prse_status status =
        is_there(pg, "SELECT 1 FROM pg_namespace WHERE nspname = $1", schema,
                 &there, err);
    if (status || there)
        return status;
    prse__buf_init(&sql, 0);
    add_schema(&sql, schema);
    return run(pg, &sql, err);
}

prse_status prse__state_make(prse__pg *pg, prse_str schema, prse_error *err)
{
    prse_status status = make_schema(pg, schema, err);
    if (!status)
        status = prse__state_enter(pg, schema, err);
    for (size_t i = 0; i < prse__figures_table_count && !status; i++)
        status = prse__pg_run(pg, prse__figures_tables[i], err);
    return status;
}

/* --- The reader --- */

static prse_status make_role(prse__pg *pg, prse_str reader, prse_error *err)
{
    prse__buf sql;
    int there;
    prse_status status =
        is_there(pg, "SELECT 1 FROM pg_roles WHERE rolname = $1", reader,
                 &there, err);
    if (status || there)
        return status;
    prse__buf_init(&sql, 0);
    add_role(&sql, reader);
    return run(pg, &sql, err);
}

prse_status prse__state_grant(prse__pg *pg, prse_str schema, prse_str reader,
                              prse_error *err)
{
    prse__buf sql;
    if (!reader.len)
        return PRSE_OK;
    prse_status status = make_role(pg, reader, err);
    if (status)
        return status;
    prse__buf_init(&sql, 0);
    add_usage(&sql, schema, reader);
    status = run(pg, &sql, err);
    for (size_t i = 0; i < READABLE && !status; i++) {
        prse__buf_init(&sql, 0);
        add_grant(&sql, readable[i], reader);
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
        ask(pg, "SELECT s.vue_jusqu_a, s.journal, s.fin, s.base, (extract("
            "epoch FROM clock_timestamp()) * 1000)::bigint FROM (SELECT true) "
            "AS toujours LEFT JOIN metabase_synchronisation s ON true", NULL,
            &result, err);
    if (!status) {
        out->known = !prse__pg_is_null(result, 0, 0);
        out->seen_ms = prse__pg_int(result, 0, 0);
        out->journal = prse__pg_int(result, 0, 1);
        prse__error_copy(out->end, sizeof out->end,
                         prse__pg_cell(result, 0, 2));
        prse__error_copy(out->basis, sizeof out->basis,
                         prse__pg_cell(result, 0, 3));
        out->now_ms = prse__pg_int(result, 0, 4);
    }
    prse__pg_result_free(result);
    return status;
}

prse_status prse__state_write(prse__pg *pg, const prse__sync_state *state,
                              prse_error *err)
{
    static const char sql[] =
        "INSERT INTO metabase_synchronisation (vue_jusqu_a, journal, fin, "
        "base, faite_le) VALUES ($1::bigint, $2::bigint, $3, $4, now()) ON "
        "CONFLICT (seule) DO UPDATE SET vue_jusqu_a = EXCLUDED.vue_jusqu_a, "
        "journal = EXCLUDED.journal, fin = EXCLUDED.fin, base = "
        "EXCLUDED.base, faite_le = EXCLUDED.faite_le";
    prse__buf seen, journal;
    prse_status status = PRSE_OK;
    prse__buf_init(&seen, 0);
    prse__buf_init(&journal, 0);
    prse__buf_addf(&seen, "%lld", (long long)state->seen_ms);
    prse__buf_addf(&journal, "%lld", (long long)state->journal);
    const prse__pg_value values[] = {
        {.ptr = seen.ptr, .len = seen.len},
        {.ptr = journal.ptr, .len = journal.len},
        {.ptr = state->end, .len = strlen(state->end)},
        {.ptr = state->basis, .len = strlen(state->basis)}};
    const prse__pg_call call = {.sql = sql, .values = values, .count = 4};
    if (seen.failed || journal.failed)
        status = prse__error_nomem(err);
    else
        status = prse__pg_call_run(pg, &call, NULL, err);
    prse__buf_free(&journal);
    prse__buf_free(&seen);
    return status;
}

/* --- As text --- */

static void end_statement(prse__buf *out)
{
    prse__buf_adds(out, ";\n");
}

static void print_reader(prse__buf *out, prse_str schema, prse_str reader)
{
    add_role(out, reader);
    end_statement(out);
    add_usage(out, schema, reader);
    end_statement(out);
    for (size_t i = 0; i < READABLE; i++) {
        add_grant(out, readable[i], reader);
        end_statement(out);
    }
}

void prse__state_print(prse__buf *out, prse_str schema, prse_str reader)
{
    add_schema(out, schema);
    end_statement(out);
    add_path(out, "SET", schema);
    end_statement(out);
    for (size_t i = 0; i < prse__figures_table_count; i++)
        prse__buf_addf(out, "%s;\n", prse__figures_tables[i]);
    if (reader.len)
        print_reader(out, schema, reader);
}
