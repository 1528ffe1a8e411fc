/* SPDX-License-Identifier: Apache-2.0 */
#include "own_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

prse_status fail(prse_error *err, prse_status code, const char *subject,
                 const char *message)
{
    if (err) {
        *err = (prse_error){.code = (int32_t)code};
        snprintf(err->subject, sizeof err->subject, "%s", subject);
        snprintf(err->message, sizeof err->message, "%s", message);
    }
    return code;
}

static int has_text(const prse_value *value)
{
    return value->type == PRSE_TYPE_TEXT || value->type >= PRSE_TYPE_DECIMAL;
}

row *row_new(const char *of, const prse_value *values, uint32_t count,
             int64_t version)
{
    size_t at = sizeof(row) + count * sizeof *values, size = at;
    for (uint32_t i = 0; i < count; i++)
        size += has_text(&values[i]) ? values[i].text.len : 0;
    row *r = malloc(size);
    if (!r)
        return NULL;
    *r = (row){.holders = 1, .of = of, .version = version, .count = count};
    for (uint32_t i = 0; i < count; i++) {
        prse_str text = has_text(&values[i]) ? values[i].text : (prse_str){0};
        r->values[i] = values[i];
        r->values[i].text = (prse_str){(char *)r + at, text.len};
        if (text.len > 0)
            memcpy((char *)r + at, text.ptr, text.len);
        at += text.len;
    }
    return r;
}

row *row_hold(row *r)
{
    atomic_fetch_add(&r->holders, 1);
    return r;
}

void row_drop(row *r)
{
    if (atomic_fetch_sub(&r->holders, 1) == 1)
        free(r);
}

list *list_new(size_t room)
{
    list *l = malloc(sizeof *l);
    row **rows = malloc((room + 1) * sizeof(row *));
    if (!l || !rows) {
        free(l);
        free(rows);
        return NULL;
    }
    *l = (list){.holders = 1, .room = room + 1, .rows = rows};
    return l;
}

list *list_copy(const list *from)
{
    list *l = list_new(from->count);
    for (size_t i = 0; l && i < from->count; i++)
        l->rows[l->count++] = row_hold(from->rows[i]);
    return l;
}

list *list_hold(list *l)
{
    atomic_fetch_add(&l->holders, 1);
    return l;
}

void list_drop(list *l)
{
    if (atomic_fetch_sub(&l->holders, 1) != 1)
        return;
    for (size_t i = 0; i < l->count; i++)
        row_drop(l->rows[i]);
    free(l->rows);
    free(l);
}

/* Absent values, whose type is 0, come first. */
int value_compare(const prse_value *a, const prse_value *b)
{
    if (a->type != b->type)
        return a->type < b->type ? -1 : 1;
    if (!has_text(a))
        return a->type ? (a->number > b->number) - (a->number < b->number) : 0;
    size_t least = a->text.len < b->text.len ? a->text.len : b->text.len;
    int by_bytes = least ? memcmp(a->text.ptr, b->text.ptr, least) : 0;
    return by_bytes ? by_bytes
                    : (a->text.len > b->text.len) - (a->text.len < b->text.len);
}

order order_of(const prse_collection *of, int32_t index)
{
    order by = {.count = index < 0 ? 0 : of->indexes[index].count};
    if (index >= 0)
        memcpy(by.columns, of->indexes[index].columns, by.count);
    for (uint32_t i = 0; i < of->key_count; i++)
        by.columns[by.count++] = (uint8_t)i;
    return by;
}

static int row_compare(const row *r, const order *by, const char *of,
                       const prse_value *values)
{
    int c = strcmp(r->of, of);
    for (uint32_t i = 0; c == 0 && i < by->count; i++)
        c = value_compare(&r->values[by->columns[i]], &values[by->columns[i]]);
    return c;
}

int list_find(const list *l, const order *by, const char *of,
              const prse_value *values, size_t *at)
{
    size_t low = 0, high = l->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (row_compare(l->rows[middle], by, of, values) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *at = low;
    return low < l->count && row_compare(l->rows[low], by, of, values) == 0;
}

static int make_room(list *l)
{
    if (l->count < l->room)
        return 1;
    row **rows = realloc(l->rows, 2 * l->room * sizeof(row *));
    if (!rows)
        return 0;
    l->rows = rows;
    l->room *= 2;
    return 1;
}

int list_put(list *l, const order *by, row *r)
{
    size_t at;
    if (!r || !make_room(l)) {
        if (r)
            row_drop(r);
        return 0;
    }
    if (list_find(l, by, r->of, r->values, &at)) {
        row_drop(l->rows[at]);
    } else {
        memmove(&l->rows[at + 1], &l->rows[at],
                (l->count - at) * sizeof(row *));
        l->count++;
    }
    l->rows[at] = r;
    return 1;
}

void list_remove(list *l, size_t at)
{
    row_drop(l->rows[at]);
    l->count--;
    memmove(&l->rows[at], &l->rows[at + 1], (l->count - at) * sizeof(row *));
}
