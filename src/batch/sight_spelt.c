/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/sight_spelt.h"

#include <string.h>

#include "base/date.h"
#include "batch/value.h"
#include "batch/worker.h"
#include "rules/steps.h"

enum {
    KEY_MOST = 24,    /* bytes of a value that is remembered */
    FEW = 64,         /* values that a short table remembers, */
    MANY = 512,       /* and a long one */
    LONG = 4096,      /* rows */
    DIGITS_MOST = 18, /* of a whole number */
    DAY_LENGTH = 10   /* 2026-11-23 */
};

/* A value that was met. Its bytes are all in three words, which overlap. */
struct prse__spelt {
    uint64_t words[3];
    uint8_t length; /* and 1; 0: nothing yet */
    uint8_t code;
};

/* --- What was met --- */

static inline uint64_t load(const char *from, size_t size)
{
    uint64_t word = 0;
    memcpy(&word, from, size);
    return word;
}

static inline void load_key(uint64_t *words, prse_str key)
{
    const char *end = key.ptr + key.len;
    words[0] = words[1] = words[2] = 0;
    if (key.len >= 8) {
        words[0] = load(key.ptr, 8);
        words[1] = load(end - 8, 8);
        if (key.len > 16)
            words[2] = load(key.ptr + 8, 8);
    } else if (key.len >= 4) {
        words[0] = load(key.ptr, 4);
        words[1] = load(end - 4, 4);
    } else if (key.len > 0) {
        words[0] = (uint64_t)(uint8_t)key.ptr[0] |
                   (uint64_t)(uint8_t)key.ptr[key.len / 2] << 8 |
                   (uint64_t)(uint8_t)end[-1] << 16;
    }
}

static inline prse__spelt *place_of(const prse__sight *s, const uint64_t *words,
                             size_t length)
{
    uint64_t hash = (words[0] ^ length) * UINT64_C(0x9E3779B97F4A7C15);
    hash = (hash ^ (hash >> 32) ^ words[1]) * UINT64_C(0x9E3779B97F4A7C15);
    hash = (hash ^ (hash >> 32) ^ words[2]) * UINT64_C(0x9E3779B97F4A7C15);
    return &s->met[hash >> 32 & (s->met_room - 1)];
}

static inline uint8_t recall(const prse__sight *s, prse_str bytes)
{
    uint64_t words[3];
    if (bytes.len > KEY_MOST)
        return PRSE__CODE_ODD;
    load_key(words, bytes);
    const prse__spelt *met = place_of(s, words, bytes.len);
    int same = met->length == bytes.len + 1 && met->words[0] == words[0] &&
               met->words[1] == words[1] && met->words[2] == words[2];
    return same ? met->code : PRSE__CODE_ODD;
}

void prse__spelt_keep(prse__sight *s, prse_str bytes, uint8_t code)
{
    prse__spelt new = {.length = (uint8_t)(bytes.len + 1), .code = code};
    if (!s->met || bytes.len > KEY_MOST)
        return;
    load_key(new.words, bytes);
    *place_of(s, new.words, bytes.len) = new;
}

/* --- Numbers --- */

/* A number between two whole ones is in their cell when they share one. */
static inline uint8_t cell_of(const prse__sight *s, int64_t floor, int whole)
{
    const prse__scale *scale = &s->scale;
    int64_t last = whole ? floor : floor + 1;
    if (floor < scale->low || last > scale->high)
        return PRSE__CODE_ODD;
    size_t cell = prse__steps_below(scale->at, scale->count, floor);
    if (!whole &&
        (!s->fractions || (cell < scale->count && scale->at[cell] <= last)))
        return PRSE__CODE_ODD;
    return (uint8_t)cell;
}

/* How many digits a text begins with; *value is what they say. */
static inline size_t read_digits(int64_t *value, const char *text,
                                 size_t length)
{
    size_t i = 0;
    int64_t number = 0;
    for (; i < length && i < DIGITS_MOST; i++) {
        unsigned digit = (unsigned)(uint8_t)text[i] - '0';
        if (digit > 9)
            break;
        number = number * 10 + (int64_t)digit;
    }
    *value = number;
    return i;
}

/* 12, or 12.5; 0: it is written otherwise. */
static inline int read_number(int64_t *floor, int *whole, prse_str text)
{
    int64_t fraction;
    size_t count = read_digits(floor, text.ptr, text.len);
    *whole = 1;
    if (count == 0 || (text.ptr[0] == '0' && count > 1))
        return 0;
    if (count == text.len)
        return 1;
    size_t rest = text.len - count - 1;
    if (text.ptr[count] != '.' || rest == 0 ||
        read_digits(&fraction, text.ptr + count + 1, rest) < rest)
        return 0;
    *whole = fraction == 0;
    return 1;
}

static int read_day(int64_t *day, prse_str text)
{
    prse__date date;
    if (text.len != DAY_LENGTH || !prse__date_parse(&date, text))
        return 0;
    *day = date;
    return 1;
}

uint8_t prse__spelt_number(const prse__sight *s, prse_str bytes)
{
    int64_t floor;
    int whole;
    return s->is_counted && prse__arrow_floor(&floor, &whole,
                                              s->view->cells.type, bytes.ptr)
               ? cell_of(s, floor, whole)
               : PRSE__CODE_ODD;
}

/* --- Texts --- */

static int is_ascii(prse_str text)
{
    uint64_t all = 0;
    size_t i = 0;
    for (; i + 8 <= text.len; i += 8)
        all |= load(text.ptr + i, 8);
    for (; i < text.len; i++)
        all |= (uint8_t)text.ptr[i];
    return !(all & UINT64_C(0x8080808080808080));
}

static int is_sound(prse_str text)
{
    return is_ascii(text) || prse__utf8_check(text) == text.len;
}

static inline uint8_t code_text(const prse__sight *s, prse_str text)
{
    int64_t floor;
    int whole = 1;
    if (s->var == SIZE_MAX)
        return is_sound(text) ? 0 : PRSE__CODE_ODD;
    if (s->is_counted && (s->is_days ? read_day(&floor, text)
                                     : read_number(&floor, &whole, text))) {
        uint8_t code = cell_of(s, floor, whole);
        if (code != PRSE__CODE_ODD)
            return code;
    }
    return recall(s, text);
}

static inline int64_t offset_at(const char *offsets, size_t bytes, int64_t at)
{
    int32_t narrow;
    int64_t wide;
    if (bytes == sizeof narrow) {
        memcpy(&narrow, offsets + (size_t)at * sizeof narrow, sizeof narrow);
        return narrow;
    }
    memcpy(&wide, offsets + (size_t)at * sizeof wide, sizeof wide);
    return wide;
}

static inline void code_texts(const prse__sight *s, uint8_t *codes,
                              const prse__lot *valid, int64_t at, size_t rows,
                              size_t bytes)
{
    const struct ArrowArray *array = s->view->cells.array;
    const char *offsets = array->buffers[1], *text = array->buffers[2];
    int64_t end = offset_at(offsets, bytes, array->offset + array->length);
    int64_t from = offset_at(offsets, bytes, at), to;
    for (size_t i = 0; i < rows; i++, from = to) {
        to = offset_at(offsets, bytes, at + (int64_t)i + 1);
        codes[i] = 0;
        if (!(valid->words[i / 64] >> i % 64 & 1))
            continue;
        if (from < 0 || to < from || to > end || (to > from && !text))
            codes[i] = PRSE__CODE_ODD;
        else
            codes[i] = code_text(
                s, (prse_str){to > from ? text + from : "",
                              (size_t)(to - from)});
    }
}

/* Values that are not texts one after the other. */
static uint8_t code_one(const prse__sight *s, int64_t row)
{
    const prse__arrow_type *type = s->view->cells.type;
    prse_str bytes;
    if (prse__view_read(&bytes, s->view, row, NULL) || !bytes.ptr)
        return PRSE__CODE_ODD;
    if (type->kind == PRSE__ARROW_VIEW)
        return code_text(s, bytes);
    if (s->var == SIZE_MAX)
        return type->kind == PRSE__ARROW_INT ||
                       type->kind == PRSE__ARROW_UINT ||
                       type->kind == PRSE__ARROW_BOOLEAN
                   ? 0
                   : PRSE__CODE_ODD;
    uint8_t code = prse__spelt_number(s, bytes);
    return code != PRSE__CODE_ODD ? code : recall(s, bytes);
}

void prse__spelt_codes(const prse__sight *s, uint8_t *codes,
                       const prse__lot *valid, int64_t row, size_t rows)
{
    const prse__view *view = s->view;
    const prse__arrow_type *type = view->cells.type;
    int64_t at = view->cells.array->offset + view->from + row;
    if (type->kind == PRSE__ARROW_TEXT && type->bytes == 4)
        code_texts(s, codes, valid, at, rows, 4);
    else if (type->kind == PRSE__ARROW_TEXT)
        code_texts(s, codes, valid, at, rows, 8);
    else
        for (size_t i = 0; i < rows; i++)
            codes[i] = valid->words[i / 64] >> i % 64 & 1
                           ? code_one(s, row + (int64_t)i)
                           : 0;
}

/* --- Opening --- */

/* A bracket that is named by a number is not that number. */
static int has_number_names(const prse__fact *fact)
{
    for (size_t i = 0; i < fact->bracket_count; i++) {
        int64_t floor;
        int whole;
        if (read_number(&floor, &whole, fact->brackets[i].name) ||
            read_day(&floor, fact->brackets[i].name))
            return 1;
    }
    return 0;
}

prse_status prse__spelt_open(prse__sight *s, const prse__fact *fact,
                             int64_t rows, prse__arena *arena,
                             prse_error *err)
{
    s->is_days = fact->type == PRSE__FACT_DATE;
    s->is_counted &= !has_number_names(fact);
    s->met_room = rows < LONG ? FEW : MANY;
    s->met = prse__arena_alloc(arena, s->met_room, sizeof *s->met);
    return s->met ? PRSE_OK : prse__error_nomem(err);
}
