/* SPDX-License-Identifier: Apache-2.0 */
/* A backend and a clock that follow a script: no network, no time passes but
 * that which the client waits. */
#ifndef PRSE_TESTS_HTTP_SCENE_H
#define PRSE_TESTS_HTTP_SCENE_H

#include "http/client.h"
#include "support/test.h"

/* One line of the script: what the service does. The first line that fits a
 * request and has not been used up counts. */
typedef struct scene_reply {
    const char *path;    /* found somewhere in the URL */
    int64_t after_ms;    /* time that the answer takes */
    prse_status status;  /* of the call */
    int32_t http;
    const char *headers; /* "etag: x\nretry-after: 1"; may be NULL */
    const char *body;
    uint32_t times;      /* 0: always */
} scene_reply;

typedef struct scene_sent {
    int64_t at;
    char url[128];
    char headers[256]; /* "name: value\n" each */
    int64_t total_ms, connect_ms;
} scene_sent;

enum { SCENE_SENT = 4096, SCENE_START = 1000000 };

typedef struct scene {
    const scene_reply *replies;
    int64_t monotonic, unix_ms;
    uint32_t used[16];
    scene_sent sent[SCENE_SENT];
    size_t sent_count;
    size_t sessions, open_sessions, cancels;
    prse_status wait_fails; /* what wait() answers, when not PRSE_OK */
    prse_status open_fails;
    int deaf; /* answers nothing, not even time-outs */
    struct scene_call *calls;
    prse_clock clock;
    prse_http http;
} scene;

void scene_init(scene *it, const scene_reply *replies);
/* A client over the scene; cache may be NULL. */
prse__client *scene_client(scene *it, prse_cache *cache);
/* One fetch alone under a deadline. */
prse_status scene_fetch(prse__client *client, prse__fetch *fetch,
                        int64_t deadline_ms);
/* A policy without limits, pauses, cache and retries. */
prse__policy scene_policy(void);

#endif
