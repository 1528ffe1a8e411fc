/* SPDX-License-Identifier: Apache-2.0 */
/* BEGIN travels with the first statement, so that a transaction of one
 * statement is two round trips; the snapshot is taken there. */
#include "base/options.h"
#include "base/steady.h"
#include "store_postgres/store.h"

enum { UNDO_MS = 2000 };

static const char BEGIN_WRITE[] = "BEGIN ISOLATION LEVEL SERIALIZABLE";
static const char BEGIN_READ[] =
    "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY";
static const char BEGIN_BY_ROW[] = "BEGIN ISOLATION LEVEL READ COMMITTED";
static const char UNDO_ONE[] = "ROLLBACK TO SAVEPOINT prse";

/* Outside of commits nothing was kept, whatever broke. */
static prse_status nothing_kept(prse_status status, prse_error *err)
{
    if (status == PRSE_EREFUSED)
        status = PRSE_EIO;
    if (err) {
        err->code = (int32_t)status;
        err->sys_code = 0;
    }
    return status;
}

/* Takes a connection and tells it how long the transaction may take. */
static prse_status take_link(prse__pgs_tx *tx, prse_error *err)
{
    int64_t limit = prse__pgs_limit(tx->wait.until_ms - prse__steady_ms());
    prse_status status = prse__pgs_take(&tx->link, tx->store, &tx->wait,
                                        limit, err);
    return status ? nothing_kept(status, err) : PRSE_OK;
}

static void free_tx(prse__pgs_tx *tx)
{
    prse__arena_free(tx->arena);
    prse__buf_free(&tx->sql);
    prse__free(tx);
}

static prse_status make_tx(prse__pgs_tx **out, prse__pgs *store,
                           const prse_tx_options *opts, prse_error *err)
{
    prse__pgs_tx *tx = prse__alloc(1, sizeof *tx);
    if (!tx)
        return prse__error_nomem(err);
    prse__buf_init(&tx->sql, 0);
    tx->arena = prse__arena_new(0);
    if (!tx->arena) {
        free_tx(tx);
        return prse__error_nomem(err);
    }
    int64_t most = opts->deadline_ms > 0 ? opts->deadline_ms
                                         : PRSE__PGS_WAIT_MS;
    tx->store = store;
    tx->write = opts->write != 0;
    tx->by_row = opts->by_row != 0;
    tx->wait = (prse__pg_wait){.until_ms = prse__steady_ms() + most,
                               .should_stop = opts->should_stop,
                               .user = opts->user};
    *out = tx;
    return PRSE_OK;
}

prse_status prse__pgs_begin(void *self, void **out,
                            const prse_tx_options *opts, prse_error *err)
{
    prse__pgs *store = self;
    prse_tx_options own = {.size = sizeof own};
    prse_status status = prse__options_read(&own, sizeof own, opts,
                                            "prse_tx_options", err);
    if (status)
        return status;
    if (own.write && store->opts.read_only)
        return prse__error_set(err, PRSE_EIO, NULL,
                               "the store was opened for reading only");
    prse__pgs_tx *tx = NULL;
    status = make_tx(&tx, store, &own, err);
    if (!status)
        status = take_link(tx, err);
    if (status && tx)
        free_tx(tx);
    if (!status)
        *out = tx;
    return status;
}

/* What was done is undone now, so that nobody waits for it. */
static void end(prse__pgs_tx *tx)
{
    if (tx->link && tx->begun && !prse__pg_broken(tx->link->pg)) {
        prse__pg_wait wait = {.until_ms = prse__steady_ms() + UNDO_MS};
        prse__pg_set_wait(tx->link->pg, &wait);
        prse__pg_run(tx->link->pg, "ROLLBACK", NULL);
    }
    prse__pgs_give(tx->store, tx->link);
    tx->link = NULL;
}

prse_status prse__pgs_fail(prse__pgs_tx *tx, prse_status status)
{
    end(tx);
    return status;
}

/* Writes the statement, when the connection does not know it. */
static void write_sql(prse__pgs_tx *tx, const prse__pgs_wanted *wanted)
{
    const prse__sql *sql = &tx->store->sql;
    prse__buf *out = &tx->sql;
    switch (wanted->op) {
    case PRSE__PGS_GET:
        prse__sql_get(out, sql, wanted->of);
        break;
    case PRSE__PGS_INSERT:
        prse__sql_insert(out, sql, wanted->of);
        break;
    case PRSE__PGS_UPDATE:
        prse__sql_update(out, sql, wanted->of, 1);
        break;
    case PRSE__PGS_UPSERT:
        prse__sql_upsert(out, sql, wanted->of);
        break;
    case PRSE__PGS_LOAD:
        prse__sql_load(out, sql, wanted->of);
        break;
    case PRSE__PGS_REMOVE:
    case PRSE__PGS_REMOVE_ANY:
        prse__sql_remove(out, sql, wanted->of,
                         wanted->op == PRSE__PGS_REMOVE);
        break;
    case PRSE__PGS_VERSION:
        prse__sql_version(out, sql, wanted->of);
        break;
    default:
        prse__sql_query(out, sql, wanted->of, wanted->query,
                        wanted->op == PRSE__PGS_CLAIM);
    }
}

static uint64_t shape_of(const prse__pgs_wanted *wanted)
{
    uint64_t query = wanted->query
        ? prse__sql_query_shape(wanted->query,
                                wanted->op == PRSE__PGS_CLAIM) : 0;
    return query << 4 | (uint64_t)wanted->op;
}

static const char *begin_of(const prse__pgs_tx *tx)
{
    if (!tx->write)
        return BEGIN_READ;
    return tx->by_row ? BEGIN_BY_ROW : BEGIN_WRITE;
}

static prse_status run_once(prse__pgs_tx *tx, const prse__pgs_wanted *wanted,
                            prse__pg_result **out, prse_error *err)
{
    prse__pg_call call = {
        .owner = wanted->of, .shape = shape_of(wanted),
        .values = wanted->values, .count = wanted->count, .binary = 1,
        .row = wanted->row, .user = wanted->user};
    size_t before = 0;
    if (!tx->begun)
        call.before[before++] = begin_of(tx);
    if (wanted->undoable) {
        call.before[before] = "SAVEPOINT prse";
        call.after = "RELEASE SAVEPOINT prse";
    }
    prse__buf_clear(&tx->sql);
    if (!prse__pg_knows(tx->link->pg, call.owner, call.shape))
        write_sql(tx, wanted);
    if (tx->sql.failed)
        return prse__error_nomem(err);
    call.sql = tx->sql.ptr;
    tx->begun = 1; /* even when what follows fails */
    return prse__pg_call_run(tx->link->pg, &call, out, err);
}

/* A connection that was idle may have broken since: nothing was done on it yet,
 * so that another one may do it, but for rows that were handed out. */
static prse_status run(prse__pgs_tx *tx, const prse__pgs_wanted *wanted,
                       prse__pg_result **out, prse_error *err)
{
    int is_first = !tx->begun;
    prse_status status = run_once(tx, wanted, out, err);
    if (!is_first || status != PRSE_EIO || tx->handed ||
        !prse__pg_broken(tx->link->pg))
        return status;
    prse__pgs_give(tx->store, tx->link);
    tx->link = NULL;
    tx->begun = 0;
    status = take_link(tx, err);
    return status ? status : run_once(tx, wanted, out, err);
}

prse_status prse__pgs_do(prse__pgs_tx *tx, const prse__pgs_wanted *wanted,
                         prse__pg_result **out, prse_error *err)
{
    if (!tx->link)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "a call failed before: all was undone");
    prse_status status = run(tx, wanted, out, err);
    if (status == PRSE_EEXISTS && wanted->undoable &&
        !prse__pg_run(tx->link->pg, UNDO_ONE, NULL))
        return status;
    return status ? prse__pgs_fail(tx, nothing_kept(status, err)) : PRSE_OK;
}

/* A deadline that passed without an answer leaves open what the server did. */
static prse_status tell_commit(const prse__pgs_tx *tx, prse_status status,
                               prse_error *own, prse_error *err)
{
    if (!tx->write) {
        status = nothing_kept(status, own);
    } else if (own->sys_code != 0) {
        status = PRSE_EIO;
        int code = own->sys_code;
        prse__error_set(own, status, NULL, "the connection broke during the"
                        " commit: whether it was kept is not known");
        own->sys_code = code;
    }
    if (err)
        *err = *own;
    return status;
}

/* A call may have been answered after the server was asked to give it up. */
static prse_status tell_broken(const prse__pgs_tx *tx, prse_error *err)
{
    if (prse__pg_is_lost(tx->link->pg))
        return prse__error_set(err, PRSE_EIO, NULL,
                               "the connection to the server broke");
    return prse__error_set(err, PRSE_ETIMEOUT, NULL,
                           "the deadline passed before the commit: nothing "
                           "was kept");
}

static prse_status keep(prse__pgs_tx *tx, prse_error *err)
{
    prse_error own = {0};
    if (tx->wait.should_stop && tx->wait.should_stop(tx->wait.user))
        return prse__error_set(err, PRSE_ECANCELED, NULL, "stopped as asked");
    if (prse__pg_broken(tx->link->pg))
        return tell_broken(tx, err);
    tx->wait.should_stop = NULL; /* it is too late to stop */
    prse__pg_set_wait(tx->link->pg, &tx->wait);
    prse_status status = prse__pg_run(tx->link->pg, "COMMIT", &own);
    return status ? tell_commit(tx, status, &own, err) : PRSE_OK;
}

prse_status prse__pgs_commit(void *at, prse_error *err)
{
    prse__pgs_tx *tx = at;
    prse_status status = PRSE_OK;
    if (!tx->link)
        status = prse__error_set(err, PRSE_EINVAL, NULL,
                                 "a call failed before: all was undone");
    else if (tx->begun)
        status = keep(tx, err);
    if (!status)
        tx->begun = 0;
    end(tx);
    free_tx(tx);
    return status;
}

void prse__pgs_rollback(void *at)
{
    prse__pgs_tx *tx = at;
    end(tx);
    free_tx(tx);
}
