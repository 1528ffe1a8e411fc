/* SPDX-License-Identifier: Apache-2.0 */
/* Ours, a table at a time: with the fastest loops of this processor, or with
 * those that every processor has. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch/plan.h"
#include "native.h"

enum { WORD = 48 };

/* A column as Arrow has it. */
typedef struct laid {
    const void *buffers[2], *word_buffers[3];
    void *data;
    uint8_t *validity;
    char (*words)[WORD]; /* of a dictionary */
    size_t word_count;
    int32_t *ends;
    char *letters;
    struct ArrowSchema word_schema;
    struct ArrowArray word_array;
} laid;

typedef struct table {
    prse_pack *pack;
    prse_batch *batch;
    laid laid[FACTS];
    struct ArrowSchema schema, fields[FACTS], *field_list[FACTS];
    struct ArrowArray array, arrays[FACTS], *array_list[FACTS];
    const void *buffers[1];
    struct ArrowArray answers;
} table;

static void release_schema(struct ArrowSchema *schema)
{
    schema->release = NULL;
}

static void release_array(struct ArrowArray *array)
{
    array->release = NULL;
}

static void set_bit(uint8_t *bits, size_t at, int64_t value)
{
    if (value)
        bits[at / 8] |= (uint8_t)(1 << at % 8);
}

/* --- Columns --- */

static int16_t word_of(laid *l, int64_t low, int64_t high)
{
    char word[WORD];
    size_t at = 0;
    snprintf(word, sizeof word, "%lld..%lld", (long long)low,
             (long long)high);
    while (at < l->word_count && strcmp(l->words[at], word) != 0)
        at++;
    if (at == INT16_MAX)
        give_up("ranges", "there are too many");
    if (at == l->word_count)
        memcpy(l->words[l->word_count++], word, sizeof word);
    return (int16_t)at;
}

static void finish_words(laid *l)
{
    l->ends = blank(l->word_count + 1, sizeof *l->ends);
    l->letters = blank(l->word_count, WORD);
    for (size_t i = 0; i < l->word_count; i++) {
        size_t length = strlen(l->words[i]);
        memcpy(l->letters + l->ends[i], l->words[i], length);
        l->ends[i + 1] = l->ends[i] + (int32_t)length;
    }
    l->word_buffers[1] = l->ends;
    l->word_buffers[2] = l->letters;
    l->word_schema = (struct ArrowSchema){.format = "u",
                                          .release = release_schema};
    l->word_array = (struct ArrowArray){.length = (int64_t)l->word_count,
                                        .n_buffers = 3,
                                        .buffers = l->word_buffers,
                                        .release = release_array};
}

static void lay_words(laid *l, const column *c, size_t rows)
{
    int16_t *codes = l->data;
    l->words = blank(INT16_MAX, WORD);
    for (size_t row = 0; row < rows; row++)
        codes[row] = word_of(l, c->low[row], c->high[row]);
    finish_words(l);
}

typedef enum shape { TRUTHS, WORDS, SMALL, LARGE } shape;

static shape shape_of(const column *c, size_t rows)
{
    shape found = c->is_truth ? TRUTHS : SMALL;
    for (size_t row = 0; row < rows; row++) {
        if (c->low[row] != c->high[row])
            return WORDS;
        if (c->high[row] > INT32_MAX)
            found = LARGE;
    }
    return found;
}

static void lay_values(laid *l, const column *c, shape as, size_t rows)
{
    for (size_t row = 0; row < rows; row++) {
        if (as == TRUTHS)
            set_bit(l->data, row, c->low[row]);
        else if (as == SMALL)
            ((int32_t *)l->data)[row] = (int32_t)c->low[row];
        else
            ((int64_t *)l->data)[row] = c->low[row];
    }
}

static void lay(table *t, size_t place, const column *c, size_t rows)
{
    static const char *const FORMATS[] = {"b", "s", "i", "l"};
    laid *l = &t->laid[place];
    shape as = shape_of(c, rows);
    int64_t missing = 0;
    l->data = blank(rows, sizeof(int64_t));
    l->validity = blank(rows / 8 + 1, 1);
    for (size_t row = 0; row < rows; row++) {
        set_bit(l->validity, row, c->known[row]);
        missing += !c->known[row];
    }
    if (as == WORDS)
        lay_words(l, c, rows);
    else
        lay_values(l, c, as, rows);
    l->buffers[0] = missing ? l->validity : NULL;
    l->buffers[1] = l->data;
    t->fields[place] = (struct ArrowSchema){
        .format = FORMATS[as], .name = c->name,
        .flags = ARROW_FLAG_NULLABLE, .release = release_schema,
        .dictionary = as == WORDS ? &l->word_schema : NULL};
    t->arrays[place] = (struct ArrowArray){
        .length = (int64_t)rows, .null_count = missing, .n_buffers = 2,
        .buffers = l->buffers, .release = release_array,
        .dictionary = as == WORDS ? &l->word_array : NULL};
    t->field_list[place] = &t->fields[place];
    t->array_list[place] = &t->arrays[place];
}

/* --- Asking --- */

static void *begin(const char *path, const companies *c)
{
    prse_error err = {0};
    prse_engine *engine = NULL;
    table *t = blank(1, sizeof *t);
    prse_batch_options opts = {.size = sizeof opts,
                               .columns = PRSE_BATCH_ANSWERS,
                               .date = PRSE_STR("2026-11-23")};
    if (prse_engine_new(&engine, NULL, &err) ||
        prse_pack_load(&t->pack, engine, path, NULL, &err) ||
        prse_batch_new(&t->batch, t->pack, &opts, &err))
        give_up(path, err.message);
    prse_engine_unref(engine);
    for (size_t i = 0; i < FACTS; i++)
        lay(t, i, &c->columns[i], c->count);
    t->schema = (struct ArrowSchema){.format = "+s", .n_children = FACTS,
                                     .children = t->field_list,
                                     .release = release_schema};
    t->array = (struct ArrowArray){.length = (int64_t)c->count,
                                   .n_buffers = 1, .buffers = t->buffers,
                                   .n_children = FACTS,
                                   .children = t->array_list,
                                   .release = release_array};
    return t;
}

static void *begin_plain(const char *path, const companies *c)
{
    table *t = begin(path, c);
    t->batch->kernels = prse__kernels_at(0);
    return t;
}

static void answer(void *state, size_t count)
{
    prse_error err = {0};
    table *t = state;
    struct ArrowArray in = t->array;
    (void)count;
    if (t->answers.release)
        t->answers.release(&t->answers);
    if (prse_batch_block(&t->answers, t->batch, &t->schema, &in, &err))
        give_up("batch", err.message);
}

static const uint8_t *column_of(const void *state, size_t rule)
{
    return ((const table *)state)->answers.children[rule]->buffers[1];
}

static void end(void *state)
{
    table *t = state;
    if (t->answers.release)
        t->answers.release(&t->answers);
    for (size_t i = 0; i < FACTS; i++) {
        free(t->laid[i].data);
        free(t->laid[i].validity);
        free(t->laid[i].words);
        free(t->laid[i].ends);
        free(t->laid[i].letters);
    }
    prse_batch_unref(t->batch);
    prse_pack_unref(t->pack);
    free(t);
}

const way way_batch = {begin, answer, column_of, end, 1};
const way way_batch_plain = {begin_plain, answer, column_of, end, 1};
