/* SPDX-License-Identifier: Apache-2.0 */
/* How a loop waits: for work, and for a store that does not answer. */
#ifndef PRSE_JOBS_PACE_H
#define PRSE_JOBS_PACE_H

#include "jobs/queue.h"

typedef struct prse__pace {
    const prse_queue *queue;
    int (*should_stop)(void *user);       /* may be NULL */
    void (*idle)(void *user, int64_t ms); /* may be NULL */
    void *user;
    int64_t poll_ms, patience_ms; /* 0: the defaults */
    int64_t pause_ms;             /* the next wait; 0: the shortest */
    int64_t failing_ms;           /* since when the store fails */
    int failing;
} prse__pace;

/* PRSE_EINVAL where a time is negative; fills in defaults. */
prse_status prse__pace_init(prse__pace *pace, prse_error *err);
int prse__pace_is_stopped(const prse__pace *pace);
/* Waits, longer each time until prse__pace_reset(), or until it is stopped. */
void prse__pace_wait(prse__pace *pace);
void prse__pace_reset(prse__pace *pace);
/* What a call on the store answered. 1: it failed, but that may pass, and the
 * patience is not at its end. */
int prse__pace_bears(prse__pace *pace, prse_status status);

#endif
