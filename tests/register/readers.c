/* SPDX-License-Identifier: Apache-2.0 */
/* Eight threads look up, search and count in one register while another puts
 * updates under its name: no call fails. Meant for ThreadSanitizer too.
 *
 *   readers FOLDER UNITS LATER_UNITS */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "portailrse/register.h"

enum { THREADS = 8, UPDATES = 5, SIRENS = 500 };

static prse_register *shared;
static char sirens[SIRENS][10];
static atomic_int over, failures;
static atomic_long calls;

static void expect(prse_status status, const char *what, const prse_error *err)
{
    atomic_fetch_add(&calls, 1);
    if (status == PRSE_OK)
        return;
    fprintf(stderr, "%s: %s\n", what, err->message);
    atomic_fetch_add(&failures, 1);
}

static void *read_on(void *seed)
{
    static const char *const texts[] = {"sci", "martin", "boulangeri",
                                        "conseil groupe", "jean petti"};
    for (size_t i = *(const size_t *)seed; !atomic_load(&over); i++) {
        prse_error err = {0};
        prse_units *found = NULL;
        prse_register_stat stat = {.size = sizeof stat};
        expect(prse_register_find(&found, shared,
                                  prse_str_of(sirens[i * 7 % SIRENS]), &err),
               "find", &err);
        prse_units_free(found);
        found = NULL;
        expect(prse_register_search(&found, shared, prse_str_of(texts[i % 5]),
                                    NULL, &err), "search", &err);
        prse_units_free(found);
        expect(prse_register_stats(shared, &stat, &err), "stats", &err);
        if (stat.date.len != 10)
            atomic_fetch_add(&failures, 1);
    }
    return NULL;
}

static int read_sirens(const char *path)
{
    char line[4096];
    FILE *file = fopen(path, "rb");
    if (!file || !fgets(line, sizeof line, file))
        return 0;
    for (size_t i = 0; i < SIRENS && fgets(line, sizeof line, file); i++)
        memcpy(sirens[i], line, 9);
    fclose(file);
    return sirens[SIRENS - 1][0] != '\0';
}

static int run(const char *path, const char *later)
{
    pthread_t threads[THREADS];
    prse_error err = {0};
    prse_register_options opts = {.size = sizeof opts,
                                  .units = prse_str_of(later)};
    size_t seeds[THREADS];
    for (size_t i = 0; i < THREADS; i++) {
        seeds[i] = 61 * i;
        if (pthread_create(&threads[i], NULL, read_on, &seeds[i]) != 0)
            return 1;
    }
    for (int i = 0; i < UPDATES; i++)
        expect(prse_register_update(prse_str_of(path), &opts, &err), "update",
               &err);
    atomic_store(&over, 1);
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    return 0;
}

int main(int argc, char **argv)
{
    char path[512];
    prse_error err = {0};
    if (argc != 4 || !read_sirens(argv[2]))
        return 2;
    snprintf(path, sizeof path, "%s/readers.db", argv[1]);
    unlink(path);
    prse_register_options opts = {.size = sizeof opts,
                                  .units = prse_str_of(argv[2])};
    if (prse_register_import(prse_str_of(path), &opts, &err) != PRSE_OK ||
        prse_register_open(&shared, prse_str_of(path), &err) != PRSE_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    int failed = run(path, argv[3]);
    prse_register_free(shared);
    unlink(path);
    printf("%ld calls, %d failures\n", atomic_load(&calls),
           atomic_load(&failures));
    return failed || atomic_load(&failures) > 0;
}
