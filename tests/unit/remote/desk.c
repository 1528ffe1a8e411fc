/* SPDX-License-Identifier: Apache-2.0 */
#include "desk.h"

#include <stdio.h>
#include <string.h>

#include "support/http_at_once.h"

static void note(desk *it, const prse_http_call *call)
{
    prse_str name, value;
    size_t len = 0;
    it->asked++;
    it->body_len = prse_http_call_body(call).len;
    snprintf(it->method, sizeof it->method, "%s",
             prse_http_call_method(call).ptr);
    snprintf(it->url, sizeof it->url, "%s", prse_http_call_url(call).ptr);
    it->headers[0] = '\0';
    for (size_t i = 0; prse_http_call_header(call, i, &name, &value); i++)
        len += (size_t)snprintf(it->headers + len, sizeof it->headers - len,
                                "%s: %s\n", name.ptr, value.ptr);
}

static prse_status start(void *session, prse_http_call *call, prse_error *err)
{
    desk *it = session;
    prse_status status = it->status;
    (void)err;
    note(it, call);
    if (prse_http_call_may_connect(call, prse_str_of(it->leads_to)) == 0) {
        prse_http_call_finish(call, PRSE_EREFUSED, PRSE_STR("barred"));
        return PRSE_OK;
    }
    if (it->http)
        prse_http_call_answer_status(call, it->http);
    for (size_t i = 0; it->pieces[i] && !status; i++)
        status = prse_http_call_answer_body(call,
                                            prse_str_of(it->pieces[i]));
    prse_http_call_finish(call, status, (prse_str){0});
    return PRSE_OK;
}

static void note_free(void *self)
{
    ((desk *)self)->freed++;
}

static int64_t now_ms(void *self)
{
    return ((desk *)self)->now_ms;
}

void desk_open(desk *it)
{
    *it = (desk){.http = 200, .pieces = {"%PDF-1.4\n", "rest"},
                 .leads_to = "8.8.8.8", .now_ms = INT64_C(1795737600000)};
    it->clock = (prse_clock){.size = sizeof it->clock, .self = it,
                             .now_ms = now_ms, .monotonic_ms = now_ms};
    it->http_plug = http_at_once(it, note_free, start);
}

prse_remote *desk_remote(desk *it, const prse_remote_options *opts)
{
    prse_remote *remote = NULL;
    prse_error err = {0};
    prse_http http = it->http_plug;
    prse_remote_options own = {.size = sizeof own};
    if (opts)
        own = *opts;
    own.hosts = PRSE_STR("docs.example http://docs.example");
    own.http = &http;
    own.clock = &it->clock;
    cr_assert_eq(prse_remote_new(&remote, &own, &err), PRSE_OK, "%s",
                 err.message);
    return remote;
}
