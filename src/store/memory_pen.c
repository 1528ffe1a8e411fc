/* SPDX-License-Identifier: Apache-2.0 */
/* Writers one after the other, in the order of their coming. */
#include <time.h>

#include "base/steady.h"
#include "store/memory.h"

enum { ASK_STOP_MS = 20 };

static prse_status start_waiter(prse__mem_waiter *waiter, prse_error *err)
{
    pthread_condattr_t attr;
    *waiter = (prse__mem_waiter){.granted = 0};
    if (pthread_condattr_init(&attr))
        return prse__error_nomem(err);
    int failed = pthread_condattr_setclock(&attr, CLOCK_MONOTONIC) ||
                 pthread_cond_init(&waiter->turn, &attr);
    pthread_condattr_destroy(&attr);
    return failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse__mem_waiter **end_of_queue(prse__memory *store)
{
    prse__mem_waiter **at = &store->first;
    while (*at)
        at = &(*at)->next;
    return at;
}

static void leave_queue(prse__memory *store, prse__mem_waiter *waiter)
{
    prse__mem_waiter **at = &store->first;
    while (*at != waiter)
        at = &(*at)->next;
    *at = waiter->next;
}

static void wait_until(prse__memory *store, prse__mem_waiter *waiter,
                       int64_t ms)
{
    struct timespec until = {.tv_sec = (time_t)(ms / 1000),
                             .tv_nsec = (long)(ms % 1000) * 1000000};
    pthread_cond_timedwait(&waiter->turn, &store->lock, &until);
}

/* should_stop() is asked without the lock: it is somebody else's. */
static int is_stopped(prse__mem_tx *tx)
{
    if (!tx->should_stop)
        return 0;
    pthread_mutex_unlock(&tx->store->lock);
    int stop = tx->should_stop(tx->user);
    pthread_mutex_lock(&tx->store->lock);
    return stop;
}

static prse_status wait_in_queue(prse__mem_tx *tx, prse__mem_waiter *waiter,
                                 prse_error *err)
{
    while (!waiter->granted) {
        int64_t now = prse__steady_ms(), until = tx->until;
        if (now >= until)
            return prse__error_set(err, PRSE_EBUSY, NULL,
                                   "others write for too long");
        if (is_stopped(tx))
            return prse__error_set(err, PRSE_ECANCELED, NULL,
                                   "stopped, as the caller asked");
        if (tx->should_stop && until > now + ASK_STOP_MS)
            until = now + ASK_STOP_MS;
        if (!waiter->granted)
            wait_until(tx->store, waiter, until);
    }
    return PRSE_OK;
}

/* The pen goes on to the next; the lock is held. */
static void pass_on(prse__memory *store)
{
    prse__mem_waiter *next = store->first;
    store->written = next != NULL;
    if (!next)
        return;
    store->first = next->next;
    next->granted = 1;
    pthread_cond_signal(&next->turn);
}

static prse_status queue_up(prse__mem_tx *tx, prse_error *err)
{
    prse__mem_waiter waiter;
    prse_status status = start_waiter(&waiter, err);
    if (status)
        return status;
    *end_of_queue(tx->store) = &waiter;
    status = wait_in_queue(tx, &waiter, err);
    if (status && waiter.granted)
        pass_on(tx->store);
    else if (status)
        leave_queue(tx->store, &waiter);
    pthread_cond_destroy(&waiter.turn);
    return status;
}

prse_status prse__mem_pen_take(prse__mem_tx *tx, prse_error *err)
{
    prse__memory *store = tx->store;
    prse_status status = PRSE_OK;
    pthread_mutex_lock(&store->lock);
    if (store->written)
        status = queue_up(tx, err);
    else
        store->written = 1;
    pthread_mutex_unlock(&store->lock);
    tx->has_pen = !status;
    return status;
}

void prse__mem_pen_give(prse__memory *store, prse__mem_state *kept)
{
    prse__mem_state *old = NULL;
    pthread_mutex_lock(&store->lock);
    if (kept) {
        old = store->current;
        store->current = kept;
    }
    pass_on(store);
    pthread_mutex_unlock(&store->lock);
    prse__mem_state_free(old);
}
