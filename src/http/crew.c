/* SPDX-License-Identifier: Apache-2.0 */
/* The loop that brings a crew's fetches home, in the caller's thread. */
#include "http/parts.h"

enum {
    ASK_STOP_MS = 50, /* should_stop() is asked at least so often */
    LONGEST_WAIT_MS = 60 * 1000,
    LONGEST_MS = 24 * 3600 * 1000, /* of a crew */
    GRACE_MS = 20 /* for a backend that does not keep to the call's time */
};

prse_status prse__crew_new(prse__crew **out, prse__client *client,
                           int64_t deadline_ms,
                           int (*should_stop)(void *user), void *user,
                           prse_error *err)
{
    prse__crew *crew = prse__alloc(1, sizeof *crew);
    if (!crew)
        return prse__error_nomem(err);
    crew->client = client;
    crew->deadline =
        prse__client_monotonic_ms(client) +
        (deadline_ms < 0 ? 0 : deadline_ms > LONGEST_MS ? LONGEST_MS
                                                        : deadline_ms);
    crew->should_stop = should_stop;
    crew->user = user;
    crew->last = &crew->first;
    *out = crew;
    return PRSE_OK;
}

static void free_state(prse__fetch_state *state)
{
    prse__call_free(state->call);
    prse__buf_free(&state->target);
    prse__buf_free(&state->kept);
    prse__buf_free(&state->body);
    prse__free(state);
}

void prse__fetch_free(prse__fetch *fetch)
{
    if (!fetch || !fetch->state)
        return;
    free_state(fetch->state);
    fetch->state = NULL;
    fetch->answer.body = (prse_str){0};
}

void prse__crew_free(prse__crew *crew)
{
    if (!crew)
        return;
    for (prse__fetch_state *state = crew->first; state;
         state = state->next_state)
        prse__fetch_stop(crew, state, PRSE_ECANCELED, "not waited for");
    if (crew->session)
        prse__client_return(crew->client, crew->session);
    prse__free(crew);
}

int64_t prse__crew_left_ms(const prse__crew *crew)
{
    int64_t left = crew->deadline - prse__client_monotonic_ms(crew->client);
    return left > 0 ? left : 0;
}

prse_status prse__crew_add(prse__crew *crew, prse__fetch *fetch,
                           prse_error *err)
{
    prse__fetch_state *state = prse__alloc(1, sizeof *state);
    if (!state)
        return prse__error_nomem(err);
    state->fetch = fetch;
    prse_status status = prse__fetch_start(crew, state, err);
    if (status) {
        free_state(state);
        return status;
    }
    fetch->state = state;
    *crew->last = state;
    crew->last = &state->next_state;
    return PRSE_OK;
}

/* Tells of what is settled; each may add fetches, which come at the end. */
static void deliver(prse__crew *crew)
{
    prse__fetch_state **at = &crew->first;
    while (*at) {
        prse__fetch_state *state = *at;
        if (state->phase != PRSE__SETTLED) {
            at = &state->next_state;
            continue;
        }
        *at = state->next_state;
        if (!*at)
            crew->last = at;
        if (state->fetch->done)
            state->fetch->done(state->fetch, crew);
    }
}

static void look_at_ended(prse__crew *crew)
{
    for (prse__fetch_state *state = crew->first; state;
         state = state->next_state)
        if (state->phase == PRSE__ENDED)
            prse__fetch_ended(crew, state);
}

static void stop_all(prse__crew *crew, prse_status status, const char *why)
{
    for (prse__fetch_state *state = crew->first; state;
         state = state->next_state)
        prse__fetch_stop(crew, state, status, why);
}

static void stop_when_late(prse__crew *crew)
{
    int64_t now = prse__client_monotonic_ms(crew->client);
    for (prse__fetch_state *state = crew->first; state;
         state = state->next_state)
        if (now >= state->deadline)
            prse__fetch_stop(crew, state, PRSE_ETIMEOUT,
                             state->deadline < crew->deadline
                                 ? "no answer in time"
                                 : "no answer before the deadline");
}

static void stop_when_asked(prse__crew *crew)
{
    if (!crew->stopped && crew->should_stop && crew->should_stop(crew->user))
        crew->stopped = PRSE_ECANCELED;
    if (crew->stopped)
        stop_all(crew, crew->stopped, "stopped, as the caller asked");
    else
        stop_when_late(crew);
}

static int64_t overdue(const prse__fetch_state *state)
{
    return state->sent + state->call_ms + GRACE_MS;
}

static void send_what_may(prse__crew *crew)
{
    int64_t now = prse__client_monotonic_ms(crew->client);
    for (prse__fetch_state *state = crew->first; state;
         state = state->next_state) {
        if (state->phase == PRSE__WAITING)
            prse__fetch_send(crew, state);
        else if (state->phase == PRSE__UNDER_WAY && now >= overdue(state))
            prse__fetch_stop(crew, state, PRSE_ETIMEOUT, "no answer in time");
    }
}

/* 0: something ended or is settled already. */
static int64_t wait_ms(const prse__crew *crew)
{
    int64_t now = prse__client_monotonic_ms(crew->client);
    int64_t until = crew->deadline;
    if (until - now > LONGEST_WAIT_MS)
        until = now + LONGEST_WAIT_MS;
    if (crew->should_stop && until > now + ASK_STOP_MS)
        until = now + ASK_STOP_MS;
    for (const prse__fetch_state *state = crew->first; state;
         state = state->next_state) {
        if (state->phase == PRSE__ENDED || state->phase == PRSE__SETTLED)
            return 0;
        int64_t next = state->phase == PRSE__WAITING ? state->next
                                                     : overdue(state);
        if (next > state->deadline)
            next = state->deadline;
        if (next < until)
            until = next;
    }
    return until > now ? until - now : 0;
}

static void wait_for_news(prse__crew *crew)
{
    prse_error err;
    prse__client *client = crew->client;
    int64_t ms = wait_ms(crew);
    if (!crew->session || ms == 0)
        return;
    prse_status status = client->http.wait(crew->session->session, ms, &err);
    if (status)
        stop_all(crew, status, err.message);
}

prse_status prse__crew_run(prse__crew *crew, prse_error *err)
{
    while (crew->first) {
        stop_when_asked(crew);
        send_what_may(crew);
        wait_for_news(crew);
        look_at_ended(crew);
        deliver(crew);
    }
    if (crew->stopped)
        return prse__error_set(err, crew->stopped, NULL,
                               "stopped, as the caller asked");
    return crew->out_of_memory ? prse__error_nomem(err) : PRSE_OK;
}
