/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/column.h"

#include <string.h>

typedef struct owned {
    const void *buffers[3];
    char *values, *text;
    uint8_t *validity;
    struct ArrowArray dictionary;
    struct ArrowArray *columns; /* of a table */
    struct ArrowArray **children;
} owned;

static void release(struct ArrowArray *array)
{
    owned *own = array->private_data;
    for (int64_t i = 0; i < array->n_children; i++)
        if (own->columns[i].release)
            own->columns[i].release(&own->columns[i]);
    if (own->dictionary.release)
        own->dictionary.release(&own->dictionary);
    prse__free(own->values);
    prse__free(own->text);
    prse__free(own->validity);
    prse__free(own->columns);
    prse__free(own->children);
    prse__free(own);
    array->release = NULL;
}

/* --- Growing --- */

prse_status prse__column_init(prse__column *column, uint32_t bytes,
                              size_t rows, prse_error *err)
{
    size_t width = bytes > 0 ? bytes : sizeof(int32_t);
    *column = (prse__column){.bytes = bytes};
    prse__buf_init(&column->text, 0);
    column->values = prse__alloc(rows + 1, width);
    column->validity = prse__alloc(rows / 8 + 1, 1);
    if (column->values && column->validity)
        return PRSE_OK;
    prse__column_free(column);
    return prse__error_nomem(err);
}

void prse__column_free(prse__column *column)
{
    prse__free(column->values);
    prse__free(column->validity);
    prse__buf_free(&column->text);
    *column = (prse__column){0};
}

static void end_text(prse__column *column)
{
    int32_t end = (int32_t)column->text.len;
    memcpy(column->values + (column->rows + 1) * (int64_t)sizeof end, &end,
           sizeof end);
}

static void set_valid(prse__column *column)
{
    column->validity[column->rows >> 3] |=
        (uint8_t)(1 << (column->rows & 7));
}

void prse__column_add_integer(prse__column *column, int64_t value)
{
    char *to = column->values + column->rows * column->bytes;
    if (column->bytes == 1) {
        *to = (char)value;
    } else if (column->bytes == 2) {
        memcpy(to, &(int16_t){(int16_t)value}, 2);
    } else if (column->bytes == 4) {
        memcpy(to, &(int32_t){(int32_t)value}, 4);
    } else {
        memcpy(to, &value, 8);
    }
    set_valid(column);
    column->rows++;
}

void prse__column_add_text(prse__column *column, prse_str text)
{
    if (text.len > INT32_MAX - column->text.len)
        column->too_long = 1;
    else
        prse__buf_add(&column->text, text);
    end_text(column);
    set_valid(column);
    column->rows++;
}

void prse__column_add_null(prse__column *column)
{
    if (column->bytes == 0)
        end_text(column);
    column->validity[column->rows >> 3] &=
        (uint8_t)~(1 << (column->rows & 7));
    column->nulls++;
    column->rows++;
}

void prse__column_add_integers(prse__column *column, const void *values,
                               size_t count)
{
    size_t left = count;
    memcpy(column->values + column->rows * column->bytes, values,
           count * column->bytes);
    for (; left > 0 && (column->rows & 7) != 0; left--, column->rows++)
        set_valid(column);
    memset(column->validity + (column->rows >> 3), 0xFF, left / 8);
    column->rows += (int64_t)(left - left % 8);
    for (left %= 8; left > 0; left--, column->rows++)
        set_valid(column);
}

void prse__column_add_nulls(prse__column *column, size_t count)
{
    for (; count > 0 && (column->rows & 7) != 0; count--)
        prse__column_add_null(column);
    for (; count >= 8; count -= 8) {
        column->validity[column->rows >> 3] = 0;
        for (size_t i = 0; i < 8; i++, column->rows++)
            if (column->bytes == 0)
                end_text(column);
        column->nulls += 8;
    }
    for (; count > 0; count--)
        prse__column_add_null(column);
}

static int is_null(const prse__column *column, int64_t row)
{
    return !(column->validity[row >> 3] >> (row & 7) & 1);
}

static prse_str text_at(const prse__column *column, int64_t row)
{
    int32_t ends[2];
    memcpy(ends, column->values + row * (int64_t)sizeof *ends, sizeof ends);
    return (prse_str){column->text.ptr + ends[0],
                      (size_t)(ends[1] - ends[0])};
}

void prse__column_copy(prse__column *column, const prse__column *from,
                       int64_t row)
{
    if (is_null(from, row))
        prse__column_add_null(column);
    else
        prse__column_add_text(column, text_at(from, row));
    column->text.failed |= from->text.failed;
    column->too_long |= from->too_long;
}

void prse__column_replace(prse__column *column, int64_t row,
                          const prse__column *from, int64_t other)
{
    uint8_t bit = (uint8_t)(1 << (row & 7));
    column->nulls += is_null(from, other) - is_null(column, row);
    memcpy(column->values + row * column->bytes,
           from->values + other * column->bytes, column->bytes);
    if (is_null(from, other))
        column->validity[row >> 3] &= (uint8_t)~bit;
    else
        column->validity[row >> 3] |= bit;
}

void prse__column_clear(prse__column *column)
{
    column->rows = column->nulls = 0;
    prse__buf_clear(&column->text);
}

/* --- Giving --- */

static owned *make(struct ArrowArray *out, int64_t rows, int64_t buffers)
{
    owned *own = prse__alloc(1, sizeof *own);
    *out = (struct ArrowArray){0};
    if (own)
        *out = (struct ArrowArray){.length = rows, .n_buffers = buffers,
                                   .buffers = own->buffers,
                                   .release = release, .private_data = own};
    return own;
}

static prse_status give_words(struct ArrowArray *out, const prse__words *words,
                              prse_error *err)
{
    prse__column column;
    prse_status status = prse__column_init(&column, 0, words->count, err);
    if (status)
        return status;
    for (size_t i = 0; i < words->count; i++)
        prse__column_add_text(&column, prse_str_of(words->items[i]));
    return prse__column_give(out, &column, err);
}

static void move(owned *own, prse__column *column)
{
    own->validity = column->validity;
    own->values = column->values;
    own->text = column->text.ptr;
    own->buffers[0] = column->nulls > 0 ? own->validity : NULL;
    own->buffers[1] = own->values;
    own->buffers[2] = column->text.ptr ? column->text.ptr : "";
    *column = (prse__column){0};
}

static prse_status text_status(const prse__column *column, prse_error *err)
{
    if (column->too_long)
        return prse__error_set(err, PRSE_ELIMIT, NULL,
                               "a column of answers has more than 2 GiB of "
                               "text: use smaller tables");
    return column->text.failed ? prse__error_nomem(err) : PRSE_OK;
}

prse_status prse__column_give(struct ArrowArray *out, prse__column *column,
                              prse_error *err)
{
    const prse__words *words = column->words;
    prse_status status = text_status(column, err);
    owned *own = status ? NULL : make(out, column->rows,
                                      column->bytes > 0 ? 2 : 3);
    if (!own) {
        prse__column_free(column);
        *out = (struct ArrowArray){0};
        return status ? status : prse__error_nomem(err);
    }
    out->null_count = column->nulls;
    move(own, column);
    if (!words)
        return PRSE_OK;
    out->dictionary = &own->dictionary;
    status = give_words(&own->dictionary, words, err);
    if (status)
        release(out);
    return status;
}

prse_status prse__table_make(struct ArrowArray *out, size_t columns,
                             int64_t rows, prse_error *err)
{
    owned *own = make(out, rows, 1);
    if (!own)
        return prse__error_nomem(err);
    own->columns = prse__alloc(columns + 1, sizeof *own->columns);
    own->children = prse__alloc(columns + 1, sizeof *own->children);
    if (!own->columns || !own->children) {
        release(out);
        return prse__error_nomem(err);
    }
    for (size_t i = 0; i < columns; i++)
        own->children[i] = &own->columns[i];
    out->n_children = (int64_t)columns;
    out->children = columns > 0 ? own->children : NULL;
    return PRSE_OK;
}
