/* SPDX-License-Identifier: Apache-2.0 */
/* Many threads on one plan: each answers its own tables, all the same way, and
 * the last one to leave frees everything. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "portailrse/batch.h"

enum { THREADS = 4, ROUNDS = 50, ROWS = 64 };

static prse_batch *batch;
static int64_t numbers[ROWS];
static int8_t expected[ROWS];

static void must(int good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static void release_schema(struct ArrowSchema *schema)
{
    schema->release = NULL;
}

static void release_array(struct ArrowArray *array)
{
    array->release = NULL;
}

/* The answers to the first obligation, as codes. */
static void answer(int8_t *codes)
{
    const void *values[] = {NULL, numbers}, *none[] = {NULL};
    struct ArrowSchema field = {.format = "l", .name = "effectif",
                                .release = release_schema};
    struct ArrowSchema *fields[] = {&field};
    struct ArrowSchema schema = {.format = "+s", .n_children = 1,
                                 .children = fields,
                                 .release = release_schema};
    struct ArrowArray column = {.length = ROWS, .n_buffers = 2,
                                .buffers = values, .release = release_array};
    struct ArrowArray *columns[] = {&column};
    struct ArrowArray in = {.length = ROWS, .n_buffers = 1, .n_children = 1,
                            .buffers = none, .children = columns,
                            .release = release_array};
    struct ArrowArray out;
    prse_error err = {0};
    must(prse_batch_block(&out, batch, &schema, &in, &err) == PRSE_OK,
         err.message);
    memcpy(codes, out.children[0]->buffers[1], ROWS);
    out.release(&out);
}

static void *work(void *own)
{
    int8_t codes[ROWS];
    for (int i = 0; i < ROUNDS; i++) {
        answer(codes);
        must(memcmp(codes, expected, ROWS) == 0, "another answer");
    }
    prse_batch_unref(own);
    return NULL;
}

int main(void)
{
    const char *root = getenv("PRSE_SOURCE_ROOT");
    char path[4096];
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    prse_error err = {0};
    pthread_t threads[THREADS];
    const prse_batch_options opts = {.size = sizeof opts,
                                     .date = PRSE_STR("2026-11-23")};
    snprintf(path, sizeof path, "%s/packs/demo-commune", root ? root : ".");
    must(prse_engine_new(&engine, NULL, &err) == PRSE_OK &&
             prse_pack_load(&pack, engine, path, NULL, &err) ==
                 PRSE_OK &&
             prse_batch_new(&batch, pack, &opts, &err) == PRSE_OK,
         err.message);
    prse_engine_unref(engine);
    prse_pack_unref(pack);
    for (int i = 0; i < ROWS; i++)
        numbers[i] = i * 25;
    answer(expected);
    for (int i = 0; i < THREADS; i++)
        must(pthread_create(&threads[i], NULL, work,
                            prse_batch_ref(batch)) == 0,
             "no thread");
    prse_batch_unref(batch);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    printf("%d threads, %d tables each\n", THREADS, ROUNDS);
    return 0;
}
