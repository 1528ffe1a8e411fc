/* SPDX-License-Identifier: Apache-2.0 */
/* One call alone, over a backend that follows a script. */
#include <string.h>

#include "http/single.h"
#include "scene.h"

static scene it;

static prse_http_call *new_call(const scene_reply *replies)
{
    prse_http_call *call = NULL;
    scene_init(&it, replies);
    cr_assert_eq(prse__call_new(&call, "GET", PRSE_STR("https://x.fr/a"),
                                (prse_str){0}, NULL), PRSE_OK);
    call->max_bytes = 100;
    call->total_ms = call->connect_ms = 5000;
    return call;
}

static const scene_reply GOOD[] = {{.path = "/a", .http = 200, .body = "b"},
                                   {0}};

PRSE_TEST(single, brings_an_answer)
{
    prse_http_call *call = new_call(GOOD);
    prse__single how = {.http = &it.http};
    cr_expect_eq(prse__single_send(&how, call, NULL), PRSE_OK);
    cr_expect_eq(call->http, 200);
    cr_expect_eq(it.open_sessions, 0);
    prse__call_free(call);
}

static prse_status drop(void *user, const prse_http_call *call,
                        prse_str bytes)
{
    *(uint64_t *)user += bytes.len;
    return call->http == 200 ? PRSE_OK : PRSE_EPEER;
}

PRSE_TEST(single, a_sink_takes_the_body_and_nothing_is_kept)
{
    uint64_t bytes = 0;
    prse_http_call *call = new_call(GOOD);
    prse__single how = {.http = &it.http};
    call->sink = drop;
    call->drain = &bytes;
    cr_expect_eq(prse__single_send(&how, call, NULL), PRSE_OK);
    cr_expect_eq(bytes, 1);
    cr_expect_eq(call->answer.len, 0);
    prse__call_free(call);
}

PRSE_TEST(single, a_sink_that_refuses_ends_the_call)
{
    static const scene_reply bad[] = {{.path = "/a", .http = 403,
                                       .body = "<Error>"}, {0}};
    uint64_t bytes = 0;
    prse_http_call *call = new_call(bad);
    prse__single how = {.http = &it.http};
    call->sink = drop;
    call->drain = &bytes;
    cr_expect_eq(prse__single_send(&how, call, NULL), PRSE_OK);
    cr_expect_eq(call->status, PRSE_EPEER);
    prse__call_free(call);
}

static int at_once(void *user)
{
    (void)user;
    return 1;
}

PRSE_TEST(single, stops_when_asked)
{
    prse_error err = {0};
    prse_http_call *call = new_call(GOOD);
    prse__single how = {.http = &it.http, .should_stop = at_once};
    cr_expect_eq(prse__single_send(&how, call, &err), PRSE_ECANCELED);
    cr_expect_eq(err.code, PRSE_ECANCELED);
    cr_expect_eq(it.open_sessions, 0);
    prse__call_free(call);
}

PRSE_TEST(single, a_session_that_does_not_open_is_a_failure_of_ours)
{
    prse_error err = {0};
    prse_http_call *call = new_call(GOOD);
    prse__single how = {.http = &it.http};
    it.open_fails = PRSE_ENOMEM;
    cr_expect_eq(prse__single_send(&how, call, &err), PRSE_ENOMEM);
    prse__call_free(call);
}
