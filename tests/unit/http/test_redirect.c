/* SPDX-License-Identifier: Apache-2.0 */
/* Redirects within an origin are followed, others are not. */
#include <string.h>

#include "http/redirect.h"
#include "scene.h"
#include "support/fault.h"

static prse_http_call *led(const char *method, const char *url, int32_t http,
                           const char *location)
{
    prse_http_call *call = NULL;
    cr_assert_eq(prse__call_new(&call, method, prse_str_of(url),
                                (prse_str){0}, NULL), 0);
    prse_http_call_answer_status(call, http);
    if (location)
        prse_http_call_answer_header(call, PRSE_STR("Location"),
                                     prse_str_of(location));
    prse_http_call_finish(call, PRSE_OK, (prse_str){0});
    return call;
}

/* NULL: it is not followed. */
static void expect_target(prse_http_call *call, const char *target,
                          const char *location)
{
    prse__buf out;
    prse__buf_init(&out, 0);
    int found = prse__redirect_target(&out, call);
    cr_expect_eq(found, target != NULL, "%s", location);
    cr_expect(!found || prse__str_is(prse__buf_str(&out), target),
              "%s leads to %s", location, out.ptr);
    prse__buf_free(&out);
    prse__call_free(call);
}

PRSE_TEST(redirect, targets)
{
    static const char url[] = "https://x.fr/api/a/b?q=1";
    static const struct { const char *location, *target; } cases[] = {
        {"https://x.fr/new", "https://x.fr/new"},
        {"HTTPS://X.fr:443/new?y=2#end", "https://x.fr/new?y=2"},
        {"//x.fr/new", "https://x.fr/new"},
        {"/new", "https://x.fr/new"},
        {"/a%20b%C3%A9?c=%2F%20", "https://x.fr/a%20b%C3%A9?c=%2F%20"},
        {"c", "https://x.fr/api/a/c"},
        {"c/", "https://x.fr/api/a/c/"},
        {"./c", "https://x.fr/api/a/c"},
        {"../c", "https://x.fr/api/c"},
        {"..", "https://x.fr/api/"},
        {".", "https://x.fr/api/a/"},
        {"../../../../c", "https://x.fr/c"},
        {"/a/./b/../c", "https://x.fr/a/c"},
        {"?q=2", "https://x.fr/api/a/b?q=2"},
        {"https://x.fr", "https://x.fr/"},
        {"https://x.fr?z", "https://x.fr/?z"},
        {"https://x.fr//y.fr/", "https://x.fr//y.fr/"},
        {"/.//y.fr", "https://x.fr//y.fr"},
        {"", NULL},
        {"#end", NULL},
        {"http://x.fr/new", NULL},
        {"https://x.fr:8443/new", NULL},
        {"https://y.fr/new", NULL},
        {"//y.fr/new", NULL},
        {"///new", NULL},
        {"https://user@x.fr/new", NULL},
        {"https://x.fr@y.fr/", NULL},
        {"https://x.fr\\@y.fr/", NULL},
        {"\\\\y.fr\\", NULL},
        {"/\\y.fr", NULL},
        {"https:new", NULL},
        {"https:/new", NULL},
        {"javascript:alert(1)", NULL},
        {"file:///etc/passwd", NULL},
        {"x://x.fr/new", NULL},
        {"/new path", NULL},
        {"/%", NULL},
        {"/%2", NULL},
        {"/%2g", NULL},
        {"/caf\xc3\xa9", NULL},
        {"/\"", NULL},
        {NULL, NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_target(led("GET", url, 308, cases[i].location),
                      cases[i].target, cases[i].location);
    expect_target(led("GET", "https://x.fr", 308, "c"), "https://x.fr/c", "");
    expect_target(led("GET", "http://127.0.0.1:80/a", 308,
                      "http://127.0.0.1/b"), "http://127.0.0.1:80/b", "");
}

PRSE_TEST(redirect, only_of_what_is_read_and_by_statuses_that_lead)
{
    static const struct { const char *method; int32_t http; int led; }
    cases[] = {{"GET", 301, 1}, {"GET", 302, 1}, {"GET", 303, 1},
               {"GET", 307, 1}, {"HEAD", 308, 1}, {"POST", 308, 0},
               {"GET", 300, 0}, {"GET", 304, 0}, {"GET", 305, 0},
               {"GET", 200, 0}, {"GET", 201, 0}, {"GET", 404, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_target(led(cases[i].method, "https://x.fr/a", cases[i].http,
                          "/b"), cases[i].led ? "https://x.fr/b" : NULL,
                      cases[i].method);
}

PRSE_TEST(redirect, lack_of_memory_stays_in_the_buffer)
{
    static const char *const locations[] = {"//x.fr/b", "../b"};
    for (size_t i = 0; i < 2; i++) {
        prse_http_call *call =
            led("GET", "https://x.fr/a/c", 301, locations[i]);
        PRSE_EACH_FAULT {
            prse__buf out;
            prse__buf_init(&out, 0);
            int found = prse__redirect_target(&out, call);
            int met = prse_fault_pause();
            cr_assert_eq(found, !met);
            cr_assert_eq(out.failed, met);
            prse__buf_free(&out);
        }
        prse__call_free(call);
    }
}

/* --- On the way --- */

static const scene_reply script[] = {
    {"/one", 5, PRSE_OK, 308, "Location: /s/final?a=%20", "moved", 0},
    {"/two", 5, PRSE_OK, 301, "Location: one", "", 0},
    {"/three", 5, PRSE_OK, 302, "Location: two", "", 0},
    {"/loop", 5, PRSE_OK, 302, "Location: loop", "", 0},
    {"/out", 5, PRSE_OK, 303, "Location: https://evil.example:81/x?k=1",
     "", 0},
    {"/halfway", 5, PRSE_OK, 307, "Location: /out", "", 0},
    {"/shaky", 5, PRSE_OK, 301, "Location: /weak", "", 0},
    {"/weak", 5, PRSE_OK, 503, NULL, "", 1},
    {"/weak", 5, PRSE_OK, 200, NULL, "{W}", 0},
    {"/final", 5, PRSE_OK, 200, "ETag: \"f\"", "{F}", 0},
    {NULL, 0, 0, 0, NULL, NULL, 0}};

static int saw_moved;

static int accept_all(const prse__fetch *fetch, int32_t http, prse_str body)
{
    (void)http;
    saw_moved = fetch->moved;
    return body.len > 0;
}

typedef struct walk {
    scene it;
    prse__client *client;
    prse__policy policy;
} walk;

static void begin(walk *w)
{
    prse_cache cache;
    scene_init(&w->it, script);
    cr_assert_eq(prse_cache_memory(&cache, 0, NULL), PRSE_OK);
    w->client = scene_client(&w->it, &cache);
    w->policy = scene_policy();
}

static prse__fetch ask(walk *w, const char *url)
{
    prse__fetch fetch = {.policy = &w->policy, .url = prse_str_of(url),
                         .header = PRSE_STR("K"), .key = PRSE_STR("v"),
                         .accept = accept_all};
    saw_moved = -1;
    cr_assert_eq(scene_fetch(w->client, &fetch, 1000), PRSE_OK);
    return fetch;
}

PRSE_TEST(redirect, is_followed_within_the_origin_with_the_key)
{
    static walk w;
    begin(&w);
    prse__fetch fetch = ask(&w, "https://x.fr/s/two");
    cr_expect_eq(fetch.answer.status, PRSE_OK);
    cr_expect_eq(fetch.answer.http, 200);
    cr_expect(prse__str_is(fetch.answer.body, "{F}"));
    cr_expect_eq(fetch.origin, PRSE_ORIGIN_NETWORK);
    cr_expect_eq(fetch.attempts, 3u);
    cr_expect_eq(fetch.moved, 1);
    cr_expect_eq(saw_moved, 1);
    cr_expect_eq(fetch.took_ms, 15);
    cr_assert_eq(w.it.sent_count, 3u);
    cr_expect_str_eq(w.it.sent[1].url, "https://x.fr/s/one");
    cr_expect_str_eq(w.it.sent[2].url, "https://x.fr/s/final?a=%20");
    for (size_t i = 0; i < 3; i++)
        cr_expect_str_eq(w.it.sent[i].headers, "K: v\n");
    prse__fetch_free(&fetch);
    fetch = ask(&w, "https://x.fr/s/final");
    cr_expect_eq(fetch.moved, 0);
    cr_expect_eq(saw_moved, 0);
    prse__fetch_free(&fetch);
    prse__client_free(w.client);
}

static void expect_denied(walk *w, const char *url, size_t sent,
                          const char *says)
{
    size_t before = w->it.sent_count;
    prse__fetch fetch = ask(w, url);
    cr_expect_eq(prse__answer_outcome(&fetch.answer), PRSE_OUTCOME_DENIED);
    cr_expect_eq(fetch.why.code, PRSE_EDENIED);
    cr_expect_not_null(strstr(fetch.why.message, says), "%s",
                       fetch.why.message);
    cr_expect_null(strstr(fetch.why.message, "k=1"));
    cr_expect_eq(w->it.sent_count - before, sent, "%s", url);
    cr_expect_eq(saw_moved, -1);
    prse__fetch_free(&fetch);
}

PRSE_TEST(redirect, is_followed_twice_at_most)
{
    static walk w;
    begin(&w);
    expect_denied(&w, "https://x.fr/s/three", 3, "any further");
    expect_denied(&w, "https://x.fr/s/loop", 3, "any further");
    prse__client_free(w.client);
}

PRSE_TEST(redirect, to_another_origin_is_refused_and_says_where_it_leads)
{
    static walk w;
    begin(&w);
    expect_denied(&w, "https://x.fr/out", 1, "evil.example");
    expect_denied(&w, "https://x.fr/halfway", 2, "evil.example");
    prse__client_free(w.client);
}

PRSE_TEST(redirect, counts_for_the_limit)
{
    static walk w;
    begin(&w);
    w.policy.rate_count = 2;
    w.policy.rate_ms = 100;
    prse__fetch fetch = ask(&w, "https://x.fr/s/two");
    cr_expect_eq(fetch.answer.http, 200);
    cr_expect_geq(w.it.sent[2].at - w.it.sent[0].at, 100);
    prse__fetch_free(&fetch);
    prse__client_free(w.client);
}

PRSE_TEST(redirect, is_no_second_try)
{
    static walk w;
    begin(&w);
    prse__fetch fetch = ask(&w, "https://x.fr/shaky");
    cr_expect_eq(fetch.answer.http, 503, "one try is one try");
    prse__fetch_free(&fetch);
    w.it.used[7] = 0;
    w.policy.tries = 2;
    fetch = ask(&w, "https://x.fr/shaky");
    cr_expect_eq(fetch.answer.http, 200);
    cr_expect_eq(fetch.attempts, 3u);
    cr_expect_str_eq(w.it.sent[w.it.sent_count - 1].url,
                     "https://x.fr/weak", "where it led is tried again");
    prse__fetch_free(&fetch);
    prse__client_free(w.client);
}

PRSE_TEST(redirect, what_it_brought_is_kept_as_such)
{
    static walk w;
    begin(&w);
    w.policy.fresh_ms = 1000;
    w.policy.stale_ms = 5000;
    prse__fetch fetch = ask(&w, "https://x.fr/s/one");
    prse__fetch_free(&fetch);
    fetch = ask(&w, "https://x.fr/s/one");
    cr_expect_eq(fetch.origin, PRSE_ORIGIN_CACHE);
    cr_expect_eq(fetch.moved, 1);
    prse__fetch_free(&fetch);
    w.it.monotonic += 1000;
    w.it.unix_ms += 1000;
    fetch = ask(&w, "https://x.fr/s/one");
    cr_expect_eq(fetch.origin, PRSE_ORIGIN_NETWORK);
    cr_expect_eq(w.it.sent_count, 4u);
    for (size_t i = 2; i < 4; i++)
        cr_expect_null(strstr(w.it.sent[i].headers, "If-None-Match"),
                       "the tag is another address's");
    prse__fetch_free(&fetch);
    prse__client_free(w.client);
}

PRSE_TEST(redirect, waits_for_no_deadline)
{
    static walk w;
    begin(&w);
    w.policy.rate_count = 1;
    w.policy.rate_ms = 5000;
    prse__fetch fetch = ask(&w, "https://x.fr/s/one");
    cr_expect_eq(fetch.answer.status, PRSE_ERATE);
    cr_expect_eq(fetch.attempts, 1u);
    cr_expect_leq(fetch.took_ms, 10);
    prse__fetch_free(&fetch);
    prse__client_free(w.client);
}

PRSE_TEST(redirect, lack_of_memory_is_told)
{
    size_t told = 0;
    static walk w;
    begin(&w);
    PRSE_EACH_FAULT {
        prse__fetch fetch = {.policy = &w.policy,
                             .url = PRSE_STR("https://x.fr/s/two")};
        w.it.sent_count = 0;
        prse_status status = scene_fetch(w.client, &fetch, 1000);
        int met = prse_fault_pause();
        cr_assert(status == PRSE_OK || (met && status == PRSE_ENOMEM));
        cr_assert(status || fetch.answer.http == 200);
        told += status == PRSE_ENOMEM;
        prse__fetch_free(&fetch);
    }
    cr_expect_gt(told, (size_t)5);
    prse__client_free(w.client);
}
