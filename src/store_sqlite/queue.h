/* SPDX-License-Identifier: Apache-2.0 */
/* The writers of this process, in the order in which they came: one at a time
 * reaches for the file, so that none starves and only other processes are
 * waited for by trying again. */
#ifndef PRSE_STORE_SQLITE_QUEUE_H
#define PRSE_STORE_SQLITE_QUEUE_H

#include <pthread.h>

#include "store_sqlite/deadline.h"

typedef struct prse__queue_seat prse__queue_seat;

typedef struct prse__queue {
    pthread_mutex_t lock;
    prse__queue_seat *first, *last; /* who wait */
    int taken;
} prse__queue;

int prse__queue_init(prse__queue *queue); /* 0: it cannot be made */
void prse__queue_end(prse__queue *queue);
/* PRSE_OK: it is the caller's turn, until prse__queue_leave(). PRSE_EBUSY,
 * PRSE_ECANCELED. */
prse_status prse__queue_enter(prse__queue *queue,
                              const prse__deadline *deadline, prse_error *err);
void prse__queue_leave(prse__queue *queue);

#endif
