/* SPDX-License-Identifier: Apache-2.0 */
/* The queue itself: its settings, its store, its transactions. */
#include "jobs/queue.h"

#include <string.h>

#include "base/options.h"
#include "http/clock.h"

enum {
    ATTEMPTS = 5,
    DEATHS = 3,
    DEADLINE_MS = 5000,
    RETRY_MS = 5000,
    LONGEST_RETRY_MS = 3600000
};

/* --- Options --- */

static prse_status check_options(const prse_queue_options *o, prse_error *err)
{
    if (o->deadline_ms >= 0 && o->retry_ms >= 0 && o->longest_retry_ms >= 0)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EINVAL, "prse_queue_options",
                           "no time is negative");
}

static prse_status fill_clock(prse_queue *queue, prse_error *err)
{
    const prse_clock *clock = queue->options.clock;
    if (clock && (clock->size < sizeof *clock || !clock->now_ms ||
                  !clock->monotonic_ms))
        return prse__error_set(err, PRSE_EINVAL, "clock",
                               "it lacks its size or a function");
    if (!clock) {
        queue->clock = prse__clock_system();
        queue->options.clock = &queue->clock;
    }
    return PRSE_OK;
}

static prse_status fill_options(prse_queue *queue,
                                const prse_queue_options *given,
                                prse_error *err)
{
    prse_queue_options *o = &queue->options;
    prse_status status = prse__options_read(o, sizeof *o, given,
                                            "prse_queue_options", err);
    if (!status)
        status = check_options(o, err);
    if (status)
        return status;
    o->attempts = o->attempts ? o->attempts : ATTEMPTS;
    o->deaths = o->deaths ? o->deaths : DEATHS;
    o->deadline_ms = o->deadline_ms ? o->deadline_ms : DEADLINE_MS;
    o->retry_ms = o->retry_ms ? o->retry_ms : RETRY_MS;
    o->longest_retry_ms = o->longest_retry_ms ? o->longest_retry_ms
                                              : LONGEST_RETRY_MS;
    return fill_clock(queue, err);
}

/* --- Opening --- */

static prse_status check_version(prse_store *store, int migrate,
                                 prse_error *err)
{
    const prse_schema *schema = prse_queue_schema();
    uint32_t there = 0;
    prse_status status = store->version(
        store->self, prse_str_of(schema->name), &there, err);
    if (status || there == schema->version)
        return status;
    if (there > schema->version)
        return prse__error_set(err, PRSE_ESCHEMA, schema->name,
                               "the store has version %u, this library knows "
                               "%u: use a newer library",
                               (unsigned)there, (unsigned)schema->version);
    if (migrate)
        return prse_store_migrate(store, schema, err);
    return prse__error_set(err, PRSE_ESCHEMA, schema->name,
                           "the store has version %u of %u: migrate it first",
                           (unsigned)there, (unsigned)schema->version);
}

prse_status prse_queue_new(prse_queue **out, prse_store *store,
                           const prse_queue_options *opts, prse_error *err)
{
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "it is NULL");
    prse_status status = prse__store_accept(store, err);
    if (status)
        return status;
    prse_queue *queue = prse__alloc(1, sizeof *queue);
    if (!queue)
        return prse__error_nomem(err);
    status = fill_options(queue, opts, err);
    if (!status)
        status = check_version(store, queue->options.migrate != 0, err);
    if (status) {
        prse__free(queue);
        return status;
    }
    atomic_init(&queue->refs, 1);
    queue->store = *store;
    *out = queue;
    return PRSE_OK;
}

prse_queue *prse_queue_ref(prse_queue *queue)
{
    if (queue)
        atomic_fetch_add(&queue->refs, 1);
    return queue;
}

void prse_queue_unref(prse_queue *queue)
{
    if (!queue || atomic_fetch_sub(&queue->refs, 1) != 1)
        return;
    if (queue->store.free)
        queue->store.free(queue->store.self);
    prse__free(queue);
}

/* --- Time and transactions --- */

int64_t prse__queue_now(const prse_queue *queue)
{
    return prse__clock_now(queue->options.clock);
}

int64_t prse__queue_monotonic(const prse_queue *queue)
{
    return prse__clock_monotonic(queue->options.clock);
}

static prse_status run(prse_queue *queue, uint32_t write, int64_t deadline_ms,
                       prse__tx_body body, void *user, prse_error *err)
{
    prse_tx_options opts = {.size = sizeof opts, .write = write,
                            .deadline_ms = deadline_ms, .by_row = write};
    return prse__store_run(&queue->store, &opts, body, user, err);
}

prse_status prse__queue_read(prse_queue *queue, prse__tx_body body, void *user,
                             prse_error *err)
{
    return run(queue, 0, queue->options.deadline_ms, body, user, err);
}

prse_status prse__queue_write(prse_queue *queue, prse__tx_body body,
                              void *user, prse_error *err)
{
    return run(queue, 1, queue->options.deadline_ms, body, user, err);
}

prse_status prse__queue_write_within(prse_queue *queue, int64_t deadline_ms,
                                     prse__tx_body body, void *user,
                                     prse_error *err)
{
    return run(queue, 1, deadline_ms, body, user, err);
}
