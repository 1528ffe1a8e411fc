/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever the address, the role and the database set, a store does the
 * same. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "store/postgres/setup.h"

/* A schema is emptied; connections begin with other settings than ours. */
static prse_store open_with(const char *schema, const char *settings)
{
    prse_store store = {0};
    prse_error err = {0};
    char url[1024];
    prse_store_postgres_options opts = {.size = sizeof opts, .connections = 2,
                                        .schema = prse_str_of(schema)};
    run_sql("DROP SCHEMA IF EXISTS %s CASCADE", schema);
    snprintf(url, sizeof url, "%s?%s", server_url().ptr, settings);
    cr_assert_eq(prse_store_postgres(&store, prse_str_of(url), &opts, &err),
                 PRSE_OK, "%s", err.message);
    return store;
}

static void migrate(const prse_store *store, const prse_schema *schema,
                    uint32_t from, uint32_t to, prse_status wanted)
{
    prse_error err = {0};
    cr_expect_eq(store->migrate(store->self, schema, from, to, &err), wanted,
                 "%s", err.message);
}

PRSE_TEST(settings, texts_are_utf_8_whatever_the_address_says)
{
    prse_store store = open_with("encoded", "client_encoding=LATIN1");
    migrate(&store, &demo_schema, 0, 1, PRSE_OK);
    cr_assert_eq(put_count(&store, "é", 7, NULL), PRSE_OK);
    cr_expect_str_eq(ask_sql("SELECT length(name) FROM encoded.counters"),
                     "1");
    cr_expect_eq(get_count(&store, "é"), 7);
    store.free(store.self);
}

static const prse_column note_columns[] = {
    {.name = "id", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "text", .type = PRSE_TYPE_TEXT, .since = 2,
     .initial = "a\\n'b"},
    {.name = "day", .type = PRSE_TYPE_DATE, .since = 2, .initial = "40"},
    {.name = "moment", .type = PRSE_TYPE_TIME, .since = 2, .initial = "-1"}};
static const prse_collection notes = {
    .name = "notes", .columns = note_columns, .column_count = 4,
    .key_count = 1, .since = 1};
static const prse_schema note_schema = {.name = "notes", .version = 2,
                                        .collections = &notes, .count = 1};

PRSE_TEST(settings, initial_values_mean_the_same_everywhere)
{
    prse_store store = open_with(
        "initials", "options=-c%20standard_conforming_strings%3Doff"
                    "%20-c%20datestyle%3DSQL,DMY"
                    "%20-c%20backslash_quote%3Don");
    migrate(&store, &note_schema, 0, 1, PRSE_OK);
    run_sql("INSERT INTO initials.notes VALUES (1, 1)");
    migrate(&store, &note_schema, 1, 2, PRSE_OK);
    cr_expect_str_eq(
        ask_sql("SELECT concat_ws(' ', text, day, moment AT TIME ZONE"
                " 'UTC') FROM initials.notes"),
        "a\\n'b 1970-02-10 1969-12-31 23:59:59.999");
    store.free(store.self);
}

/* --- Migrations --- */

typedef struct moving {
    prse_store store;
    prse_status status;
    prse_error err;
} moving;

static void *move(void *user)
{
    moving *it = user;
    it->status = it->store.migrate(it->store.self, &note_schema, 0, 1,
                                   &it->err);
    return NULL;
}

/* Another process works in the schema while a migration comes; `after` is
 * what it did. */
static void migrate_behind(moving *it, const char *schema, const char *before,
                           const char *after, int64_t late_ms)
{
    prse__pg *pg = NULL;
    pthread_t thread;
    char sql[256];
    snprintf(sql, sizeof sql, before, schema);
    cr_assert_eq(prse__pg_open(&pg, server_url(), NULL, NULL), PRSE_OK);
    cr_assert_eq(prse__pg_run(pg, "BEGIN", NULL), PRSE_OK);
    cr_assert_eq(prse__pg_run(pg, sql, NULL), PRSE_OK);
    cr_assert_eq(pthread_create(&thread, NULL, move, it), 0);
    while (strcmp(ask_sql("SELECT count(*) FROM pg_locks WHERE NOT granted"
                          " AND clock_timestamp() - waitstart >"
                          " interval '%d ms' AND (relation::regclass::text"
                          " LIKE '%s.%%' OR locktype = 'advisory')",
                          (int)late_ms, schema), "0") == 0 && !it->status)
        ;
    snprintf(sql, sizeof sql, after, schema);
    cr_assert_eq(prse__pg_run(pg, sql, NULL), PRSE_OK);
    cr_assert_eq(prse__pg_run(pg, "COMMIT", NULL), PRSE_OK);
    pthread_join(thread, NULL);
    prse__pg_close(pg);
}

PRSE_TEST(settings, a_migration_sees_what_the_one_before_did)
{
    moving it = {.store = open_with(
        "serial", "options=-c%20default_transaction_isolation%3Dserializable")};
    migrate(&it.store, &demo_schema, 0, 1, PRSE_OK);
    migrate_behind(&it, "serial",
                   "SELECT pg_advisory_xact_lock(hashtextextended("
                   "'portailrse %s', 0))",
                   "INSERT INTO %s.prse_schema VALUES ('notes', 1)", 0);
    cr_expect_eq(it.status, PRSE_ECONFLICT, "%s", it.err.message);
    it.store.free(it.store.self);
}

PRSE_TEST(settings, no_limit_of_a_role_ends_a_migration)
{
    moving it = {.store = open_with(
        "limited", "options=-c%20statement_timeout%3D100"
                   "%20-c%20lock_timeout%3D100")};
    run_sql("CREATE SCHEMA limited");
    run_sql("CREATE TABLE limited.prse_schema"
            " (name text PRIMARY KEY, version bigint NOT NULL)");
    migrate_behind(&it, "limited", "LOCK TABLE %s.prse_schema",
                   "SELECT '%s'", 200);
    cr_expect_eq(it.status, PRSE_OK, "%s", it.err.message);
    it.store.free(it.store.self);
}

PRSE_TEST(settings, a_migration_replaces_a_connection_that_ended)
{
    prse_store store = open_with("moved", "application_name=moved");
    cr_expect_str_eq(
        ask_sql("SELECT count(pg_terminate_backend(pid)) FROM"
                " pg_stat_activity WHERE application_name = 'moved'"), "1");
    migrate(&store, &demo_schema, 0, 1, PRSE_OK);
    store.free(store.self);
}

/* --- Statements that are kept --- */

PRSE_TEST(settings, a_table_that_an_administrator_changed_is_read_again)
{
    prse_store store = open_with("altered", "");
    migrate(&store, &demo_schema, 0, 1, PRSE_OK);
    cr_assert_eq(put_count(&store, "a", 7, NULL), PRSE_OK);
    cr_expect_eq(get_count(&store, "a"), 7);
    run_sql("ALTER TABLE altered.counters ALTER name TYPE varchar(20)"
            " COLLATE \"C\"");
    cr_expect_eq(get_count(&store, "a"), 7);
    store.free(store.self);
}

/* --- What the host's code does meanwhile --- */

typedef struct nested {
    const prse_store *store;
    int busy;
} nested;

/* Asks the store something while another transaction waits. */
static int ask_store(void *user)
{
    nested *it = user;
    void *tx = NULL;
    prse_tx_options opts = {.size = sizeof opts, .deadline_ms = 1};
    prse_status status = it->store->begin(it->store->self, &tx, &opts, NULL);
    it->busy += status == PRSE_EBUSY;
    return 1;
}

PRSE_TEST(settings, should_stop_is_asked_without_a_lock,
          .timeout = PRSE_LONG)
{
    prse_store store = open_with("nested", "");
    void *open[2] = {begin(&store, 0, 0), begin(&store, 0, 0)}, *more = NULL;
    nested it = {.store = &store};
    prse_tx_options opts = {.size = sizeof opts, .should_stop = ask_store,
                            .user = &it};
    cr_expect_eq(store.begin(store.self, &more, &opts, NULL), PRSE_ECANCELED);
    cr_expect_eq(it.busy, 1);
    store.rollback(open[0]);
    store.rollback(open[1]);
    store.free(store.self);
}

PRSE_TEST(settings, one_that_is_late_leaves_the_other_connections)
{
    prse_store store = open_with("late", "application_name=late");
    prse_error err = {0};
    migrate(&store, &demo_schema, 0, 1, PRSE_OK);
    cr_assert_eq(put_count(&store, "a", 1, NULL), PRSE_OK);
    void *other = begin(&store, 1, 0), *tx = begin(&store, 1, 200);
    cr_assert_eq(tx_put_count(&store, other, "a", 2, NULL), PRSE_OK);
    char pid[32];
    snprintf(pid, sizeof pid, "%s",
             ask_sql("SELECT pid FROM pg_stat_activity WHERE"
                     " application_name = 'late' AND backend_xid IS NOT"
                     " NULL"));
    cr_expect_eq(tx_put_count(&store, tx, "a", 3, &err), PRSE_ETIMEOUT);
    store.rollback(tx);
    cr_assert_eq(store.commit(other, NULL), PRSE_OK);
    cr_expect_eq(get_count(&store, "a"), 2);
    cr_expect_str_eq(ask_sql("SELECT count(*) FROM pg_stat_activity WHERE"
                             " pid = %s", pid), "1");
    store.free(store.self);
}
