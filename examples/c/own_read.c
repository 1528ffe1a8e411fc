/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "own_parts.h"

prse_status get(void *own, const prse_collection *of, const prse_value *key,
                prse_row_found found, void *user, prse_error *err)
{
    transaction *tx = own;
    order by = order_of(of, -1);
    size_t at;
    if (go_on(tx, err))
        return tx->failed;
    if (!list_find(tx->rows, &by, of->name, key, &at))
        return fail(err, PRSE_ENOTFOUND, of->name, "there is no such row");
    found(user, tx->rows->rows[at]->values, tx->rows->rows[at]->version);
    return PRSE_OK;
}

/* Equal values in the first columns, a range in the one after them. */
static int matches(const row *r, const order *by, const prse_query *query)
{
    for (uint32_t i = 0; i < query->equal_count; i++)
        if (value_compare(&r->values[by->columns[i]], &query->equal[i]))
            return 0;
    if (!query->from && !query->to)
        return 1;
    const prse_value *value = &r->values[by->columns[query->equal_count]];
    return value->type != PRSE_TYPE_NULL &&
           (!query->from || value_compare(value, query->from) >= 0) &&
           (!query->to || value_compare(value, query->to) < 0);
}

/* A list of what matches, in the order of the query; NULL: no memory. The list
 * of all is in the order of keys, so that a limit can end the search early. */
static list *select_rows(const list *from, const prse_collection *of,
                         const prse_query *query)
{
    order by = order_of(of, query->index);
    list *hits = list_new(0);
    int in_order = query->index < 0 && !query->descending && query->limit;
    for (size_t i = 0; hits && i < from->count; i++) {
        row *r = from->rows[i];
        if (in_order && hits->count == query->limit)
            break;
        if (strcmp(r->of, of->name) == 0 && matches(r, &by, query) &&
            !list_put(hits, &by, row_hold(r))) {
            list_drop(hits);
            hits = NULL;
        }
    }
    return hits;
}

static prse_status give(transaction *tx, const prse_collection *of,
                        const prse_query *query, prse_row_found found,
                        void *user, size_t *given, prse_error *err)
{
    if (go_on(tx, err))
        return tx->failed;
    list *hits = select_rows(tx->rows, of, query);
    if (!hits)
        return tx->failed = fail(err, PRSE_ENOMEM, of->name, "no memory");
    for (int stop = 0; !stop && *given < hits->count;) {
        size_t at = query->descending ? hits->count - 1 - *given : *given;
        stop = found(user, hits->rows[at]->values, hits->rows[at]->version);
        stop |= ++*given == query->limit;
    }
    list_drop(hits);
    return PRSE_OK;
}

prse_status scan(void *own, const prse_collection *of, const prse_query *query,
                 prse_row_found found, void *user, prse_error *err)
{
    size_t given = 0;
    return give(own, of, query, found, user, &given, err);
}

/* Nobody else writes: the first row is free. */
prse_status claim(void *own, const prse_collection *of, const prse_query *query,
                  prse_row_found found, void *user, prse_error *err)
{
    transaction *tx = own;
    prse_query first = *query;
    size_t given = 0;
    if (!tx->how.write)
        return tx->failed = fail(err, PRSE_EINVAL, of->name, "it only reads");
    first.limit = 1;
    prse_status status = give(tx, of, &first, found, user, &given, err);
    if (!status && given == 0)
        return fail(err, PRSE_ENOTFOUND, of->name, "no row is free");
    return status;
}
