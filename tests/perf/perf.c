/* SPDX-License-Identifier: Apache-2.0 */
/* One company against every obligation of a pack, with reasons, through the C
 * API: how long, and how many requests for memory once it is warm.
 *
 *   perf PACK [ROUNDS [MOST]]
 *
 * Fails when memory was asked for, or the median is above MOST microseconds.
 * malloc and its like are our own here, and count. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "portailrse/obligation.h"

enum { BATCH = 200, MOST_FACTS = 64 };

/* --- Counting --- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static size_t requests;

void *malloc(size_t size)
{
    requests++;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    requests++;
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    requests++;
    return __libc_realloc(old, size);
}

/* --- The company --- */

typedef struct host {
    prse_pack *pack;
    prse_facts *facts;
    prse_report *report;
    size_t decided, reasons;
} host;

static void fail(const char *what, const prse_error *err)
{
    fprintf(stderr, "%s: %s:%u:%u: %s\n", what, err->file, err->line,
            err->column, err->message);
    exit(1);
}

static void begin(host *h, const char *path)
{
    prse_error err = {0};
    prse_engine *engine = NULL;
    *h = (host){0};
    if (prse_engine_new(&engine, NULL, &err) ||
        prse_pack_load(&h->pack, engine, path, NULL, &err) ||
        prse_facts_new(&h->facts, h->pack, &err) ||
        prse_report_new(&h->report, h->pack, &err))
        fail("begin", &err);
    prse_engine_unref(engine);
}

static void end(host *h)
{
    prse_report_free(h->report);
    prse_facts_free(h->facts);
    prse_pack_unref(h->pack);
}

/* A value for each fact, so that every rule has something to say: sizes of a
 * middling company, and every second truth. */
static void fill_fact(host *h, size_t index)
{
    prse_fact_info info = {.size = sizeof info};
    prse_error err = {0};
    prse_str value = PRSE_STR("2001-05-17");
    if (prse_pack_fact(h->pack, index, PRSE_LANG_FR, &info, &err))
        fail("fact", &err);
    if (info.type == PRSE_FACT_TEXT && info.choice_count)
        value = prse_pack_fact_choice(h->pack, index, 0, PRSE_LANG_FR, NULL);
    if (info.type == PRSE_FACT_BOOLEAN)
        value = index % 2 ? PRSE_STR("true") : PRSE_STR("false");
    for (int32_t year = 0; year > -(info.years ? info.years : 1); year--) {
        prse_status status =
            info.type <= PRSE_FACT_COUNT
                ? prse_facts_set_int(h->facts, index, year, 600, &err)
                : prse_facts_set(h->facts, info.id, year, value, &err);
        if (status == PRSE_ETYPE) /* not among the values of this fact */
            continue;
        if (status)
            fail("set", &err);
    }
}

/* Every answer and the facts that carry it. */
__attribute__((noinline)) static void one_company(host *h, prse_error *err)
{
    static prse_fact_use uses[MOST_FACTS];
    size_t count = prse_pack_obligation_count(h->pack);
    if (prse_report_evaluate(h->report, h->facts, PRSE_STR("2026-11-23"),
                             err))
        fail("evaluate", err);
    for (size_t o = 0; o < count; o++) {
        h->decided += prse_report_answer(h->report, o) != PRSE_UNKNOWN;
        h->reasons += prse_report_reason(h->report, o, uses, MOST_FACTS);
    }
}

/* --- Measuring --- */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int time_cmp(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Sorting asks for memory of its own, so that requests are read before. */
static double median(host *h, size_t rounds, size_t *asked)
{
    static double times[1000];
    prse_error err = {0};
    size_t before = requests;
    if (rounds > 1000)
        rounds = 1000;
    for (size_t i = 0; i < rounds; i++) {
        double start = now();
        for (size_t k = 0; k < BATCH; k++)
            one_company(h, &err);
        times[i] = (now() - start) / BATCH;
    }
    *asked = requests - before;
    qsort(times, rounds, sizeof *times, time_cmp);
    return times[rounds / 2];
}

int main(int count, char **args)
{
    host h;
    prse_error err = {0};
    size_t rounds = count > 2 ? strtoul(args[2], NULL, 10) : 300;
    double most = count > 3 ? strtod(args[3], NULL) : 0;
    if (count < 2)
        return 2;
    begin(&h, args[1]);
    for (size_t i = 0; i < prse_pack_fact_count(h.pack); i++)
        fill_fact(&h, i);
    one_company(&h, &err);
    size_t decided = h.decided, reasons = h.reasons;
    size_t asked = 0;
    double us = median(&h, rounds, &asked);
    printf("%zu obligations, %zu decided by %zu facts: %.2f us median, "
           "%zu requests for memory\n",
           prse_pack_obligation_count(h.pack), decided, reasons, us, asked);
    end(&h);
    return asked != 0 || (most > 0 && us > most);
}
