/* SPDX-License-Identifier: Apache-2.0 */
/* All the sentences of a call: a few requests are under way at once. The first
 * that fails for good ends the others. */
#include "classify/watch.h"
#include "endpoint/endpoint.h"
#include "http/clock.h"
#include "http/retry.h"

enum {
    SLICE_MS = 50,
    MOST_PARALLEL = 16,
    GRACE_MS = 1000 /* for a backend that does not keep to the call's time */
};

/* One request, and the sentence that it is about. */
typedef struct seat {
    prse_http_call *call; /* NULL: none is under way */
    size_t text;
    uint32_t attempts; /* 0: the seat is free */
    int64_t due;       /* of the next try; monotonic */
    int64_t sent;      /* when the request left */
} seat;

typedef struct round {
    const prse__endpoint *endpoint;
    const prse_str *texts;
    size_t count, next, done;
    prse_label *out;
    prse__classify_watch watch;
    prse_clock clock;
    void *session;
    uint64_t chance;
    seat seats[MOST_PARALLEL];
    prse_error *err;
} round;

static int64_t now_of(const round *r)
{
    return prse__clock_monotonic(&r->clock);
}

/* --- Seats --- */

static prse_status send(round *r, seat *s)
{
    const prse_http *http = &r->endpoint->http;
    int64_t left = r->watch.until_ms == INT64_MAX
                       ? INT64_MAX
                       : r->watch.until_ms - now_of(r);
    prse_status status = prse__endpoint_request(
        &s->call, r->endpoint, r->texts[s->text], left, r->err);
    if (!status)
        status = http->start(r->session, s->call, r->err);
    if (!status) {
        s->attempts++;
        s->sent = now_of(r);
        return PRSE_OK;
    }
    prse__call_free(s->call);
    s->call = NULL;
    return status;
}

static int is_blank(prse_str text)
{
    return prse__str_trim(text).len == 0;
}

static void finish(round *r)
{
    r->done++;
    prse__classify_watch_tell(&r->watch, r->done, r->count);
}

/* What has no words speaks of nothing. */
static void pass_blanks(round *r)
{
    for (; r->next < r->count && r->endpoint->none >= 0 &&
           is_blank(r->texts[r->next]); r->next++) {
        uint32_t none = (uint32_t)r->endpoint->none;
        r->out[r->next] = (prse_label){.label = none, .second = none,
                                       .confidence = 1};
        finish(r);
    }
}

static prse_status fill(round *r, seat *s)
{
    if (s->call || (s->attempts && now_of(r) < s->due))
        return PRSE_OK;
    if (!s->attempts) {
        pass_blanks(r);
        if (r->next == r->count)
            return PRSE_OK;
        s->text = r->next++;
    }
    return send(r, s);
}

/* --- Answers --- */

/* The error names the sentence by its number, and tells nothing of it. */
static prse_status give_up(round *r, const seat *s, prse_status status,
                           const prse_error *why)
{
    if (r->err) {
        *r->err = *why;
        r->err->line = (uint32_t)s->text + 1;
    }
    return status;
}

static prse_status try_later(round *r, seat *s, prse_status status,
                             const prse_error *why)
{
    int64_t asked;
    if (!prse__endpoint_worth(s->call, &asked) ||
        s->attempts >= r->endpoint->opts.tries)
        return give_up(r, s, status, why);
    int64_t pause = prse__retry_pause(s->attempts + 1, &r->chance);
    s->due = now_of(r) + (asked > pause ? asked : pause);
    /* Later than the deadline is never. */
    return s->due < r->watch.until_ms ? PRSE_OK
                                      : give_up(r, s, status, why);
}

static prse_status take(round *r, seat *s)
{
    prse_error why = {0};
    prse_http_call *call = s->call;
    prse_status status;
    if (!call->status && call->http == 200) {
        status = prse__endpoint_read(&r->out[s->text], r->endpoint,
                                     prse__buf_str(&call->answer), &why);
        if (status)
            status = give_up(r, s, status, &why);
        s->attempts = 0;
        if (!status)
            finish(r);
    } else {
        status = prse__endpoint_refusal(call, &why);
        status = try_later(r, s, status, &why);
    }
    prse__call_free(call);
    s->call = NULL;
    return status;
}

/* --- Rounds --- */

static int is_any_ended(const round *r)
{
    for (size_t i = 0; i < MOST_PARALLEL; i++)
        if (r->seats[i].call && r->seats[i].call->ended)
            return 1;
    return 0;
}

static void stop_overdue(round *r, seat *s)
{
    prse_http_call *call = s->call;
    if (!call || call->ended ||
        now_of(r) - s->sent < call->total_ms + GRACE_MS)
        return;
    r->endpoint->http.cancel(r->session, call);
    prse_http_call_finish(call, PRSE_ETIMEOUT, PRSE_STR("no answer in time"));
}

/* A backend that blocks has its answers at once. */
static prse_status wait_for_any(round *r)
{
    const prse_http *http = &r->endpoint->http;
    if (r->done == r->count || is_any_ended(r))
        return PRSE_OK;
    prse_status status = http->wait(r->session, SLICE_MS, r->err);
    for (size_t i = 0; i < MOST_PARALLEL && !status; i++)
        stop_overdue(r, &r->seats[i]);
    return status;
}

static prse_status step(round *r)
{
    uint32_t seats = r->endpoint->opts.parallel;
    prse_status status = prse__classify_watch_ask(&r->watch, r->err);
    for (uint32_t i = 0; i < seats && !status; i++)
        status = fill(r, &r->seats[i]);
    if (!status)
        status = wait_for_any(r);
    for (uint32_t i = 0; i < seats && !status; i++)
        if (r->seats[i].call && r->seats[i].call->ended)
            status = take(r, &r->seats[i]);
    return status;
}

static void end(round *r)
{
    const prse_http *http = &r->endpoint->http;
    for (size_t i = 0; i < MOST_PARALLEL; i++) {
        prse_http_call *call = r->seats[i].call;
        if (call && !call->ended)
            http->cancel(r->session, call);
        prse__call_free(call);
    }
    http->close(r->session);
}

prse_status prse__endpoint_classify(void *self, const prse_str *texts,
                                    size_t count, prse_label *out,
                                    const prse_classify_options *opts,
                                    prse_error *err)
{
    prse__endpoint *it = self;
    round r = {.endpoint = it, .texts = texts, .count = count, .out = out,
               .watch = prse__classify_watch_start(opts), .err = err,
               .clock = prse__clock_system()};
    prse_status status = it->http.open(it->http.self, &r.session, err);
    if (status)
        return status;
    r.chance = (uint64_t)now_of(&r);
    while (r.done < r.count && !status)
        status = step(&r);
    end(&r);
    return status;
}
