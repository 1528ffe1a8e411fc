/* SPDX-License-Identifier: Apache-2.0 */
/* What is tried again, when, and when no more. */
#include <string.h>

#include "http/http_date.h"
#include "http/retry.h"
#include "scene.h"

PRSE_TEST(retry, http_dates)
{
    static const struct { const char *text; int64_t ms; } cases[] = {
        {"Sun, 06 Nov 1994 08:49:37 GMT", INT64_C(784111777000)},
        {"Thu, 01 Jan 1970 00:00:00 GMT", 0},
        {"Tue, 29 Feb 2028 23:59:59 GMT", INT64_C(1835481599000)},
        {"Wed, 29 Feb 2027 23:59:59 GMT", -1},
        {"Sun, 06 Nov 1994 24:49:37 GMT", -1},
        {"Sun, 06 Nov 1994 08:60:37 GMT", -1},
        {"Sun, 06 Nov 1994 08:49:37 CET", -1},
        {"Sun, 06 Foo 1994 08:49:37 GMT", -1},
        {"Sunday, 06-Nov-94 08:49:37 GMT", -1},
        {"Sun, 06 Nov 1994 08:49:37 GMT ", -1},
        {"7", -1},
        {"", -1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t ms = -1;
        int ok = prse__http_date_parse(&ms, prse_str_of(cases[i].text));
        cr_expect_eq(ok, cases[i].ms >= 0, "%s", cases[i].text);
        cr_expect_eq(ms, cases[i].ms, "%s", cases[i].text);
    }
}

static prse_http_call *answered(const char *method, int32_t http,
                                const char *name, const char *value)
{
    prse_http_call *call = NULL;
    cr_assert_eq(prse__call_new(&call, method, PRSE_STR("https://x.fr/"),
                                (prse_str){0}, NULL), 0);
    prse_http_call_answer_status(call, http);
    if (name)
        prse_http_call_answer_header(call, prse_str_of(name),
                                     prse_str_of(value));
    prse_http_call_finish(call, PRSE_OK, (prse_str){0});
    return call;
}

PRSE_TEST(retry, the_pause_that_a_service_asks_for)
{
    const int64_t now = INT64_C(784111777000);
    static const struct {
        int32_t http;
        const char *name, *value;
        int64_t ms;
    } cases[] = {
        {429, "Retry-After", "7", 7000},
        {503, "Retry-After", "7", 7000},
        {429, "Retry-After", "0", 0},
        {429, "Retry-After", "-7", 0},
        {429, "Retry-After", "7.5", 0},
        {429, "Retry-After", "soon", 0},
        {429, "Retry-After", "99999999999999999999", 0},
        {429, "Retry-After", "999999999", 3600000},
        {429, "Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT", 60000},
        {429, "Retry-After", "Sun, 06 Nov 1994 08:40:37 GMT", 0},
        {429, "Retry-After", "Sun, 06 Nov 2094 08:40:37 GMT", 3600000},
        {429, "X-Rate-Limit-Reset", "784111790500", 13500},
        {429, "X-Rate-Limit-Reset", "784111000000", 0},
        {429, "X-Rate-Limit-Reset", "x", 0},
        {503, "X-Rate-Limit-Reset", "784111790500", 0},
        {500, "Retry-After", "7", 0},
        {200, "Retry-After", "7", 0},
        {429, NULL, NULL, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        prse_http_call *call = answered("GET", cases[i].http, cases[i].name,
                                        cases[i].value);
        cr_expect_eq(prse__retry_asked(call, now), cases[i].ms, "case %zu",
                     i);
        prse__call_free(call);
    }
}

PRSE_TEST(retry, only_what_may_get_better_and_does_no_harm)
{
    static const struct { const char *method; int32_t http; int worth; }
    cases[] = {{"GET", 200, 0}, {"GET", 404, 0}, {"GET", 400, 0},
               {"GET", 403, 0}, {"GET", 429, 1}, {"GET", 500, 1},
               {"GET", 501, 0}, {"GET", 502, 1}, {"GET", 503, 1},
               {"GET", 504, 1}, {"GET", 505, 0}, {"HEAD", 503, 1},
               {"POST", 503, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        prse_http_call *call =
            answered(cases[i].method, cases[i].http, NULL, NULL);
        cr_expect_eq(prse__retry_worth(call), cases[i].worth, "case %zu", i);
        prse__call_free(call);
    }
    static const struct { prse_status status; int worth; } ends[] = {
        {PRSE_EIO, 1},  {PRSE_ETIMEOUT, 1}, {PRSE_EREFUSED, 0},
        {PRSE_ETLS, 0}, {PRSE_ELIMIT, 0},   {PRSE_ENOMEM, 0}};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        prse_http_call *call = NULL;
        cr_assert_eq(prse__call_new(&call, "GET", PRSE_STR("https://x.fr/"),
                                    (prse_str){0}, NULL), 0);
        prse_http_call_finish(call, ends[i].status, (prse_str){0});
        cr_expect_eq(prse__retry_worth(call), ends[i].worth);
        prse__call_free(call);
    }
}

PRSE_TEST(retry, pauses_grow_and_differ)
{
    uint64_t chance = 42;
    static const int64_t longest[] = {0, 100, 200, 400, 800, 1600, 2000, 2000};
    for (uint32_t attempt = 1; attempt < 8; attempt++) {
        int64_t least = INT64_MAX, most = 0;
        for (int i = 0; i < 500; i++) {
            int64_t pause = prse__retry_pause(attempt, &chance);
            least = pause < least ? pause : least;
            most = pause > most ? pause : most;
        }
        cr_expect_geq(least, longest[attempt] / 2);
        cr_expect_leq(least, longest[attempt] * 55 / 100);
        cr_expect_leq(most, longest[attempt]);
        cr_expect_geq(most, longest[attempt] * 95 / 100);
    }
}

static const scene_reply script[] = {
    {"/twice", 10, PRSE_EIO, 0, NULL, NULL, 1},
    {"/twice", 10, PRSE_OK, 503, NULL, "down", 1},
    {"/twice", 10, PRSE_OK, 200, NULL, "at last", 0},
    {"/never", 10, PRSE_OK, 500, NULL, "no", 0},
    {"/later", 10, PRSE_OK, 429, "Retry-After: 2", "", 1},
    {"/later", 10, PRSE_OK, 200, NULL, "now", 0},
    {"/vague", 10, PRSE_OK, 429, NULL, "", 1},
    {"/vague", 10, PRSE_OK, 200, NULL, "now", 0},
    {"/fine", 10, PRSE_OK, 200, NULL, "fine", 0},
    {NULL, 0, 0, 0, NULL, NULL, 0}};

static prse__fetch ask(prse__client *client, prse__policy policy,
                       const char *url, int64_t deadline)
{
    static prse__policy kept;
    kept = policy;
    prse__fetch fetch = {.policy = &kept, .url = prse_str_of(url)};
    cr_assert_eq(scene_fetch(client, &fetch, deadline), PRSE_OK);
    return fetch;
}

static prse__policy with_tries(uint32_t tries)
{
    prse__policy policy = scene_policy();
    policy.tries = tries;
    return policy;
}

PRSE_TEST(retry, until_it_works)
{
    static scene it;
    scene_init(&it, script);
    prse__client *client = scene_client(&it, NULL);
    prse__fetch fetch =
        ask(client, with_tries(3), "https://x.fr/twice", 9000);
    cr_expect(prse__str_is(fetch.answer.body, "at last"));
    cr_expect_eq(fetch.attempts, 3);
    cr_expect_eq(fetch.why.code, 0);
    cr_expect_geq(fetch.took_ms, 30 + 50 + 100);
    cr_expect_leq(fetch.took_ms, 30 + 100 + 200);
    prse__fetch_free(&fetch);
    prse__client_free(client);
}

PRSE_TEST(retry, not_more_often_than_allowed)
{
    static scene it;
    scene_init(&it, script);
    prse__client *client = scene_client(&it, NULL);
    prse__fetch fetch =
        ask(client, with_tries(3), "https://x.fr/never", 9000);
    cr_expect_eq(fetch.answer.status, PRSE_OK);
    cr_expect_eq(fetch.answer.http, 500);
    cr_expect(prse__str_is(fetch.answer.body, "no"));
    cr_expect_eq(it.sent_count, 3);
    prse__fetch_free(&fetch);
    fetch = ask(client, with_tries(0), "https://x.fr/never", 9000);
    cr_expect_eq(it.sent_count, 4, "0 tries: one all the same");
    prse__fetch_free(&fetch);
    prse__client_free(client);
}

PRSE_TEST(retry, a_pause_asked_for_is_kept_by_everybody)
{
    static scene it;
    scene_init(&it, script);
    prse__client *client = scene_client(&it, NULL);
    prse__fetch fetch =
        ask(client, with_tries(3), "https://x.fr/later", 9000);
    cr_expect(prse__str_is(fetch.answer.body, "now"));
    cr_expect_geq(it.sent[1].at, SCENE_START + 2010);
    cr_expect_leq(it.sent[1].at, SCENE_START + 2012);
    prse__fetch_free(&fetch);
    prse__client_free(client);

    scene_init(&it, script);
    client = scene_client(&it, NULL);
    fetch = ask(client, with_tries(1), "https://x.fr/later", 9000);
    cr_expect_eq(fetch.answer.http, 429);
    prse__fetch_free(&fetch);
    fetch = ask(client, with_tries(1), "https://x.fr/fine", 1000);
    cr_expect_eq(fetch.answer.status, PRSE_ERATE, "it does not fit");
    cr_expect_not_null(strstr(fetch.why.message, "no request for 2 s"));
    cr_expect_eq(it.sent_count, 1);
    prse__fetch_free(&fetch);
    fetch = ask(client, with_tries(1), "https://x.fr/fine", 3000);
    cr_expect_eq(fetch.answer.http, 200, "it fits");
    prse__fetch_free(&fetch);
    prse__client_free(client);
}

PRSE_TEST(retry, what_does_not_fit_before_the_deadline_is_not_waited_for)
{
    static scene it;
    scene_init(&it, script);
    prse__client *client = scene_client(&it, NULL);
    prse__fetch fetch =
        ask(client, with_tries(3), "https://x.fr/later", 1500);
    cr_expect_eq(fetch.answer.http, 429);
    cr_expect_eq(prse__answer_outcome(&fetch.answer), PRSE_OUTCOME_LIMITED);
    cr_expect_eq(fetch.took_ms, 10, "told at once");
    prse__fetch_free(&fetch);
    fetch = ask(client, with_tries(3), "https://y.fr/never", 30);
    cr_expect_eq(fetch.answer.http, 500);
    cr_expect_eq(fetch.took_ms, 10);
    prse__fetch_free(&fetch);
    prse__client_free(client);
}

PRSE_TEST(retry, too_many_requests_without_a_time_means_a_window)
{
    static scene it;
    scene_init(&it, script);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = with_tries(2);
    policy.rate_count = 30;
    policy.rate_ms = 60000;
    prse__fetch fetch = ask(client, policy, "https://x.fr/vague", 90000);
    cr_expect_eq(fetch.answer.http, 200);
    cr_expect_geq(it.sent[1].at, SCENE_START + 60000);
    prse__fetch_free(&fetch);
    prse__client_free(client);
}
