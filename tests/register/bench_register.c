/* SPDX-License-Identifier: Apache-2.0 */
/* The calls that bench_register.py measures:
 *
 *   bench_register import REGISTER UNITS [ESTABLISHMENTS]
 *   bench_register update REGISTER UNITS [ESTABLISHMENTS]
 *   bench_register stop REGISTER UNITS ESTABLISHMENTS
 *   bench_register find REGISTER SIRENS COUNT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "portailrse/register.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static long megabytes(void) /* of memory, at most so far */
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

static int fail(const prse_error *err)
{
    fprintf(stderr, "%s: %s %s:%" PRIu32 ":%" PRIu32 "\n",
            prse_status_name((prse_status)err->code), err->message, err->file,
            err->line, err->column);
    return 1;
}

/* --- Import and update --- */

typedef struct call {
    double start, last; /* of progress */
    double longest;     /* between two looks at should_stop or progress */
    double stop_at;     /* seconds from the start; 0: never */
    double asked;       /* when it said stop */
    uint32_t step;
    uint64_t tells;
} call;

static void look(call *c)
{
    double at = now();
    if (at - c->last > c->longest)
        c->longest = at - c->last;
    c->last = at;
}

static int should_stop(void *user)
{
    call *c = user;
    look(c);
    if (c->stop_at == 0 || c->last - c->start < c->stop_at)
        return 0;
    if (c->asked == 0)
        c->asked = c->last;
    return 1;
}

static void tell(void *user, const prse_register_progress *at)
{
    call *c = user;
    look(c);
    c->tells++;
    if (at->step + 1 != c->step) {
        c->step = at->step + 1;
        printf("%8.2f s %4ld MB %.*s\n", c->last - c->start, megabytes(),
               (int)at->doing.len, at->doing.ptr);
    }
}

static int make(int update, char **argv, double stop_at)
{
    call c = {.start = now(), .stop_at = stop_at};
    prse_error err = {0};
    prse_register_options opts = {
        .size = sizeof opts,
        .units = prse_str_of(argv[3]),
        .establishments = prse_str_of(argv[4]),
        .should_stop = should_stop,
        .progress = tell,
        .user = &c,
    };
    c.last = c.start;
    prse_status status =
        update ? prse_register_update(prse_str_of(argv[2]), &opts, &err)
               : prse_register_import(prse_str_of(argv[2]), &opts, &err);
    double end = now();
    printf("%8.2f s %4ld MB the end; %" PRIu64 " times told, %.0f ms between "
           "looks at most\n", end - c.start, megabytes(), c.tells,
           c.longest * 1e3);
    if (c.asked > 0)
        printf("stopped %.0f ms after it was asked\n", (end - c.asked) * 1e3);
    if (status == PRSE_ECANCELED && stop_at > 0)
        return 0;
    return status == PRSE_OK ? 0 : fail(&err);
}

/* --- Look-ups --- */

static int by_value(const void *left, const void *right)
{
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static int find_all(prse_register *reg, FILE *sirens, double *times,
                    size_t count, prse_error *err)
{
    char line[32];
    for (size_t i = 0; i < count; i++) {
        prse_units *found = NULL;
        if (!fgets(line, sizeof line, sirens))
            return 0;
        double start = now();
        prse_status status =
            prse_register_find(&found, reg, (prse_str){line, 9}, err);
        times[i] = now() - start;
        if (status != PRSE_OK)
            return 0;
        prse_units_free(found);
    }
    return 1;
}

static int find(char **argv, size_t count)
{
    prse_register *reg = NULL;
    prse_error err = {0};
    prse_register_stat stat = {.size = sizeof stat};
    if (prse_register_open(&reg, prse_str_of(argv[2]), &err) != PRSE_OK)
        return fail(&err);
    prse_register_stats(reg, &stat, NULL);
    FILE *sirens = fopen(argv[3], "rb");
    double *times = calloc(count, sizeof *times);
    int fine = sirens && times && find_all(reg, sirens, times, count, &err);
    if (fine) {
        qsort(times, count, sizeof *times, by_value);
        printf("{\"units\": %" PRIu64 ", \"bytes\": %" PRIu64 ", \"p50\": %g, "
               "\"p99\": %g, \"max\": %g}\n", stat.units, stat.bytes,
               times[count / 2], times[count * 99 / 100], times[count - 1]);
    }
    free(times);
    if (sirens)
        fclose(sirens);
    prse_register_free(reg);
    return fine ? 0 : fail(&err);
}

int main(int argc, char **argv)
{
    char *args[5] = {0};
    for (int i = 0; i < argc && i < 5; i++)
        args[i] = argv[i];
    if (argc > 3 && strcmp(argv[1], "import") == 0)
        return make(0, args, 0);
    if (argc > 3 && strcmp(argv[1], "update") == 0)
        return make(1, args, 0);
    if (argc > 4 && strcmp(argv[1], "stop") == 0)
        return make(0, args, 1.0);
    if (argc > 4 && strcmp(argv[1], "find") == 0)
        return find(args, strtoul(argv[4], NULL, 10));
    fputs("usage: see bench_register.c\n", stderr);
    return 2;
}
