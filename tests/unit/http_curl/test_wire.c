/* SPDX-License-Identifier: Apache-2.0 */
/* The client over libcurl, judged by what a server sees. */
#include <string.h>
#include <time.h>

#include "http/client.h"
#include "http/url.h"
#include "support/http_server.h"
#include "support/test.h"

static http_server server;

static prse__client *begin(void)
{
    prse_http http = {0};
    prse__client *client = NULL;
    cr_assert_eq(prse_http_curl(&http, NULL, NULL), PRSE_OK);
    cr_assert_eq(prse__client_new(&client, &http, NULL, NULL, NULL), PRSE_OK);
    cr_assert_eq(http_server_start(&server), 0);
    return client;
}

static void end(prse__client *client)
{
    prse__client_free(client);
    http_server_stop(&server);
}

static prse__policy usual(void)
{
    return (prse__policy){.connect_ms = 2000, .total_ms = 5000, .tries = 1,
                          .max_bytes = 1000};
}

static void run(prse__client *client, prse__fetch *fetches, size_t count)
{
    prse__crew *crew = NULL;
    cr_assert_eq(prse__crew_new(&crew, client, 60000, NULL, NULL, NULL), 0);
    for (size_t i = 0; i < count; i++)
        cr_assert_eq(prse__crew_add(crew, &fetches[i], NULL), 0);
    cr_assert_eq(prse__crew_run(crew, NULL), PRSE_OK);
    prse__crew_free(crew);
}

static void ask(prse__client *client, const prse__policy *policy,
                const char *path, prse__fetch *fetch)
{
    char url[256];
    snprintf(url, sizeof url, "%s%s", server.url, path);
    *fetch = (prse__fetch){.policy = policy, .url = prse_str_of(url),
                           .header = PRSE_STR("X-Key"),
                           .key = PRSE_STR("secret")};
    run(client, fetch, 1);
    prse__fetch_free(fetch);
}

PRSE_TEST(wire, a_redirect_to_metadata_is_not_followed)
{
    prse__client *client = begin();
    prse__policy policy = usual();
    prse__fetch fetch;
    ask(client, &policy, "/redirect", &fetch);
    cr_expect_eq(prse__answer_outcome(&fetch.answer), PRSE_OUTCOME_DENIED);
    cr_expect_not_null(strstr(fetch.why.message, "169.254.169.254"));
    end(client);
    cr_expect_eq(server.seen, 1);
}

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;
    while ((text = strstr(text, what))) {
        count++;
        text += strlen(what);
    }
    return count;
}

PRSE_TEST(wire, hostile_text_stays_inside_its_parameter)
{
    static const char *const hostile[] = {
        "x HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        "a&page=99#f", "../../admin", "siren:* OR \"", "\xc3\xa9t\xc3\xa9",
        "http://evil.example/", "%0d%0aX: y"};
    prse__client *client = begin();
    prse__policy policy = usual();
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        prse__buf url;
        prse__buf_init(&url, 0);
        prse__buf_adds(&url, server.url);
        prse__buf_adds(&url, "/ok");
        prse__url_query(&url, "q", prse_str_of(hostile[i]));
        prse__fetch fetch = {.policy = &policy, .url = prse__buf_str(&url)};
        run(client, &fetch, 1);
        cr_expect_eq(fetch.answer.http, 200, "%s", hostile[i]);
        cr_expect_eq(strncmp(server.last, "GET /ok?q=", 10), 0);
        cr_expect_eq(count_of(server.last, "Host:"), 1);
        cr_expect_eq(count_of(server.last, " HTTP/1.1\r\n"), 1);
        *strchr(server.last + 4, ' ') = '\0';
        cr_expect_null(strpbrk(server.last + 10, "&#?/:\""), "%s",
                       server.last);
        prse__fetch_free(&fetch);
        prse__buf_free(&url);
    }
    end(client);
}

PRSE_TEST(wire, a_burst_of_1000_keeps_the_limit_as_the_server_measures_it)
{
    enum { BURST = 1000, COUNT = 50, WINDOW = 100 };
    static prse__fetch fetches[BURST];
    char url[128];
    prse__client *client = begin();
    prse__policy policy = usual();
    policy.rate_count = COUNT;
    policy.rate_ms = WINDOW;
    snprintf(url, sizeof url, "%s/ok", server.url);
    for (int i = 0; i < BURST; i++)
        fetches[i] = (prse__fetch){.policy = &policy,
                                   .url = prse_str_of(url)};
    run(client, fetches, BURST);
    for (int i = 0; i < BURST; i++) {
        cr_expect_eq(fetches[i].answer.http, 200);
        prse__fetch_free(&fetches[i]);
    }
    end(client);
    cr_expect_eq(server.seen, BURST);
    size_t most = http_server_most(&server, WINDOW);
    cr_expect_leq(most, COUNT);
    cr_expect_geq(most, COUNT / 2, "and the limit is made use of");
}

static void nap(long ms)
{
    nanosleep(&(struct timespec){.tv_nsec = ms * 1000000}, NULL);
}

PRSE_TEST(wire, nothing_leaves_while_the_circuit_is_open)
{
    prse__client *client = begin();
    prse__policy policy = usual();
    prse__fetch fetch;
    policy.failures = 3;
    policy.pause_ms = 400;
    for (int i = 0; i < 3; i++)
        ask(client, &policy, "/500", &fetch);
    cr_expect_eq(server.seen, 3);
    for (int i = 0; i < 200; i++) {
        ask(client, &policy, "/ok", &fetch);
        cr_expect_eq(fetch.answer.status, PRSE_EREFUSED);
    }
    cr_expect_eq(server.seen, 3);
    nap(410);
    ask(client, &policy, "/ok", &fetch);
    cr_expect_eq(fetch.answer.http, 200);
    cr_expect_eq(server.seen, 4);
    end(client);
}

PRSE_TEST(wire, several_questions_take_the_time_of_one)
{
    enum { COUNT = 6 };
    static prse__fetch fetches[COUNT];
    char url[128];
    prse__client *client = begin();
    prse__policy policy = usual();
    server.latency_ms = 50;
    snprintf(url, sizeof url, "%s/ok", server.url);
    for (int i = 0; i < COUNT; i++)
        fetches[i] = (prse__fetch){.policy = &policy,
                                   .url = prse_str_of(url)};
    run(client, fetches, COUNT);
    for (int i = 0; i < COUNT; i++) {
        cr_expect_geq(fetches[i].took_ms, 49);
        cr_expect_leq(fetches[i].took_ms, 90, "%d ms",
                      (int)fetches[i].took_ms);
        prse__fetch_free(&fetches[i]);
    }
    end(client);
}
