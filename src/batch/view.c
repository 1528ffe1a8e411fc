/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/view.h"

#include <string.h>

#include "batch/value.h"

/* --- Types --- */

static prse_status unreadable(const struct ArrowSchema *schema,
                              const char *name, prse_error *err)
{
    char format[32];
    prse__error_copy(format, sizeof format, prse_str_of(schema->format));
    return prse__error_set(err, PRSE_EUNSUPPORTED, name,
                           "column `%s` has the format `%s`, which cannot be "
                           "read: numbers, booleans, dates and strings can",
                           name, format);
}

prse_status prse__column_type_read(prse__column_type *out,
                                   const struct ArrowSchema *schema,
                                   prse_error *err)
{
    const char *name = schema->name ? schema->name : "";
    const struct ArrowSchema *words = schema->dictionary;
    *out = (prse__column_type){.has_words = words != NULL};
    if (words && (!words->release || !words->format))
        return prse__error_set(err, PRSE_EINVAL, name,
                               "the dictionary of column `%s` has no format",
                               name);
    if (!prse__arrow_type_read(&out->cells, schema->format))
        return unreadable(schema, name, err);
    if (!words)
        return PRSE_OK;
    if (out->cells.kind != PRSE__ARROW_INT &&
        out->cells.kind != PRSE__ARROW_UINT)
        return unreadable(schema, name, err);
    if (!prse__arrow_type_read(&out->words, words->format) ||
        words->dictionary ||
        (out->words.kind != PRSE__ARROW_TEXT &&
         out->words.kind != PRSE__ARROW_VIEW))
        return unreadable(words, name, err);
    return PRSE_OK;
}

/* --- Opening --- */

static const char *buffers_fault(const struct ArrowArray *array,
                                 const prse__arrow_type *type)
{
    int64_t expected = prse__arrow_type_buffers(type);
    int views = type->kind == PRSE__ARROW_VIEW;
    if (type->kind == PRSE__ARROW_NULL)
        return NULL;
    if (array->n_buffers < expected ||
        (array->n_buffers > expected && !views))
        return "does not have the number of buffers of its format";
    if (!array->buffers)
        return "has no buffers";
    if (array->null_count > 0 && !array->buffers[0])
        return "has nulls, but no bitmap of them";
    if (array->length > 0 && !array->buffers[1])
        return "has rows, but no values";
    if (views && array->n_buffers > 3 &&
        !array->buffers[array->n_buffers - 1])
        return "does not tell the sizes of its texts";
    return NULL;
}

static const char *values_fault(const struct ArrowArray *array,
                                const prse__arrow_type *type)
{
    if (!array->release)
        return "was released already";
    if (array->length < 0 || array->offset < 0 ||
        array->length > INT64_MAX / 16 - array->offset)
        return "has an impossible length or offset";
    return buffers_fault(array, type);
}

static prse_status broken(const prse__view *view, const char *what,
                          prse_error *err)
{
    return prse__error_set(err, PRSE_EINVAL, view->name, "column `%s` %s",
                           view->name, what);
}

prse_status prse__view_open(prse__view *view, const prse__column_type *type,
                            const char *name, const struct ArrowArray *array,
                            int64_t from, int64_t rows, prse_error *err)
{
    *view = (prse__view){.name = name, .from = from,
                         .cells = {&type->cells, array, rows}};
    const char *fault = values_fault(array, &type->cells);
    if (fault)
        return broken(view, fault, err);
    if (array->length - from < rows)
        return broken(view, "is shorter than the table", err);
    if (!type->has_words)
        return PRSE_OK;
    if (!array->dictionary)
        return broken(view, "has no dictionary", err);
    view->words = (prse__values){&type->words, array->dictionary,
                                 array->dictionary->length};
    fault = values_fault(array->dictionary, &type->words);
    return fault ? broken(view, fault, err) : PRSE_OK;
}

/* --- Reading --- */

/* Whether there is a value at a place counted from the buffers' beginning. */
static int is_there(const prse__values *values, int64_t at)
{
    const struct ArrowArray *array = values->array;
    if (values->type->kind == PRSE__ARROW_NULL)
        return 0;
    return !array->buffers[0] || prse__bit(array->buffers[0], at);
}

/* Buffers need not be aligned. */
static int64_t offset_at(const prse__values *values, int64_t at)
{
    const prse__arrow_type offset = {.kind = PRSE__ARROW_INT,
                                     .bytes = values->type->bytes};
    const char *offsets = values->array->buffers[1];
    int64_t value = 0;
    prse__arrow_integer(&value, &offset,
                        offsets + (size_t)at * offset.bytes);
    return value;
}

/* 0: the offsets lead outside the text. */
static int read_text(prse_str *out, const prse__values *values, int64_t at)
{
    const struct ArrowArray *array = values->array;
    const char *bytes = array->buffers[2];
    int64_t from = offset_at(values, at), to = offset_at(values, at + 1);
    int64_t end = offset_at(values, array->offset + array->length);
    if (from < 0 || to < from || to > end || (to > from && !bytes))
        return 0;
    *out = (prse_str){to > from ? bytes + from : "", (size_t)(to - from)};
    return 1;
}

typedef struct text_view {
    int32_t length;
    char prefix[4]; /* and on, of a text of at most 12 bytes */
    int32_t buffer;
    int32_t offset;
} text_view;
_Static_assert(sizeof(text_view) == 16, "as Arrow lays it out");

static int read_view(prse_str *out, const prse__values *values, int64_t at)
{
    const struct ArrowArray *array = values->array;
    const char *place = (const char *)array->buffers[1] + at * 16;
    text_view v;
    memcpy(&v, place, sizeof v);
    if (v.length < 0)
        return 0;
    *out = (prse_str){place + 4, (size_t)v.length};
    if (v.length <= 12)
        return 1;
    if (v.buffer < 0 || v.buffer >= array->n_buffers - 3 || v.offset < 0)
        return 0;
    const char *sizes = array->buffers[array->n_buffers - 1];
    const char *bytes = array->buffers[2 + v.buffer];
    int64_t size;
    memcpy(&size, sizes + (size_t)v.buffer * sizeof size, sizeof size);
    out->ptr = bytes + v.offset;
    return bytes && (int64_t)v.offset + v.length <= size;
}

/* 0: the array contradicts itself. */
static int read_value(prse_str *out, const prse__values *values, int64_t at)
{
    static const char truths[2] = {0, 1};
    const void *data = values->array->buffers[1];
    size_t bytes = values->type->bytes;
    switch (values->type->kind) {
    case PRSE__ARROW_TEXT:
        return read_text(out, values, at);
    case PRSE__ARROW_VIEW:
        return read_view(out, values, at);
    case PRSE__ARROW_BOOLEAN:
        *out = (prse_str){&truths[prse__bit(data, at)], 1};
        return 1;
    default:
        *out = (prse_str){(const char *)data + (size_t)at * bytes, bytes};
        return 1;
    }
}

int prse__view_word(prse_str *out, const prse__view *view, int64_t word)
{
    const prse__values *words = &view->words;
    *out = (prse_str){NULL, 0};
    if (word < 0 || word >= words->rows)
        return 0;
    word += words->array->offset;
    return !is_there(words, word) || read_value(out, words, word);
}

static int read_word(prse_str *out, const prse__view *view, prse_str key)
{
    int64_t word;
    return prse__arrow_integer(&word, view->cells.type, key.ptr) &&
           prse__view_word(out, view, word);
}

prse_status prse__view_read(prse_str *out, const prse__view *view,
                            int64_t row, prse_error *err)
{
    int64_t at = view->cells.array->offset + view->from + row;
    *out = (prse_str){NULL, 0};
    if (!is_there(&view->cells, at))
        return PRSE_OK;
    if (read_value(out, &view->cells, at) &&
        (!view->words.type || read_word(out, view, *out)))
        return PRSE_OK;
    return prse__error_set(err, PRSE_ESCHEMA, view->name,
                           "column `%s` contradicts itself in row %lld: its "
                           "value is outside its buffers",
                           view->name, (long long)row + 1);
}
