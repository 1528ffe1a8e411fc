/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of a job after an attempt; pure. */
#ifndef PRSE_JOBS_FATE_H
#define PRSE_JOBS_FATE_H

#include "portailrse/base.h"

typedef enum prse__fate {
    PRSE__FATE_DONE,
    PRSE__FATE_CANCELED,
    PRSE__FATE_BACK, /* as if it had not been taken */
    PRSE__FATE_AGAIN,
    PRSE__FATE_GIVEN_UP
} prse__fate;

typedef struct prse__attempt {
    prse_status answer; /* of the handler */
    int canceled;       /* somebody has asked for it */
    int stopping;       /* the worker was asked to stop */
    int64_t failures;   /* before it */
    int64_t attempts;   /* in all, at most */
} prse__attempt;

/* 1: may go better later; 0: would fail again. */
int prse__passes(prse_status status);
prse__fate prse__fate_of(const prse__attempt *attempt);
/* Doubled with each failure (from 1), up to the longest, less up to half of it
 * by chance. */
int64_t prse__delay_ms(int64_t first_ms, int64_t longest_ms, int64_t failures,
                       uint64_t chance);

#endif
