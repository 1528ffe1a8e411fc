/* SPDX-License-Identifier: Apache-2.0 */
/* Tables as hostile bytes describe them: formats, lengths, offsets, bitmaps,
 * ends of texts, keys and views. Whatever they say is answered or refused; the
 * table is released once, and no text is read outside its buffer. */
#include <stdlib.h>
#include <string.h>

#include "api/scenarios.h"
#include "fuzz/fuzz.h"
#include "portailrse/batch.h"

enum { ROOM = 24, ROWS_MOST = 4, COLUMNS = 2 };

typedef struct bytes {
    const uint8_t *at, *end;
} bytes;

static int released;

static void release_schema(struct ArrowSchema *schema)
{
    schema->release = NULL;
}

static void release_array(struct ArrowArray *array)
{
    released++;
    array->release = NULL;
}

static uint8_t next(bytes *b)
{
    return b->at < b->end ? *b->at++ : 0;
}

/* A buffer of the exact size that any row of any format may need, so that a
 * step past it shows. */
static void *buffer(bytes *b, size_t size)
{
    uint8_t *block = malloc(size);
    FUZZ_ASSERT(block);
    for (size_t i = 0; i < size; i++)
        block[i] = next(b);
    return block;
}

typedef struct column {
    struct ArrowSchema schema, words;
    struct ArrowArray array, texts;
    const void *buffers[4], *text_buffers[3];
    void *blocks[4];
} column;

static int64_t buffers_of(const char *format)
{
    if (*format == 'v')
        return 4;
    return *format == 'u' || *format == 'U' ? 3 : 2;
}

/* A dictionary over the same buffers. */
static void add_words(column *c, const char *format)
{
    c->words = (struct ArrowSchema){.format = format,
                                    .release = release_schema};
    c->texts = c->array;
    c->texts.n_buffers = buffers_of(format);
    c->schema.dictionary = &c->words;
    c->array.dictionary = &c->texts;
}

static void describe(column *c, bytes *b)
{
    static const char *const names[] = {"effectif", "effectif@-1", "siren",
                                        "accord",   "forme",       "creation",
                                        "score",    "autre"};
    static const char *const formats[] = {
        "n", "b", "c", "S", "i", "l", "L", "f", "g", "d:38,3", "tdD", "tdm",
        "tsn:", "u", "U", "vu", "e"};
    enum { FORMATS = sizeof formats / sizeof *formats };
    *c = (column){.schema.release = release_schema};
    c->schema.name = names[next(b) % 8];
    c->schema.format = formats[next(b) % FORMATS];
    uint8_t shape = next(b);
    c->array = (struct ArrowArray){
        .length = (int8_t)next(b) % (ROOM / 2),
        .offset = (int8_t)next(b) % (ROOM / 2),
        .null_count = (int8_t)next(b),
        .n_buffers = buffers_of(c->schema.format), .buffers = c->buffers,
        .release = release_array};
    if (shape & 2)
        c->array.n_buffers = shape >> 5;
    if (shape & 4)
        add_words(c, shape & 8 ? "u" : "vu");
    for (size_t i = 0; i < 4; i++)
        c->buffers[i] = c->blocks[i] = buffer(b, ROOM * 16);
    if (shape & 1)
        c->buffers[0] = NULL;
}

/* A table cannot show that its last end of text, or the size of what its views
 * point to, is a lie: these alone are true. */
static void tell_truth(column *c)
{
    int64_t end = c->array.offset + c->array.length, large = ROOM * 16;
    int32_t size = ROOM * 16;
    char *ends = c->blocks[1];
    memcpy(c->blocks[3], &large, sizeof large);
    if (end < 0)
        return;
    if (*c->schema.format == 'U')
        memcpy(ends + end * 8, &large, 8);
    else
        memcpy(ends + end * 4, &size, 4);
}

static void answer(prse_batch *batch, struct ArrowSchema *schema,
                   struct ArrowArray *in)
{
    struct ArrowArray out = {0};
    struct ArrowSchema told = {0};
    prse_error err = {0};
    prse_status status = prse_batch_schema(&told, batch, schema, &err);
    fuzz_check(status, &err);
    if (told.release)
        told.release(&told);
    err = (prse_error){0};
    status = prse_batch_block(&out, batch, schema, in, &err);
    fuzz_check(status, &err);
    FUZZ_ASSERT((in->release == NULL) == (status == PRSE_OK));
    FUZZ_ASSERT(released == (status == PRSE_OK ? out.n_children == 2 : 0));
    if (out.release)
        out.release(&out);
    FUZZ_ASSERT(released == (status == PRSE_OK));
}

static prse_batch *the_plan(void)
{
    static prse_batch *batch;
    prse_pack *pack = NULL;
    const prse_batch_options opts = {
        .size = sizeof opts, .date = PRSE_STR("2026-11-23"),
        .columns = PRSE_BATCH_ANSWERS, .others = PRSE_BATCH_KEEP_OTHERS};
    if (batch)
        return batch;
    FUZZ_ASSERT(scenario_pack(&pack, NULL) == PRSE_OK);
    FUZZ_ASSERT(prse_batch_new(&batch, pack, &opts, NULL) == PRSE_OK);
    prse_pack_unref(pack);
    return batch;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bytes b = {data, data + size};
    column columns[COLUMNS];
    struct ArrowSchema *fields[COLUMNS];
    struct ArrowArray *arrays[COLUMNS];
    const void *none[] = {NULL};
    struct ArrowSchema schema = {.format = "+s", .n_children = next(&b) % 3,
                                 .children = fields,
                                 .release = release_schema};
    struct ArrowArray in = {.length = next(&b) % ROWS_MOST, .n_buffers = 1,
                            .n_children = schema.n_children, .buffers = none,
                            .children = arrays, .release = release_array};
    for (size_t i = 0; i < COLUMNS; i++) {
        describe(&columns[i], &b);
        tell_truth(&columns[i]);
        fields[i] = &columns[i].schema;
        arrays[i] = &columns[i].array;
    }
    released = 0;
    answer(the_plan(), &schema, &in);
    for (size_t i = 0; i < COLUMNS; i++)
        for (size_t k = 0; k < 4; k++)
            free(columns[i].blocks[k]);
    return 0;
}
