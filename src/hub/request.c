/* SPDX-License-Identifier: Apache-2.0 */
/* One request to the Hub: redirects are followed, tries repeated. */
#include "hub/hub.h"

#include "http/clock.h"
#include "http/redirect.h"
#include "http/retry.h"
#include "http/single.h"
#include "http/url.h"

enum { MOST_HOPS = 5, DAY_MS = 24 * 3600 * 1000 };

void prse__hub_url(prse__buf *out, const prse__hub_fetch *fetch,
                   const char *before, const char *verb, prse_str revision,
                   prse_str file)
{
    prse__buf_clear(out);
    prse__buf_add(out, fetch->hub->opts.endpoint);
    prse__buf_adds(out, before);
    prse__buf_add(out, fetch->model->repository); /* plain letters only */
    prse__buf_adds(out, verb);
    prse__url_add(out, revision); /* slashes too */
    if (!file.len)
        return;
    prse__buf_addc(out, '/');
    prse__buf_add(out, file); /* plain letters and slashes */
}

/* --- One call --- */

static prse_status add_header(prse_http_call *call, const char *name,
                              prse_str value, prse_error *err)
{
    return prse__call_add_header(call, prse_str_of(name), value, err);
}

static prse_status add_token(prse_http_call *call, const prse_hub *hub,
                             prse_error *err)
{
    prse__buf value;
    if (!hub->opts.token.len)
        return PRSE_OK;
    prse__buf_init(&value, 0);
    prse__buf_adds(&value, "Bearer ");
    prse__buf_add(&value, hub->opts.token);
    prse_status status =
        value.failed ? prse__error_nomem(err)
                     : add_header(call, "authorization",
                                  prse__buf_str(&value), err);
    prse__buf_free(&value);
    return status;
}

static void set_limits(prse_http_call *call, const prse__hub_fetch *fetch,
                       const prse__hub_request *request)
{
    const prse_hub *hub = fetch->hub;
    int64_t left = fetch->until - prse__clock_monotonic(&hub->clock);
    call->total_ms = left < 1 ? 1 : left < DAY_MS ? left : DAY_MS;
    call->connect_ms = hub->opts.connect_ms < call->total_ms
                           ? hub->opts.connect_ms
                           : call->total_ms;
    call->max_bytes = request->most_bytes;
    call->sink = request->sink;
    call->drain = request->drain;
}

/* The token goes to the endpoint alone. */
static prse_status prepare(prse_http_call **out, const prse__hub_fetch *fetch,
                           const prse__hub_request *request, prse_str url,
                           int own)
{
    prse_error *err = fetch->err;
    prse_status status =
        prse__call_new(out, request->method, url, (prse_str){0}, err);
    if (!status) /* the bytes of the file, whose digest is known */
        status = add_header(*out, "accept-encoding", PRSE_STR("identity"),
                            err);
    if (!status && request->range.len)
        status = add_header(*out, "range", request->range, err);
    if (!status && own)
        status = add_token(*out, fetch->hub, err);
    if (status)
        return status;
    set_limits(*out, fetch, request);
    prse__hub_guard(fetch->hub, *out, own);
    return PRSE_OK;
}

static prse_status ask(prse_http_call **out, prse__hub_fetch *fetch,
                       const prse__hub_request *request, prse_str url,
                       int own)
{
    const prse__single how = {.http = &fetch->hub->http,
                              .idle_ms = fetch->hub->opts.idle_ms,
                              .should_stop = fetch->watch.should_stop,
                              .user = fetch->watch.user};
    if (!fetch->hub->http.start)
        return prse__error_set(fetch->err, PRSE_EUNSUPPORTED, NULL,
                               "this build has no libcurl: a backend must be "
                               "given");
    prse_status status = own ? prse__hub_wait(fetch, fetch->pause)
                             : prse__hub_ask_caller(fetch);
    if (!status)
        status = prepare(out, fetch, request, url, own);
    if (!status)
        status = prse__single_send(&how, *out, fetch->err);
    if (status || !own)
        return status;
    const prse_clock *clock = &fetch->hub->clock;
    int64_t pause = prse__hub_pause(*out, prse__clock_now(clock));
    if (pause)
        fetch->pause = prse__clock_monotonic(clock) + pause;
    return PRSE_OK;
}

/* --- Redirects --- */

static int leads_on(const prse_http_call *call)
{
    prse_str to;
    return !call->status && call->http >= 300 && call->http < 400 &&
           call->http != 304 && prse__call_answer(call, "location", &to);
}

static prse_status send(prse_http_call **out, prse__hub_fetch *fetch,
                        const prse__hub_request *request, prse__buf *to)
{
    int own = 1;
    prse_str url = prse__buf_str(request->url);
    for (int hop = 0; hop <= MOST_HOPS; hop++) {
        prse__call_free(*out);
        *out = NULL;
        prse_status status = ask(out, fetch, request, url, own);
        if (status || !leads_on(*out))
            return status;
        int stays = prse__redirect_target(to, *out);
        if (!stays && !to->failed && !request->follow)
            return PRSE_OK; /* what was asked for are its headers */
        if (!stays)
            status = prse__hub_elsewhere(to, fetch, *out, request->subject);
        if (status || to->failed)
            return status ? status : prse__error_nomem(fetch->err);
        own = own && stays;
        url = prse__buf_str(to);
    }
    return prse__error_set(fetch->err, PRSE_EPEER, NULL,
                           "the Hub redirects more than %d times",
                           (int)MOST_HOPS);
}

prse_status prse__hub_send(prse_http_call **out, prse__hub_fetch *fetch,
                           const prse__hub_request *request)
{
    prse__buf to;
    prse__buf_init(&to, 0);
    *out = NULL;
    prse_status status = request->url->failed
                             ? prse__error_nomem(fetch->err)
                             : send(out, fetch, request, &to);
    prse__buf_free(&to);
    if (status) {
        prse__call_free(*out);
        *out = NULL;
    }
    return status;
}

/* --- Tries --- */

/* A file that came without failure, but not whole, is one of them. */
static int worth_it(const prse_http_call *call)
{
    return prse__retry_worth(call) || call->status == PRSE_EREFUSED ||
           (!call->status && (call->http == 408 || call->http >= 500 ||
                              call->http < 300));
}

prse_status prse__hub_once_more(prse__hub_fetch *fetch,
                                const prse_http_call *call,
                                uint32_t attempts, prse_str subject)
{
    prse_error why = {0};
    prse_status status = prse__hub_refusal(call, subject, &why);
    int64_t now = prse__clock_monotonic(&fetch->hub->clock);
    int64_t until = now + prse__retry_pause(attempts + 2, &fetch->chance);
    if (fetch->pause > until)
        until = fetch->pause;
    if (worth_it(call) && attempts < fetch->hub->opts.tries &&
        until < fetch->until)
        return prse__hub_wait(fetch, until);
    if (fetch->err)
        *fetch->err = why;
    return status;
}

prse_status prse__hub_request_run(prse_http_call **out,
                                  prse__hub_fetch *fetch,
                                  const prse__hub_request *request)
{
    for (uint32_t attempts = 1;; attempts++) {
        prse_status status = prse__hub_send(out, fetch, request);
        const prse_http_call *call = *out;
        if (status ||
            (!call->status && call->http >= 200 && call->http < 400))
            return status;
        status = prse__hub_once_more(fetch, call, attempts,
                                     request->subject);
        prse__call_free(*out);
        *out = NULL;
        if (status)
            return status;
    }
}
