/* SPDX-License-Identifier: Apache-2.0 */
/* Connections: how many, who waits, and what happens when they end. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

#include "postgres/inner.h"
#include "store_postgres/store.h"
#include "store/postgres/setup.h"

enum { CLIENTS = 16, EACH = 25 };

typedef struct client {
    const prse_store *store;
    char name[16];
    int failed;
} client;

static void *work(void *user)
{
    client *self = user;
    for (int i = 1; i <= EACH;) {
        prse_status status = put_count(self->store, self->name, i, NULL);
        self->failed += status != PRSE_OK && status != PRSE_EBUSY;
        i += status != PRSE_EBUSY;
    }
    return NULL;
}

/* SELECT count(*) of the other connections, but the one that asks. */
static const char COUNT[] =
    "SELECT count(*) FROM pg_stat_activity WHERE application_name ="
    " 'portailrse' AND pid <> pg_backend_pid() AND query LIKE '%%%s%%'";

PRSE_TEST(pool, many_clients_share_few_connections)
{
    prse_store store = open_store("shared", 4);
    client clients[CLIENTS];
    pthread_t threads[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
        clients[i] = (client){.store = &store};
        snprintf(clients[i].name, sizeof clients[i].name, "c%d", i);
        cr_assert_eq(pthread_create(&threads[i], NULL, work, &clients[i]), 0);
    }
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(threads[i], NULL);
        cr_expect_eq(clients[i].failed, 0);
        cr_expect_eq(get_count(&store, clients[i].name), EACH);
    }
    store.free(store.self);
}

PRSE_TEST(pool, no_more_connections_than_allowed)
{
    prse_store store = open_store("bounded", 3);
    void *open[3];
    for (int i = 0; i < 3; i++)
        open[i] = begin(&store, 1, 0);
    for (int i = 0; i < 3; i++) {
        char name[2] = {(char)('a' + i), '\0'};
        cr_assert_eq(tx_put_count(&store, open[i], name, 1, NULL), PRSE_OK);
    }
    prse_error err = {0};
    void *more = NULL;
    prse_tx_options opts = {.size = sizeof opts, .deadline_ms = 200};
    cr_expect_eq(store.begin(store.self, &more, &opts, &err), PRSE_EBUSY);
    cr_expect_str_eq(err.message, "all 3 connections are in use");
    for (int i = 0; i < 3; i++)
        cr_expect_eq(store.commit(open[i], NULL), PRSE_OK);
    store.rollback(begin(&store, 1, 0));
    store.free(store.self);
}

static int at_once(void *user)
{
    (void)user;
    return 1;
}

PRSE_TEST(pool, who_waits_for_a_connection_may_stop)
{
    prse_store store = open_store("stopping", 1);
    prse_error err = {0};
    void *one = begin(&store, 1, 0), *more = NULL;
    prse_tx_options opts = {.size = sizeof opts, .should_stop = at_once};
    cr_expect_eq(store.begin(store.self, &more, &opts, &err),
                 PRSE_ECANCELED);
    store.rollback(one);
    store.free(store.self);
}

static void end_all(const char *what)
{
    char sql[256];
    snprintf(sql, sizeof sql, COUNT, what);
    run_sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
            " pid <> pg_backend_pid() AND query LIKE '%%%s%%'", what);
    for (int i = 0; i < 1000 && ask_sql("%s", sql)[0] != '0'; i++)
        ;
    cr_assert_str_eq(ask_sql("%s", sql), "0");
}

/* A store whose connections have a name of their own. */
static prse_store open_named(const char *name)
{
    prse_store first = open_store(name, 1), store = {0};
    char url[512];
    snprintf(url, sizeof url, "%s?application_name=%s", server_url().ptr,
             name);
    prse_store_postgres_options opts = {.size = sizeof opts, .connections = 4,
                                        .schema = prse_str_of(name)};
    first.free(first.self);
    cr_assert_eq(prse_store_postgres(&store, prse_str_of(url), &opts, NULL),
                 PRSE_OK);
    return store;
}

static void fill_pool(const prse_store *store)
{
    void *open[4];
    cr_assert_eq(put_count(store, "a", 0, NULL), PRSE_OK);
    for (int i = 0; i < 4; i++) {
        int64_t count = 0;
        open[i] = begin(store, 0, 0);
        cr_assert_eq(tx_get_count(store, open[i], "a", &count, NULL),
                     PRSE_OK);
    }
    for (int i = 0; i < 4; i++)
        cr_assert_eq(store->commit(open[i], NULL), PRSE_OK);
}

PRSE_TEST(pool, idle_connections_that_ended_are_replaced_unseen)
{
    prse_store store = open_named("idle");
    fill_pool(&store);
    cr_expect_str_eq(
        ask_sql("SELECT count(pg_terminate_backend(pid)) FROM"
                " pg_stat_activity WHERE application_name = 'idle'"), "4");
    for (int i = 1; i <= 8; i++) {
        prse_error err = {0};
        cr_expect_eq(put_count(&store, "a", i, &err), PRSE_OK, "%s",
                     err.message);
        cr_expect_eq(get_count(&store, "a"), i);
    }
    store.free(store.self);
}

PRSE_TEST(pool, a_transaction_whose_connection_ends_keeps_nothing)
{
    prse_store store = open_store("ended", 2);
    prse_error err = {0};
    void *tx = begin(&store, 1, 0);
    cr_assert_eq(tx_put_count(&store, tx, "a", 1, NULL), PRSE_OK);
    end_all("\"ended\".\"counters\"");
    cr_expect_eq(tx_put_count(&store, tx, "b", 1, &err), PRSE_EIO);
    cr_expect_eq(err.sys_code, 0);
    store.rollback(tx);
    cr_expect_eq(get_count(&store, "a"), -1);
    cr_expect_eq(put_count(&store, "a", 1, NULL), PRSE_OK);
    store.free(store.self);
}

PRSE_TEST(pool, a_connection_that_ends_before_the_commit_leaves_doubt)
{
    prse_store store = open_store("doubt", 2);
    prse_error err = {0};
    void *tx = begin(&store, 1, 0);
    cr_assert_eq(tx_put_count(&store, tx, "a", 1, NULL), PRSE_OK);
    end_all("\"doubt\".\"counters\"");
    cr_expect_eq(store.commit(tx, &err), PRSE_EIO);
    cr_expect_neq(err.sys_code, 0);
    cr_expect_eq(get_count(&store, "a"), -1);
    store.free(store.self);
}

PRSE_TEST(pool, one_left_open_for_too_long_frees_what_it_held)
{
    prse_store store = open_store("left", 3);
    prse_error err = {0};
    cr_assert_eq(put_count(&store, "a", 1, NULL), PRSE_OK);
    void *tx = begin(&store, 1, 300);
    cr_assert_eq(tx_put_count(&store, tx, "a", 2, NULL), PRSE_OK);
    void *other = begin(&store, 1, 600);
    cr_expect_eq(tx_put_count(&store, other, "a", 3, &err), PRSE_ETIMEOUT);
    store.rollback(other);
    cr_expect_eq(store.commit(tx, &err), PRSE_ETIMEOUT);
    cr_expect_eq(err.sys_code, 0);
    cr_expect_eq(put_count(&store, "a", 4, NULL), PRSE_OK);
    store.free(store.self);
}

/* The server was asked to give up, and answered the call all the same: what
 * comes next could be struck. The connection is as good as lost, but it was the
 * deadline that passed. */
PRSE_TEST(pool, a_call_that_was_answered_too_late_is_no_broken_connection)
{
    prse_store store = open_store("pool_late", 1);
    const prse_tx_options opts = {.size = sizeof opts, .write = 1};
    prse_error err = {0};
    int64_t count = -1;
    void *tx = NULL;
    cr_assert_eq(store.begin(store.self, &tx, &opts, &err), PRSE_OK);
    cr_assert_eq(tx_put_count(&store, tx, "a", 1, &err), PRSE_OK);
    ((prse__pgs_tx *)tx)->link->pg->broken = 1;
    cr_expect_eq(store.commit(tx, &err), PRSE_ETIMEOUT, "%s", err.message);
    cr_expect_eq(err.sys_code, 0, "nothing is open");
    cr_assert_eq(store.begin(store.self, &tx, &opts, &err), PRSE_OK, "%s",
                 err.message);
    cr_expect_eq(tx_get_count(&store, tx, "a", &count, &err), PRSE_ENOTFOUND);
    store.rollback(tx);
    store.free(store.self);
}
