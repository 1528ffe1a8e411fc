/* SPDX-License-Identifier: Apache-2.0 */
/* client THREADS DEADLINE_MS: each thread counts upwards in a pair of rows that
 * one transaction writes, whatever happens to the server, and checks what it
 * was told. A line each:
 *   ack PAIR COUNT                        it is kept
 *   fail STATUS SYS_CODE WHERE MS MESSAGE
 *   wrong ...                             the contract was broken */
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/postgres/counters.h"

enum { THREADS_MAX = 16, SLACK_MS = 1800 };

typedef struct worker {
    const prse_store *store;
    int64_t deadline_ms, pair, count;
} worker;

static int64_t now(void)
{
    struct timespec at = {0};
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

/* One write, so that lines stay whole. */
static void say(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
static void say(const char *format, ...)
{
    char line[600];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (write(STDOUT_FILENO, line, (size_t)length) != length)
        exit(4);
}

static prse_status begin(worker *self, uint32_t write, void **tx,
                         prse_error *err)
{
    prse_tx_options opts = {.size = sizeof opts, .write = write,
                            .deadline_ms = self->deadline_ms};
    return self->store->begin(self->store->self, tx, &opts, err);
}

static prse_status add(worker *self, const char **where, prse_error *err)
{
    void *tx = NULL;
    *where = "begin";
    prse_status status = begin(self, 1, &tx, err);
    if (status)
        return status;
    *where = "put";
    for (int64_t id = 2 * self->pair; !status && id < 2 * self->pair + 2; id++)
        status = write_counter(self->store, tx, id, self->count + 1,
                               self->count, err);
    if (status) {
        self->store->rollback(tx);
        return status;
    }
    *where = "commit";
    return self->store->commit(tx, err);
}

static prse_status look(worker *self, int64_t *count, prse_error *err)
{
    void *tx = NULL;
    int64_t counts[2] = {0}, version = 0;
    prse_status status = begin(self, 0, &tx, err);
    if (status)
        return status;
    for (int64_t i = 0; !status && i < 2; i++)
        status = read_counter(self->store, tx, 2 * self->pair + i, &counts[i],
                              &version, err);
    if (status) {
        self->store->rollback(tx);
        return status;
    }
    *count = counts[0] == counts[1] ? counts[0] : -1;
    return self->store->commit(tx, err);
}

static void tell(const worker *self, const char *where, int64_t begun,
                 const prse_error *err)
{
    int64_t took = now() - begun;
    say("fail %s %d %s %lld %s\n", prse_status_name((prse_status)err->code),
        err->sys_code, where, (long long)took, err->message);
    if (took > self->deadline_ms + SLACK_MS)
        say("wrong: it took %lld ms\n", (long long)took);
    if (err->sys_code != 0 && strcmp(where, "commit") != 0)
        say("wrong: doubt in %s\n", where);
}

/* What is there now, as soon as somebody answers. */
static int64_t settle(worker *self)
{
    int64_t count = 0;
    for (;;) {
        prse_error err = {0};
        int64_t begun = now();
        if (!look(self, &count, &err))
            return count;
        tell(self, "look", begun, &err);
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    }
}

static void *work(void *user)
{
    worker *self = user;
    for (self->count = settle(self);;) {
        prse_error err = {0};
        const char *where = "";
        int64_t begun = now();
        prse_status status = add(self, &where, &err);
        if (!status) {
            say("ack %lld %lld\n", (long long)self->pair,
                (long long)++self->count);
            continue;
        }
        tell(self, where, begun, &err);
        int doubt = status == PRSE_EIO && err.sys_code != 0;
        int64_t there = settle(self);
        if (there != self->count && !(doubt && there == self->count + 1))
            say("wrong: pair %lld holds %lld after %lld\n",
                (long long)self->pair, (long long)there,
                (long long)self->count);
        self->count = there;
    }
    return NULL;
}

int main(int argc, char **argv)
{
    int threads = argc > 1 ? atoi(argv[1]) : 1;
    int64_t deadline_ms = argc > 2 ? atoll(argv[2]) : 5000;
    worker workers[THREADS_MAX];
    pthread_t ids[THREADS_MAX];
    prse_store store = open_counters((uint32_t)(threads + 1) / 2 + 1,
                                     deadline_ms);
    for (int i = 0; i < threads && i < THREADS_MAX; i++) {
        workers[i] = (worker){.store = &store, .pair = i,
                              .deadline_ms = deadline_ms};
        if (pthread_create(&ids[i], NULL, work, &workers[i]) != 0)
            return 2;
    }
    pthread_join(ids[0], NULL);
    return 0;
}
