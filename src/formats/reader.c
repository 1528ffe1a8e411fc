/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/reader.h"

#include <stdlib.h>

enum {
    DEFAULT_BYTES = 16 * 1024 * 1024,
    DEFAULT_DEPTH = 64,
    MOST_NODES = 1024 * 1024
};

void prse__cursor_start(prse__cursor *cursor)
{
    *cursor = (prse__cursor){0, 1, 1};
}

void prse__cursor_move(prse__cursor *cursor, prse_str text, size_t pos)
{
    for (; cursor->pos < pos; cursor->pos++) {
        unsigned char byte = (unsigned char)text.ptr[cursor->pos];
        if (byte == '\n') {
            cursor->line++;
            cursor->column = 1;
        } else if ((byte & 0xC0) != 0x80) {
            cursor->column++;
        }
    }
}

prse__place prse__reader_place(const prse__reader *reader, size_t pos)
{
    prse__cursor cursor;
    prse__cursor_start(&cursor);
    prse__cursor_move(&cursor, reader->text, pos);
    return (prse__place){reader->file, cursor.line, cursor.column};
}

prse_status prse__reader_fail(const prse__reader *reader, size_t pos,
                              const char *message)
{
    return prse__error_at(reader->err, PRSE_EPARSE,
                          prse__reader_place(reader, pos), NULL, "%s", message);
}

prse_status prse__reader_too_deep(const prse__reader *reader, prse__place at)
{
    return prse__error_at(reader->err, PRSE_ELIMIT, at, NULL,
                          "lists and maps nest deeper than %zu levels",
                          reader->depth);
}

prse_status prse__reader_start(prse__reader *reader,
                               const prse__node_limits *limits)
{
    size_t bytes = limits && limits->bytes ? limits->bytes : DEFAULT_BYTES;
    reader->depth = limits && limits->depth ? limits->depth : DEFAULT_DEPTH;
    prse__place whole = {reader->file, 0, 0};
    if (reader->text.len > bytes)
        return prse__error_at(reader->err, PRSE_ELIMIT, whole, NULL,
                              "%zu bytes are more than the %zu accepted",
                              reader->text.len, bytes);
    size_t valid = prse__utf8_check(reader->text);
    if (valid < reader->text.len)
        return prse__reader_fail(reader, valid,
                                 "invalid UTF-8: save the file as UTF-8");
    return PRSE_OK;
}

static prse_status no_room(const prse__reader *reader)
{
    if (!prse__arena_full(reader->arena))
        return prse__error_nomem(reader->err);
    return prse__error_at(reader->err, PRSE_ELIMIT,
                          (prse__place){reader->file, 0, 0}, NULL,
                          "the file needs more memory than is allowed");
}

prse_status prse__reader_node(prse__reader *reader, prse__node **out)
{
    if (reader->nodes >= MOST_NODES)
        return prse__error_at(reader->err, PRSE_ELIMIT,
                              (prse__place){reader->file, 0, 0}, NULL,
                              "more than %d values in one file", MOST_NODES);
    *out = prse__arena_alloc(reader->arena, 1, sizeof **out);
    if (!*out)
        return no_room(reader);
    reader->nodes++;
    return PRSE_OK;
}

prse_status prse__reader_copy(const prse__reader *reader, prse_str *out,
                              prse_str text)
{
    *out = prse__str_dup(reader->arena, text);
    return out->ptr ? PRSE_OK : no_room(reader);
}

/* By key, then by place: of two equal keys the later one comes second. */
static int by_key(const void *a, const void *b)
{
    const prse__node *x = *(const prse__node *const *)a;
    const prse__node *y = *(const prse__node *const *)b;
    int order = prse__str_cmp(x->key, y->key);
    if (order != 0)
        return order;
    if (x->key_line != y->key_line)
        return x->key_line < y->key_line ? -1 : 1;
    return (x->key_column > y->key_column) - (x->key_column < y->key_column);
}

static prse_status twice(const prse__reader *reader, const prse__node *first,
                         const prse__node *again)
{
    prse__place at = {reader->file, again->key_line, again->key_column};
    return prse__error_at(reader->err, PRSE_EPARSE, at, first->key.ptr,
                          "key \"%.100s\" is here twice (first on line %u)",
                          first->key.ptr, (unsigned)first->key_line);
}

/* Sorting keeps this quick on maps of a million keys made to be slow. */
prse_status prse__reader_unique(const prse__reader *reader,
                                const prse__node *map)
{
    if (map->count < 2)
        return PRSE_OK;
    const prse__node **sorted = prse__alloc(map->count, sizeof *sorted);
    if (!sorted)
        return prse__error_nomem(reader->err);
    size_t count = 0;
    for (const prse__node *child = map->first; child; child = child->next)
        sorted[count++] = child;
    qsort(sorted, count, sizeof *sorted, by_key);
    prse_status status = PRSE_OK;
    for (size_t i = 1; i < count && !status; i++)
        if (prse__str_eq(sorted[i - 1]->key, sorted[i]->key))
            status = twice(reader, sorted[i - 1], sorted[i]);
    prse__free(sorted);
    return status;
}
