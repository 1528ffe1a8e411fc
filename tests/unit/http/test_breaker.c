/* SPDX-License-Identifier: Apache-2.0 */
/* A service that fails is left alone for a while. */
#include <string.h>

#include "http/breaker.h"
#include "scene.h"

PRSE_TEST(breaker, opens_after_failures_in_a_row_only)
{
    prse__breaker breaker = {0};
    int64_t when;
    prse__breaker_end(&breaker, 0, PRSE__FAILED, 3, 100);
    prse__breaker_end(&breaker, 0, PRSE__FAILED, 3, 100);
    prse__breaker_end(&breaker, 0, PRSE__ALIVE, 3, 100);
    prse__breaker_end(&breaker, 0, PRSE__FAILED, 3, 100);
    prse__breaker_end(&breaker, 0, PRSE__UNKNOWN, 3, 100);
    prse__breaker_end(&breaker, 0, PRSE__FAILED, 3, 100);
    cr_expect(prse__breaker_may(&breaker, 0, &when));
    prse__breaker_end(&breaker, 0, PRSE__FAILED, 3, 100);
    cr_expect_not(prse__breaker_may(&breaker, 99, &when));
    cr_expect_eq(when, 100);
}

PRSE_TEST(breaker, one_request_tries_after_the_pause)
{
    prse__breaker breaker = {0};
    int64_t when;
    prse__breaker_end(&breaker, 0, PRSE__REFUSED, 3, 100);
    cr_expect_not(prse__breaker_may(&breaker, 99, &when));
    cr_expect(prse__breaker_may(&breaker, 100, &when));
    prse__breaker_leave(&breaker);
    cr_expect_not(prse__breaker_may(&breaker, 101, &when), "only one");
    prse__breaker_end(&breaker, breaker.round, PRSE__FAILED, 3, 200);
    cr_expect_not(prse__breaker_may(&breaker, 199, &when), "one is enough");
    cr_expect(prse__breaker_may(&breaker, 200, &when));
    prse__breaker_leave(&breaker);
    prse__breaker_end(&breaker, breaker.round, PRSE__UNKNOWN, 3, 300);
    cr_expect(prse__breaker_may(&breaker, 201, &when), "another may try");
    prse__breaker_leave(&breaker);
    prse__breaker_end(&breaker, breaker.round, PRSE__ALIVE, 3, 300);
    cr_expect(prse__breaker_may(&breaker, 202, &when));
    prse__breaker_end(&breaker, breaker.round, PRSE__FAILED, 3, 300);
    cr_expect(prse__breaker_may(&breaker, 203, &when), "it counts from 0");
}

PRSE_TEST(breaker, what_left_before_it_opened_does_not_close_it)
{
    prse__breaker breaker = {0};
    int64_t when;
    uint32_t before = breaker.round;
    prse__breaker_end(&breaker, before, PRSE__REFUSED, 3, 100);
    prse__breaker_end(&breaker, before, PRSE__ALIVE, 3, 100);
    cr_expect_not(prse__breaker_may(&breaker, 50, &when));
    prse__breaker_end(&breaker, before, PRSE__FAILED, 3, 500);
    cr_expect(prse__breaker_may(&breaker, 100, &when),
              "nor is the pause longer for it");
}

PRSE_TEST(breaker, none_when_no_number_of_failures_is_given)
{
    prse__breaker breaker = {0};
    int64_t when;
    for (int i = 0; i < 100; i++)
        prse__breaker_end(&breaker, 0, PRSE__REFUSED, 0, 100);
    cr_expect(prse__breaker_may(&breaker, 0, &when));
}

static const scene_reply script[] = {
    {"/refused", 5, PRSE_EREFUSED, 0, NULL, NULL, 0},
    {"/fails", 5, PRSE_OK, 503, NULL, "down", 0},
    {"/stumbles", 5, PRSE_OK, 500, NULL, "oops", 0},
    {"/bad", 5, PRSE_OK, 400, NULL, "no", 0},
    {"/late", 900, PRSE_OK, 200, NULL, "at last", 0},
    {"/good", 5, PRSE_OK, 200, NULL, "fine", 0},
    {NULL, 0, 0, 0, NULL, NULL, 0}};

static prse_status ask(prse__client *client, const char *url,
                       int64_t deadline)
{
    prse__policy policy = scene_policy();
    policy.tries = 3;
    policy.failures = 3;
    policy.pause_ms = 30000;
    prse__fetch fetch = {.policy = &policy, .url = prse_str_of(url)};
    cr_assert_eq(scene_fetch(client, &fetch, deadline), PRSE_OK);
    prse_status status = fetch.answer.status;
    cr_expect_eq(fetch.why.code, (int32_t)status);
    prse__fetch_free(&fetch);
    return status;
}

PRSE_TEST(breaker, a_refused_connection_is_not_tried_again)
{
    static scene it;
    scene_init(&it, script);
    prse__client *client = scene_client(&it, NULL);
    cr_expect_eq(ask(client, "https://x.fr/refused", 9000), PRSE_EREFUSED);
    cr_expect_eq(it.sent_count, 1);
    for (int i = 0; i < 50; i++)
        cr_expect_eq(ask(client, "https://x.fr/good", 9000), PRSE_EREFUSED);
    cr_expect_eq(it.sent_count, 1, "nothing leaves during the pause");
    cr_expect_eq(ask(client, "https://y.fr/good", 9000), PRSE_OK,
                 "another origin is not concerned");
    it.monotonic = SCENE_START + 30005;
    cr_expect_eq(ask(client, "https://x.fr/good", 9000), PRSE_OK);
    cr_expect_eq(ask(client, "https://x.fr/good", 9000), PRSE_OK);
    prse__client_free(client);
}

PRSE_TEST(breaker, retries_stop_when_it_opens)
{
    static scene it;
    scene_init(&it, script);
    prse__client *client = scene_client(&it, NULL);
    cr_expect_eq(ask(client, "https://x.fr/fails", 9000), PRSE_OK, "a 503");
    cr_expect_eq(it.sent_count, 3);
    cr_expect_eq(ask(client, "https://x.fr/fails", 9000), PRSE_EREFUSED);
    cr_expect_eq(it.sent_count, 3);
    prse__client_free(client);
}

PRSE_TEST(breaker, the_tries_of_a_question_that_makes_it_stumble_are_one)
{
    static scene it;
    scene_init(&it, script);
    prse__client *client = scene_client(&it, NULL);
    cr_expect_eq(ask(client, "https://x.fr/stumbles", 9000), PRSE_OK, "500");
    cr_expect_eq(ask(client, "https://x.fr/stumbles", 9000), PRSE_OK);
    cr_expect_eq(ask(client, "https://x.fr/good", 9000), PRSE_OK);
    cr_expect_eq(it.sent_count, 7);
    for (int i = 0; i < 3; i++)
        cr_expect_eq(ask(client, "https://x.fr/stumbles", 9000), PRSE_OK);
    cr_expect_eq(it.sent_count, 16);
    cr_expect_eq(ask(client, "https://x.fr/good", 9000), PRSE_EREFUSED);
    it.monotonic += 31000;
    cr_expect_eq(ask(client, "https://x.fr/stumbles", 9000), PRSE_OK);
    cr_expect_eq(it.sent_count, 17, "one try after the pause");
    prse__client_free(client);
}

PRSE_TEST(breaker, a_refusal_by_the_service_is_no_failure)
{
    static scene it;
    scene_init(&it, script);
    prse__client *client = scene_client(&it, NULL);
    for (int i = 0; i < 10; i++)
        cr_expect_eq(ask(client, "https://x.fr/bad", 9000), PRSE_OK);
    cr_expect_eq(it.sent_count, 10);
    prse__client_free(client);
}

PRSE_TEST(breaker, an_impatient_caller_says_nothing_about_the_service)
{
    static scene it;
    scene_init(&it, script);
    prse__client *client = scene_client(&it, NULL);
    for (int i = 0; i < 10; i++)
        cr_expect_eq(ask(client, "https://x.fr/late", 100), PRSE_ETIMEOUT);
    cr_expect_eq(it.sent_count, 10);
    cr_expect_eq(ask(client, "https://x.fr/late", 5000), PRSE_OK);
    prse__client_free(client);
}

PRSE_TEST(breaker, one_of_many_threads_tries_first)
{
    static scene it;
    scene_init(&it, script);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    policy.failures = 3;
    policy.pause_ms = 1000;
    cr_expect_eq(ask(client, "https://x.fr/refused", 9000), PRSE_EREFUSED);
    it.monotonic += 40000;
    prse__fetch fetches[5];
    prse__crew *crew;
    cr_assert_eq(prse__crew_new(&crew, client, 9000, NULL, NULL, NULL), 0);
    for (int i = 0; i < 5; i++) {
        fetches[i] = (prse__fetch){.policy = &policy,
                                   .url = PRSE_STR("https://x.fr/good")};
        cr_assert_eq(prse__crew_add(crew, &fetches[i], NULL), 0);
    }
    cr_assert_eq(prse__crew_run(crew, NULL), PRSE_OK);
    cr_expect_eq(fetches[0].answer.http, 200);
    for (int i = 1; i < 5; i++) {
        cr_expect_eq(fetches[i].answer.status, PRSE_EREFUSED);
        cr_expect_not_null(strstr(fetches[i].why.message, "trying"));
    }
    for (int i = 0; i < 5; i++)
        prse__fetch_free(&fetches[i]);
    prse__crew_free(crew);
    prse__client_free(client);
}
