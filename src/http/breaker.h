/* SPDX-License-Identifier: Apache-2.0 */
/* Leaves a service alone that fails: after so many failures in a row, or one
 * refused connection, nothing leaves until a pause is over; then one request
 * tries, and its end decides. */
#ifndef PRSE_HTTP_BREAKER_H
#define PRSE_HTTP_BREAKER_H

#include <stdint.h>

typedef enum prse__verdict {
    PRSE__ALIVE,   /* the service answered, and not with a failure */
    PRSE__STUMBLED, /* a failure that is tried again: counts in a try only */
    PRSE__FAILED,
    PRSE__REFUSED, /* opens at once */
    PRSE__UNKNOWN  /* the request was dropped before it could tell */
} prse__verdict;

typedef struct prse__breaker {
    uint32_t failures; /* in a row */
    uint32_t round;    /* grows each time it opens or closes */
    int open;
    int trying;        /* the one request of after the pause is under way */
    int64_t until;     /* end of the pause */
} prse__breaker;

/* 1: a request may leave; it keeps breaker->round for its end. 0: *when the
 * pause ends. */
int prse__breaker_may(const prse__breaker *breaker, int64_t now,
                      int64_t *when);
void prse__breaker_leave(prse__breaker *breaker);
/* Requests that left in an earlier round no longer count. `limit` failures
 * open; 0: never. */
void prse__breaker_end(prse__breaker *breaker, uint32_t round,
                       prse__verdict verdict, uint32_t limit, int64_t until);

#endif
