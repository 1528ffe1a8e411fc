/* SPDX-License-Identifier: Apache-2.0 */
/* Plugs that are handed over, and lack of memory. */
#include <string.h>

#include "scene.h"
#include "support/fault.h"

static const scene_reply script[] = {
    {"/a", 5, PRSE_OK, 200, "ETag: x", "{A}", 0},
    {"/b", 5, PRSE_OK, 503, NULL, "{B}", 1},
    {"/b", 5, PRSE_OK, 200, NULL, "{B}", 0},
    {NULL, 0, 0, 0, NULL, NULL, 0}};

PRSE_TEST(client, refuses_plugs_that_are_not_whole)
{
    static scene it;
    prse__client *client = NULL;
    prse_error err = {0};
    scene_init(&it, script);
    prse_http http = it.http;
    cr_expect_eq(prse__client_new(&client, NULL, NULL, NULL, &err),
                 PRSE_EINVAL);
    http.size = 8;
    cr_expect_eq(prse__client_new(&client, &http, NULL, NULL, &err),
                 PRSE_EABI);
    http = it.http;
    http.wait = NULL;
    cr_expect_eq(prse__client_new(&client, &http, NULL, NULL, &err),
                 PRSE_EINVAL);
    http = it.http;
    prse_cache cache = {.size = sizeof cache};
    cr_expect_eq(prse__client_new(&client, &http, &cache, NULL, &err),
                 PRSE_EINVAL);
    prse_clock clock = {.size = 4};
    cr_expect_eq(prse__client_new(&client, &http, NULL, &clock, &err),
                 PRSE_EABI);
    cr_expect_eq(err.code, PRSE_EABI);
    cr_expect_null(client);
}

PRSE_TEST(client, reads_the_time_of_the_system_when_no_clock_is_given)
{
    static scene it;
    prse__client *client = NULL;
    scene_init(&it, script);
    prse_http http = it.http;
    cr_assert_eq(prse__client_new(&client, &http, NULL, NULL, NULL), 0);
    cr_expect_gt(prse__client_now_ms(client), INT64_C(1700000000000));
    int64_t first = prse__client_monotonic_ms(client);
    cr_expect_geq(prse__client_monotonic_ms(client), first);
    prse__client_free(client);
    prse__client_free(NULL);
    prse__crew_free(NULL);
    prse__fetch_free(NULL);
}

PRSE_TEST(client, names_of_outcomes)
{
    cr_expect_str_eq(prse_outcome_name(PRSE_OUTCOME_READ), "lue");
    cr_expect_str_eq(prse_outcome_name(PRSE_OUTCOME_NOT_ASKED),
                     "non_demandee");
    cr_expect_str_eq(prse_outcome_name((prse_outcome)99), "indisponible");
}

PRSE_TEST(client, crews_beside_each_other_have_sessions_of_their_own)
{
    enum { CREWS = 40 };
    static scene it;
    prse__crew *crews[CREWS];
    prse__fetch fetches[CREWS];
    prse__policy policy = scene_policy();
    scene_init(&it, script);
    prse__client *client = scene_client(&it, NULL);
    for (int i = 0; i < CREWS; i++) {
        fetches[i] = (prse__fetch){.policy = &policy,
                                   .url = PRSE_STR("https://x.fr/a")};
        cr_assert_eq(prse__crew_new(&crews[i], client, 5000, NULL, NULL,
                                    NULL), 0);
        cr_assert_eq(prse__crew_add(crews[i], &fetches[i], NULL), 0);
        cr_assert_eq(prse__crew_run(crews[i], NULL), PRSE_OK);
    }
    cr_expect_eq(it.open_sessions, (size_t)CREWS);
    for (int i = 0; i < CREWS; i++) {
        cr_expect_eq(fetches[i].answer.http, 200);
        prse__fetch_free(&fetches[i]);
        prse__crew_free(crews[i]);
    }
    cr_expect_eq(it.open_sessions, 32, "some are kept, not all");
    prse__client_free(client);
    cr_expect_eq(it.open_sessions, 0);
}

/* Two fetches, one of which is tried twice and both of which are kept. */
static prse_status whole(prse_error *err)
{
    static scene it;
    prse_cache cache = {0};
    prse__client *client = NULL;
    prse__crew *crew = NULL;
    prse__policy policy = scene_policy();
    policy.tries = 2;
    policy.fresh_ms = policy.stale_ms = 1000;
    policy.rate_count = 10;
    policy.rate_ms = 10;
    prse__fetch a = {.policy = &policy, .url = PRSE_STR("https://x.fr/a"),
                     .header = PRSE_STR("K"), .key = PRSE_STR("v")};
    prse__fetch b = {.policy = &policy, .url = PRSE_STR("https://x.fr/b")};
    scene_init(&it, script);
    prse_http http = it.http;
    prse_status status = prse_cache_memory(&cache, 0, err);
    if (status)
        return status;
    status = prse__client_new(&client, &http, &cache, &it.clock, err);
    if (status) {
        cache.free(cache.self);
        return status;
    }
    status = prse__crew_new(&crew, client, 5000, NULL, NULL, err);
    if (!status)
        status = prse__crew_add(crew, &a, err);
    if (!status)
        status = prse__crew_add(crew, &b, err);
    if (!status)
        status = prse__crew_run(crew, err);
    prse__crew_free(crew);
    if (!status) {
        cr_expect_eq(a.answer.status, PRSE_OK);
        cr_expect_eq(b.answer.http, 200);
    }
    cr_expect_eq((int32_t)a.answer.status, a.why.code);
    cr_expect_eq((int32_t)b.answer.status, b.why.code);
    prse__fetch_free(&a);
    prse__fetch_free(&b);
    prse__client_free(client);
    cr_expect_eq(it.open_sessions, 0);
    return status;
}

PRSE_TEST(client, lack_of_memory_is_told_and_loses_nothing)
{
    size_t told = 0;
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = whole(&err);
        int met = prse_fault_pause();
        cr_assert_eq(err.code, (int32_t)status);
        /* A cache that has no room goes unnoticed. */
        cr_assert(status == PRSE_OK || (status == PRSE_ENOMEM && met));
        told += status == PRSE_ENOMEM;
    }
    cr_expect_gt(told, (size_t)20);
}
