/* SPDX-License-Identifier: Apache-2.0 */
/* Every call waits in a list until it is due, then goes on to the inner backend
 * or fails in the way that its number draws: calls wait beside each other, and
 * the same seed brings the same faults. */
#include <stdatomic.h>
#include <string.h>

#include "base/draw.h"
#include "base/faults.h"
#include "base/options.h"
#include "http/call.h"
#include "http/clock.h"
#include "http/plug.h"

enum { ALL_KINDS = 511, NO_FAULT = 0 };

typedef struct spoiler {
    prse_http inner;
    prse_http_fault_options opts;
    atomic_uint_fast64_t calls;
} spoiler;

typedef struct carried {
    prse__call_tap tap; /* first: a tap is the head of its call */
    struct session *session;
    prse_http_call *call;
    uint32_t kind;
    int held; /* 1: not due yet; 0: the inner backend has it */
    int64_t begun, due;
    struct carried *next;
} carried;

typedef struct session {
    spoiler *self;
    void *inner;
    prse_clock clock;
    carried *calls;
    uint64_t ended; /* calls that ended, ever */
} session;

static uint32_t draw_kind(spoiler *self)
{
    uint64_t number = atomic_fetch_add(&self->calls, 1) + 1;
    uint64_t drawn = prse__draw(self->opts.seed, number);
    uint32_t kinds[9];
    size_t count = 0;
    if (drawn % PRSE__PER_MILLE >= self->opts.per_mille)
        return NO_FAULT;
    for (uint32_t bit = 1; bit <= ALL_KINDS; bit <<= 1)
        if (self->opts.kinds & bit)
            kinds[count++] = bit;
    return kinds[(drawn >> 32) % count];
}

static void forget(carried *it)
{
    carried **at = &it->session->calls;
    while (*at != it)
        at = &(*at)->next;
    *at = it->next;
    prse__free(it);
}

static prse_status ended(prse__call_tap *tap, prse_http_call *call,
                         prse_status status)
{
    carried *it = (carried *)tap;
    if (it->kind == PRSE_FAULT_TRUNCATED && !status) {
        call->answer.len /= 2;
        if (call->answer.ptr)
            call->answer.ptr[call->answer.len] = '\0';
        status = PRSE_EIO;
    }
    it->session->ended++;
    forget(it);
    return status;
}

static const struct fault {
    uint32_t kind;
    prse_status status;
    int32_t http;
    const char *name, *value, *body;
} faults[] = {
    {PRSE_FAULT_REFUSED, PRSE_EREFUSED, 0, NULL, NULL, NULL},
    {PRSE_FAULT_RESET, PRSE_EIO, 0, NULL, NULL, NULL},
    {PRSE_FAULT_TIMEOUT, PRSE_ETIMEOUT, 0, NULL, NULL, NULL},
    {PRSE_FAULT_429, PRSE_OK, 429, "Retry-After", "1", "too many"},
    {PRSE_FAULT_500, PRSE_OK, 500, "Content-Type", "text/html",
     "<!DOCTYPE html><h1>Internal Server Error</h1>"},
    {PRSE_FAULT_503, PRSE_OK, 503, "Content-Type", "text/plain", "later"},
    {PRSE_FAULT_GARBLED, PRSE_OK, 200, "Content-Type", "application/json",
     "{\"results\": [{\"siren\": \"0000"},
    {PRSE_FAULT_EMPTY, PRSE_OK, 200, "Content-Length", "0", ""},
};

static void fail(prse_http_call *call, const struct fault *it)
{
    if (it->http) {
        prse_http_call_answer_status(call, it->http);
        prse_http_call_answer_header(call, prse_str_of(it->name),
                                     prse_str_of(it->value));
        prse_http_call_answer_body(call, prse_str_of(it->body));
    }
    prse_http_call_finish(call, it->status, (prse_str){0});
}

/* A call that is due: it fails here, or goes on. */
static void let_go(carried *it)
{
    session *at = it->session;
    prse_http_call *call = it->call;
    prse_error err;
    int64_t late = prse__clock_monotonic(&at->clock) - it->begun;
    it->held = 0;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        if (faults[i].kind == it->kind) {
            fail(call, &faults[i]);
            return;
        }
    }
    call->total_ms = call->total_ms > late ? call->total_ms - late : 1;
    prse_status status = at->self->inner.start(at->inner, call, &err);
    if (status)
        prse_http_call_finish(call, status, prse_str_of(err.message));
}

static prse_status start(void *own, prse_http_call *call, prse_error *err)
{
    session *at = own;
    carried *it = prse__alloc(1, sizeof *it);
    if (!it)
        return prse__error_nomem(err);
    *it = (carried){.tap = {ended, NULL}, .session = at, .call = call,
                    .kind = draw_kind(at->self), .held = 1,
                    .begun = prse__clock_monotonic(&at->clock),
                    .next = at->calls};
    if (at->self->opts.latency_ms >= call->total_ms)
        it->kind = PRSE_FAULT_TIMEOUT;
    it->due = it->begun + (it->kind == PRSE_FAULT_TIMEOUT
                               ? call->total_ms
                               : at->self->opts.latency_ms);
    at->calls = it;
    prse__call_tap_on(call, &it->tap);
    return PRSE_OK;
}

static carried *find_due(session *at, int64_t now)
{
    carried *it = at->calls;
    while (it && (!it->held || it->due > now))
        it = it->next;
    return it;
}

/* The first moment at which a held call is due, not after `until`. */
static int64_t next_due(const session *at, int64_t until)
{
    for (const carried *it = at->calls; it; it = it->next)
        if (it->held && it->due < until)
            until = it->due;
    return until;
}

static prse_status wait_ms(void *own, int64_t ms, prse_error *err)
{
    session *at = own;
    uint64_t before = at->ended;
    int64_t now = prse__clock_monotonic(&at->clock);
    int64_t until = now + ms;
    for (;;) {
        carried *it;
        while ((it = find_due(at, now)))
            let_go(it);
        if (at->ended != before)
            return PRSE_OK;
        int64_t next = next_due(at, until);
        prse_status status = at->self->inner.wait(
            at->inner, next > now ? next - now : 0, err);
        now = prse__clock_monotonic(&at->clock);
        if (status || at->ended != before ||
            (now >= until && !find_due(at, now)))
            return status;
    }
}

static void cancel(void *own, prse_http_call *call)
{
    session *at = own;
    carried *it = at->calls;
    while (it && it->call != call)
        it = it->next;
    if (!it)
        return;
    if (!it->held)
        at->self->inner.cancel(at->inner, call);
    prse__call_tap_off(call, &it->tap);
    forget(it);
}

static prse_status open_session(void *self, void **out, prse_error *err)
{
    spoiler *own = self;
    session *it = prse__alloc(1, sizeof *it);
    if (!it)
        return prse__error_nomem(err);
    it->self = own;
    it->clock = prse__clock_system();
    prse_status status = own->inner.open(own->inner.self, &it->inner, err);
    if (status)
        prse__free(it);
    else
        *out = it;
    return status;
}

static void close_session(void *own)
{
    session *at = own;
    at->self->inner.close(at->inner);
    prse__free(at);
}

static void free_spoiler(void *self)
{
    spoiler *own = self;
    prse__http_free(&own->inner);
    prse__free(own);
}

static prse_status read_options(prse_http_fault_options *own,
                                const prse_http_fault_options *opts,
                                prse_error *err)
{
    prse_status status =
        prse__options_read(own, sizeof *own, opts, "fault options", err);
    if (status)
        return status;
    if (own->per_mille > PRSE__PER_MILLE)
        return prse__error_set(err, PRSE_EINVAL, "per_mille",
                               "at most 1000 of a thousand calls can fail");
    if (own->kinds & ~(uint32_t)ALL_KINDS)
        return prse__error_set(err, PRSE_EINVAL, "kinds",
                               "a kind of fault is not known");
    if (own->kinds == 0)
        own->kinds = ALL_KINDS;
    return PRSE_OK;
}

prse_status prse_http_faulty(prse_http *out, prse_http *inner,
                             const prse_http_fault_options *opts,
                             prse_error *err)
{
    prse_http_fault_options own = {0};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__http_check(inner, err);
    if (!status)
        status = read_options(&own, opts, err);
    if (status)
        return status;
    spoiler *self = prse__alloc(1, sizeof *self);
    if (!self)
        return prse__error_nomem(err);
    self->opts = own;
    atomic_init(&self->calls, 0);
    self->inner = *inner;
    memset(inner, 0, sizeof *inner);
    *out = (prse_http){.size = sizeof *out, .self = self,
                       .free = free_spoiler, .open = open_session,
                       .close = close_session, .start = start,
                       .wait = wait_ms, .cancel = cancel,
                       .guards = self->inner.guards};
    return PRSE_OK;
}
