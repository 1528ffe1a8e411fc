/* SPDX-License-Identifier: Apache-2.0 */
/* One delivery: an event is taken for a time, handed over, then marked. */
#ifndef PRSE_JOBS_SEND_H
#define PRSE_JOBS_SEND_H

#include "jobs/pace.h"

typedef struct prse__delivery {
    prse_queue *queue;
    const prse_send_options *options; /* defaults filled in */
    int found;
    prse__row job, event;
    prse_status answer; /* of who received it, and why not */
    prse_error why;
    int given_up;
} prse__delivery;

void prse__delivery_free(prse__delivery *delivery);
/* Takes the next event that is due; `found` tells. */
prse_status prse__delivery_take(prse__delivery *delivery, prse_error *err);
/* The event, as receivers see it. */
prse_queue_event prse__delivery_event(const prse__delivery *delivery);
/* Marks it by its `answer`; `given_up` tells. */
prse_status prse__delivery_mark(prse__delivery *delivery, prse_error *err);

#endif
