/* SPDX-License-Identifier: Apache-2.0 */
/* Sixteen clients add to the same few rows, now and then to two of them in the
 * opposite order of others: no addition is lost, and whoever is in the way of
 * others hears it and comes again. */
#include <pthread.h>
#include <stdio.h>
#include <time.h>

#include "store/postgres/counters.h"

enum { CLIENTS = 16, ROWS = 8, UPDATES = 100000 };

typedef struct client {
    const prse_store *store;
    uint64_t chance;
    int64_t added, busy, conflicts, others;
    prse_error err;
} client;

static uint64_t chance(client *self, uint64_t below)
{
    self->chance = self->chance * 6364136223846793005u + 1442695040888963407u;
    return (self->chance >> 33) % below;
}

static prse_status add_one(client *self, void *tx, int64_t id)
{
    int64_t count = 0, version = 0;
    prse_status status = read_counter(self->store, tx, id, &count, &version,
                                      &self->err);
    return status ? status : write_counter(self->store, tx, id, count + 1,
                                           version, &self->err);
}

static prse_status add(client *self, int64_t first, int64_t second)
{
    void *tx = NULL;
    prse_tx_options opts = {.size = sizeof opts, .write = 1,
                            .deadline_ms = 60000};
    prse_status status = self->store->begin(self->store->self, &tx, &opts,
                                            &self->err);
    if (status)
        return status;
    status = add_one(self, tx, first);
    if (!status && second >= 0)
        status = add_one(self, tx, second);
    if (!status)
        return self->store->commit(tx, &self->err);
    self->store->rollback(tx);
    return status;
}

static void count_failure(client *self, prse_status status)
{
    self->busy += status == PRSE_EBUSY;
    self->conflicts += status == PRSE_ECONFLICT || status == PRSE_EEXISTS;
    if (status == PRSE_EBUSY || status == PRSE_ECONFLICT ||
        status == PRSE_EEXISTS)
        return;
    self->others++;
    fprintf(stderr, "%s: %s\n", prse_status_name(status), self->err.message);
}

static void *work(void *user)
{
    client *self = user;
    for (int64_t done = 0; done < UPDATES / CLIENTS && self->others < 10;) {
        int64_t first = (int64_t)chance(self, ROWS), second = -1;
        if (chance(self, 500) == 0)
            second = (first + 1 + (int64_t)chance(self, ROWS - 1)) % ROWS;
        prse_status status = PRSE_EBUSY;
        while (status && self->others < 10) {
            status = add(self, first, second);
            if (status)
                count_failure(self, status);
        }
        done += status == PRSE_OK;
        self->added += status ? 0 : 1 + (second >= 0);
    }
    return NULL;
}

static int64_t sum(const prse_store *store)
{
    int64_t total = 0, count = 0, version = 0;
    void *tx = NULL;
    prse_error err = {0};
    if (store->begin(store->self, &tx, NULL, &err))
        die("begin", &err);
    for (int64_t id = 0; id < ROWS; id++) {
        if (read_counter(store, tx, id, &count, &version, &err))
            die("reading", &err);
        total += count == version ? count : -1000000;
    }
    if (store->commit(tx, &err))
        die("commit", &err);
    return total;
}

static double now(void)
{
    struct timespec at = {0};
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

int main(void)
{
    prse_store store = open_counters(CLIENTS, 0);
    client clients[CLIENTS] = {{0}}, all = {0};
    pthread_t threads[CLIENTS];
    double begun = now();
    for (int i = 0; i < CLIENTS; i++) {
        clients[i] = (client){.store = &store, .chance = (uint64_t)i + 1};
        if (pthread_create(&threads[i], NULL, work, &clients[i]) != 0)
            return 2;
    }
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(threads[i], NULL);
        all.added += clients[i].added;
        all.busy += clients[i].busy;
        all.conflicts += clients[i].conflicts;
        all.others += clients[i].others;
    }
    double seconds = now() - begun;
    int64_t total = sum(&store);
    store.free(store.self);
    printf("%lld updates by %d clients in %.1f s: %lld in the rows, %lld busy,"
           " %lld conflicts, %lld other failures\n", (long long)all.added,
           CLIENTS, seconds, (long long)total, (long long)all.busy,
           (long long)all.conflicts, (long long)all.others);
    return total != all.added || all.others > 0 || all.added < UPDATES;
}
