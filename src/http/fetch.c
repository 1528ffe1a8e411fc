/* SPDX-License-Identifier: Apache-2.0 */
/* One fetch on its way: sent when it may leave, tried again while that makes
 * sense, and settled. */
#include "http/parts.h"
#include "http/redirect.h"
#include "http/retry.h"

enum {
    DEFAULT_BYTES = 16 * 1024 * 1024,
    LEAST_HOLD_MS = 1000,
    MOST_HOPS = 2
};

prse_status prse__fetch_start(prse__crew *crew, prse__fetch_state *state,
                              prse_error *err)
{
    prse__fetch *fetch = state->fetch;
    state->added = prse__client_monotonic_ms(crew->client);
    state->deadline = crew->deadline;
    if (fetch->patience_ms > 0 &&
        fetch->patience_ms < crew->deadline - state->added)
        state->deadline = state->added + fetch->patience_ms;
    prse_status status =
        prse__client_gate(crew->client, fetch->url, fetch->policy->rate_count,
                          &state->gate, err);
    if (!status)
        prse__settle_from_cache(crew->client, state);
    return status;
}

static void fail(prse__crew *crew, prse__fetch_state *state, prse_error *why)
{
    if (why->code == PRSE_ENOMEM)
        crew->out_of_memory = 1;
    prse__settle_failed(crew->client, state, why);
}

static int64_t least(int64_t a, int64_t b)
{
    return a > 0 && a < b ? a : b;
}

static void set_times(prse__fetch_state *state, int64_t now)
{
    const prse__policy *policy = state->fetch->policy;
    prse_http_call *call = state->call;
    int64_t left = state->deadline - now;
    call->total_ms = least(policy->total_ms, left);
    call->connect_ms = least(policy->connect_ms, call->total_ms);
    call->max_bytes = policy->max_bytes ? policy->max_bytes : DEFAULT_BYTES;
    state->call_ms = call->total_ms;
    state->cut_short = policy->total_ms == 0 || left < policy->total_ms;
    state->sent = now;
}

/* What is known already need not come again. */
static prse_status add_conditions(prse_http_call *call,
                                  const prse__cache_entry *entry,
                                  prse_error *err)
{
    prse_status status = PRSE_OK;
    if (entry->http == 0)
        return PRSE_OK;
    if (entry->etag.len > 0)
        status = prse__call_add_header(call, PRSE_STR("If-None-Match"),
                                       entry->etag, err);
    if (!status && entry->modified.len > 0)
        status = prse__call_add_header(call, PRSE_STR("If-Modified-Since"),
                                       entry->modified, err);
    return status;
}

static void call_done(void *user, prse_http_call *call)
{
    prse__fetch_state *state = user;
    (void)call;
    state->phase = PRSE__ENDED;
}

static prse_status make_call(prse__fetch_state *state, prse_error *err)
{
    prse__fetch *fetch = state->fetch;
    prse_str url = state->hops ? prse__buf_str(&state->target) : fetch->url;
    prse_status status =
        prse__call_new(&state->call, "GET", url, (prse_str){0}, err);
    if (!status && fetch->header.len > 0)
        status = prse__call_add_header(state->call, fetch->header, fetch->key,
                                       err);
    if (!status && !fetch->no_cache && !state->hops)
        status = add_conditions(state->call, &state->entry, err);
    if (status)
        return status;
    state->call->done = call_done;
    state->call->user = state;
    return PRSE_OK;
}

static void drop_call(prse__fetch_state *state)
{
    prse__call_free(state->call);
    state->call = NULL;
}

static void leave_gate(prse__crew *crew, prse__fetch_state *state,
                       prse__gate_end end)
{
    prse__client *client = crew->client;
    pthread_mutex_lock(&client->lock);
    prse__gate_leave(state->gate, state->fetch->policy,
                     prse__client_monotonic_ms(client), state->pass, end);
    pthread_mutex_unlock(&client->lock);
}

static prse_status enter_gate(prse__crew *crew, prse__fetch_state *state,
                              int64_t *when, prse_error *err)
{
    prse__client *client = crew->client;
    pthread_mutex_lock(&client->lock);
    prse_status status = prse__gate_enter(
        state->gate, state->fetch->policy, prse__client_monotonic_ms(client),
        state->deadline, &state->pass, when, err);
    pthread_mutex_unlock(&client->lock);
    return status;
}

/* Everything that can fail here does so before the gate counts the request. */
static prse_status prepare(prse__crew *crew, prse__fetch_state *state,
                           prse_error *err)
{
    if (!crew->session) {
        prse_status status =
            prse__client_session(crew->client, &crew->session, err);
        if (status)
            return status;
    }
    return state->call ? PRSE_OK : make_call(state, err);
}

static prse_status start(prse__crew *crew, prse__fetch_state *state,
                         int64_t now, prse_error *err)
{
    set_times(state, now);
    state->phase = PRSE__UNDER_WAY;
    state->fetch->attempts++;
    prse_status status = crew->client->http.start(crew->session->session,
                                                  state->call, err);
    if (!status)
        return PRSE_OK;
    state->fetch->attempts--;
    leave_gate(crew, state,
               (prse__gate_end){.verdict = PRSE__UNKNOWN, .answered = 1});
    return status;
}

void prse__fetch_send(prse__crew *crew, prse__fetch_state *state)
{
    prse_error why;
    int64_t when = 0;
    int64_t now = prse__client_monotonic_ms(crew->client);
    if (state->next > now)
        return;
    prse_status status = prepare(crew, state, &why);
    if (!status)
        status = enter_gate(crew, state, &when, &why);
    if (!status && when == 0)
        status = start(crew, state, now, &why);
    state->next = when;
    if (status) {
        drop_call(state);
        fail(crew, state, &why);
    }
}

/* A time-out that the caller's deadline brought about says little of the
 * service, unless it had half of the time that it is usually given. */
static prse__verdict of_timeout(const prse__fetch_state *state, int64_t took)
{
    int64_t usual = state->fetch->policy->total_ms;
    return state->cut_short && took < usual / 2 ? PRSE__UNKNOWN : PRSE__FAILED;
}

/* A redirect is no other try. */
static int may_try_again(const prse__fetch_state *state)
{
    return state->fetch->attempts - state->hops < state->fetch->policy->tries;
}

/* A service may fail with 500 over one company: the tries of one question are
 * one failure. */
static prse__verdict of_http(const prse__fetch_state *state, int32_t http)
{
    if (http < 500)
        return PRSE__ALIVE;
    return http == 500 && may_try_again(state) ? PRSE__STUMBLED
                                               : PRSE__FAILED;
}

static prse__verdict verdict(const prse__fetch_state *state, int64_t took)
{
    const prse_http_call *call = state->call;
    switch (call->status) {
    case PRSE_OK:
        return of_http(state, call->http);
    case PRSE_EREFUSED:
        return PRSE__REFUSED;
    case PRSE_ETIMEOUT:
        return of_timeout(state, took);
    case PRSE_ELIMIT:
        return PRSE__ALIVE;
    case PRSE_ENOMEM:
        return PRSE__UNKNOWN;
    default:
        return PRSE__FAILED;
    }
}

/* How long a service that answered 429 or so is left alone. */
static int64_t hold_of(prse__crew *crew, const prse__fetch_state *state)
{
    const prse__policy *policy = state->fetch->policy;
    int64_t asked = prse__retry_asked(state->call,
                                      prse__client_now_ms(crew->client));
    if (asked > 0 || state->call->status || state->call->http != 429)
        return asked;
    return policy->rate_ms > 0 ? policy->rate_ms : LEAST_HOLD_MS;
}

/* When to try again; 0: no more. */
static int64_t next_try(prse__crew *crew, prse__fetch_state *state,
                        int64_t now)
{
    prse__client *client = crew->client;
    if (!may_try_again(state) || !prse__retry_worth(state->call))
        return 0;
    pthread_mutex_lock(&client->lock);
    int64_t when = now + prse__retry_pause(
                             state->fetch->attempts - state->hops,
                             &client->chance);
    if (state->gate->hold > when)
        when = state->gate->hold;
    int closed = prse__gate_closed(state->gate, when);
    pthread_mutex_unlock(&client->lock);
    return closed || when >= state->deadline ? 0 : when;
}

/* 1: the next request goes where this one was led. */
static int follow(prse__crew *crew, prse__fetch_state *state)
{
    if (state->call->status || state->hops == MOST_HOPS)
        return 0;
    int led = prse__redirect_target(&state->target, state->call);
    crew->out_of_memory |= state->target.failed;
    state->hops += (uint32_t)led;
    return led;
}

void prse__fetch_ended(prse__crew *crew, prse__fetch_state *state)
{
    int64_t now = prse__client_monotonic_ms(crew->client);
    leave_gate(crew, state, (prse__gate_end){
        .verdict = verdict(state, now - state->sent),
        .answered = state->call->status != PRSE_ETIMEOUT,
        .hold_ms = hold_of(crew, state)});
    if (state->call->status == PRSE_ENOMEM)
        crew->out_of_memory = 1;
    int64_t next = next_try(crew, state, now);
    if (next == 0 && follow(crew, state))
        next = now;
    if (next > 0) {
        state->next = next;
        state->phase = PRSE__WAITING;
    } else {
        prse__settle_from_call(crew->client, state);
    }
    drop_call(state);
}

/* A fetch that waited for its turn until the deadline found the limit, not a
 * service that is slow. */
static void say_why(prse_error *err, const prse__fetch_state *state,
                    prse_status status, const char *why)
{
    if (status == PRSE_ETIMEOUT && state->phase == PRSE__WAITING &&
        state->fetch->attempts == 0 && state->next > 0) {
        status = PRSE_ERATE;
        why = "not asked: the limit of requests left no place before the "
              "deadline";
    }
    prse__error_set(err, status, state->gate->origin, "%s", why);
}

void prse__fetch_stop(prse__crew *crew, prse__fetch_state *state,
                      prse_status status, const char *why)
{
    prse_error err;
    if (state->phase == PRSE__ENDED)
        prse__fetch_ended(crew, state);
    if (state->phase == PRSE__SETTLED)
        return;
    say_why(&err, state, status, why);
    if (state->phase == PRSE__UNDER_WAY) {
        int64_t took =
            prse__client_monotonic_ms(crew->client) - state->sent;
        crew->client->http.cancel(crew->session->session, state->call);
        leave_gate(crew, state, (prse__gate_end){
            .verdict = status == PRSE_ETIMEOUT ? of_timeout(state, took)
                                               : PRSE__UNKNOWN});
    }
    drop_call(state);
    fail(crew, state, &err);
}
