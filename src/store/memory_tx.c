/* SPDX-License-Identifier: Apache-2.0 */
#include "base/mem.h"
#include "base/steady.h"
#include "store/memory.h"

enum { DEADLINE_MS = 5000 };

static int64_t end_of(const prse_tx_options *opts)
{
    int64_t now = prse__steady_ms();
    int64_t ms = opts->deadline_ms > 0 ? opts->deadline_ms : DEADLINE_MS;
    return ms < INT64_MAX - now ? now + ms : INT64_MAX;
}

static void look(prse__mem_tx *tx)
{
    pthread_mutex_lock(&tx->store->lock);
    tx->state = tx->store->current;
    atomic_fetch_add_explicit(&tx->state->refs, 1, memory_order_relaxed);
    pthread_mutex_unlock(&tx->store->lock);
}

prse_status prse__mem_begin(void *self, void **out,
                            const prse_tx_options *opts, prse_error *err)
{
    prse__mem_tx *tx = prse__alloc(1, sizeof *tx);
    if (!tx)
        return prse__error_nomem(err);
    *tx = (prse__mem_tx){.store = self, .write = opts->write,
                         .until = end_of(opts),
                         .should_stop = opts->should_stop,
                         .user = opts->user};
    prse_status status = PRSE_OK;
    if (tx->write)
        status = prse__mem_pen_take(tx, err);
    if (status) {
        prse__free(tx);
        return status;
    }
    look(tx);
    *out = tx;
    return PRSE_OK;
}

/* What was done is forgotten, and others may write. */
static void undo(prse__mem_tx *tx)
{
    prse__mem_state_free(tx->state);
    tx->state = NULL;
    if (tx->has_pen)
        prse__mem_pen_give(tx->store, NULL);
    tx->has_pen = 0;
}

void prse__mem_rollback(void *own)
{
    undo(own);
    prse__free(own);
}

prse_status prse__mem_go_on(prse__mem_tx *tx, prse_error *err)
{
    if (prse__steady_ms() >= tx->until)
        return prse__error_set(err, PRSE_ETIMEOUT, NULL,
                               "the transaction took too long and was undone");
    if (tx->should_stop && tx->should_stop(tx->user))
        return prse__error_set(err, PRSE_ECANCELED, NULL,
                               "stopped, as the caller asked");
    return PRSE_OK;
}

static prse_status check_fit(const prse__mem_tx *tx, prse_error *err)
{
    if (!tx->failed)
        return PRSE_OK;
    return prse__error_set(err, tx->failed, NULL,
                           "the transaction failed before and can only be "
                           "undone");
}

prse_status prse__mem_commit(void *own, prse_error *err)
{
    prse__mem_tx *tx = own;
    prse_status status = check_fit(tx, err);
    if (!status && tx->write)
        status = prse__mem_go_on(tx, err);
    if (!status && tx->write) {
        prse__mem_pen_give(tx->store, tx->state);
        prse__free(tx);
    } else {
        prse__mem_rollback(tx);
    }
    return status;
}

prse_status prse__mem_enter(prse__mem_tx *tx, const prse_collection *of,
                            uint32_t *table, prse_error *err)
{
    prse_status status = check_fit(tx, err);
    if (!status)
        status = prse__mem_go_on(tx, err);
    if (status)
        return prse__mem_leave(tx, status);
    *table = prse__mem_table_find(tx->state, of->name);
    if (*table == UINT32_MAX)
        return prse__mem_leave(
            tx, prse__error_set(err, PRSE_ESCHEMA, of->name,
                                "the store has no such collection: migrate "
                                "it first"));
    if (tx->state->tables[*table]->columns != of->column_count)
        return prse__mem_leave(
            tx, prse__error_set(err, PRSE_ESCHEMA, of->name,
                                "the collection has %u columns in the store, "
                                "%u are expected: migrate it first",
                                tx->state->tables[*table]->columns,
                                of->column_count));
    return PRSE_OK;
}

prse_status prse__mem_leave(prse__mem_tx *tx, prse_status status)
{
    if (status && !tx->failed)
        tx->failed = status;
    if (status == PRSE_ETIMEOUT)
        undo(tx);
    return status;
}
