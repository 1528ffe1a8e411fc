/* SPDX-License-Identifier: Apache-2.0 */
#include "store_sqlite/queue.h"

#include <time.h>

#include "base/error.h"
#include "base/steady.h"

enum { BETWEEN_LOOKS_MS = 20 };

struct prse__queue_seat {
    pthread_cond_t called;
    prse__queue_seat *next;
    int turn;
};

int prse__queue_init(prse__queue *queue)
{
    *queue = (prse__queue){.first = NULL};
    return pthread_mutex_init(&queue->lock, NULL) == 0;
}

void prse__queue_end(prse__queue *queue)
{
    pthread_mutex_destroy(&queue->lock);
}

/* Its clock is that of the deadlines. */
static int seat_init(prse__queue_seat *seat)
{
    pthread_condattr_t attr;
    *seat = (prse__queue_seat){.next = NULL};
    if (pthread_condattr_init(&attr) != 0)
        return 0;
    int made = pthread_condattr_setclock(&attr, CLOCK_MONOTONIC) == 0 &&
               pthread_cond_init(&seat->called, &attr) == 0;
    pthread_condattr_destroy(&attr);
    return made;
}

static void join(prse__queue *queue, prse__queue_seat *seat)
{
    if (queue->last)
        queue->last->next = seat;
    else
        queue->first = seat;
    queue->last = seat;
}

static void give_up(prse__queue *queue, const prse__queue_seat *seat)
{
    prse__queue_seat *before = NULL;
    for (prse__queue_seat *s = queue->first; s != seat; s = s->next)
        before = s;
    if (before)
        before->next = seat->next;
    else
        queue->first = seat->next;
    if (queue->last == seat)
        queue->last = before;
}

static void sleep_a_while(prse__queue *queue, prse__queue_seat *seat,
                          const prse__deadline *deadline)
{
    int64_t until = prse__steady_ms() + BETWEEN_LOOKS_MS;
    if (!deadline->should_stop || until > deadline->at_ms)
        until = deadline->at_ms;
    if (until == INT64_MAX)
        until = prse__steady_ms() + 1000;
    struct timespec at = {(time_t)(until / 1000),
                          (long)(until % 1000) * 1000000};
    pthread_cond_timedwait(&seat->called, &queue->lock, &at);
}

/* Its lock is held, but not while the caller is asked whether to stop. */
static prse_status wait_for_turn(prse__queue *queue, prse__queue_seat *seat,
                                 const prse__deadline *deadline)
{
    prse_status status = PRSE_OK;
    join(queue, seat);
    while (!seat->turn && status == PRSE_OK) {
        sleep_a_while(queue, seat, deadline);
        if (seat->turn)
            break;
        pthread_mutex_unlock(&queue->lock);
        status = prse__deadline_met(deadline);
        pthread_mutex_lock(&queue->lock);
    }
    if (seat->turn)
        return PRSE_OK;
    give_up(queue, seat);
    return status;
}

static prse_status enter_slowly(prse__queue *queue,
                                const prse__deadline *deadline,
                                prse_error *err)
{
    prse__queue_seat seat;
    if (!seat_init(&seat))
        return prse__error_nomem(err);
    prse_status status = wait_for_turn(queue, &seat, deadline);
    pthread_cond_destroy(&seat.called);
    if (status == PRSE_ECANCELED)
        return prse__error_set(err, status, NULL, "stopped as asked");
    if (status)
        return prse__error_set(err, PRSE_EBUSY, NULL,
                               "others of this process write for too long");
    return PRSE_OK;
}

prse_status prse__queue_enter(prse__queue *queue,
                              const prse__deadline *deadline, prse_error *err)
{
    prse_status status = PRSE_OK;
    pthread_mutex_lock(&queue->lock);
    if (queue->taken)
        status = enter_slowly(queue, deadline, err);
    else
        queue->taken = 1;
    pthread_mutex_unlock(&queue->lock);
    return status;
}

void prse__queue_leave(prse__queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    prse__queue_seat *next = queue->first;
    if (next) {
        queue->first = next->next;
        if (!queue->first)
            queue->last = NULL;
        next->turn = 1;
        pthread_cond_signal(&next->called);
    } else {
        queue->taken = 0;
    }
    pthread_mutex_unlock(&queue->lock);
}
