/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "rules/names.h"

/* By id; of two equal ids the later one comes second. */
static int by_id(const void *a, const void *b)
{
    const prse__mark *x = a, *y = b;
    int order = prse__str_cmp(x->id, y->id);
    if (order != 0)
        return order;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static prse_status twice(prse__pack_reader *r, const prse__mark *first,
                         const prse__mark *again)
{
    return prse__error_at(
        r->err, PRSE_ERULE, again->place, again->id.ptr,
        "`%.60s` is %s here and %s at line %u of %.80s: give one of them "
        "another id",
        again->id.ptr, again->what, first->what, (unsigned)first->place.line,
        first->place.file);
}

prse_status prse__index_sort(prse__pack_reader *r, prse__index *index)
{
    if (index->count > 0)
        qsort(index->marks, index->count, sizeof *index->marks, by_id);
    for (size_t i = 1; i < index->count; i++)
        if (prse__str_eq(index->marks[i - 1].id, index->marks[i].id))
            return twice(r, &index->marks[i - 1], &index->marks[i]);
    return PRSE_OK;
}

static int to_mark(const void *id, const void *mark)
{
    return prse__str_cmp(*(const prse_str *)id,
                         ((const prse__mark *)mark)->id);
}

const prse__mark *prse__index_find(const prse__index *index, prse_str id)
{
    if (index->count == 0)
        return NULL;
    return bsearch(&id, index->marks, index->count, sizeof *index->marks,
                   to_mark);
}

prse_status prse__index_missing(prse__pack_reader *r, const prse__index *index,
                                const char *what, prse_str id, prse__place at)
{
    char hint[PRSE__HINT];
    prse__guess guess = prse__guess_start(id);
    for (size_t i = 0; i < index->count; i++)
        prse__guess_try(&guess, index->marks[i].id);
    prse__guess_hint(hint, &guess);
    return prse__error_at(r->err, PRSE_ERULE, at, r->subject,
                          "no %s is named `%.60s`%s", what, id.ptr, hint);
}
