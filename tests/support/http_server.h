/* SPDX-License-Identifier: Apache-2.0 */
/* A small HTTP server on 127.0.0.1 that behaves as the path says:
 *
 *   /ok /gzip /head         well
 *   /404 /429 /500          answers of failure
 *   /redirect               to a cloud's metadata
 *   /empty                  200 without a body
 *   /slow                   nothing until the client goes away
 *   /drip                   a byte now and then, for ever
 *   /reset                  the connection breaks
 *   /truncated              a tenth of what was announced
 *   /huge                   never ends
 *   /headers                more headers than anybody needs
 *   /garbage                no HTTP at all
 *   /nothing                hangs up
 *
 * Threads only, no memory of its own, no test framework. */
#ifndef PRSE_TESTS_SUPPORT_HTTP_SERVER_H
#define PRSE_TESTS_SUPPORT_HTTP_SERVER_H

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

enum { HTTP_SERVER_SEEN = 1 << 16, HTTP_SERVER_LINES = 128 };

typedef struct http_server_line {
    struct http_server *server;
    pthread_t thread;
    int used, socket;
} http_server_line;

typedef struct http_server {
    char url[64]; /* http://127.0.0.1:PORT */
    int listener, stopping;
    int64_t latency_ms; /* before each answer */
    pthread_t thread;
    pthread_mutex_t lock; /* of all that follows */
    http_server_line lines[HTTP_SERVER_LINES];
    size_t connections, seen;
    int64_t seen_us[HTTP_SERVER_SEEN]; /* when each request was read */
    char last[4096];                   /* the latest, as it came */
} http_server;

/* 0 when it runs. */
int http_server_start(http_server *server);
void http_server_stop(http_server *server);
/* Most requests in any window of this length, by the clock of a server that
 * was stopped. */
size_t http_server_most(http_server *server, int64_t window_ms);

#endif
