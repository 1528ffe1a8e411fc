/* SPDX-License-Identifier: Apache-2.0 */
/* Several fetches of one thread under one deadline. */
#include <string.h>

#include "base/mem.h"
#include "scene.h"

static const scene_reply good[] = {
    {"/a", 50, PRSE_OK, 200, NULL, "A", 0},
    {"/b", 30, PRSE_OK, 404, NULL, "no B", 0},
    {"/slow", 9000, PRSE_OK, 200, NULL, "S", 0},
    {NULL, 0, 0, 0, NULL, NULL, 0}};

static prse__fetch of(const prse__policy *policy, const char *url)
{
    return (prse__fetch){.policy = policy, .url = prse_str_of(url)};
}

PRSE_TEST(crew, fetches_run_in_parallel_in_one_thread)
{
    static scene it;
    scene_init(&it, good);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    prse__fetch a[5], b = of(&policy, "https://x.fr/b");
    prse__crew *crew;
    prse_error err = {0};
    cr_assert_eq(prse__crew_new(&crew, client, 1000, NULL, NULL, &err), 0);
    for (int i = 0; i < 5; i++) {
        a[i] = of(&policy, "https://x.fr/a");
        cr_assert_eq(prse__crew_add(crew, &a[i], &err), 0);
    }
    cr_assert_eq(prse__crew_add(crew, &b, &err), 0);
    cr_assert_eq(prse__crew_run(crew, &err), PRSE_OK);
    cr_expect_eq(it.monotonic, SCENE_START + 50, "50 ms for all together");
    for (int i = 0; i < 5; i++) {
        cr_expect_eq(a[i].answer.status, PRSE_OK);
        cr_expect_eq(a[i].answer.http, 200);
        cr_expect(prse__str_is(a[i].answer.body, "A"));
        cr_expect_eq(a[i].origin, PRSE_ORIGIN_NETWORK);
        cr_expect_eq(a[i].attempts, 1);
        cr_expect_eq(a[i].took_ms, 50);
        prse__fetch_free(&a[i]);
    }
    cr_expect_eq(prse__answer_outcome(&b.answer), PRSE_OUTCOME_ABSENT);
    cr_expect_eq(b.took_ms, 30);
    prse__fetch_free(&b);
    prse__crew_free(crew);
    cr_expect_eq(it.sessions, 1);
    prse__client_free(client);
    cr_expect_eq(it.open_sessions, 0);
}

static void add_next(prse__fetch *fetch, prse__crew *crew)
{
    prse__fetch *next = fetch->user;
    cr_assert_eq(prse__crew_add(crew, next, NULL), 0);
}

PRSE_TEST(crew, what_a_fetch_brings_may_add_fetches)
{
    static scene it;
    scene_init(&it, good);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    prse__fetch second = of(&policy, "https://x.fr/b");
    prse__fetch first = of(&policy, "https://x.fr/a");
    first.done = add_next;
    first.user = &second;
    cr_assert_eq(scene_fetch(client, &first, 1000), PRSE_OK);
    cr_expect_eq(second.answer.http, 404);
    cr_expect_eq(it.monotonic, SCENE_START + 80);
    prse__fetch_free(&first);
    prse__fetch_free(&second);
    prse__client_free(client);
}

PRSE_TEST(crew, the_deadline_ends_what_is_under_way)
{
    static scene it;
    scene_init(&it, good);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    policy.total_ms = 60000;
    prse__fetch slow = of(&policy, "https://x.fr/slow");
    cr_assert_eq(scene_fetch(client, &slow, 700), PRSE_OK);
    cr_expect_eq(it.monotonic, SCENE_START + 700);
    cr_expect_eq(slow.answer.status, PRSE_ETIMEOUT);
    cr_expect_eq(slow.why.code, PRSE_ETIMEOUT);
    cr_expect_eq(prse__answer_outcome(&slow.answer), PRSE_OUTCOME_DOWN);
    cr_expect_eq(slow.origin, PRSE_ORIGIN_NONE);
    cr_expect_eq(it.cancels, 1);
    cr_expect_eq(it.sent[0].total_ms, 700, "the backend is told too");
    prse__fetch_free(&slow);
    prse__client_free(client);
}

PRSE_TEST(crew, after_the_deadline_nothing_leaves)
{
    static scene it;
    scene_init(&it, good);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    prse__fetch a = of(&policy, "https://x.fr/a");
    cr_assert_eq(scene_fetch(client, &a, 0), PRSE_OK);
    cr_expect_eq(a.answer.status, PRSE_ETIMEOUT);
    cr_expect_eq(it.sent_count, 0);
    prse__fetch_free(&a);
    prse__client_free(client);
}

PRSE_TEST(crew, a_fetch_may_have_less_time_than_its_crew)
{
    static const scene_reply replies[] = {
        {"/slow", 800, PRSE_ETIMEOUT, 0, NULL, NULL, 0},
        {"/fails", 200, PRSE_OK, 503, NULL, "", 0},
        {"/busy", 10, PRSE_OK, 429, "retry-after: 3", "", 0},
        {"/a", 50, PRSE_OK, 200, NULL, "A", 0},
        {NULL, 0, 0, 0, NULL, NULL, 0}};
    static const struct {
        const char *url;
        prse_status status;
        int64_t from, to;
        uint32_t sent;
    } cases[] = {{"https://x.fr/slow", PRSE_ETIMEOUT, 1000, 1000, 2},
                 {"https://x.fr/fails", PRSE_OK, 600, 1000, 3},
                 {"https://x.fr/busy", PRSE_OK, 10, 10, 1},
                 {"https://x.fr/a", PRSE_OK, 50, 50, 1}};
    for (size_t i = 0; i < 4; i++) {
        static scene it;
        scene_init(&it, replies);
        prse__client *client = scene_client(&it, NULL);
        prse__policy policy = scene_policy();
        policy.total_ms = 800;
        policy.tries = 3;
        prse__fetch fetch = of(&policy, cases[i].url);
        prse__fetch next = of(&policy, "https://y.fr/a");
        fetch.patience_ms = 1000;
        fetch.done = add_next;
        fetch.user = &next;
        cr_assert_eq(scene_fetch(client, &fetch, 2000), PRSE_OK);
        cr_expect_eq(fetch.answer.status, cases[i].status, "%zu", i);
        cr_expect_geq(fetch.took_ms, cases[i].from, "%zu", i);
        cr_expect_leq(fetch.took_ms, cases[i].to, "%zu", i);
        cr_expect_eq(fetch.attempts, cases[i].sent, "%zu", i);
        cr_expect_eq(next.answer.status, PRSE_OK, "time is left");
        prse__fetch_free(&fetch);
        prse__fetch_free(&next);
        prse__client_free(client);
    }
}

PRSE_TEST(crew, patience_beyond_the_deadline_counts_for_nothing)
{
    static scene it;
    scene_init(&it, good);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    policy.total_ms = 60000;
    prse__fetch slow = of(&policy, "https://x.fr/slow");
    slow.patience_ms = INT64_MAX;
    cr_assert_eq(scene_fetch(client, &slow, 700), PRSE_OK);
    cr_expect_eq(it.monotonic, SCENE_START + 700);
    cr_expect_eq(slow.answer.status, PRSE_ETIMEOUT);
    prse__fetch_free(&slow);
    prse__client_free(client);
}

PRSE_TEST(crew, a_call_has_its_own_times_too)
{
    static scene it;
    scene_init(&it, good);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    prse__fetch slow = of(&policy, "https://x.fr/slow");
    cr_assert_eq(scene_fetch(client, &slow, 60000), PRSE_OK);
    cr_expect_eq(it.sent[0].total_ms, 5000);
    cr_expect_eq(it.sent[0].connect_ms, 1000);
    cr_expect_eq(slow.answer.status, PRSE_ETIMEOUT);
    cr_expect_eq(slow.took_ms, 5020, "even a deaf backend is not waited for");
    prse__fetch_free(&slow);
    prse__client_free(client);
}

static int stop_at(void *user)
{
    scene *it = user;
    return it->monotonic >= SCENE_START + 320;
}

PRSE_TEST(crew, should_stop_is_asked_every_50_ms)
{
    static scene it;
    scene_init(&it, good);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    prse__fetch slow = of(&policy, "https://x.fr/slow");
    prse__crew *crew;
    prse_error err = {0};
    cr_assert_eq(prse__crew_new(&crew, client, 9000, stop_at, &it, &err), 0);
    cr_assert_eq(prse__crew_add(crew, &slow, &err), 0);
    cr_expect_eq(prse__crew_run(crew, &err), PRSE_ECANCELED);
    cr_expect_eq(err.code, PRSE_ECANCELED);
    cr_expect_leq(it.monotonic, SCENE_START + 370);
    cr_expect_eq(slow.answer.status, PRSE_ECANCELED);
    cr_expect_eq(slow.why.code, PRSE_ECANCELED);
    cr_expect_eq(it.cancels, 1);
    prse__fetch_free(&slow);
    prse__crew_free(crew);
    prse__client_free(client);
}

PRSE_TEST(crew, a_crew_dropped_early_leaves_nothing_under_way)
{
    static scene it;
    scene_init(&it, good);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    prse__fetch a = of(&policy, "https://x.fr/a");
    prse__crew *crew;
    cr_assert_eq(prse__crew_new(&crew, client, 9000, NULL, NULL, NULL), 0);
    cr_assert_eq(prse__crew_add(crew, &a, NULL), 0);
    prse__crew_free(crew);
    prse__fetch_free(&a);
    cr_expect_eq(it.sent_count, 0);
    prse__client_free(client);
}

PRSE_TEST(crew, sessions_are_used_again)
{
    static scene it;
    scene_init(&it, good);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    for (int i = 0; i < 10; i++) {
        prse__fetch a = of(&policy, "https://x.fr/a");
        cr_assert_eq(scene_fetch(client, &a, 1000), PRSE_OK);
        prse__fetch_free(&a);
    }
    cr_expect_eq(it.sessions, 1);
    prse__client_free(client);
}

PRSE_TEST(crew, a_key_travels_in_its_header)
{
    static scene it;
    scene_init(&it, good);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    prse__fetch a = of(&policy, "https://x.fr/a");
    a.header = PRSE_STR("X-Key");
    a.key = PRSE_STR("secret");
    cr_assert_eq(scene_fetch(client, &a, 1000), PRSE_OK);
    cr_expect_str_eq(it.sent[0].headers, "X-Key: secret\n");
    prse__fetch_free(&a);
    prse__client_free(client);
}

PRSE_TEST(crew, a_key_can_not_smuggle_in_a_header)
{
    static scene it;
    scene_init(&it, good);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    prse__fetch a = of(&policy, "https://x.fr/a");
    a.header = PRSE_STR("X-Key");
    a.key = PRSE_STR("k\r\nHost: evil.example");
    cr_assert_eq(scene_fetch(client, &a, 1000), PRSE_OK);
    cr_expect_eq(a.answer.status, PRSE_EINVAL);
    cr_expect_eq(it.sent_count, 0);
    prse__fetch_free(&a);
    prse__client_free(client);
}

PRSE_TEST(crew, a_body_has_a_ceiling)
{
    static const scene_reply big[] = {
        {"/big", 5, PRSE_OK, 200, NULL, "0123456789", 0},
        {NULL, 0, 0, 0, NULL, NULL, 0}};
    static scene it;
    scene_init(&it, big);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    policy.max_bytes = 9;
    prse__fetch fetch = of(&policy, "https://x.fr/big");
    cr_assert_eq(scene_fetch(client, &fetch, 1000), PRSE_OK);
    cr_expect_eq(fetch.answer.status, PRSE_ELIMIT);
    cr_expect_eq(fetch.answer.body.len, 0);
    cr_expect_eq(prse__answer_outcome(&fetch.answer),
                 PRSE_OUTCOME_UNREADABLE);
    prse__fetch_free(&fetch);
    policy.max_bytes = 10;
    fetch = of(&policy, "https://x.fr/big");
    cr_assert_eq(scene_fetch(client, &fetch, 1000), PRSE_OK);
    cr_expect_eq(fetch.answer.status, PRSE_OK);
    prse__fetch_free(&fetch);
    prse__client_free(client);
}

PRSE_TEST(crew, a_backend_that_can_not_wait_ends_everything)
{
    static scene it;
    scene_init(&it, good);
    it.wait_fails = PRSE_EIO;
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    prse__fetch a = of(&policy, "https://x.fr/a");
    cr_assert_eq(scene_fetch(client, &a, 1000), PRSE_OK);
    cr_expect_eq(a.answer.status, PRSE_EIO);
    cr_expect_eq(a.why.code, PRSE_EIO);
    prse__fetch_free(&a);
    prse__client_free(client);
}

PRSE_TEST(crew, a_backend_without_sessions_fails_the_fetch)
{
    static scene it;
    scene_init(&it, good);
    it.open_fails = PRSE_EIO;
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    prse__fetch a = of(&policy, "https://x.fr/a");
    cr_assert_eq(scene_fetch(client, &a, 1000), PRSE_OK);
    cr_expect_eq(a.answer.status, PRSE_EIO);
    cr_expect_eq(a.attempts, 0);
    prse__fetch_free(&a);
    prse__client_free(client);
}

PRSE_TEST(crew, a_url_without_a_host_is_refused)
{
    static scene it;
    scene_init(&it, good);
    prse__client *client = scene_client(&it, NULL);
    prse__policy policy = scene_policy();
    prse__fetch a = of(&policy, "/a");
    cr_expect_eq(scene_fetch(client, &a, 1000), PRSE_EINVAL);
    cr_expect_null(a.state);
    prse__client_free(client);
}
