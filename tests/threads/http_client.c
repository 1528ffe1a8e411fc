/* SPDX-License-Identifier: Apache-2.0 */
/* Threads that share one client: no data race (built with ThreadSanitizer),
 * and the limits hold as the server measures them. */
#include <stdio.h>
#include <string.h>

#include "http/client.h"
#include "support/http_server.h"

enum {
    THREADS = 8,
    ROUNDS = 12,
    EACH = 8,       /* fetches of one crew */
    COUNT = 50,     /* requests ... */
    WINDOW_MS = 100 /* ... in any window */
};

typedef struct worker {
    pthread_t thread;
    prse__client *client;
    const char *base;
    const prse__policy *policy;
    const char *const *paths;
    size_t answered, limited, refused, other, from_cache;
} worker;

static const char *const good_paths[] = {"/ok", "/gzip", "/404", "/ok?x"};
static const char *const bad_paths[] = {"/ok", "/404", "/gzip", "/reset"};

static int never(void *user)
{
    (void)user;
    return 0;
}

static void count(worker *me, const prse__fetch *fetch)
{
    me->from_cache += fetch->origin == PRSE_ORIGIN_CACHE ||
                      fetch->origin == PRSE_ORIGIN_STALE;
    switch (fetch->answer.status) {
    case PRSE_OK:
        me->answered++;
        break;
    case PRSE_ERATE:
        me->limited++;
        break;
    case PRSE_EREFUSED:
        me->refused++;
        break;
    default:
        me->other++;
    }
}

static int one_crew(worker *me, int round)
{
    prse__fetch fetches[EACH];
    char urls[EACH][128];
    prse__crew *crew = NULL;
    if (prse__crew_new(&crew, me->client, 20000, never, NULL, NULL))
        return 0;
    for (int i = 0; i < EACH; i++) {
        snprintf(urls[i], sizeof urls[i], "%s%s", me->base,
                 me->paths[(round + i) % 4]);
        fetches[i] = (prse__fetch){.policy = me->policy,
                                   .url = prse_str_of(urls[i]),
                                   .no_cache = i % 2};
        if (prse__crew_add(crew, &fetches[i], NULL))
            return 0;
    }
    prse_status status = prse__crew_run(crew, NULL);
    for (int i = 0; i < EACH; i++) {
        count(me, &fetches[i]);
        prse__fetch_free(&fetches[i]);
    }
    prse__crew_free(crew);
    return status == PRSE_OK;
}

static void *work(void *user)
{
    worker *me = user;
    for (int round = 0; round < ROUNDS; round++)
        if (!one_crew(me, round))
            me->other += 1000;
    return NULL;
}

static prse__client *new_client(uint32_t fault_per_mille)
{
    prse_http curl = {0}, http = {0};
    prse_cache cache = {0};
    prse__client *client = NULL;
    prse_http_fault_options opts = {.size = sizeof opts, .seed = 3,
                                    .per_mille = fault_per_mille,
                                    .kinds = PRSE_FAULT_RESET |
                                             PRSE_FAULT_503 |
                                             PRSE_FAULT_TRUNCATED |
                                             PRSE_FAULT_EMPTY,
                                    .latency_ms = 1};
    if (prse_http_curl(&curl, NULL, NULL) ||
        prse_http_faulty(&http, &curl, &opts, NULL) ||
        prse_cache_memory(&cache, 4096, NULL) ||
        prse__client_new(&client, &http, &cache, NULL, NULL))
        return NULL;
    return client;
}

/* All threads at work; their sums. */
static worker run(prse__client *client, const char *base,
                  const prse__policy *policy, const char *const *paths)
{
    worker workers[THREADS], sum = {0};
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (worker){.client = client, .base = base,
                              .policy = policy, .paths = paths};
        pthread_create(&workers[i].thread, NULL, work, &workers[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
        sum.answered += workers[i].answered;
        sum.limited += workers[i].limited;
        sum.refused += workers[i].refused;
        sum.other += workers[i].other;
        sum.from_cache += workers[i].from_cache;
    }
    return sum;
}

static int check(int good, const char *what)
{
    if (!good)
        fprintf(stderr, "not so: %s\n", what);
    return good;
}

static http_server server;

static int limits_hold(void)
{
    const prse__policy policy = {.connect_ms = 5000, .total_ms = 10000,
                                 .tries = 3, .rate_count = COUNT,
                                 .rate_ms = WINDOW_MS, .max_bytes = 1000,
                                 .fresh_ms = 1};
    prse__client *client = new_client(0);
    if (!client || http_server_start(&server))
        return check(0, "a client and a server");
    server.latency_ms = 3;
    worker sum = run(client, server.url, &policy, good_paths);
    prse__client_free(client);
    http_server_stop(&server);
    size_t most = http_server_most(&server, WINDOW_MS);
    printf("%zu answers, %zu requests on %zu connections, at most %zu of %d "
           "in %d ms\n", sum.answered, server.seen, server.connections, most,
           (int)COUNT, (int)WINDOW_MS);
    return check(sum.answered == THREADS * ROUNDS * EACH,
                 "every question is answered") &
           check(most <= COUNT, "the limit holds") &
           check(most > COUNT / 2, "and is made use of") &
           check(server.connections < server.seen / 2,
                 "connections are used again");
}

static int faults_are_survived(void)
{
    const prse__policy policy = {.connect_ms = 5000, .total_ms = 10000,
                                 .tries = 2, .failures = 12, .pause_ms = 2,
                                 .max_bytes = 1000, .fresh_ms = 5,
                                 .stale_ms = 1000};
    prse__client *client = new_client(200);
    if (!client || http_server_start(&server))
        return check(0, "a client and a server");
    worker sum = run(client, server.url, &policy, bad_paths);
    prse__client_free(client);
    http_server_stop(&server);
    printf("%zu answered (%zu from the cache), %zu limited, %zu refused, "
           "%zu broken\n", sum.answered, sum.from_cache, sum.limited,
           sum.refused, sum.other);
    return check(sum.answered + sum.limited + sum.refused + sum.other ==
                     THREADS * ROUNDS * EACH, "none is lost") &
           check(sum.answered > 0 && sum.other > 0, "some of each");
}

int main(void)
{
    int good = limits_hold() & faults_are_survived();
    return good ? 0 : 1;
}
