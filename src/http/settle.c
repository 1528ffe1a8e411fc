/* SPDX-License-Identifier: Apache-2.0 */
/* What a fetch answers in the end: what came, what was kept, or why nothing
 * did. */
#include "http/parts.h"
#include "http/url.h"

static void settle(prse__client *client, prse__fetch_state *state,
                   prse__answer answer, prse_origin origin)
{
    prse__fetch *fetch = state->fetch;
    fetch->answer = answer;
    fetch->origin = origin;
    fetch->took_ms = prse__client_monotonic_ms(client) - state->added;
    state->phase = PRSE__SETTLED;
}

static int64_t age_of(prse__client *client, const prse__cache_entry *entry)
{
    int64_t age = prse__client_now_ms(client) - entry->stored_ms;
    return age > 0 ? age : 0;
}

static int is_read(int32_t http)
{
    return http >= 200 && http < 300;
}

static void settle_kept(prse__client *client, prse__fetch_state *state,
                        prse_origin origin)
{
    prse__answer answer = {PRSE_OK, state->entry.http, state->entry.body};
    state->fetch->moved = state->entry.moved;
    state->fetch->age_ms = age_of(client, &state->entry);
    settle(client, state, answer, origin);
}

static int fresh(prse__client *client, const prse__fetch_state *state)
{
    const prse__policy *policy = state->fetch->policy;
    const prse__cache_entry *entry = &state->entry;
    int64_t until = is_read(entry->http) ? policy->fresh_ms
                                         : policy->absent_ms;
    /* A clock that was put back makes no answer young. */
    return entry->http && entry->stored_ms <= prse__client_now_ms(client) &&
           age_of(client, entry) < until;
}

static int usable(prse__client *client, const prse__fetch_state *state)
{
    return is_read(state->entry.http) &&
           age_of(client, &state->entry) < state->fetch->policy->stale_ms;
}

static void found(void *user, prse_str value)
{
    prse__buf *kept = user;
    prse__buf_clear(kept);
    prse__buf_add(kept, value);
}

static void look_up(prse__client *client, prse__fetch_state *state)
{
    prse__buf key;
    prse_error ignored;
    prse__buf_init(&key, 0);
    prse__cache_key(&key, state->fetch->url);
    if (!key.failed &&
        client->cache.get(client->cache.self, prse__buf_str(&key), found,
                          &state->kept, &ignored) == PRSE_OK &&
        !state->kept.failed &&
        !prse__cache_entry_read(&state->entry, prse__buf_str(&state->kept),
                                state->fetch->url))
        state->entry = (prse__cache_entry){0};
    prse__buf_free(&key);
}

void prse__settle_from_cache(prse__client *client, prse__fetch_state *state)
{
    prse__fetch *fetch = state->fetch;
    if (client->cache.get && !fetch->no_cache)
        look_up(client, state);
    if (fresh(client, state)) {
        settle_kept(client, state, PRSE_ORIGIN_CACHE);
    } else if (fetch->only_cache) {
        prse__error_set(&fetch->why, PRSE_ENOTFOUND, state->gate->origin,
                        "not asked: the network is not to be used, and no "
                        "answer is kept");
        if (usable(client, state))
            settle_kept(client, state, PRSE_ORIGIN_STALE);
        else
            settle(client, state, (prse__answer){.status = PRSE_ENOTFOUND},
                   PRSE_ORIGIN_NONE);
    }
}

/* Losing an entry is no error, nor is keeping none. */
static void keep(prse__client *client, prse__fetch_state *state,
                 const prse__cache_entry *entry, int64_t ms)
{
    prse__buf key, value;
    prse_error ignored;
    if (!client->cache.put || state->fetch->no_cache)
        return;
    prse__buf_init(&key, 0);
    prse__buf_init(&value, 0);
    prse__cache_key(&key, state->fetch->url);
    prse__cache_entry_write(&value, entry, state->fetch->url);
    if (!key.failed && !value.failed)
        client->cache.put(client->cache.self, prse__buf_str(&key),
                          prse__buf_str(&value), entry->stored_ms + ms,
                          &ignored);
    prse__buf_free(&key);
    prse__buf_free(&value);
}

static void keep_read(prse__client *client, prse__fetch_state *state,
                      prse__cache_entry entry)
{
    const prse__policy *policy = state->fetch->policy;
    int64_t ms = policy->fresh_ms > policy->stale_ms ? policy->fresh_ms
                                                     : policy->stale_ms;
    entry.stored_ms = prse__client_now_ms(client);
    if (ms > 0)
        keep(client, state, &entry, ms);
}

/* Personal data that nobody reads is not kept. */
static void keep_trimmed(prse__client *client, prse__fetch_state *state,
                         prse__cache_entry entry)
{
    prse__buf trimmed;
    prse__buf_init(&trimmed, 0);
    if (state->fetch->trim) {
        state->fetch->trim(&trimmed, entry.body);
        entry.body = prse__buf_str(&trimmed);
    }
    if (!trimmed.failed)
        keep_read(client, state, entry);
    prse__buf_free(&trimmed);
}

void prse__settle_failed(prse__client *client, prse__fetch_state *state,
                         const prse_error *why)
{
    prse_status status = (prse_status)why->code;
    state->fetch->why = *why;
    if (usable(client, state) && status != PRSE_ECANCELED &&
        status != PRSE_ENOMEM)
        settle_kept(client, state, PRSE_ORIGIN_STALE);
    else
        settle(client, state,
               (prse__answer){status, state->call ? state->call->http : 0,
                              (prse_str){0}},
               PRSE_ORIGIN_NONE);
}

static void settle_as_is(prse__client *client, prse__fetch_state *state)
{
    settle(client, state,
           (prse__answer){PRSE_OK, state->call->http,
                          prse__buf_str(&state->body)},
           PRSE_ORIGIN_NETWORK);
}

/* The service answered, but not with what was asked for. */
static void settle_poor(prse__client *client, prse__fetch_state *state,
                        prse_status status, const char *why)
{
    prse_http_call *call = state->call;
    if (usable(client, state)) {
        prse__error_set(&state->fetch->why, status, state->gate->origin,
                        "the service answered %d: %s", (int)call->http, why);
        settle_kept(client, state, PRSE_ORIGIN_STALE);
    } else {
        settle_as_is(client, state);
    }
}

static int is_accepted(const prse__fetch *fetch, int32_t http, prse_str body)
{
    return fetch->accept ? fetch->accept(fetch, http, body) : is_read(http);
}

/* An absence also takes the place of what was kept before. */
static void keep_absent(prse__client *client, prse__fetch_state *state,
                        prse__cache_entry entry)
{
    int64_t ms = state->fetch->policy->absent_ms;
    entry.stored_ms = prse__client_now_ms(client);
    if (ms > 0 || state->entry.http)
        keep(client, state, &entry, ms);
}

/* The service says that there is something, or that there is none; whether
 * that is about what was asked, and in its own words, is for the caller. */
static void settle_told(prse__client *client, prse__fetch_state *state)
{
    const prse_http_call *call = state->call;
    prse__cache_entry entry = {.http = call->http,
                               .moved = state->fetch->moved,
                               .body = prse__buf_str(&state->body)};
    if (!is_accepted(state->fetch, entry.http, entry.body)) {
        settle_poor(client, state, PRSE_EPEER,
                    "the body is not in a known form");
        return;
    }
    /* A tag belongs to the address where it was given. */
    if (!entry.moved && is_read(entry.http)) {
        prse__call_answer(call, "etag", &entry.etag);
        prse__call_answer(call, "last-modified", &entry.modified);
    }
    if (is_read(entry.http))
        keep_trimmed(client, state, entry);
    else
        keep_absent(client, state, entry);
    settle_as_is(client, state);
}

/* 304: what was kept is still right. */
static void settle_same(prse__client *client, prse__fetch_state *state)
{
    keep_read(client, state, state->entry);
    settle_kept(client, state, PRSE_ORIGIN_NETWORK);
    state->fetch->age_ms = 0;
}

/* One that leads to another origin, or one too many. */
static void settle_redirect(prse__client *client, prse__fetch_state *state)
{
    prse__fetch *fetch = state->fetch;
    prse_str to = {0};
    char host[128] = "another address";
    if (prse__call_answer(state->call, "location", &to) &&
        prse__url_host(to).len > 0)
        prse__error_copy(host, sizeof host, prse__url_host(to));
    prse__error_set(&fetch->why, PRSE_EDENIED, state->gate->origin,
                    "the service answered %d, a redirection to %s, which is "
                    "not followed%s: set the new address if it is right",
                    (int)state->call->http, host,
                    state->hops ? " any further" : "");
    settle(client, state,
           (prse__answer){PRSE_EDENIED, state->call->http,
                          prse__buf_str(&state->body)},
           PRSE_ORIGIN_NETWORK);
}

static void settle_denied(prse__client *client, prse__fetch_state *state)
{
    int32_t http = state->call->http;
    if (http == 304 && !state->hops && is_read(state->entry.http))
        settle_same(client, state);
    else if (http < 400)
        settle_redirect(client, state);
    else
        settle_as_is(client, state);
}

static void settle_answered(prse__client *client, prse__fetch_state *state)
{
    switch (prse__answer_outcome(&(prse__answer){.http = state->call->http})) {
    case PRSE_OUTCOME_READ:
    case PRSE_OUTCOME_ABSENT:
        settle_told(client, state);
        break;
    case PRSE_OUTCOME_LIMITED:
        settle_poor(client, state, PRSE_ERATE, "too many requests");
        break;
    case PRSE_OUTCOME_DENIED:
        settle_denied(client, state);
        break;
    default:
        settle_poor(client, state, PRSE_EPEER, "a failure of its own");
    }
}

void prse__settle_from_call(prse__client *client, prse__fetch_state *state)
{
    prse_http_call *call = state->call;
    if (call->status) {
        prse__settle_failed(client, state, &call->why);
        return;
    }
    state->body = call->answer;
    state->fetch->moved = state->hops > 0;
    prse__buf_init(&call->answer, 0);
    settle_answered(client, state);
}
