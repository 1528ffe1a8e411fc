/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the client share with each other only. */
#ifndef PRSE_HTTP_PARTS_H
#define PRSE_HTTP_PARTS_H

#include <pthread.h>

#include "http/cache_entry.h"
#include "http/call.h"
#include "http/client.h"
#include "http/gate.h"

typedef struct prse__idle_session {
    void *session;
    struct prse__idle_session *next;
} prse__idle_session;

struct prse__client {
    prse_http http;
    prse_cache cache; /* get is NULL: none */
    prse_clock clock;
    pthread_mutex_t lock; /* of what follows */
    prse__gate *gates;
    prse__idle_session *idle; /* with connections that are still open */
    uint64_t chance;
};

struct prse__crew {
    prse__client *client;
    prse__idle_session *session; /* NULL until something leaves */
    int64_t deadline; /* monotonic */
    int (*should_stop)(void *user);
    void *user;
    struct prse__fetch_state *first, **last; /* not done, in order of adding */
    prse_status stopped; /* PRSE_ECANCELED once should_stop() said so */
    int out_of_memory;
};

typedef enum prse__phase {
    PRSE__WAITING,   /* for its turn, at `next` */
    PRSE__UNDER_WAY,
    PRSE__ENDED,     /* the call ended and was not looked at yet */
    PRSE__SETTLED    /* the answer is there; done() was not called yet */
} prse__phase;

typedef struct prse__fetch_state {
    prse__fetch *fetch;
    prse__phase phase;
    prse__gate *gate;
    prse__pass pass;
    prse_http_call *call;
    int64_t added, sent, next; /* monotonic */
    int64_t deadline;          /* its own, or the crew's */
    int64_t call_ms;           /* what the call may take */
    int cut_short;             /* ... because of the deadline */
    uint32_t hops;             /* redirects that were followed */
    prse__buf target;          /* where the last one led */
    prse__buf kept;            /* bytes from the cache */
    prse__cache_entry entry;   /* in them; http is 0: none */
    prse__buf body;            /* from the network */
    struct prse__fetch_state *next_state;
} prse__fetch_state;

/* client.c */
prse_status prse__client_gate(prse__client *client, prse_str url,
                              uint32_t rate_count, prse__gate **out,
                              prse_error *err);
prse_status prse__client_session(prse__client *client,
                                 prse__idle_session **out, prse_error *err);
void prse__client_return(prse__client *client, prse__idle_session *session);

/* fetch.c: one fetch on its way */
prse_status prse__fetch_start(prse__crew *crew, prse__fetch_state *state,
                              prse_error *err);
void prse__fetch_send(prse__crew *crew, prse__fetch_state *state);
void prse__fetch_ended(prse__crew *crew, prse__fetch_state *state);
/* Drops a call under way and settles with this status, if it is not yet. */
void prse__fetch_stop(prse__crew *crew, prse__fetch_state *state,
                      prse_status status, const char *why);

/* settle.c: what a fetch answers in the end */
/* Looks into the cache; settles when that is enough. */
void prse__settle_from_cache(prse__client *client, prse__fetch_state *state);
/* From the call, which answered (status PRSE_OK or not). */
void prse__settle_from_call(prse__client *client, prse__fetch_state *state);
/* Nothing came: err says why. An older answer goes before it. */
void prse__settle_failed(prse__client *client, prse__fetch_state *state,
                         const prse_error *why);

#endif
