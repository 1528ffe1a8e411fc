/* SPDX-License-Identifier: Apache-2.0 */
/* What is tried again, and when. */
#ifndef PRSE_HTTP_RETRY_H
#define PRSE_HTTP_RETRY_H

#include "http/call.h"
#include "http/client.h"

/* 1: the same request may have better luck. Only GET and HEAD. */
int prse__retry_worth(const prse_http_call *call);
/* How long the service asked to be left alone (429 and 503); 0: not at all. At
 * most an hour: a wrong date must not silence a service for good. */
int64_t prse__retry_asked(const prse_http_call *call, int64_t unix_ms);
/* The pause before the next try, twice as long each time, with chance in it so
 * that clients that failed together do not return together. */
int64_t prse__retry_pause(uint32_t attempts, uint64_t *chance);

#endif
