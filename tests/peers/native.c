/* SPDX-License-Identifier: Apache-2.0 */
/* A peer written in C, asked in the lines of words that serve.py explains.
 *
 *   peers-native single|batch|batch_plain|hand FOLDER EIGHT
 *
 * FOLDER has the files of companies, EIGHT is tests/perf/eight. */
#include "native.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "portailrse/base.h"

static const struct {
    const char *name;
    const way *way;
} WAYS[] = {{"single", &way_single},
            {"batch", &way_batch},
            {"batch_plain", &way_batch_plain},
            {"hand", &way_hand}};

enum { WAY_COUNT = sizeof WAYS / sizeof *WAYS };

typedef struct asked {
    const way *way;
    const char *folder, *pack;
    companies companies; /* of rows.csv, once it was asked for */
    void *state;
} asked;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void *open_file(const asked *a, companies *c, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", a->folder, name);
    companies_read(c, path);
    return a->way->begin(a->pack, c);
}

static void tell_answers(const asked *a, const char *name)
{
    companies c;
    void *state = open_file(a, &c, name);
    a->way->answer(state, c.count);
    for (size_t row = 0; row < c.count; row++)
        for (size_t rule = 0; rule < RULES; rule++)
            putchar('0' + a->way->column(state, rule)[row]);
    putchar('\n');
    a->way->end(state);
    companies_free(&c);
}

static void tally(uint64_t counts[2 * RULES], const asked *a, size_t rows)
{
    for (size_t rule = 0; rule < RULES; rule++) {
        const uint8_t *answers = a->way->column(a->state, rule);
        for (size_t row = 0; row < rows; row++) {
            counts[rule] += answers[row] == 1;
            counts[RULES + rule] += answers[row] == 2;
        }
    }
}

static void tell_time(asked *a, size_t left)
{
    uint64_t counts[2 * RULES] = {0};
    double spent = 0;
    if (!a->state)
        a->state = open_file(a, &a->companies, "rows.csv");
    while (left) {
        size_t some = left < a->companies.count ? left : a->companies.count;
        if (a->way->as_a_whole && some < a->companies.count)
            give_up("time", "a table is answered as a whole");
        double start = now();
        a->way->answer(a->state, some);
        spent += now() - start;
        tally(counts, a, some);
        left -= some;
    }
    printf("%.9f", spent);
    for (size_t i = 0; i < 2 * RULES; i++)
        printf(" %" PRIu64, counts[i]);
    putchar('\n');
}

static void serve(asked *a)
{
    char line[256];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        if (strncmp(line, "answers ", 8) == 0)
            tell_answers(a, line + 8);
        else if (strncmp(line, "time ", 5) == 0)
            tell_time(a, strtoull(line + 5, NULL, 10));
        else
            give_up(line, "answers FILE or time ROWS was expected");
        fflush(stdout);
    }
}

int main(int count, char **args)
{
    asked a = {0};
    for (size_t i = 0; count == 4 && i < WAY_COUNT; i++)
        if (strcmp(args[1], WAYS[i].name) == 0)
            a.way = WAYS[i].way;
    if (!a.way)
        return 2;
    a.folder = args[2];
    a.pack = args[3];
    printf("ready portailrse %s, C\n", prse_version());
    fflush(stdout);
    serve(&a);
    if (a.state)
        a.way->end(a.state);
    companies_free(&a.companies);
    return 0;
}
