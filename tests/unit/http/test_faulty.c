/* SPDX-License-Identifier: Apache-2.0 */
/* Faults on demand. Real time passes here, a little of it. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/steady.h"
#include "http/clock.h"
#include "scene.h"
#include "support/fault.h"
#include "support/http_kit.h"

static const scene_reply script[] = {
    {"/", 0, PRSE_OK, 200, NULL, "0123456789", 0},
    {NULL, 0, 0, 0, NULL, NULL, 0}};

static int64_t now_ms(void)
{
    prse_clock clock = prse__clock_system();
    return prse__clock_monotonic(&clock);
}

/* The script's backend passes its own time only: here it sleeps too. */
static prse_status (*scene_wait)(void *session, int64_t ms, prse_error *err);

static prse_status wait_really(void *session, int64_t ms, prse_error *err)
{
    scene *it = *(scene **)session;
    if (!it->calls)
        prse__sleep_ms(ms);
    return scene_wait(session, ms, err);
}

static prse_http faulty(scene *it, prse_http_fault_options opts)
{
    prse_http http = {0}, inner;
    scene_init(it, script);
    inner = it->http;
    scene_wait = inner.wait;
    inner.wait = wait_really;
    opts.size = sizeof opts;
    cr_assert_eq(prse_http_faulty(&http, &inner, &opts, NULL), PRSE_OK);
    cr_assert_null(inner.open, "taken");
    return http;
}

static const struct {
    uint32_t kind;
    prse_status status;
    int32_t http;
    size_t sent;
    const char *body;
} kinds[] = {
    {PRSE_FAULT_REFUSED, PRSE_EREFUSED, 0, 0, NULL},
    {PRSE_FAULT_RESET, PRSE_EIO, 0, 0, NULL},
    {PRSE_FAULT_TIMEOUT, PRSE_ETIMEOUT, 0, 0, NULL},
    {PRSE_FAULT_429, PRSE_OK, 429, 0, NULL},
    {PRSE_FAULT_500, PRSE_OK, 500, 0, NULL},
    {PRSE_FAULT_503, PRSE_OK, 503, 0, NULL},
    {PRSE_FAULT_TRUNCATED, PRSE_EIO, 200, 1, "01234"},
    {PRSE_FAULT_GARBLED, PRSE_OK, 200, 0, NULL},
    {PRSE_FAULT_EMPTY, PRSE_OK, 200, 0, ""},
};

PRSE_TEST(faulty, every_kind)
{
    static scene it;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        prse_http http = faulty(&it, (prse_http_fault_options){
            .per_mille = 1000, .kinds = kinds[i].kind});
        int64_t begin = now_ms();
        prse_http_call *call =
            prse__http_ask(&http, "GET", "https://x.fr", "/", 100, 80);
        cr_expect_eq(call->status, kinds[i].status, "kind %u", kinds[i].kind);
        cr_expect_eq(call->http, kinds[i].http, "kind %u", kinds[i].kind);
        cr_expect_eq(it.sent_count, kinds[i].sent);
        cr_expect(!kinds[i].body || prse__str_is(
            prse__buf_str(&call->answer), kinds[i].body));
        int64_t took = now_ms() - begin;
        if (kinds[i].kind == PRSE_FAULT_TIMEOUT)
            cr_expect_geq(took, 75, "it takes the whole time");
        cr_expect_leq(took, 300);
        prse_str value;
        cr_expect_eq(prse__call_answer(call, "retry-after", &value),
                     kinds[i].kind == PRSE_FAULT_429);
        prse__call_free(call);
        http.free(http.self);
    }
}

/* What becomes of 400 calls, as letters. */
static void story(prse_http_fault_options opts, char letters[401])
{
    static scene it;
    prse_http http = faulty(&it, opts);
    for (int i = 0; i < 400; i++) {
        prse_http_call *call =
            prse__http_ask(&http, "GET", "https://x.fr", "/", 100, 1);
        letters[i] = call->status ? (char)('a' + call->status)
                                  : call->http == 200 ? '.' : '5';
        prse__call_free(call);
    }
    letters[400] = '\0';
    http.free(http.self);
}

PRSE_TEST(faulty, the_same_seed_brings_the_same_faults)
{
    static char one[401], again[401], other[401], none[401];
    prse_http_fault_options opts = {.per_mille = 200, .seed = 7};
    size_t hit = 0;
    story(opts, one);
    story(opts, again);
    opts.seed = 8;
    story(opts, other);
    opts.per_mille = 0;
    story(opts, none);
    cr_expect_str_eq(one, again);
    cr_expect_str_neq(one, other);
    cr_expect_eq(strspn(none, "."), 400);
    for (int i = 0; i < 400; i++)
        hit += one[i] != '.';
    cr_expect_geq(hit, 40, "a fifth of 400, less the EMPTY and GARBLED");
    cr_expect_leq(hit, 90);
}

PRSE_TEST(faulty, calls_are_late_beside_each_other)
{
    enum { COUNT = 10 };
    static scene it;
    prse_http http = faulty(&it, (prse_http_fault_options){
        .latency_ms = 50});
    prse__client *client = NULL;
    prse__crew *crew = NULL;
    prse__fetch fetches[COUNT];
    prse__policy policy = scene_policy();
    cr_assert_eq(prse__client_new(&client, &http, NULL, NULL, NULL), 0);
    cr_assert_eq(prse__crew_new(&crew, client, 5000, NULL, NULL, NULL), 0);
    for (int i = 0; i < COUNT; i++) {
        fetches[i] = (prse__fetch){.policy = &policy,
                                   .url = PRSE_STR("https://x.fr/")};
        cr_assert_eq(prse__crew_add(crew, &fetches[i], NULL), 0);
    }
    int64_t begin = now_ms();
    cr_assert_eq(prse__crew_run(crew, NULL), PRSE_OK);
    int64_t took = now_ms() - begin;
    cr_expect_geq(took, 48);
    cr_expect_leq(took, 90, "%d ms", (int)took);
    for (int i = 0; i < COUNT; i++) {
        cr_expect_eq(fetches[i].answer.http, 200);
        prse__fetch_free(&fetches[i]);
    }
    prse__crew_free(crew);
    prse__client_free(client);
}

PRSE_TEST(faulty, a_delay_beyond_the_time_of_a_call_is_a_time_out)
{
    static scene it;
    prse_http http = faulty(&it, (prse_http_fault_options){
        .latency_ms = 500});
    int64_t begin = now_ms();
    prse_http_call *call =
        prse__http_ask(&http, "GET", "https://x.fr", "/", 100, 40);
    cr_expect_eq(call->status, PRSE_ETIMEOUT);
    cr_expect_leq(now_ms() - begin, 200);
    prse__call_free(call);
    http.free(http.self);
}

PRSE_TEST(faulty, what_is_dropped_is_not_reported)
{
    static scene it;
    prse_http http = faulty(&it, (prse_http_fault_options){
        .latency_ms = 500});
    prse__client *client = NULL;
    cr_assert_eq(prse__client_new(&client, &http, NULL, NULL, NULL), 0);
    prse__policy policy = scene_policy();
    prse__fetch fetch = {.policy = &policy, .url = PRSE_STR("https://x.fr/")};
    int64_t begin = now_ms();
    cr_assert_eq(scene_fetch(client, &fetch, 40), 0);
    cr_expect_eq(fetch.answer.status, PRSE_ETIMEOUT);
    cr_expect_leq(now_ms() - begin, 100);
    prse__fetch_free(&fetch);
    prse__client_free(client);
    cr_expect_eq(it.open_sessions, 0);
}

PRSE_TEST(faulty, wrong_options)
{
    static scene it;
    prse_error err = {0};
    prse_http http = {0}, inner;
    scene_init(&it, script);
    inner = it.http;
    prse_http_fault_options opts = {.size = sizeof opts, .per_mille = 1001};
    cr_expect_eq(prse_http_faulty(NULL, &inner, NULL, &err), PRSE_EINVAL);
    cr_expect_eq(prse_http_faulty(&http, NULL, NULL, &err), PRSE_EINVAL);
    cr_expect_eq(prse_http_faulty(&http, &inner, &opts, &err), PRSE_EINVAL);
    opts.per_mille = 1;
    opts.kinds = 512;
    cr_expect_eq(prse_http_faulty(&http, &inner, &opts, &err), PRSE_EINVAL);
    opts.size = 0;
    cr_expect_eq(prse_http_faulty(&http, &inner, &opts, &err), PRSE_EABI);
    cr_expect_not_null(inner.open, "not taken");
    cr_expect_null(http.open);
}

static prse_status whole(prse_error *err)
{
    static scene it;
    prse_http http = {0}, inner;
    void *session = NULL;
    prse_http_call *call = NULL;
    scene_init(&it, script);
    inner = it.http;
    prse_status status = prse_http_faulty(&http, &inner, NULL, err);
    if (status)
        return status;
    status = http.open(http.self, &session, err);
    if (!status)
        status = prse__call_new(&call, "GET", PRSE_STR("https://x.fr/"),
                                (prse_str){0}, err);
    if (!status) {
        call->max_bytes = 1000;
        call->total_ms = 1000;
        status = http.start(session, call, err);
    }
    if (!status)
        status = http.wait(session, 1000, err);
    if (!status && call->status) {
        *err = call->why;
        status = call->status;
    }
    if (session)
        http.close(session);
    prse__call_free(call);
    http.free(http.self);
    return status;
}

PRSE_TEST(faulty, lack_of_memory_is_told)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = whole(&err);
        PRSE_FAULT_CHECK(status, err);
    }
}
