/* SPDX-License-Identifier: Apache-2.0 */
#include "support/http_kit.h"

#include <string.h>
#include <time.h>

#include "support/test.h"

typedef struct kit_case {
    const char *path, *method;
    uint64_t max_bytes;
    int64_t total_ms;
    prse_status status;
    int32_t http;     /* -1: whatever it is */
    const char *body; /* NULL: whatever it is */
} kit_case;

static const kit_case cases[] = {
    {"/ok", "GET", 100, 5000, PRSE_OK, 200, "{\"answer\": \"x\"}"},
    {"/ok?q=a%20b", "GET", 100, 5000, PRSE_OK, 200, "{\"answer\": \"x\"}"},
    {"/ok?exact", "GET", 15, 5000, PRSE_OK, 200, NULL},
    {"/ok?small", "GET", 14, 5000, PRSE_ELIMIT, -1, NULL},
    {"/gzip?whole", "GET", 600, 5000, PRSE_OK, 200, NULL},
    {"/gzip?bomb", "GET", 599, 5000, PRSE_ELIMIT, -1, NULL},
    {"/empty", "GET", 100, 5000, PRSE_OK, 200, ""},
    {"/head", "HEAD", 100, 5000, PRSE_OK, 200, ""},
    {"/404", "GET", 100, 5000, PRSE_OK, 404, "none"},
    {"/404?post", "POST", 100, 5000, PRSE_OK, 404, "none"},
    {"/404?put", "PUT", 100, 5000, PRSE_OK, 404, "none"},
    {"/404?delete", "DELETE", 100, 5000, PRSE_OK, 404, "none"},
    {"/429", "GET", 100, 5000, PRSE_OK, 429, "slow"},
    {"/500", "GET", 100, 5000, PRSE_OK, 500, "<html>"},
    {"/redirect", "GET", 100, 5000, PRSE_OK, 302, ""},
    {"/slow", "GET", 100, 120, PRSE_ETIMEOUT, -1, NULL},
    {"/drip", "GET", 10000, 120, PRSE_ETIMEOUT, -1, NULL},
    {"/reset", "GET", 100, 5000, PRSE_EIO, -1, NULL},
    {"/truncated", "GET", 100, 5000, PRSE_EIO, -1, NULL},
    {"/huge", "GET", 100000, 5000, PRSE_ELIMIT, -1, NULL},
    {"/headers", "GET", 100, 5000, PRSE_ELIMIT, -1, NULL},
    {"/garbage", "GET", 100, 5000, PRSE_EIO, -1, NULL},
    {"/nothing", "GET", 100, 5000, PRSE_EIO, -1, NULL},
};

static int64_t now_ms(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static prse_http_call *make(const char *method, const char *base_url,
                            const char *path, uint64_t max_bytes,
                            int64_t total_ms)
{
    prse_http_call *call = NULL;
    prse__buf url;
    prse_str body = {0};
    prse__buf_init(&url, 0);
    prse__buf_adds(&url, base_url);
    prse__buf_adds(&url, path);
    if (strcmp(method, "POST") == 0 || strcmp(method, "PUT") == 0)
        body = PRSE_STR("name=value");
    cr_assert_eq(prse__call_new(&call, method, prse__buf_str(&url), body,
                                NULL), PRSE_OK);
    prse__buf_free(&url);
    call->max_bytes = max_bytes;
    call->total_ms = total_ms;
    call->connect_ms = total_ms;
    return call;
}

static void *open_session(prse_http *http)
{
    void *session = NULL;
    cr_assert_eq(http->open(http->self, &session, NULL), PRSE_OK);
    return session;
}

static void finish_all(prse_http *http, void *session, prse_http_call **calls,
                       size_t count)
{
    int64_t until = now_ms() + 10000;
    for (size_t i = 0; i < count; i++)
        while (!calls[i]->ended && now_ms() < until)
            cr_assert_eq(http->wait(session, 1000, NULL), PRSE_OK);
}

prse_http_call *prse__http_ask(prse_http *http, const char *method,
                               const char *base_url, const char *path,
                               uint64_t max_bytes, int64_t total_ms)
{
    void *session = open_session(http);
    prse_http_call *call = make(method, base_url, path, max_bytes, total_ms);
    cr_assert_eq(http->start(session, call, NULL), PRSE_OK);
    finish_all(http, session, &call, 1);
    http->close(session);
    return call;
}

static void check(prse_http *http, const char *base_url, const kit_case *it)
{
    int64_t begin = now_ms();
    prse_http_call *call = prse__http_ask(http, it->method, base_url, it->path,
                                          it->max_bytes, it->total_ms);
    cr_expect_eq(call->ended, 1, "%s ends", it->path);
    cr_expect_eq(call->status, it->status, "%s: %s, %s", it->path,
                 prse_status_name(call->status), call->why.message);
    cr_expect_eq(call->why.code, (int32_t)call->status);
    cr_expect(it->http < 0 || call->http == it->http, "%s: %d", it->path,
              (int)call->http);
    cr_expect(!it->body ||
                  prse__str_is(prse__buf_str(&call->answer), it->body),
              "%s: %s", it->path, call->answer.ptr);
    cr_expect_leq(call->answer.len, it->max_bytes);
    cr_expect_leq(now_ms() - begin, it->total_ms + 400, "%s is in time",
                  it->path);
    prse__call_free(call);
}

static void gives_headers(prse_http *http, const char *base_url)
{
    prse_str value = {0};
    prse_http_call *call =
        prse__http_ask(http, "GET", base_url, "/ok", 100, 5000);
    cr_expect(prse__call_answer(call, "etag", &value));
    cr_expect(prse__str_is(value, "\"v1\""));
    cr_expect(prse__call_answer(call, "x-odd", &value));
    cr_expect(prse__str_is(value, "kept"), "without the spaces around");
    prse__call_free(call);
    call = prse__http_ask(http, "GET", base_url, "/redirect", 100, 5000);
    cr_expect(prse__call_answer(call, "location", &value));
    prse__call_free(call);
}

static void carries_several_at_once(prse_http *http, const char *base_url)
{
    enum { COUNT = 12 };
    prse_http_call *calls[COUNT];
    void *session = open_session(http);
    for (int i = 0; i < COUNT; i++) {
        calls[i] = make("GET", base_url, i % 2 ? "/ok" : "/404", 100, 5000);
        cr_assert_eq(http->start(session, calls[i], NULL), PRSE_OK);
    }
    finish_all(http, session, calls, COUNT);
    for (int i = 0; i < COUNT; i++) {
        cr_expect_eq(calls[i]->status, PRSE_OK);
        cr_expect_eq(calls[i]->http, i % 2 ? 200 : 404);
        prse__call_free(calls[i]);
    }
    http->close(session);
}

static void waits_without_calls(prse_http *http)
{
    void *session = open_session(http);
    int64_t begin = now_ms();
    cr_assert_eq(http->wait(session, 0, NULL), PRSE_OK);
    cr_expect_leq(now_ms() - begin, 20);
    begin = now_ms();
    cr_assert_eq(http->wait(session, 50, NULL), PRSE_OK);
    cr_expect_geq(now_ms() - begin, 45, "it sleeps");
    http->close(session);
}

static void count(void *user, prse_http_call *call)
{
    (void)call;
    ++*(int *)user;
}

static void reports_once_and_never_after_cancel(prse_http *http,
                                                const char *base_url)
{
    int ends = 0, before = 0;
    void *session = open_session(http);
    prse_http_call *good = make("GET", base_url, "/ok", 100, 5000);
    prse_http_call *late = make("GET", base_url, "/slow", 100, 120);
    good->done = late->done = count;
    good->user = late->user = &ends;
    cr_assert_eq(http->start(session, good, NULL), PRSE_OK);
    cr_assert_eq(http->start(session, late, NULL), PRSE_OK);
    finish_all(http, session, &good, 1);
    before = late->ended; /* of a backend that does all in start() */
    if (!late->ended)
        http->cancel(session, late);
    cr_assert_eq(http->wait(session, 150, NULL), PRSE_OK);
    cr_expect_eq(late->ended, before);
    cr_expect_eq(ends, 1 + before);
    prse__call_free(good);
    prse__call_free(late);
    http->close(session);
}

static int say(void *user, const prse__address *address)
{
    (void)address;
    return *(int *)user;
}

/* A connection that a call without a rule left open is no way round. */
static void asks_before_it_connects(prse_http *http, const char *base_url)
{
    static const struct {
        int rule, said;
        prse_status status;
    } calls[] = {{0, 0, PRSE_OK}, {1, 0, PRSE_EREFUSED}, {1, 1, PRSE_OK},
                 {1, 0, PRSE_EREFUSED}};
    void *session = open_session(http);
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        int said = calls[i].said;
        prse_http_call *call =
            make("GET", base_url, "/ok?guarded", 100, 5000);
        call->may_connect = calls[i].rule ? say : NULL;
        call->guard = &said;
        cr_assert_eq(http->start(session, call, NULL), PRSE_OK);
        finish_all(http, session, &call, 1);
        cr_expect_eq(call->status, calls[i].status, "%zu: %s", i,
                     call->why.message);
        prse__call_free(call);
    }
    http->close(session);
}

void prse__http_kit(prse_http *http, const char *base_url)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check(http, base_url, &cases[i]);
    gives_headers(http, base_url);
    carries_several_at_once(http, base_url);
    waits_without_calls(http);
    reports_once_and_never_after_cancel(http, base_url);
    if (http->guards)
        asks_before_it_connects(http, base_url);
}
