/* SPDX-License-Identifier: Apache-2.0 */
/* All that decides whether a request may leave for an origin now: its limit,
 * its circuit, and the pause it asked for. Called under the client's lock. */
#ifndef PRSE_HTTP_GATE_H
#define PRSE_HTTP_GATE_H

#include "http/breaker.h"
#include "http/bucket.h"
#include "http/client.h"

typedef struct prse__gate prse__gate;
struct prse__gate {
    char *origin;
    prse__bucket bucket;
    prse__breaker breaker;
    int64_t hold; /* nothing leaves before: the service said so */
    prse__gate *next;
};

/* What a request that left shows when it ends. */
typedef struct prse__pass {
    uint32_t round;
} prse__pass;

/* PRSE_OK with *when 0: it leaves now, *pass is filled. PRSE_OK with *when:
 * look again then. PRSE_EREFUSED: the circuit is open. PRSE_ERATE: not before
 * the deadline. */
prse_status prse__gate_enter(prse__gate *gate, const prse__policy *policy,
                             int64_t now, int64_t deadline, prse__pass *pass,
                             int64_t *when, prse_error *err);

typedef struct prse__gate_end {
    prse__verdict verdict;
    int answered;    /* 0: the server may see the request later still */
    int64_t hold_ms; /* the service asked to be left alone; 0: not */
} prse__gate_end;

void prse__gate_leave(prse__gate *gate, const prse__policy *policy,
                      int64_t now, prse__pass pass, prse__gate_end end);
/* 1 when another try would be turned away at once. */
int prse__gate_closed(const prse__gate *gate, int64_t now);

#endif
