/* SPDX-License-Identifier: Apache-2.0 */
/* The store plug over a SQLite file. */
#include "store_sqlite/plug.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/options.h"
#include "store_sqlite/connection.h"
#include "store_sqlite/log.h"
#include "store_sqlite/rows.h"
#include "store_sqlite/schema.h"

enum { DEFAULT_CONNECTIONS = 8 };

static prse_status begin_now(prse__lite_tx **out, prse__lite *store,
                             const prse__deadline *deadline, int write,
                             prse_error *err)
{
    prse_status status = prse__deadline_check(deadline, err);
    if (!status)
        status = prse__lite_take(out, store, deadline, 0, err);
    if (status)
        return status;
    status = prse__lite_begin(*out, write, err);
    if (status)
        prse__lite_give(*out);
    return status;
}

/* Why there can be no transaction. */
static prse_status refuse(const prse__lite *store, int write, prse_error *err)
{
    if (store->process != getpid())
        return prse__error_set(err, PRSE_EINVAL, store->path.ptr,
                               "it was opened before fork(): each process "
                               "opens its own");
    if (!write || !store->opts.read_only)
        return PRSE_OK;
    prse__error_set(err, PRSE_EIO, store->path.ptr,
                    "it was opened for reading only");
    if (err)
        err->sys_code = EROFS;
    return PRSE_EIO;
}

prse_status prse__lite_plug_begin(void *self, void **tx,
                                  const prse_tx_options *opts,
                                  prse_error *err)
{
    prse__lite *store = self;
    prse__lite_tx *opened = NULL;
    prse__deadline deadline = prse__deadline_of(opts);
    int write = opts && opts->write;
    prse_status status = refuse(store, write, err);
    if (!status && write)
        status = prse__queue_enter(&store->writers, &deadline, err);
    if (status)
        return status;
    status = begin_now(&opened, store, &deadline, write, err);
    if (status && write)
        prse__queue_leave(&store->writers);
    if (!status)
        *tx = opened;
    return status;
}

static void end(prse__lite_tx *tx)
{
    prse__lite *store = tx->store;
    int write = tx->write;
    prse__lite_give(tx);
    if (write)
        prse__queue_leave(&store->writers);
}

prse_status prse__lite_plug_commit(void *tx, prse_error *err)
{
    const prse__lite_tx *committing = tx;
    prse_status status = prse__lite_commit(tx, err);
    if (!status && committing->write)
        prse__lite_shorten_log(tx);
    end(tx);
    return status;
}

void prse__lite_plug_rollback(void *tx)
{
    prse__lite_rollback(tx);
    end(tx);
}

/* After fork() the connections are the other process's: closing them here
 * could take its log away. */
static void free_store(void *self)
{
    prse__lite *store = self;
    while (store->idle && store->process == getpid()) {
        prse__lite_tx *next = store->idle->next;
        prse__lite_close(store->idle);
        store->idle = next;
    }
    prse__queue_end(&store->writers);
    pthread_mutex_destroy(&store->lock);
    prse__buf_free(&store->path);
    prse__buf_free(&store->log);
    prse__free(store);
}

static prse_status accept(prse_store_sqlite_options *out, prse_str path,
                          const prse_store_sqlite_options *opts,
                          prse_error *err)
{
    prse_status status = prse__options_read(out, sizeof *out, opts,
                                            "options of the SQLite store", err);
    if (status)
        return status;
    if (path.len == 0 || memchr(path.ptr, '\0', path.len))
        return prse__error_set(err, PRSE_EINVAL, "path",
                               "the name of a file is needed");
    if (out->durability < PRSE_DURABLE || out->durability > PRSE_NOT_FLUSHED)
        return prse__error_set(err, PRSE_EINVAL, "durability",
                               "%d is none", (int)out->durability);
    if (out->connections == 0)
        out->connections = DEFAULT_CONNECTIONS;
    return PRSE_OK;
}

static prse__lite *new_store(prse_str path,
                             const prse_store_sqlite_options *opts)
{
    prse__lite *store = prse__alloc(1, sizeof *store);
    if (!store)
        return NULL;
    store->opts = *opts;
    store->process = getpid();
    prse__buf_init(&store->path, 0);
    prse__buf_add(&store->path, path);
    prse__buf_init(&store->log, 0);
    prse__buf_add(&store->log, path);
    prse__buf_adds(&store->log, "-wal");
    int queue = prse__queue_init(&store->writers);
    int lock = pthread_mutex_init(&store->lock, NULL) == 0;
    if (queue && lock && !store->path.failed && !store->log.failed)
        return store;
    if (queue)
        prse__queue_end(&store->writers);
    if (lock)
        pthread_mutex_destroy(&store->lock);
    prse__buf_free(&store->path);
    prse__buf_free(&store->log);
    prse__free(store);
    return NULL;
}

/* Opened once now, so that what is wrong with the file is told at once. */
static prse_status try_file(prse__lite *store, prse_error *err)
{
    prse__lite_tx *tx = NULL;
    prse__deadline deadline = prse__deadline_of(NULL);
    prse_status status = prse__lite_take(&tx, store, &deadline, 1, err);
    if (!status)
        prse__lite_give(tx);
    return status;
}

prse_status prse_store_sqlite(prse_store *out, prse_str path,
                              const prse_store_sqlite_options *opts,
                              prse_error *err)
{
    prse_store_sqlite_options accepted = {.size = sizeof accepted};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "it is NULL");
    prse_status status = accept(&accepted, path, opts, err);
    if (status)
        return status;
    prse__lite *store = new_store(path, &accepted);
    if (!store)
        return prse__error_nomem(err);
    status = try_file(store, err);
    if (status) {
        free_store(store);
        return status;
    }
    *out = (prse_store){
        .size = sizeof *out, .self = store, .free = free_store,
        .version = prse__lite_version, .migrate = prse__lite_migrate,
        .begin = prse__lite_plug_begin, .commit = prse__lite_plug_commit,
        .rollback = prse__lite_plug_rollback, .get = prse__lite_get,
        .put = prse__lite_put, .remove = prse__lite_remove,
        .scan = prse__lite_scan, .claim = prse__lite_claim,
        .load = prse__lite_load, .check = prse__lite_check,
    };
    return PRSE_OK;
}
