/* SPDX-License-Identifier: Apache-2.0 */
/* The limit of requests in any window, as the server measures it. */
#include <stdlib.h>
#include <string.h>

#include "http/bucket.h"
#include "scene.h"
#include "support/fault.h"

PRSE_TEST(bucket, places_come_back_a_window_after_the_end)
{
    prse__bucket bucket = {0};
    cr_assert(prse__bucket_fit(&bucket, 2));
    cr_expect_eq(prse__bucket_when(&bucket, 2, 1000, 5000), 0);
    prse__bucket_leave(&bucket);
    cr_expect_eq(prse__bucket_when(&bucket, 2, 1000, 5000), 0);
    prse__bucket_leave(&bucket);
    cr_expect_eq(prse__bucket_when(&bucket, 2, 1000, 5000),
                 5000 + PRSE__BUCKET_LOOK_MS, "both are under way");
    prse__bucket_end(&bucket, 5300);
    cr_expect_eq(prse__bucket_when(&bucket, 2, 1000, 5300), 6301);
    prse__bucket_end(&bucket, 5400);
    cr_expect_eq(prse__bucket_when(&bucket, 2, 1000, 6300), 6301);
    cr_expect_eq(prse__bucket_when(&bucket, 2, 1000, 6301), 0);
    prse__bucket_leave(&bucket);
    cr_expect_eq(prse__bucket_when(&bucket, 2, 1000, 6301), 6401);
    prse__bucket_free(&bucket);
}

PRSE_TEST(bucket, without_a_limit_all_may_leave)
{
    prse__bucket bucket = {0};
    for (int i = 0; i < 100; i++) {
        cr_expect_eq(prse__bucket_when(&bucket, 0, 1000, 5), 0);
        cr_expect_eq(prse__bucket_when(&bucket, 7, 0, 5), 0);
        prse__bucket_leave(&bucket);
    }
    prse__bucket_end(&bucket, 10);
    prse__bucket_free(&bucket);
}

PRSE_TEST(bucket, a_limit_that_grows_forgets_nothing)
{
    prse__bucket bucket = {0};
    cr_assert(prse__bucket_fit(&bucket, 2));
    for (int i = 0; i < 3; i++) {
        prse__bucket_leave(&bucket);
        prse__bucket_end(&bucket, 100 + i);
    }
    cr_assert(prse__bucket_fit(&bucket, 3));
    cr_expect_eq(prse__bucket_when(&bucket, 3, 1000, 200), 0);
    prse__bucket_leave(&bucket);
    prse__bucket_end(&bucket, 300);
    cr_expect_eq(prse__bucket_when(&bucket, 3, 1000, 300), 1102);
    cr_expect_eq(prse__bucket_when(&bucket, 2, 1000, 300), 1103);
    prse__bucket_free(&bucket);
}

PRSE_TEST(bucket, an_end_in_the_future_keeps_its_place_in_time)
{
    prse__bucket bucket = {0};
    cr_assert(prse__bucket_fit(&bucket, 2));
    prse__bucket_leave(&bucket);
    prse__bucket_leave(&bucket);
    prse__bucket_end(&bucket, 2000); /* unanswered */
    prse__bucket_end(&bucket, 1000);
    cr_expect_eq(prse__bucket_when(&bucket, 2, 100, 1050), 1101);
    prse__bucket_leave(&bucket);
    cr_expect_eq(prse__bucket_when(&bucket, 2, 100, 1101), 2101);
    prse__bucket_free(&bucket);
}

/* Requests of random lengths that the server sees at a random moment between
 * departure and end: no window of the server holds more than the limit. */
PRSE_TEST(bucket, no_window_of_the_server_holds_too_many)
{
    enum { COUNT = 7, WINDOW = 1000, TOTAL = 3000 };
    static double seen[TOTAL];
    struct { double end; int at; } under_way[COUNT];
    prse__bucket bucket = {0};
    size_t flying = 0, sent = 0;
    srand(1);
    cr_assert(prse__bucket_fit(&bucket, COUNT));
    double now = 0;
    while (sent < TOTAL) {
        now += 0.25 + (rand() % 8) / 4.0;
        for (size_t i = 0; i < flying;) {
            if (under_way[i].end > now) {
                i++;
                continue;
            }
            prse__bucket_end(&bucket, (int64_t)now);
            under_way[i] = under_way[--flying];
        }
        if (prse__bucket_when(&bucket, COUNT, WINDOW, (int64_t)now))
            continue;
        double took = rand() % 10 == 0 ? rand() % 900 : rand() % 60;
        prse__bucket_leave(&bucket);
        under_way[flying++].end = now + took;
        seen[sent++] = now + took * (rand() % 1000) / 1000.0;
    }
    for (size_t i = 0; i < TOTAL; i++) {
        size_t inside = 0;
        for (size_t j = 0; j < TOTAL; j++)
            inside += seen[j] >= seen[i] && seen[j] < seen[i] + WINDOW;
        cr_assert_leq(inside, (size_t)COUNT);
    }
    cr_expect_lt(now, TOTAL / COUNT * 2000.0, "and it is not much too slow");
    prse__bucket_free(&bucket);
}

static const scene_reply quick[] = {{"/", 20, PRSE_OK, 200, NULL, "x", 0},
                                    {NULL, 0, 0, 0, NULL, NULL, 0}};

PRSE_TEST(bucket, a_burst_of_one_crew_keeps_the_limit)
{
    enum { BURST = 300 };
    static scene it;
    static prse__fetch fetches[BURST];
    scene_init(&it, quick);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    policy.rate_count = 7;
    policy.rate_ms = 1000;
    prse__crew *crew;
    cr_assert_eq(prse__crew_new(&crew, client, 600000, NULL, NULL, NULL), 0);
    for (int i = 0; i < BURST; i++) {
        fetches[i] = (prse__fetch){.policy = &policy,
                                   .url = PRSE_STR("https://x.fr/1")};
        cr_assert_eq(prse__crew_add(crew, &fetches[i], NULL), 0);
    }
    cr_assert_eq(prse__crew_run(crew, NULL), PRSE_OK);
    for (int i = 0; i < BURST; i++) {
        cr_expect_eq(fetches[i].answer.http, 200);
        prse__fetch_free(&fetches[i]);
    }
    cr_expect_eq(it.sent_count, (size_t)BURST);
    for (size_t i = 7; i < it.sent_count; i++)
        cr_assert_gt(it.sent[i].at - it.sent[i - 7].at, 1000);
    cr_expect_leq(it.monotonic - SCENE_START, 43 * 1030);
    prse__crew_free(crew);
    prse__client_free(client);
}

PRSE_TEST(bucket, a_place_after_the_deadline_is_not_waited_for)
{
    static scene it;
    scene_init(&it, quick);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    policy.rate_count = 1;
    policy.rate_ms = 60000;
    prse__fetch fetch = {.policy = &policy, .url = PRSE_STR("https://x.fr/1")};
    cr_assert_eq(scene_fetch(client, &fetch, 5000), PRSE_OK);
    cr_expect_eq(fetch.answer.status, PRSE_OK);
    prse__fetch_free(&fetch);
    fetch = (prse__fetch){.policy = &policy, .url = PRSE_STR("https://x.fr/1")};
    int64_t before = it.monotonic;
    cr_assert_eq(scene_fetch(client, &fetch, 5000), PRSE_OK);
    cr_expect_eq(fetch.answer.status, PRSE_ERATE);
    cr_expect_eq(prse__answer_outcome(&fetch.answer), PRSE_OUTCOME_LIMITED);
    cr_expect_not_null(strstr(fetch.why.message, "limit of 1 requests"));
    cr_expect_eq(it.monotonic, before, "told at once");
    prse__fetch_free(&fetch);
    prse__client_free(client);
}

PRSE_TEST(bucket, who_waits_for_a_place_until_the_deadline_is_limited)
{
    enum { BURST = 10 };
    static scene it;
    static prse__fetch fetches[BURST];
    size_t limited = 0, read = 0;
    scene_init(&it, quick);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    policy.rate_count = 2;
    policy.rate_ms = 1000;
    prse__crew *crew;
    cr_assert_eq(prse__crew_new(&crew, client, 1500, NULL, NULL, NULL), 0);
    for (int i = 0; i < BURST; i++) {
        fetches[i] = (prse__fetch){.policy = &policy,
                                   .url = PRSE_STR("https://x.fr/1")};
        cr_assert_eq(prse__crew_add(crew, &fetches[i], NULL), 0);
    }
    cr_assert_eq(prse__crew_run(crew, NULL), PRSE_OK);
    for (int i = 0; i < BURST; i++) {
        prse_outcome outcome = prse__answer_outcome(&fetches[i].answer);
        limited += outcome == PRSE_OUTCOME_LIMITED;
        read += outcome == PRSE_OUTCOME_READ;
        prse__fetch_free(&fetches[i]);
    }
    cr_expect_eq(read, 4);
    cr_expect_eq(limited, 6);
    prse__crew_free(crew);
    prse__client_free(client);
}

PRSE_TEST(bucket, each_origin_has_its_own_limit)
{
    static scene it;
    scene_init(&it, quick);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    policy.rate_count = 1;
    policy.rate_ms = 60000;
    static const struct { const char *url; size_t sent; } cases[] = {
        {"https://x.fr/1", 1},     {"https://X.fr:443/2", 1},
        {"http://x.fr/3", 2},      {"http://x.fr:80/4", 2},
        {"https://x.fr:8443/5", 3}, {"https://y.fr/6", 4}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        prse__fetch fetch = {.policy = &policy,
                             .url = prse_str_of(cases[i].url)};
        cr_assert_eq(scene_fetch(client, &fetch, 5000), PRSE_OK);
        cr_expect_eq(it.sent_count, cases[i].sent, "%s", cases[i].url);
        prse__fetch_free(&fetch);
    }
    prse__client_free(client);
}
