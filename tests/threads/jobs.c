/* SPDX-License-Identifier: Apache-2.0 */
/* Many threads on one queue: they add, work, take back, send and look. Each job
 * ends once. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "portailrse/worker.h"

enum { ADDERS = 2, WORKERS = 4, SENDERS = 2, EACH = 100 };

static atomic_int runs, finals, stopped;

static void must(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static prse_status run(void *user, prse_job *job, prse_error *err)
{
    (void)user;
    atomic_fetch_add(&runs, 1);
    return prse_job_event(job, PRSE_STR("milieu"), PRSE_STR(""), err);
}

static int should_stop(void *user)
{
    (void)user;
    return atomic_load(&stopped);
}

static void *add(void *queue)
{
    for (int i = 0; i < EACH; i++) {
        char siren[16];
        prse_job_added added = {.size = sizeof added};
        snprintf(siren, sizeof siren, "55203253%d", i % 7);
        prse_job_request r = {.size = sizeof r, .kind = PRSE_STR("analyse"),
                              .siren = prse_str_of(siren)};
        must(!prse_queue_add(queue, &r, &added, NULL), "add");
    }
    return NULL;
}

static void *work(void *queue)
{
    prse_worker *worker = NULL;
    prse_worker_options o = {.size = sizeof o, .poll_ms = 5,
                             .should_stop = should_stop};
    must(!prse_worker_new(&worker, queue, &o, NULL), "worker");
    must(!prse_worker_handle(worker, PRSE_STR("analyse"), run, NULL, NULL),
         "kind");
    must(!prse_worker_run(worker, NULL), "run");
    prse_worker_free(worker);
    return NULL;
}

static prse_status deliver(void *user, const prse_queue_event *event,
                           prse_error *err)
{
    (void)user;
    (void)err;
    if (event->is_final)
        atomic_fetch_add(&finals, 1);
    return PRSE_OK;
}

static void *send(void *queue)
{
    prse_send_options o = {.size = sizeof o, .poll_ms = 5,
                           .should_stop = should_stop};
    must(!prse_queue_send(queue, deliver, NULL, &o, NULL), "send");
    return NULL;
}

static void *look(void *queue)
{
    while (atomic_load(&finals) < ADDERS * EACH) {
        prse_records *rows = NULL;
        prse_jobs_query q = {.size = sizeof q, .state = PRSE_JOB_READY,
                             .limit = 5};
        must(!prse_queue_jobs(&rows, queue, &q, NULL), "jobs");
        prse_records_free(rows);
    }
    atomic_store(&stopped, 1);
    return NULL;
}

int main(void)
{
    static void *(*const parts[])(void *) = {add, work, send, look};
    static const int counts[] = {ADDERS, WORKERS, SENDERS, 1};
    pthread_t threads[ADDERS + WORKERS + SENDERS + 1];
    prse_queue_options o = {.size = sizeof o, .migrate = 1,
                            .deadline_ms = 60000};
    prse_queue *queue = NULL;
    prse_store store;
    int count = 0;
    must(!prse_store_memory(&store, NULL), "store");
    must(!prse_queue_new(&queue, &store, &o, NULL), "queue");
    for (int p = 0; p < 4; p++)
        for (int i = 0; i < counts[p]; i++)
            must(!pthread_create(&threads[count++], NULL, parts[p], queue),
                 "thread");
    for (int i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    must(atomic_load(&runs) == ADDERS * EACH, "each ran once");
    must(atomic_load(&finals) == ADDERS * EACH, "each ended once");
    prse_queue_unref(queue);
    return 0;
}
