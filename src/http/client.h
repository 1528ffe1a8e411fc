/* SPDX-License-Identifier: Apache-2.0 */
/* Asking services politely: limits, pauses after failures, retries, a cache,
 * and several questions at once in one thread.
 *
 * A client is shared by threads. A crew is one thread's set of fetches under
 * one deadline; what a fetch brings may add further fetches to the crew. */
#ifndef PRSE_HTTP_CLIENT_H
#define PRSE_HTTP_CLIENT_H

#include "http/answer.h"
#include "portailrse/sys/cache.h"
#include "portailrse/sys/clock.h"
#include "portailrse/sys/http.h"

/* How a service is to be treated. */
typedef struct prse__policy {
    int64_t connect_ms;    /* for one attempt */
    int64_t total_ms;
    uint32_t tries;        /* attempts at most, the first included */
    uint32_t rate_count;   /* requests ... */
    int64_t rate_ms;       /* ... in any window of this length; 0: no limit */
    uint32_t failures;     /* in a row that open the circuit */
    int64_t pause_ms;      /* during which nothing leaves; then one try */
    uint64_t max_bytes;    /* of a decoded body */
    /* Ages below which an answer is taken from the cache; what the service
     * says of caching (Cache-Control) does not count. */
    int64_t fresh_ms;
    int64_t stale_ms;      /* when the service is down */
    int64_t absent_ms;     /* a 404 */
} prse__policy;

typedef struct prse__client prse__client;
typedef struct prse__crew prse__crew;
typedef struct prse__fetch prse__fetch;

/* One question. Zeroed by the caller, who fills the first part and frees with
 * prse__fetch_free(). */
struct prse__fetch {
    const prse__policy *policy; /* borrowed */
    prse_str url;               /* borrowed until done */
    prse_str header;            /* name of a header for a key; may be empty */
    prse_str key;               /* its value: never cached, logged, or sent to
                                   another origin */
    int no_cache;               /* 1: neither read nor kept */
    int only_cache;             /* 1: nothing leaves for the network */
    /* Time for everything, tries and waits included, when somebody else is to
     * be asked after it; 0: until the crew's deadline. */
    int64_t patience_ms;
    /* Asked about each answer that may be kept: 2xx, 404 and 410. 1: it says
     * what was asked for, be it that there is none. What is not accepted is
     * never kept and replaces nothing; a kept answer that is not too old goes
     * before it. NULL: 2xx only. fetch->moved is known. */
    int (*accept)(const prse__fetch *fetch, int32_t http, prse_str body);
    /* Appends what of an accepted 2xx body may be kept, which must be accepted
     * too; out->failed: nothing is. NULL: all of it. */
    void (*trim)(prse__buf *out, prse_str body);
    /* Called once, when the answer is there; may add fetches to the crew. */
    void (*done)(prse__fetch *fetch, prse__crew *crew);
    void *user;

    prse__answer answer;        /* body lives until prse__fetch_free() */
    prse_error why;             /* filled when answer.status is not PRSE_OK,
                                   and when an older answer stands in */
    prse_origin origin;
    int moved;                  /* 1: a redirect led to the answer */
    uint32_t attempts;          /* requests that left */
    int64_t took_ms, age_ms;

    struct prse__fetch_state *state; /* the client's own */
};

void prse__fetch_free(prse__fetch *fetch);

/* Takes *backend and *cache on success, and zeroes them (cache may be NULL:
 * none); clock may be NULL. */
prse_status prse__client_new(prse__client **out, prse_http *backend,
                             prse_cache *cache, const prse_clock *clock,
                             prse_error *err);
void prse__client_free(prse__client *client);
int64_t prse__client_now_ms(const prse__client *client);       /* Unix time */
int64_t prse__client_monotonic_ms(const prse__client *client);

/* A redirect of a fetch within its origin is followed, twice at most; each
 * request counts for the limit. Another one is PRSE_EDENIED. */

/* A crew borrows a session of the client. deadline_ms counts from now
 * and is at most a day. should_stop may be NULL. */
prse_status prse__crew_new(prse__crew **out, prse__client *client,
                           int64_t deadline_ms,
                           int (*should_stop)(void *user), void *user,
                           prse_error *err);
void prse__crew_free(prse__crew *crew);
/* Milliseconds left, never below 0. */
int64_t prse__crew_left_ms(const prse__crew *crew);
/* The fetch is borrowed until it is done. A failure (memory; PRSE_EINVAL, a URL
 * without a host) leaves it as it was. */
prse_status prse__crew_add(prse__crew *crew, prse__fetch *fetch,
                           prse_error *err);
/* Until every fetch is done: at the deadline those under way end with
 * PRSE_ETIMEOUT, after should_stop with PRSE_ECANCELED. What goes wrong with a
 * peer is told by its fetch; PRSE_ECANCELED and PRSE_ENOMEM are also
 * returned. */
prse_status prse__crew_run(prse__crew *crew, prse_error *err);

#endif
