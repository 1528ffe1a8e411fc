/* SPDX-License-Identifier: Apache-2.0 */
/* Two users of one store. A thread has one transaction at a time, so that the
 * steps of the other user run in other threads, one after the other. */
#include <pthread.h>

#include "store/kit.h"

enum { SHORT_MS = 150 };

prse__trial prse__trial_other(const prse__trial *trial)
{
    return (prse__trial){.store = trial->store, .deadline_ms = SHORT_MS,
                         .yields = 1, .wrong = trial->wrong};
}

typedef struct stepping {
    prse__trial *other;
    void (*step)(prse__trial *other);
} stepping;

static void *run(void *user)
{
    stepping *s = user;
    s->step(s->other);
    return NULL;
}

void prse__trial_elsewhere(prse__trial *other,
                           void (*step)(prse__trial *other))
{
    stepping s = {other, step};
    pthread_t thread;
    if (pthread_create(&thread, NULL, run, &s) != 0) {
        prse__trial_wrong(other, "no thread can be started");
        return;
    }
    pthread_join(thread, NULL);
}

void prse__trial_join(prse__trial *trial, prse__trial *other)
{
    if (other->tx)
        prse__trial_elsewhere(other, prse__trial_rollback);
    if (trial->wrong.code == PRSE_OK)
        trial->wrong = other->wrong;
}
