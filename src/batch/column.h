/* SPDX-License-Identifier: Apache-2.0 */
/* A column of answers while it grows, and the arrays that we give away. */
#ifndef PRSE_BATCH_COLUMN_H
#define PRSE_BATCH_COLUMN_H

#include "base/error.h"
#include "base/str.h"
#include "portailrse/arrow.h"

/* The words of a dictionary-encoded column, by code. */
typedef struct prse__words {
    size_t count;
    const char *const *items;
} prse__words;

typedef struct prse__column {
    uint32_t bytes; /* of an integer; 0: text */
    const prse__words *words; /* NULL: none */
    int64_t rows, nulls;
    char *values;             /* integers, or the ends of texts */
    uint8_t *validity;
    prse__buf text;
    int too_long; /* more text than its ends can count */
} prse__column;

prse_status prse__column_init(prse__column *column, uint32_t bytes,
                              size_t rows, prse_error *err);
void prse__column_free(prse__column *column);

/* Each row is added once, in order. What memory or the limit of texts does
 * not allow is told by prse__column_give(). */
void prse__column_add_integer(prse__column *column, int64_t value);
void prse__column_add_text(prse__column *column, prse_str text);
void prse__column_add_null(prse__column *column);

/* The same for many rows at once: integers as wide as the column. */
void prse__column_add_integers(prse__column *column, const void *values,
                               size_t count);
void prse__column_add_nulls(prse__column *column, size_t count);
/* Adds the text, or the null, of another column's row. */
void prse__column_copy(prse__column *column, const prse__column *from,
                       int64_t row);
/* What a row that was added already has is that of another column's row. Not
 * for texts. */
void prse__column_replace(prse__column *column, int64_t row,
                          const prse__column *from, int64_t other);
/* No rows are left, but their room. */
void prse__column_clear(prse__column *column);

/* Gives the column as an array; the column is empty afterwards, whatever the
 * answer. */
prse_status prse__column_give(struct ArrowArray *out, prse__column *column,
                              prse_error *err);

/* A struct array with room for columns, which are released until they are
 * given. */
prse_status prse__table_make(struct ArrowArray *out, size_t columns,
                             int64_t rows, prse_error *err);

#endif
