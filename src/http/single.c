/* SPDX-License-Identifier: Apache-2.0 */
#include "http/single.h"

#include "http/clock.h"

enum {
    SLICE_MS = 50,
    GRACE_MS = 1000 /* for a backend that does not keep to the call's time */
};

typedef struct watch {
    const prse__single *how;
    prse_http_call *call;
    prse_clock clock;
    int64_t begun, moved; /* monotonic */
    uint64_t received;
    int32_t http;
} watch;

static void look(watch *it, int64_t now)
{
    const prse_http_call *call = it->call;
    if (call->received != it->received || call->http != it->http)
        it->moved = now;
    it->received = call->received;
    it->http = call->http;
}

/* Why the call is not waited for any longer; NULL: it is. */
static const char *overdue(watch *it)
{
    int64_t now = prse__clock_monotonic(&it->clock);
    look(it, now);
    if (it->how->idle_ms > 0 && now - it->moved > it->how->idle_ms)
        return "nothing came for too long";
    if (now - it->begun > it->call->total_ms + GRACE_MS)
        return "no answer in time";
    return NULL;
}

static prse_status step(watch *it, void *session, prse_error *err)
{
    const prse__single *how = it->how;
    if (how->should_stop && how->should_stop(how->user))
        return prse__error_set(err, PRSE_ECANCELED, NULL,
                               "stopped, as the caller asked");
    prse_status status = how->http->wait(session, SLICE_MS, err);
    const char *late = it->call->ended ? NULL : overdue(it);
    if (status || !late)
        return status;
    how->http->cancel(session, it->call);
    prse_http_call_finish(it->call, PRSE_ETIMEOUT, prse_str_of(late));
    return PRSE_OK;
}

/* A call that ended all the same counts, whatever wait() says. */
static prse_status wait_for(watch *it, void *session, prse_error *err)
{
    prse_error why = {0};
    const prse_http *http = it->how->http;
    prse_status status = http->start(session, it->call, &why);
    int begun = !status;
    while (!status && !it->call->ended)
        status = step(it, session, &why);
    if (it->call->ended)
        return PRSE_OK;
    if (begun)
        http->cancel(session, it->call);
    if (err)
        *err = why;
    return status;
}

prse_status prse__single_send(const prse__single *how, prse_http_call *call,
                              prse_error *err)
{
    void *session = NULL;
    watch it = {.how = how, .call = call, .clock = prse__clock_system()};
    prse_status status = how->http->open(how->http->self, &session, err);
    if (status)
        return status;
    it.begun = it.moved = prse__clock_monotonic(&it.clock);
    status = wait_for(&it, session, err);
    how->http->close(session);
    return status;
}
