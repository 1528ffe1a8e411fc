/* SPDX-License-Identifier: Apache-2.0 */
#include "store_sqlite/connection.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/draw.h"
#include "base/steady.h"
#include "store_sqlite/file.h"

enum { SHORTEST_SLEEP_NS = 100000, DOUBLINGS = 6 };

static const char SETTINGS[] =
    "PRAGMA foreign_keys = OFF;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA secure_delete = ON;" /* what is forgotten is overwritten */
    "PRAGMA journal_size_limit = 67108864";

static const char *const FLUSHING[] = {
    [PRSE_DURABLE] = "PRAGMA synchronous = FULL",
    [PRSE_CRASH_SAFE] = "PRAGMA synchronous = NORMAL",
    [PRSE_NOT_FLUSHED] = "PRAGMA synchronous = OFF",
};

/* A prse__db_waiting: other processes write. Those who wait should not come
 * back all at once. */
static int again(void *user, int count)
{
    prse__lite_tx *tx = user;
    tx->stop = prse__deadline_met(&tx->deadline);
    if (tx->stop)
        return 0;
    long most = SHORTEST_SLEEP_NS << (count < DOUBLINGS ? count : DOUBLINGS);
    uint64_t draw = prse__draw(tx->seed, tx->draws++);
    struct timespec pause = {0, most / 2 + (long)(draw % (uint64_t)most)};
    nanosleep(&pause, NULL);
    return 1;
}

/* Asked now and then while a statement runs. */
static int should_stop(void *user)
{
    prse__lite_tx *tx = user;
    tx->stop = prse__deadline_met(&tx->deadline);
    return tx->stop != PRSE_OK;
}

/* The file keeps that it has a log. SQLite does not wait by itself here. */
static prse_status use_log(prse__lite_tx *tx, prse_error *err)
{
    prse__stmt *stmt = NULL;
    int row = 0, count = 0;
    prse_status status = prse__db_prepare(&stmt, tx->db,
                                          "PRAGMA journal_mode = WAL", err);
    if (status)
        return status;
    do
        status = prse__stmt_step(stmt, &row, err);
    while (status == PRSE_EBUSY && again(tx, count++));
    if (status == PRSE_OK &&
        !(row && prse__str_is(prse__stmt_text(stmt, 0), "wal")))
        status = prse__error_set(err, PRSE_EIO, tx->store->path.ptr,
                                 "its file system allows no write-ahead log");
    prse__stmt_free(stmt);
    return status;
}

static prse_status prepare(prse__lite_tx *tx, prse_error *err)
{
    const struct {
        prse__stmt **stmt;
        const char *sql;
    } wanted[] = {
        {&tx->begin_write, "BEGIN IMMEDIATE"},
        {&tx->begin_read, "BEGIN"},
        {&tx->look, "SELECT 1 FROM sqlite_schema LIMIT 1"},
        {&tx->commit, "COMMIT"},
        {&tx->rollback, "ROLLBACK"},
    };
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted && !status; i++)
        status = prse__db_prepare(wanted[i].stmt, tx->db, wanted[i].sql, err);
    return status;
}

static prse_status set_up(prse__lite_tx *tx, prse_error *err)
{
    const prse_store_sqlite_options *opts = &tx->store->opts;
    int reason = opts->read_only ? 0 : prse__db_read_only(tx->db);
    if (reason) {
        prse__error_set(err, PRSE_EIO, tx->store->path.ptr,
                        "may not be written: %s", strerror(reason));
        if (err)
            err->sys_code = reason;
        return PRSE_EIO;
    }
    prse_status status = prse__db_run(tx->db, SETTINGS, err);
    if (!status)
        status = prse__db_run(tx->db, FLUSHING[opts->durability], err);
    if (!status && !opts->read_only)
        status = use_log(tx, err);
    if (!status)
        status = prepare(tx, err);
    return status;
}

static prse_status open_one(prse__lite_tx **out, prse__lite *store,
                            const prse__deadline *deadline, int first,
                            prse_error *err)
{
    prse__lite_tx *tx = prse__alloc(1, sizeof *tx);
    if (!tx)
        return prse__error_nomem(err);
    tx->store = store;
    tx->deadline = *deadline;
    tx->seed = (uint64_t)(uintptr_t)tx ^ (uint64_t)getpid() << 32 ^
               (uint64_t)prse__steady_ms();
    prse__db_waiting waiting = {again, tx};
    prse_status status = prse__lite_open_file(tx, &waiting, first, err);
    if (!status)
        status = set_up(tx, err);
    if (status) {
        status = prse__lite_failed(tx, status, err);
        prse__lite_close(tx);
        return status;
    }
    prse__db_stop_when(tx->db, should_stop, tx);
    *out = tx;
    return PRSE_OK;
}

static prse__lite_tx *pop_idle(prse__lite *store)
{
    pthread_mutex_lock(&store->lock);
    prse__lite_tx *tx = store->idle;
    if (tx) {
        store->idle = tx->next;
        store->idle_count--;
    }
    pthread_mutex_unlock(&store->lock);
    return tx;
}

/* A file that was put in the place of ours is the one to use. */
prse_status prse__lite_take(prse__lite_tx **out, prse__lite *store,
                            const prse__deadline *deadline, int first,
                            prse_error *err)
{
    prse__lite_tx *tx = pop_idle(store);
    while (tx && prse__db_has_moved(tx->db)) {
        prse__lite_close(tx);
        tx = pop_idle(store);
    }
    if (!tx)
        return open_one(out, store, deadline, first, err);
    tx->deadline = *deadline;
    tx->stop = PRSE_OK;
    tx->broken = PRSE_OK;
    *out = tx;
    return PRSE_OK;
}

static int is_sound(const prse__lite_tx *tx)
{
    switch (tx->broken) {
    case PRSE_OK:
    case PRSE_EBUSY:
    case PRSE_ETIMEOUT:
    case PRSE_ECANCELED:
    case PRSE_EINVAL:
        return !prse__db_in_transaction(tx->db);
    default:
        return 0;
    }
}

void prse__lite_give(prse__lite_tx *tx)
{
    prse__lite *store = tx->store;
    int keep = is_sound(tx);
    if (keep) {
        pthread_mutex_lock(&store->lock);
        keep = store->idle_count < store->opts.connections;
        if (keep) {
            tx->next = store->idle;
            store->idle = tx;
            store->idle_count++;
        }
        pthread_mutex_unlock(&store->lock);
    }
    if (!keep)
        prse__lite_close(tx);
}

void prse__lite_close(prse__lite_tx *tx)
{
    prse__statements_clear(&tx->statements);
    prse__stmt_free(tx->begin_write);
    prse__stmt_free(tx->begin_read);
    prse__stmt_free(tx->look);
    prse__stmt_free(tx->commit);
    prse__stmt_free(tx->rollback);
    prse__db_close(tx->db);
    prse__free(tx);
}
