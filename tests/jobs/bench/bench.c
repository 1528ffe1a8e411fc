/* SPDX-License-Identifier: Apache-2.0 */
/* jobs-bench add STORE DURABILITY COUNT    adds so many, one by one
 * jobs-bench load STORE DURABILITY COUNT   a hundred at once
 * jobs-bench work STORE DURABILITY         until none is left
 * Each tells how many, and when it had the first and the last one, in seconds
 * of the monotonic clock. DURABILITY is a prse_durability. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "portailrse/worker.h"

enum { COMPANIES = 20, AT_ONCE = 100 };

static double now(void)
{
    struct timespec at = {0};
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static void must(prse_status status, const prse_error *err)
{
    if (!status)
        return;
    fprintf(stderr, "%s: %s\n", prse_status_name(status), err->message);
    exit(1);
}

static prse_queue *open_queue(const char *address, const char *durability)
{
    prse_error err = {0};
    prse_store store;
    prse_queue *queue = NULL;
    prse_store_open_options o = {.size = sizeof o,
                                 .durability = atoi(durability)};
    prse_queue_options q = {.size = sizeof q, .migrate = 1};
    must(prse_store_open(&store, prse_str_of(address), &o, &err), &err);
    must(prse_queue_new(&queue, &store, &q, &err), &err);
    return queue;
}

static const prse_job_request *request(int i)
{
    static char sirens[AT_ONCE][16], keys[AT_ONCE][32];
    static prse_job_request all[AT_ONCE];
    char *siren = sirens[i % AT_ONCE], *key = keys[i % AT_ONCE];
    snprintf(siren, sizeof sirens[0], "5520325%02d", i % COMPANIES);
    snprintf(key, sizeof keys[0], "n:%d", i);
    all[i % AT_ONCE] = (prse_job_request){
        .size = sizeof all[0], .kind = PRSE_STR("rien"),
        .siren = prse_str_of(siren), .key = prse_str_of(key),
        .payload = PRSE_STR("{\"document\": 1}")};
    return &all[i % AT_ONCE];
}

static int add(prse_queue *queue, int count)
{
    prse_error err = {0};
    for (int i = 0; i < count; i++) {
        prse_job_added added = {.size = sizeof added};
        must(prse_queue_add(queue, request(i), &added, &err), &err);
    }
    return count;
}

static int load(prse_queue *queue, int count)
{
    static prse_job_added added[AT_ONCE];
    prse_error err = {0};
    for (int i = 0; i < count; i++) {
        const prse_job_request *last = request(i);
        size_t many = (size_t)(i % AT_ONCE) + 1;
        added[i % AT_ONCE].size = sizeof added[0];
        if (many == AT_ONCE || i + 1 == count)
            must(prse_queue_add_all(queue, last - many + 1, added, many,
                                    &err), &err);
    }
    return count;
}

typedef struct work {
    int count;
    double begun;
} work;

static prse_status run(void *user, prse_job *job, prse_error *err)
{
    work *w = user;
    (void)job;
    (void)err;
    if (w->count++ == 0)
        w->begun = now();
    return PRSE_OK;
}

static void drain(prse_queue *queue, work *w)
{
    prse_error err = {0};
    prse_worker *worker = NULL;
    prse_worker_options o = {.size = sizeof o, .drain = 1};
    must(prse_worker_new(&worker, queue, &o, &err), &err);
    must(prse_worker_handle(worker, PRSE_STR("rien"), run, w, &err), &err);
    must(prse_worker_run(worker, &err), &err);
    prse_worker_free(worker);
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    prse_queue *queue = open_queue(argv[2], argv[3]);
    work w = {.begun = now()};
    if (strcmp(argv[1], "add") == 0)
        w.count = add(queue, atoi(argv[4]));
    else if (strcmp(argv[1], "load") == 0)
        w.count = load(queue, atoi(argv[4]));
    else
        drain(queue, &w);
    printf("%d %f %f\n", w.count, w.begun, now());
    prse_queue_unref(queue);
    return 0;
}
