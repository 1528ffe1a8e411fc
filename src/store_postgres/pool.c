/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <inttypes.h>
#include <time.h>

#include "base/steady.h"
#include "store_postgres/store.h"

enum {
    LOOK_MS = 50,
    NOT_SET = -1 /* the limit is the server's own */
};

static const char SETUP[] =
    "SELECT pg_catalog.set_config('search_path', 'pg_catalog', false),"
    " pg_catalog.set_config('timezone', 'UTC', false),"
    " pg_catalog.set_config('jit', 'off', false),"
    " pg_catalog.set_config('standard_conforming_strings', 'on', false),"
    " pg_catalog.set_config('synchronous_commit', $1, false)";
static const char LIMIT[] =
    "SELECT pg_catalog.set_config('statement_timeout', $1, false),"
    " pg_catalog.set_config('lock_timeout', $1, false),"
    " pg_catalog.set_config('idle_in_transaction_session_timeout', $1, false)";

int64_t prse__pgs_limit(int64_t ms)
{
    int64_t limit = PRSE__PGS_WAIT_MS;
    while (limit < ms && limit < INT32_MAX / 2)
        limit *= 2;
    return limit;
}

static prse_status set_limit(prse__pgs_link *link, int64_t limit_ms,
                             prse_error *err)
{
    if (link->limit_ms == limit_ms)
        return PRSE_OK;
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_addf(&text, "%" PRId64, limit_ms);
    prse__pg_value value = {.ptr = text.ptr, .len = text.len};
    prse__pg_call call = {.sql = LIMIT, .values = &value, .count = 1};
    prse_status status = text.failed
        ? prse__error_nomem(err)
        : prse__pg_call_run(link->pg, &call, NULL, err);
    prse__buf_free(&text);
    if (!status)
        link->limit_ms = limit_ms;
    return status;
}

static prse_status set_up(const prse__pgs *store, prse__pgs_link *link,
                          prse_error *err)
{
    int durable = store->opts.durability == PRSE_DURABLE;
    prse__pg_value value = {.ptr = durable ? "on" : "off"};
    prse__pg_call call = {.sql = SETUP, .values = &value, .count = 1};
    return prse__pg_call_run(link->pg, &call, NULL, err);
}

static void close_link(prse__pgs_link *link)
{
    prse__pg_close(link->pg);
    prse__free(link);
}

static prse_status open_link(prse__pgs_link **out, const prse__pgs *store,
                             const prse__pg_wait *wait, prse_error *err)
{
    prse__pgs_link *link = prse__alloc(1, sizeof *link);
    if (!link)
        return prse__error_nomem(err);
    link->limit_ms = NOT_SET;
    prse__pg_wait own = *wait;
    int64_t most = prse__steady_ms() + store->opts.connect_ms;
    if (own.until_ms == 0 || own.until_ms > most)
        own.until_ms = most;
    prse_status status = prse__pg_open(&link->pg, prse__buf_str(&store->url),
                                       &own, err);
    if (!status)
        status = set_up(store, link, err);
    if (status) {
        close_link(link);
        return status;
    }
    *out = link;
    return PRSE_OK;
}

/* The host's code, which may use the store itself, is not asked under the
 * lock. */
static int must_stop(prse__pgs *store, const prse__pg_wait *wait)
{
    if (!wait->should_stop)
        return 0;
    pthread_mutex_unlock(&store->lock);
    int stop = wait->should_stop(wait->user);
    pthread_mutex_lock(&store->lock);
    return stop;
}

static int is_free(const prse__pgs *store)
{
    return store->idle || store->open < store->opts.connections;
}

/* Under the lock. One slice of the wait for a connection that is given back. */
static prse_status wait_once(prse__pgs *store, const prse__pg_wait *wait,
                             prse_error *err)
{
    if (must_stop(store, wait))
        return prse__error_set(err, PRSE_ECANCELED, NULL, "stopped as asked");
    if (is_free(store)) /* one came meanwhile */
        return PRSE_OK;
    int64_t now = prse__steady_ms();
    if (wait->until_ms && now >= wait->until_ms)
        return prse__error_set(err, PRSE_EBUSY, NULL,
                               "all %" PRIu32 " connections are in use",
                               store->opts.connections);
    int64_t until = now + LOOK_MS;
    if (wait->until_ms && until > wait->until_ms)
        until = wait->until_ms;
    struct timespec at = {.tv_sec = (time_t)(until / 1000),
                          .tv_nsec = (long)(until % 1000) * 1000000};
    pthread_cond_timedwait(&store->freed, &store->lock, &at);
    return PRSE_OK;
}

/* *out stays NULL when a new one may be opened. */
static prse_status find_idle(prse__pgs_link **out, prse__pgs *store,
                             const prse__pg_wait *wait, prse_error *err)
{
    prse_status status = PRSE_OK;
    pthread_mutex_lock(&store->lock);
    while (!status && !is_free(store))
        status = wait_once(store, wait, err);
    if (!status && store->idle) {
        *out = store->idle;
        store->idle = (*out)->next;
    } else if (!status) {
        store->open++;
    }
    pthread_mutex_unlock(&store->lock);
    return status;
}

static uint64_t generation_of(prse__pgs *store)
{
    pthread_mutex_lock(&store->lock);
    uint64_t generation = store->generation;
    pthread_mutex_unlock(&store->lock);
    return generation;
}

static void forget_one(prse__pgs *store)
{
    pthread_mutex_lock(&store->lock);
    store->open--;
    pthread_cond_signal(&store->freed);
    pthread_mutex_unlock(&store->lock);
}

static prse_status take_any(prse__pgs_link **out, prse__pgs *store,
                            const prse__pg_wait *wait, prse_error *err)
{
    prse__pgs_link *link = NULL;
    prse_status status = find_idle(&link, store, wait, err);
    if (status)
        return status;
    uint64_t generation = generation_of(store);
    if (link && link->generation != generation) {
        close_link(link);
        link = NULL;
    }
    if (!link)
        status = open_link(&link, store, wait, err);
    if (status) {
        forget_one(store);
        return status;
    }
    link->generation = generation;
    *out = link;
    return PRSE_OK;
}

void prse__pgs_give(prse__pgs *store, prse__pgs_link *link)
{
    if (!link)
        return;
    int broken = prse__pg_broken(link->pg), lost = prse__pg_is_lost(link->pg);
    pthread_mutex_lock(&store->lock);
    if (broken) {
        store->open--;
        /* Once for all that were lost together. */
        store->generation += lost && link->generation == store->generation;
    } else {
        link->next = store->idle;
        store->idle = link;
    }
    pthread_cond_signal(&store->freed);
    pthread_mutex_unlock(&store->lock);
    if (broken)
        close_link(link);
}

/* One that has broken while it was idle is replaced. */
prse_status prse__pgs_take(prse__pgs_link **out, prse__pgs *store,
                           const prse__pg_wait *wait, int64_t limit_ms,
                           prse_error *err)
{
    prse_status status = PRSE_OK;
    for (int attempt = 0; attempt < 2; attempt++) {
        prse__pgs_link *link = NULL;
        status = take_any(&link, store, wait, err);
        if (status)
            return status;
        prse__pg_set_wait(link->pg, wait);
        status = set_limit(link, limit_ms, err);
        if (!status) {
            *out = link;
            return PRSE_OK;
        }
        int again = status == PRSE_EIO && prse__pg_broken(link->pg);
        prse__pgs_give(store, link);
        if (!again)
            break;
    }
    return status;
}

void prse__pgs_close_idle(prse__pgs *store)
{
    while (store->idle) {
        prse__pgs_link *link = store->idle;
        store->idle = link->next;
        close_link(link);
    }
}

prse_status prse__pgs_alone(prse__pgs *store, int64_t ms,
                            const prse__pg_call *call, prse__pg_result **out,
                            prse_error *err)
{
    prse__pg_wait wait = {.until_ms = prse__steady_ms() + ms};
    prse_status status = PRSE_OK;
    for (int attempt = 0; attempt < 2; attempt++) {
        prse__pgs_link *link = NULL;
        status = prse__pgs_take(&link, store, &wait, prse__pgs_limit(ms),
                                err);
        if (status)
            return status;
        status = prse__pg_call_run(link->pg, call, out, err);
        int again = status == PRSE_EIO && prse__pg_broken(link->pg);
        prse__pgs_give(store, link);
        if (!again)
            return status;
    }
    return status;
}
