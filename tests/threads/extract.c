/* SPDX-License-Identifier: Apache-2.0 */
/* Threads read documents with one reader, while others start and end children
 * and open files. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "extract/kit.h"

enum { READERS = 4, RUNS = 10, PAGES = 12 };

typedef struct crowd {
    prse_extract reader;
    prse__kit_paper paper;
    atomic_int failed, done;
} crowd;

static prse_status count(void *user, const prse_page *page, prse_error *err)
{
    (void)err;
    *(int *)user += page->count == 2;
    return PRSE_OK;
}

static void *read_some(void *user)
{
    crowd *it = user;
    for (int i = 0; i < RUNS; i++) {
        int pages = 0;
        prse_error err;
        prse_blob_source pdf = prse__kit_paper_source(&it->paper);
        prse_status status =
            prse__extract_read(&it->reader, &pdf, count, &pages, NULL, &err);
        if (status || pages != PAGES) {
            fprintf(stderr, "%d pages, %s\n", pages,
                    status ? err.message : "");
            atomic_fetch_add(&it->failed, 1);
        }
    }
    atomic_fetch_add(&it->done, 1);
    return NULL;
}

/* What a host does meanwhile. */
static void *disturb(void *user)
{
    crowd *it = user;
    while (atomic_load(&it->done) < READERS) {
        int file = open("/dev/null", O_RDONLY);
        usleep(500);
        close(file);
    }
    return NULL;
}

static int run(crowd *it)
{
    pthread_t thread[READERS + 1];
    for (int i = 0; i < READERS; i++)
        pthread_create(&thread[i], NULL, read_some, it);
    pthread_create(&thread[READERS], NULL, disturb, it);
    for (int i = 0; i <= READERS; i++)
        pthread_join(thread[i], NULL);
    return atomic_load(&it->failed);
}

int main(void)
{
    static crowd it;
    static const char *const lines[] = {"deux mots", NULL};
    prse_error err;
    const char *helpers = getenv("PRSE_HELPERS");
    prse_extract_program_options opts = {.size = sizeof opts,
                                         .helpers = prse_str_of(helpers)};
    if (access("/usr/bin/pdftotext", X_OK) != 0)
        return 77; /* skipped */
    if (prse_extract_pdftotext(&it.reader, PRSE_STR(""), &opts, &err) ||
        !prse__kit_paper_make(&it.paper, PAGES, lines, "", 0))
        return 2;
    int failed = run(&it);
    it.reader.free(it.reader.self);
    prse__kit_paper_free(&it.paper);
    printf("%d runs, %d failed\n", READERS * RUNS, failed);
    return failed != 0;
}
