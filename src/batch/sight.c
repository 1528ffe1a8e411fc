/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/sight.h"

#include <string.h>

#include "batch/sight_spelt.h"
#include "batch/value.h"
#include "batch/worker.h"

/* A column while a lot of it is read. */
typedef struct look {
    prse__sight *sight;
    prse__worker *worker;
    int64_t row; /* of the table */
    size_t rows;
    prse__lot valid; /* has a value */
    uint8_t *codes;
    prse__lot *odd;
    prse_error *err;
} look;

void prse__lot_load(prse__lot *out, const void *bitmap, int64_t from,
                    size_t rows)
{
    const uint8_t *bytes = (const uint8_t *)bitmap + (from >> 3);
    uint32_t shift = (uint32_t)(from & 7);
    size_t last = (shift + rows + 7) / 8; /* bytes that there are */
    memset(out, 0, sizeof *out);
    for (size_t w = 0; 64 * w < rows; w++) {
        uint64_t word = 0, over = 0;
        for (size_t i = 0; i < 8 && 8 * w + i < last; i++)
            word |= (uint64_t)bytes[8 * w + i] << 8 * i;
        if (shift > 0 && 8 * w + 8 < last)
            over = (uint64_t)bytes[8 * w + 8] << (64 - shift);
        out->words[w] = word >> shift | over;
    }
    if (rows % 64 != 0)
        out->words[rows / 64] &= (UINT64_C(1) << rows % 64) - 1;
}

/* Place of the lot's first row in the buffers. */
static int64_t place_of(const look *l)
{
    const prse__view *view = l->sight->view;
    return view->cells.array->offset + view->from + l->row;
}

static void load_valid(look *l)
{
    const struct ArrowArray *array = l->sight->view->cells.array;
    memset(&l->valid, 0xFF, sizeof l->valid);
    if (l->sight->way == PRSE__WAY_NOTHING)
        memset(&l->valid, 0, sizeof l->valid);
    else if (array->buffers[0])
        prse__lot_load(&l->valid, array->buffers[0], place_of(l), l->rows);
}

/* --- Codes --- */

static void code_numbers(look *l)
{
    const prse__sight *s = l->sight;
    const char *numbers = s->view->cells.array->buffers[1];
    numbers += (size_t)place_of(l) * s->view->cells.type->bytes;
    l->worker->batch->kernels->count[s->number](l->codes, numbers, &s->scale,
                                                l->rows);
}

static const char *keys_of(const look *l)
{
    const prse__view *view = l->sight->view;
    const char *keys = view->cells.array->buffers[1];
    return keys + (size_t)place_of(l) * view->cells.type->bytes;
}

static void code_words(look *l)
{
    const prse__sight *s = l->sight;
    size_t end = (size_t)s->word_count;
    if (s->number == PRSE__NUMBER_I8 && end > INT8_MAX)
        end = INT8_MAX + 1; /* the others are negative */
    l->worker->batch->kernels->keys[s->number](l->codes, keys_of(l), end,
                                               l->rows);
    for (size_t i = 0; s->words && i < l->rows; i++)
        l->codes[i] = s->words[l->codes[i]];
}

static void code_many(look *l)
{
    const prse__sight *s = l->sight;
    const prse__arrow_type *type = s->view->cells.type;
    const char *keys = keys_of(l);
    for (size_t i = 0; i < l->rows; i++) {
        int64_t key = -1;
        prse__arrow_integer(&key, type, keys + i * type->bytes);
        l->codes[i] = key >= 0 && key < s->word_count ? s->words[key]
                                                      : PRSE__CODE_ODD;
    }
}

static void add_odd(look *l, size_t i)
{
    l->odd->words[i / 64] |= UINT64_C(1) << i % 64;
}

/* What no loop understands is asked of the worker, once; what it finds bad, or
 * has no code left for, is a matter of the whole row. */
static prse_status ask(look *l, size_t i)
{
    prse__sight *s = l->sight;
    prse_str bytes;
    prse__mask mask = prse__mask_none();
    int good = 0;
    if (prse__view_read(&bytes, s->view, l->row + (int64_t)i, NULL)) {
        add_odd(l, i);
        return PRSE_OK;
    }
    l->codes[i] = s->way == PRSE__WAY_NUMBERS ? prse__spelt_number(s, bytes)
                                              : PRSE__CODE_ODD;
    if (l->codes[i] != PRSE__CODE_ODD)
        return PRSE_OK;
    prse_status status =
        prse__worker_value(&mask, &good, l->worker, s->column, bytes, l->err);
    if (!status && good)
        l->codes[i] =
            prse__sight_code(s, &l->worker->batch->program, &mask);
    if (l->codes[i] != PRSE__CODE_ODD)
        prse__spelt_keep(s, bytes, l->codes[i]);
    if (!good || l->codes[i] == PRSE__CODE_ODD)
        add_odd(l, i);
    return status;
}

static prse_status ask_odd(look *l)
{
    const uint8_t *at = l->codes, *end = l->codes + l->rows;
    prse_status status = PRSE_OK;
    while (!status && at < end &&
           (at = memchr(at, PRSE__CODE_ODD, (size_t)(end - at)))) {
        size_t i = (size_t)(at++ - l->codes);
        if (l->valid.words[i / 64] >> i % 64 & 1)
            status = ask(l, i);
    }
    return status;
}

/* --- Planes --- */

static void fill_absent(const look *l, prse__lot *plane, int absent)
{
    uint64_t all = absent ? UINT64_MAX : 0;
    for (size_t w = 0; w < PRSE__LOT_WORDS; w++)
        plane->words[w] = (plane->words[w] & l->valid.words[w]) |
                          (all & ~l->valid.words[w]);
}

static void fill_planes(const look *l, prse__lot *planes)
{
    const prse__sight *s = l->sight;
    int all_valid = s->way != PRSE__WAY_NOTHING &&
                    !s->view->cells.array->buffers[0];
    for (size_t from = 0; from < s->plane_count; from += PRSE__GROUP) {
        size_t group = from / PRSE__GROUP, count = s->plane_count - from;
        prse__lot *out[PRSE__GROUP];
        if (count > PRSE__GROUP)
            count = PRSE__GROUP;
        for (size_t i = 0; i < count; i++)
            out[i] = &planes[s->planes[from + i]];
        l->worker->batch->kernels->planes(out, l->codes, s->tables[group],
                                          s->code_count, count);
        for (size_t i = 0; i < count && !all_valid; i++)
            fill_absent(l, out[i], s->absent[group] >> i & 1);
    }
}

/* Bits need no codes. */
static void fill_truths(const look *l, prse__lot *planes)
{
    const prse__sight *s = l->sight;
    prse__lot truths;
    prse__lot_load(&truths, s->view->cells.array->buffers[1], place_of(l),
                   l->rows);
    for (size_t i = 0; i < s->plane_count; i++) {
        const uint8_t *table = s->tables[i / PRSE__GROUP];
        prse__lot *plane = &planes[s->planes[i]];
        uint64_t no = (table[0] >> i % PRSE__GROUP & 1) ? UINT64_MAX : 0;
        uint64_t yes = (table[1] >> i % PRSE__GROUP & 1) ? UINT64_MAX : 0;
        for (size_t w = 0; w < PRSE__LOT_WORDS; w++)
            plane->words[w] = (truths.words[w] & yes) |
                              (~truths.words[w] & no);
        fill_absent(l, plane, s->absent[i / PRSE__GROUP] >> i % PRSE__GROUP &
                                  1);
    }
}

void prse__sight_nothing(prse__lot *planes, const prse__program *program,
                         size_t var, const prse__mask *absent)
{
    for (size_t i = program->first[var]; i < program->first[var + 1]; i++) {
        uint32_t plane = program->places[i];
        int meets = prse__mask_meets(&program->planes[plane].mask, absent);
        memset(&planes[plane], meets ? 0xFF : 0, sizeof planes[plane]);
    }
}

prse_status prse__sight_read(prse__sight *s, prse__worker *w, int64_t row,
                             size_t rows, prse__lot *planes, prse__lot *odd,
                             prse_error *err)
{
    uint8_t codes[PRSE__LOT];
    look l = {.sight = s, .worker = w, .row = row, .rows = rows,
              .codes = codes, .odd = odd, .err = err};
    load_valid(&l);
    if (s->way == PRSE__WAY_TRUTHS) {
        fill_truths(&l, planes);
        return PRSE_OK;
    }
    memset(codes + rows, 0, sizeof codes - rows);
    if (s->way == PRSE__WAY_NUMBERS)
        code_numbers(&l);
    else if (s->way == PRSE__WAY_WORDS)
        code_words(&l);
    else if (s->way == PRSE__WAY_MANY)
        code_many(&l);
    else if (s->way == PRSE__WAY_SPELT)
        prse__spelt_codes(s, codes, &l.valid, row, rows);
    else
        memset(codes, PRSE__CODE_ODD, sizeof codes);
    prse_status status = ask_odd(&l);
    if (!status)
        fill_planes(&l, planes);
    return status;
}
