/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <time.h>

#include "base/options.h"
#include "base/steady.h"
#include "store_postgres/store.h"

enum { CONNECTIONS = 8, CONNECTIONS_MAX = 100, NAME_MAX_LEN = 48 };

static const prse__sql LANGUAGE = {
    .types = {[PRSE_TYPE_TEXT] = "text", [PRSE_TYPE_INT] = "bigint",
              [PRSE_TYPE_BOOL] = "boolean", [PRSE_TYPE_DATE] = "date",
              [PRSE_TYPE_TIME] = "timestamptz(3)",
              [PRSE_TYPE_DECIMAL] = "numeric", [PRSE_TYPE_JSON] = "jsonb",
              [PRSE_TYPE_BYTES] = "bytea"},
    .placeholder = "$",
    .locking = " FOR UPDATE SKIP LOCKED",
    .table_end = "",
    .text_order = " COLLATE \"C\"",
    .nulls_first = " NULLS FIRST",
    .nulls_last = " NULLS LAST"};

static void free_store(void *self)
{
    prse__pgs *store = self;
    prse__pgs_close_idle(store);
    pthread_cond_destroy(&store->freed);
    pthread_mutex_destroy(&store->lock);
    prse__buf_free(&store->url);
    prse__buf_free(&store->prefix);
    prse__buf_free(&store->schema);
    prse__free(store);
}

/* Names longer than PostgreSQL's would be cut by it. */
static prse_status check_options(prse_store_postgres_options *opts,
                                 prse_error *err)
{
    prse_str name = opts->schema.len ? opts->schema : PRSE_STR("portailrse");
    if (name.len > NAME_MAX_LEN || memchr(name.ptr, '\0', name.len) ||
        prse__utf8_check(name) != name.len ||
        prse__str_starts(name, "pg_"))
        return prse__error_set(err, PRSE_EINVAL, "schema",
                               "at most %d bytes of UTF-8 are needed, not"
                               " beginning with pg_", NAME_MAX_LEN);
    if (opts->durability < PRSE_DURABLE ||
        opts->durability > PRSE_NOT_FLUSHED)
        return prse__error_set(err, PRSE_EINVAL, "durability",
                               "there is no such durability");
    if (opts->connections > CONNECTIONS_MAX || opts->connect_ms < 0)
        return prse__error_set(err, PRSE_EINVAL, "connections",
                               "at most %d, and a time that is not negative",
                               CONNECTIONS_MAX);
    opts->schema = name;
    if (opts->connections == 0)
        opts->connections = CONNECTIONS;
    if (opts->connect_ms == 0)
        opts->connect_ms = PRSE__PGS_WAIT_MS;
    return PRSE_OK;
}

static int make_locks(prse__pgs *store)
{
    pthread_condattr_t attributes;
    if (pthread_mutex_init(&store->lock, NULL) != 0)
        return 0;
    int made = pthread_condattr_init(&attributes) == 0;
    if (made) {
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
        made = pthread_cond_init(&store->freed, &attributes) == 0;
        pthread_condattr_destroy(&attributes);
    }
    if (!made)
        pthread_mutex_destroy(&store->lock);
    return made;
}

static prse_status make(prse__pgs **out, prse_str url,
                        const prse_store_postgres_options *opts,
                        prse_error *err)
{
    prse__pgs *store = prse__alloc(1, sizeof *store);
    if (!store || !make_locks(store)) {
        prse__free(store);
        return prse__error_nomem(err);
    }
    store->opts = *opts;
    prse__buf_init(&store->url, 0);
    prse__buf_init(&store->prefix, 0);
    prse__buf_init(&store->schema, 0);
    prse__buf_add(&store->url, url);
    prse__buf_add(&store->schema, opts->schema);
    prse__pg_name(&store->prefix, opts->schema);
    prse__buf_addc(&store->prefix, '.');
    *out = store;
    if (store->url.failed || store->prefix.failed || store->schema.failed)
        return prse__error_nomem(err);
    store->opts.schema = prse__buf_str(&store->schema);
    store->sql = LANGUAGE;
    store->sql.prefix = store->prefix.ptr;
    return PRSE_OK;
}

/* The first connection shows that there will be others. */
static prse_status try_it(prse__pgs *store, prse_error *err)
{
    prse__pgs_link *link = NULL;
    prse__pg_wait wait = {.until_ms = prse__steady_ms() +
                                      store->opts.connect_ms};
    prse_status status = prse__pgs_take(&link, store, &wait,
                                        PRSE__PGS_WAIT_MS, err);
    prse__pgs_give(store, link);
    return status;
}

prse_status prse_store_postgres(prse_store *out, prse_str url,
                                const prse_store_postgres_options *opts,
                                prse_error *err)
{
    prse_store_postgres_options own = {.size = sizeof own};
    prse__pgs *store = NULL;
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "it is NULL");
    prse_status status = prse__options_read(
        &own, sizeof own, opts, "prse_store_postgres_options", err);
    if (!status)
        status = check_options(&own, err);
    if (!status)
        status = make(&store, url, &own, err);
    if (!status)
        status = try_it(store, err);
    if (status) {
        if (store)
            free_store(store);
        return status;
    }
    *out = (prse_store){
        .size = sizeof *out, .self = store, .free = free_store,
        .version = prse__pgs_version, .migrate = prse__pgs_migrate,
        .begin = prse__pgs_begin, .commit = prse__pgs_commit,
        .rollback = prse__pgs_rollback, .get = prse__pgs_get,
        .put = prse__pgs_put, .remove = prse__pgs_remove,
        .scan = prse__pgs_scan, .claim = prse__pgs_claim,
        .load = prse__pgs_load, .check = prse__pgs_check};
    return PRSE_OK;
}
