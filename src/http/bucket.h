/* SPDX-License-Identifier: Apache-2.0 */
/* So many requests in any window of time, as the server sees it.
 *
 * The server sees a request somewhere between its departure and its end. So a
 * place is taken at the departure and given back one window after the end:
 * then of any count + 1 requests, the last to leave did so more than a window
 * after the arrival of one of the others, whatever the network delayed. */
#ifndef PRSE_HTTP_BUCKET_H
#define PRSE_HTTP_BUCKET_H

#include <stddef.h>
#include <stdint.h>

/* How long who waits for another's request sleeps before looking again. */
enum { PRSE__BUCKET_LOOK_MS = 5 };

typedef struct prse__bucket {
    int64_t *ends; /* of the latest requests, a ring in order of time */
    size_t room, first, count;
    size_t under_way;
} prse__bucket;

/* Room for a limit; 0: memory ran out. */
int prse__bucket_fit(prse__bucket *bucket, uint32_t count);
void prse__bucket_free(prse__bucket *bucket);
/* 0: a request may leave now. Else when to look again. */
int64_t prse__bucket_when(const prse__bucket *bucket, uint32_t count,
                          int64_t window_ms, int64_t now);
void prse__bucket_leave(prse__bucket *bucket);
/* A request ended; `at` lies in the future when the server may still see it. */
void prse__bucket_end(prse__bucket *bucket, int64_t at);

#endif
