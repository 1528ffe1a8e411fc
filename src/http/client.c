/* SPDX-License-Identifier: Apache-2.0 */
#include "http/client.h"

#include <string.h>

#include "http/clock.h"
#include "http/parts.h"
#include "http/plug.h"
#include "http/url.h"

enum { MOST_IDLE = 32 };

static prse_status check(const prse_http *backend, const prse_cache *cache,
                         const prse_clock *clock, prse_error *err)
{
    prse_status status = prse__http_check(backend, err);
    if (!status && cache)
        status = prse__cache_check(cache, err);
    if (!status && clock)
        status = prse__clock_check(clock, err);
    return status;
}

prse_status prse__client_new(prse__client **out, prse_http *backend,
                             prse_cache *cache, const prse_clock *clock,
                             prse_error *err)
{
    prse_status status = check(backend, cache, clock, err);
    if (status)
        return status;
    prse__client *client = prse__alloc(1, sizeof *client);
    if (!client)
        return prse__error_nomem(err);
    if (pthread_mutex_init(&client->lock, NULL) != 0) {
        prse__free(client);
        return prse__error_nomem(err);
    }
    client->clock = clock ? *clock : prse__clock_system();
    client->http = *backend;
    memset(backend, 0, sizeof *backend);
    if (cache) {
        client->cache = *cache;
        memset(cache, 0, sizeof *cache);
    }
    client->chance = (uint64_t)prse__client_now_ms(client) ^
                     (uint64_t)(uintptr_t)client;
    *out = client;
    return PRSE_OK;
}

static void free_gate(prse__gate *gate)
{
    prse__bucket_free(&gate->bucket);
    prse__free(gate->origin);
    prse__free(gate);
}

static void close_session(prse__client *client, prse__idle_session *session)
{
    client->http.close(session->session);
    prse__free(session);
}

void prse__client_free(prse__client *client)
{
    if (!client)
        return;
    while (client->gates) {
        prse__gate *gate = client->gates;
        client->gates = gate->next;
        free_gate(gate);
    }
    while (client->idle) {
        prse__idle_session *session = client->idle;
        client->idle = session->next;
        close_session(client, session);
    }
    prse__http_free(&client->http);
    prse__cache_free(&client->cache);
    pthread_mutex_destroy(&client->lock);
    prse__free(client);
}

int64_t prse__client_now_ms(const prse__client *client)
{
    return prse__clock_now(&client->clock);
}

int64_t prse__client_monotonic_ms(const prse__client *client)
{
    return prse__clock_monotonic(&client->clock);
}

static prse__gate *find_gate(prse__client *client, prse_str origin)
{
    prse__gate *gate = client->gates;
    while (gate && !prse__url_same_origin(prse_str_of(gate->origin), origin))
        gate = gate->next;
    return gate;
}

static prse__gate *new_gate(prse__client *client, prse_str origin)
{
    prse__gate *gate = prse__alloc(1, sizeof *gate);
    char *name = prse__alloc(origin.len + 1, 1);
    if (!gate || !name) {
        prse__free(gate);
        prse__free(name);
        return NULL;
    }
    memcpy(name, origin.ptr, origin.len);
    gate->origin = name;
    gate->next = client->gates;
    client->gates = gate;
    return gate;
}

prse_status prse__client_gate(prse__client *client, prse_str url,
                              uint32_t rate_count, prse__gate **out,
                              prse_error *err)
{
    prse_str origin = prse__url_origin(url);
    if (origin.len == 0)
        return prse__error_set(err, PRSE_EINVAL, "url",
                               "the URL has no scheme and host");
    pthread_mutex_lock(&client->lock);
    prse__gate *gate = find_gate(client, origin);
    if (!gate)
        gate = new_gate(client, origin);
    if (gate && !prse__bucket_fit(&gate->bucket, rate_count))
        gate = NULL;
    pthread_mutex_unlock(&client->lock);
    if (!gate)
        return prse__error_nomem(err);
    *out = gate;
    return PRSE_OK;
}

/* The one used last, whose connections are the most likely to live. */
static prse__idle_session *take_idle(prse__client *client)
{
    pthread_mutex_lock(&client->lock);
    prse__idle_session *session = client->idle;
    if (session)
        client->idle = session->next;
    pthread_mutex_unlock(&client->lock);
    return session;
}

prse_status prse__client_session(prse__client *client,
                                 prse__idle_session **out, prse_error *err)
{
    *out = take_idle(client);
    if (*out)
        return PRSE_OK;
    prse__idle_session *session = prse__alloc(1, sizeof *session);
    if (!session)
        return prse__error_nomem(err);
    prse_status status =
        client->http.open(client->http.self, &session->session, err);
    if (status)
        prse__free(session);
    else
        *out = session;
    return status;
}

void prse__client_return(prse__client *client, prse__idle_session *session)
{
    int count = 0;
    pthread_mutex_lock(&client->lock);
    for (prse__idle_session *at = client->idle; at; at = at->next)
        count++;
    if (count < MOST_IDLE) {
        session->next = client->idle;
        client->idle = session;
        session = NULL;
    }
    pthread_mutex_unlock(&client->lock);
    if (session)
        close_session(client, session);
}
