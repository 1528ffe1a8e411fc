/* SPDX-License-Identifier: Apache-2.0 */
/* A backend that answers inside start(): there is nothing to wait for. It asks
 * about addresses. */
#ifndef PRSE_TESTS_SUPPORT_HTTP_AT_ONCE_H
#define PRSE_TESTS_SUPPORT_HTTP_AT_ONCE_H

#include "portailrse/sys/http.h"

static inline prse_status http_at_once_open(void *self, void **session,
                                            prse_error *err)
{
    (void)err;
    *session = self;
    return PRSE_OK;
}

static inline void http_at_once_close(void *session)
{
    (void)session;
}

static inline prse_status http_at_once_wait(void *session, int64_t ms,
                                            prse_error *err)
{
    (void)session;
    (void)ms;
    (void)err;
    return PRSE_OK;
}

static inline void http_at_once_cancel(void *session, prse_http_call *call)
{
    (void)session;
    (void)call;
}

/* `start` gets `self` as its session. */
static inline prse_http
http_at_once(void *self, void (*free)(void *self),
             prse_status (*start)(void *session, prse_http_call *call,
                                  prse_error *err))
{
    return (prse_http){
        .size = sizeof(prse_http), .self = self, .free = free,
        .open = http_at_once_open, .close = http_at_once_close,
        .start = start, .wait = http_at_once_wait,
        .cancel = http_at_once_cancel, .guards = 1};
}

#endif
