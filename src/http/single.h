/* SPDX-License-Identifier: Apache-2.0 */
/* One call alone, without limits, pauses, cache and retries: for addresses
 * that others chose. */
#ifndef PRSE_HTTP_SINGLE_H
#define PRSE_HTTP_SINGLE_H

#include "http/call.h"

typedef struct prse__single {
    const prse_http *http;
    int64_t idle_ms; /* longest time in which nothing comes; 0: any */
    int (*should_stop)(void *user); /* may be NULL */
    void *user;
} prse__single;

/* Sends a call in a session of its own and waits for its end. What goes wrong
 * with the peer, time included, stands in call->status and call->why. A failure
 * of its own: PRSE_ECANCELED, PRSE_ENOMEM, PRSE_EIO. */
prse_status prse__single_send(const prse__single *how, prse_http_call *call,
                              prse_error *err);

#endif
