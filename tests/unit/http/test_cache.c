/* SPDX-License-Identifier: Apache-2.0 */
/* Which answers are kept, for how long, and when they stand in. */
#include <string.h>

#include "http/cache_entry.h"
#include "scene.h"
#include "support/fault.h"

PRSE_TEST(cache, an_entry_comes_back_as_it_was)
{
    prse__cache_entry in = {200, INT64_C(1795392000123), PRSE_STR("\"v1\""),
                            PRSE_STR("Sun, 06 Nov 1994 08:49:37 GMT"),
                            PRSE_STR("b\0dy"), 1};
    prse__cache_entry out;
    prse_str url = PRSE_STR("https://x.fr/a");
    prse__buf bytes;
    prse__buf_init(&bytes, 0);
    prse__cache_entry_write(&bytes, &in, url);
    cr_assert(prse__cache_entry_read(&out, prse__buf_str(&bytes), url));
    cr_expect_eq(out.http, in.http);
    cr_expect_eq(out.stored_ms, in.stored_ms);
    cr_expect(prse__str_eq(out.etag, in.etag));
    cr_expect(prse__str_eq(out.modified, in.modified));
    cr_expect(prse__str_eq(out.body, in.body));
    cr_expect_eq(out.moved, in.moved);
    cr_expect_not(prse__cache_entry_read(&out, prse__buf_str(&bytes),
                                         PRSE_STR("https://x.fr/b")));
    prse__buf_free(&bytes);
}

PRSE_TEST(cache, a_damaged_entry_is_none)
{
    prse__cache_entry in = {200, 5, PRSE_STR("e"), PRSE_STR("m"),
                            PRSE_STR("body"), 0};
    prse__cache_entry out;
    prse_str url = PRSE_STR("https://x.fr/a");
    prse__buf bytes;
    prse__buf_init(&bytes, 0);
    prse__cache_entry_write(&bytes, &in, url);
    for (size_t i = 0; i < bytes.len; i++) {
        cr_assert_not(prse__cache_entry_read(
            &out, (prse_str){bytes.ptr, i}, url), "cut at %zu", i);
        for (int bit = 0; bit < 8; bit++) {
            bytes.ptr[i] = (char)(bytes.ptr[i] ^ (1 << bit));
            cr_assert_not(prse__cache_entry_read(
                &out, prse__buf_str(&bytes), url), "byte %zu", i);
            bytes.ptr[i] = (char)(bytes.ptr[i] ^ (1 << bit));
        }
    }
    prse__buf_addc(&bytes, 'x');
    cr_expect_not(prse__cache_entry_read(&out, prse__buf_str(&bytes), url));
    prse__buf_free(&bytes);
}

enum { FRESH = 10000, STALE = 100000, ABSENT = 5000 };

/* Whatever is an object; of a 404, also what says "no". */
static int accept_json(const prse__fetch *fetch, int32_t http, prse_str body)
{
    (void)fetch;
    return body.len > 0 &&
           (body.ptr[0] == '{' || (http != 200 && body.ptr[0] == 'n'));
}

typedef struct story {
    scene it;
    prse__client *client;
    prse__policy policy;
} story;

static void begin(story *s, const scene_reply *replies)
{
    prse_cache cache;
    scene_init(&s->it, replies);
    cr_assert_eq(prse_cache_memory(&cache, 0, NULL), PRSE_OK);
    s->client = scene_client(&s->it, &cache);
    s->policy = scene_policy();
    s->policy.fresh_ms = FRESH;
    s->policy.stale_ms = STALE;
    s->policy.absent_ms = ABSENT;
}

static prse__fetch ask_as(story *s, const char *url, int no_cache,
                          int only_cache)
{
    prse__fetch fetch = {.policy = &s->policy, .url = prse_str_of(url),
                         .no_cache = no_cache, .only_cache = only_cache,
                         .accept = accept_json};
    cr_assert_eq(scene_fetch(s->client, &fetch, 2000), PRSE_OK);
    return fetch;
}

/* Asks and says what came: "CACHE 200 {body}". */
static void expect(story *s, const char *url, prse_origin origin,
                   int32_t http, const char *body, size_t sent)
{
    prse__fetch fetch = ask_as(s, url, 0, 0);
    cr_expect_eq(fetch.origin, origin, "%s: origin %d", url,
                 (int)fetch.origin);
    cr_expect_eq(fetch.answer.http, http, "%s: %d", url,
                 (int)fetch.answer.http);
    cr_expect(prse__str_is(fetch.answer.body, body), "%s: %.*s", url,
              (int)fetch.answer.body.len, fetch.answer.body.ptr);
    cr_expect_eq(s->it.sent_count, sent, "%s: %zu sent", url,
                 s->it.sent_count);
    prse__fetch_free(&fetch);
}

static void pass(story *s, int64_t ms)
{
    s->it.monotonic += ms;
    s->it.unix_ms += ms;
}

static const scene_reply once[] = {
    {"/a", 0, PRSE_OK, 200, NULL, "{A}", 1},
    {"/a", 0, PRSE_OK, 200, NULL, "{B}", 1},
    {"/a", 0, PRSE_OK, 503, NULL, "<html>", 1},
    {"/a", 0, PRSE_EIO, 0, NULL, NULL, 1},
    {"/a", 0, PRSE_OK, 200, NULL, "<html>maintenance", 1},
    {"/a", 0, PRSE_OK, 429, NULL, "", 1},
    {"/a", 0, PRSE_EREFUSED, 0, NULL, NULL, 0},
    {"/none", 0, PRSE_OK, 404, NULL, "no", 1},
    {"/none", 0, PRSE_OK, 200, NULL, "{N}", 1},
    {"/none", 0, PRSE_OK, 404, NULL, "no more", 1},
    {"/none", 0, PRSE_OK, 500, NULL, "", 0},
    {"/denied", 0, PRSE_OK, 403, NULL, "key", 0},
    {NULL, 0, 0, 0, NULL, NULL, 0}};

static void without_names(prse__buf *out, prse_str body)
{
    (void)body;
    prse__buf_adds(out, "{}");
}

static void nothing(prse__buf *out, prse_str body)
{
    (void)body;
    out->failed = 1;
}

static void expect_trimmed(void (*trim)(prse__buf *, prse_str),
                           const char *again, size_t sent)
{
    static const scene_reply twice[] = {
        {"/p", 0, PRSE_OK, 200, NULL, "{name}", 0},
        {NULL, 0, 0, 0, NULL, NULL, 0}};
    story s;
    begin(&s, twice);
    prse__fetch fetch = {.policy = &s.policy,
                         .url = PRSE_STR("https://x.fr/p"),
                         .accept = accept_json, .trim = trim};
    cr_assert_eq(scene_fetch(s.client, &fetch, 2000), PRSE_OK);
    cr_expect(prse__str_is(fetch.answer.body, "{name}"));
    prse__fetch_free(&fetch);
    expect(&s, "https://x.fr/p",
           sent == 1 ? PRSE_ORIGIN_CACHE : PRSE_ORIGIN_NETWORK, 200, again,
           sent);
    prse__client_free(s.client);
}

PRSE_TEST(cache, keeps_what_is_left_of_a_trimmed_answer)
{
    expect_trimmed(without_names, "{}", 1);
}

PRSE_TEST(cache, keeps_nothing_of_what_can_not_be_trimmed)
{
    expect_trimmed(nothing, "{name}", 2);
}

PRSE_TEST(cache, a_fresh_answer_is_not_asked_for_again)
{
    static story s;
    begin(&s, once);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_NETWORK, 200, "{A}", 1);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_CACHE, 200, "{A}", 1);
    pass(&s, FRESH - 1);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_CACHE, 200, "{A}", 1);
    pass(&s, 1);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_NETWORK, 200, "{B}", 2);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_CACHE, 200, "{B}", 2);
    prse__client_free(s.client);
}

PRSE_TEST(cache, an_older_answer_stands_in_when_the_service_is_down)
{
    static story s;
    begin(&s, once);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_NETWORK, 200, "{A}", 1);
    pass(&s, FRESH);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_NETWORK, 200, "{B}", 2);
    pass(&s, FRESH);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_STALE, 200, "{B}", 3);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_STALE, 200, "{B}", 4);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_STALE, 200, "{B}", 5);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_STALE, 200, "{B}", 6);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_STALE, 200, "{B}", 7);
    pass(&s, 2000);
    prse__fetch fetch = ask_as(&s, "https://x.fr/a", 0, 0);
    cr_expect_eq(fetch.origin, PRSE_ORIGIN_STALE);
    cr_expect_eq(fetch.age_ms, FRESH + 1000 + 2000);
    cr_expect_eq(fetch.answer.status, PRSE_OK);
    cr_expect_eq(fetch.why.code, PRSE_EREFUSED, "and why is told");
    prse__fetch_free(&fetch);
    pass(&s, STALE);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_NONE, 0, "", 9);
    prse__client_free(s.client);
}

PRSE_TEST(cache, an_absence_is_kept_for_its_own_time)
{
    static story s;
    begin(&s, once);
    expect(&s, "https://x.fr/none", PRSE_ORIGIN_NETWORK, 404, "no", 1);
    pass(&s, ABSENT - 1);
    expect(&s, "https://x.fr/none", PRSE_ORIGIN_CACHE, 404, "no", 1);
    pass(&s, 1);
    expect(&s, "https://x.fr/none", PRSE_ORIGIN_NETWORK, 200, "{N}", 2);
    pass(&s, FRESH);
    s.policy.absent_ms = 0;
    expect(&s, "https://x.fr/none", PRSE_ORIGIN_NETWORK, 404, "no more", 3);
    expect(&s, "https://x.fr/none", PRSE_ORIGIN_NETWORK, 500, "", 4);
    prse__client_free(s.client);
}

static const scene_reply pages[] = {
    {"/p", 0, PRSE_OK, 404, NULL, "<html>no such page", 2},
    {"/p", 0, PRSE_OK, 200, NULL, "{P}", 1},
    {"/p", 0, PRSE_OK, 404, NULL, "<html>no such page", 1},
    {"/p", 0, PRSE_OK, 410, NULL, "<html>", 1},
    {"/p", 0, PRSE_OK, 404, NULL, "none", 0},
    {NULL, 0, 0, 0, NULL, NULL, 0}};

PRSE_TEST(cache, a_404_that_is_not_accepted_is_neither_kept_nor_believed)
{
    static story s;
    begin(&s, pages);
    for (size_t i = 1; i < 3; i++)
        expect(&s, "https://x.fr/p", PRSE_ORIGIN_NETWORK, 404,
               "<html>no such page", i);
    expect(&s, "https://x.fr/p", PRSE_ORIGIN_NETWORK, 200, "{P}", 3);
    pass(&s, FRESH);
    expect(&s, "https://x.fr/p", PRSE_ORIGIN_STALE, 200, "{P}", 4);
    prse__fetch fetch = ask_as(&s, "https://x.fr/p", 0, 0);
    cr_expect_eq(fetch.origin, PRSE_ORIGIN_STALE);
    cr_expect_eq(fetch.why.code, PRSE_EPEER);
    cr_expect_not_null(strstr(fetch.why.message, "410"));
    prse__fetch_free(&fetch);
    expect(&s, "https://x.fr/p", PRSE_ORIGIN_NETWORK, 404, "none", 6);
    expect(&s, "https://x.fr/p", PRSE_ORIGIN_CACHE, 404, "none", 6);
    prse__client_free(s.client);
}

PRSE_TEST(cache, without_accept_an_absence_is_not_believed)
{
    static story s;
    begin(&s, pages);
    s.it.used[0] = 2;
    expect(&s, "https://x.fr/p", PRSE_ORIGIN_NETWORK, 200, "{P}", 1);
    pass(&s, FRESH);
    s.it.used[2] = s.it.used[3] = 1;
    for (size_t i = 2; i < 4; i++) {
        prse__fetch fetch = {.policy = &s.policy,
                             .url = PRSE_STR("https://x.fr/p")};
        cr_assert_eq(scene_fetch(s.client, &fetch, 2000), PRSE_OK);
        cr_expect_eq(fetch.origin, PRSE_ORIGIN_STALE);
        cr_expect(prse__str_is(fetch.answer.body, "{P}"));
        cr_expect_eq(s.it.sent_count, i);
        prse__fetch_free(&fetch);
    }
    prse__client_free(s.client);
}

PRSE_TEST(cache, refusals_are_neither_kept_nor_replaced)
{
    static story s;
    begin(&s, once);
    expect(&s, "https://x.fr/denied", PRSE_ORIGIN_NETWORK, 403, "key", 1);
    expect(&s, "https://x.fr/denied", PRSE_ORIGIN_NETWORK, 403, "key", 2);
    prse__client_free(s.client);
}

PRSE_TEST(cache, past_the_cache)
{
    static story s;
    begin(&s, once);
    for (size_t i = 1; i < 3; i++) {
        prse__fetch fetch = ask_as(&s, "https://x.fr/a", 1, 0);
        cr_expect_eq(fetch.origin, PRSE_ORIGIN_NETWORK);
        cr_expect_eq(s.it.sent_count, i);
        prse__fetch_free(&fetch);
    }
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_NETWORK, 503, "<html>", 3);
    prse__client_free(s.client);
}

PRSE_TEST(cache, without_the_network)
{
    static story s;
    begin(&s, once);
    prse__fetch fetch = ask_as(&s, "https://x.fr/a", 0, 1);
    cr_expect_eq(fetch.answer.status, PRSE_ENOTFOUND);
    cr_expect_eq(fetch.why.code, PRSE_ENOTFOUND);
    cr_expect_eq(prse__answer_outcome(&fetch.answer),
                 PRSE_OUTCOME_NOT_ASKED);
    prse__fetch_free(&fetch);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_NETWORK, 200, "{A}", 1);
    fetch = ask_as(&s, "https://x.fr/a", 0, 1);
    cr_expect_eq(fetch.origin, PRSE_ORIGIN_CACHE);
    prse__fetch_free(&fetch);
    pass(&s, FRESH);
    fetch = ask_as(&s, "https://x.fr/a", 0, 1);
    cr_expect_eq(fetch.origin, PRSE_ORIGIN_STALE);
    prse__fetch_free(&fetch);
    pass(&s, STALE);
    fetch = ask_as(&s, "https://x.fr/a", 0, 1);
    cr_expect_eq(fetch.origin, PRSE_ORIGIN_NONE);
    prse__fetch_free(&fetch);
    cr_expect_eq(s.it.sent_count, 1);
    prse__client_free(s.client);
}

PRSE_TEST(cache, a_clock_that_is_put_back_makes_nothing_fresh)
{
    static story s;
    begin(&s, once);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_NETWORK, 200, "{A}", 1);
    s.it.unix_ms -= 5000;
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_NETWORK, 200, "{B}", 2);
    prse__client_free(s.client);
}

static const scene_reply tagged[] = {
    {"/t", 0, PRSE_OK, 200, "ETag: \"v1\"\nLast-Modified: yesterday", "{T}",
     1},
    {"/t", 0, PRSE_OK, 304, NULL, "", 2},
    {"/t", 0, PRSE_OK, 200, "ETag: W/\"v2\"", "{U}", 1},
    {"/t", 0, PRSE_OK, 304, NULL, "", 0},
    {"/odd", 0, PRSE_OK, 304, NULL, "", 0},
    {NULL, 0, 0, 0, NULL, NULL, 0}};

PRSE_TEST(cache, what_is_still_right_does_not_come_again)
{
    static story s;
    begin(&s, tagged);
    expect(&s, "https://x.fr/t", PRSE_ORIGIN_NETWORK, 200, "{T}", 1);
    cr_expect_str_eq(s.it.sent[0].headers, "");
    pass(&s, FRESH);
    expect(&s, "https://x.fr/t", PRSE_ORIGIN_NETWORK, 200, "{T}", 2);
    cr_expect_str_eq(s.it.sent[1].headers, "If-None-Match: \"v1\"\n"
                                           "If-Modified-Since: yesterday\n");
    expect(&s, "https://x.fr/t", PRSE_ORIGIN_CACHE, 200, "{T}", 2);
    pass(&s, FRESH);
    expect(&s, "https://x.fr/t", PRSE_ORIGIN_NETWORK, 200, "{T}", 3);
    cr_expect_not_null(strstr(s.it.sent[2].headers, "\"v1\""),
                       "the tag outlives an answer without one");
    pass(&s, FRESH);
    expect(&s, "https://x.fr/t", PRSE_ORIGIN_NETWORK, 200, "{U}", 4);
    pass(&s, FRESH);
    expect(&s, "https://x.fr/t", PRSE_ORIGIN_NETWORK, 200, "{U}", 5);
    cr_expect_str_eq(s.it.sent[4].headers, "If-None-Match: W/\"v2\"\n");
    prse__fetch fetch = ask_as(&s, "https://x.fr/odd", 0, 0);
    cr_expect_eq(prse__answer_outcome(&fetch.answer), PRSE_OUTCOME_DENIED,
                 "nothing was kept that could be right");
    prse__fetch_free(&fetch);
    prse__client_free(s.client);
}

/* A cache that fails in every way. */
static int cache_answer;

static prse_status bad_get(void *self, prse_str key, prse_cache_found found,
                           void *user, prse_error *err)
{
    (void)self;
    (void)key;
    if (cache_answer == 0)
        return prse__error_set(err, PRSE_EIO, NULL, "the disk is gone");
    found(user, PRSE_STR("prse-a2\nwhatever"));
    found(user, PRSE_STR("")); /* twice: still no crash */
    return PRSE_OK;
}

static prse_status bad_put(void *self, prse_str key, prse_str value,
                           int64_t until_ms, prse_error *err)
{
    (void)self;
    (void)key;
    (void)value;
    (void)until_ms;
    return prse__error_set(err, PRSE_EIO, NULL, "the disk is full");
}

PRSE_TEST(cache, a_broken_cache_is_as_good_as_none)
{
    static story s;
    begin(&s, once);
    prse__client_free(s.client);
    prse_cache cache = {.size = sizeof cache, .get = bad_get, .put = bad_put};
    s.client = scene_client(&s.it, &cache);
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_NETWORK, 200, "{A}", 1);
    cache_answer = 1;
    expect(&s, "https://x.fr/a", PRSE_ORIGIN_NETWORK, 200, "{B}", 2);
    prse__client_free(s.client);
}
