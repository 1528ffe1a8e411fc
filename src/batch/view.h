/* SPDX-License-Identifier: Apache-2.0 */
/* Reading one column of somebody's table: checked where it is opened, and
 * each text where it is read. Nothing is copied. */
#ifndef PRSE_BATCH_VIEW_H
#define PRSE_BATCH_VIEW_H

#include "base/error.h"
#include "base/str.h"
#include "batch/format.h"
#include "portailrse/arrow.h"

/* Rows of an array. */
typedef struct prse__values {
    const prse__arrow_type *type;
    const struct ArrowArray *array;
    int64_t rows; /* that may be asked for, from the array's own offset */
} prse__values;

/* A column: its values, or keys into a dictionary of them. */
typedef struct prse__view {
    const char *name;
    prse__values cells;
    prse__values words; /* of the dictionary; type NULL: there is none */
    int64_t from;       /* rows of the table before the first one */
} prse__view;

/* What a column is made of. */
typedef struct prse__column_type {
    prse__arrow_type cells;
    prse__arrow_type words; /* of the dictionary */
    int has_words;
} prse__column_type;

/* PRSE_EUNSUPPORTED when the format cannot be read. */
prse_status prse__column_type_read(prse__column_type *out,
                                   const struct ArrowSchema *schema,
                                   prse_error *err);

/* Rows [from, from + rows) of a column. */
prse_status prse__view_open(prse__view *view, const prse__column_type *type,
                            const char *name, const struct ArrowArray *array,
                            int64_t from, int64_t rows, prse_error *err);

/* The bytes of a value: of a text those of the text, of a boolean one byte, 0
 * or 1; ptr NULL: there is none. They live as long as the array. */
prse_status prse__view_read(prse_str *out, const prse__view *view,
                            int64_t row, prse_error *err);

/* A word of the dictionary; 0: it is outside its buffers. */
int prse__view_word(prse_str *out, const prse__view *view, int64_t word);

/* Whether a bit of a bitmap is set. */
static inline int prse__bit(const void *bitmap, int64_t at)
{
    return ((const uint8_t *)bitmap)[at >> 3] >> (at & 7) & 1;
}

#endif
