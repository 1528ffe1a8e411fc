/* SPDX-License-Identifier: Apache-2.0 */
/* The loop of a sender. */
#include "jobs/send.h"

#include "base/options.h"

enum {
    HOLD_MS = 60000,
    RETRY_MS = 5000,
    LONGEST_RETRY_MS = 3600000,
    GIVE_UP_MS = 86400000
};

typedef struct sender {
    prse_queue *queue;
    prse_send_options options;
    prse_event_deliver deliver;
    void *user;
    prse__pace pace;
    prse__delivery delivery;
    int to_mark; /* 1: what was delivered is not marked yet */
} sender;

static void fill_time(int64_t *ms, int64_t usual)
{
    if (!*ms)
        *ms = usual;
}

static prse_status fill(sender *s, const prse_send_options *given,
                        prse_error *err)
{
    prse_send_options *o = &s->options;
    prse_status status = prse__options_read(o, sizeof *o, given,
                                            "prse_send_options", err);
    if (status)
        return status;
    if (o->hold_ms < 0 || o->retry_ms < 0 || o->longest_retry_ms < 0 ||
        o->give_up_ms < 0)
        return prse__error_set(err, PRSE_EINVAL, "prse_send_options",
                               "no time is negative");
    fill_time(&o->hold_ms, HOLD_MS);
    fill_time(&o->retry_ms, RETRY_MS);
    fill_time(&o->longest_retry_ms, LONGEST_RETRY_MS);
    fill_time(&o->give_up_ms, GIVE_UP_MS);
    s->pace = (prse__pace){.queue = s->queue, .should_stop = o->should_stop,
                           .idle = o->idle, .user = o->user,
                           .poll_ms = o->poll_ms,
                           .patience_ms = o->patience_ms};
    s->delivery = (prse__delivery){.queue = s->queue, .options = o};
    return prse__pace_init(&s->pace, err);
}

/* --- Whether anything is left --- */

static int seen(void *user, const prse_value *values, int64_t version)
{
    int64_t *first = user;
    (void)version;
    *first = values[TRAVAIL_LIVRER_LE].number;
    return 1;
}

/* When the first event is due; 0: there is none. */
static prse_status look(void *user, prse__tx *tx, prse_error *err)
{
    int64_t *first = user;
    prse_value from = prse__field_time(1);
    prse_query query = {.size = sizeof query, .index = TRAVAUX_A_LIVRER,
                        .from = &from, .limit = 1};
    *first = 0;
    return prse__tx_scan(tx, prse__queue_collection_of(PRSE__TRAVAUX), &query,
                         seen, first, err);
}

/* --- One event --- */

static void hand_over(sender *s)
{
    prse__delivery *d = &s->delivery;
    prse_queue_event event = prse__delivery_event(d);
    d->why = (prse_error){0};
    d->answer = s->deliver(s->user, &event, &d->why);
    if (d->answer && d->why.code != (int32_t)d->answer)
        prse__error_set(&d->why, d->answer, NULL,
                        "who received it gave no reason");
    s->to_mark = 1;
}

static prse_status mark(sender *s, prse_error *err)
{
    prse__delivery *d = &s->delivery;
    prse_status status = prse__delivery_mark(d, err);
    if (status)
        return status;
    s->to_mark = 0;
    if (d->given_up && s->options.given_up) {
        prse_queue_event event = prse__delivery_event(d);
        s->options.given_up(s->options.user, &event, &d->why);
    }
    return PRSE_OK;
}

static prse_status step(sender *s, int *over, prse_error *err)
{
    int64_t first = 0;
    prse__delivery_free(&s->delivery);
    prse_status status = prse__queue_read(s->queue, look, &first, err);
    if (!status && first)
        status = prse__delivery_take(&s->delivery, err);
    if (status)
        return status;
    if (s->delivery.found) {
        prse__pace_reset(&s->pace);
        hand_over(s);
        return mark(s, err);
    }
    *over = s->options.drain && !first;
    if (!*over)
        prse__pace_wait(&s->pace);
    return PRSE_OK;
}

static int bears(sender *s, prse_status status)
{
    if (!prse__pace_bears(&s->pace, status))
        return 0;
    prse__pace_wait(&s->pace);
    return 1;
}

/* What was delivered is marked even when it is time to stop. */
static prse_status run(sender *s, prse_error *err)
{
    int over = 0;
    while (s->to_mark || (!over && !prse__pace_is_stopped(&s->pace))) {
        prse_status status = s->to_mark ? mark(s, err) : step(s, &over, err);
        if (status && !bears(s, status))
            return status;
        if (!status)
            s->pace.failing = 0;
    }
    return PRSE_OK;
}

prse_status prse_queue_send(prse_queue *queue, prse_event_deliver deliver,
                            void *user, const prse_send_options *opts,
                            prse_error *err)
{
    sender s = {.queue = queue, .deliver = deliver, .user = user};
    prse_error own = {0};
    if (!queue || !deliver)
        return prse__error_set(err, PRSE_EINVAL, queue ? "deliver" : "queue",
                               "it is NULL");
    prse_status status = fill(&s, opts, err);
    if (status)
        return status;
    status = run(&s, &own);
    prse__delivery_free(&s.delivery);
    if (status && err)
        *err = own;
    return status;
}
