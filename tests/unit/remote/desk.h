/* SPDX-License-Identifier: Apache-2.0 */
/* A backend that answers at once, as told, and asks about addresses. */
#ifndef PRSE_TESTS_REMOTE_DESK_H
#define PRSE_TESTS_REMOTE_DESK_H

#include "portailrse/remote.h"
#include "support/test.h"

typedef struct desk {
    /* What it answers. */
    int32_t http;
    const char *pieces[4]; /* of the body, up to NULL */
    prse_status status;
    const char *leads_to; /* the address of every name */
    /* What it was asked. */
    size_t asked;
    char method[8], url[128], headers[1024];
    size_t body_len;
    int freed;
    /* Its clock. */
    int64_t now_ms;
    prse_clock clock;
    prse_http http_plug;
} desk;

void desk_open(desk *it);
/* With "docs.example" and "http://docs.example" on the list. */
prse_remote *desk_remote(desk *it, const prse_remote_options *opts);

#endif
