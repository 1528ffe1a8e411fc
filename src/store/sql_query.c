/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "store/order.h"
#include "store/sql.h"

typedef struct writer {
    prse__buf *out;
    const prse__sql *sql;
    uint32_t conditions, params;
} writer;

static void add_param(writer *w)
{
    prse__buf_addf(w->out, "%s%" PRIu32, w->sql->placeholder, ++w->params);
}

static void add_condition(writer *w, const prse_column *column,
                          const char *compared)
{
    prse__buf_adds(w->out, w->conditions++ ? " AND " : " WHERE ");
    prse__buf_addf(w->out, "\"%s\" %s", column->name, compared);
}

static void add_conditions(writer *w, const prse_collection *of,
                           const prse_query *query, const prse__order *order)
{
    for (uint32_t i = 0; i < query->equal_count; i++) {
        const prse_column *column = &of->columns[order->columns[i]];
        if (query->equal[i].type == PRSE_TYPE_NULL) {
            add_condition(w, column, "IS NULL");
            continue;
        }
        add_condition(w, column, "= ");
        add_param(w);
    }
    const prse_column *next = &of->columns[order->columns[query->equal_count]];
    if (query->from) {
        add_condition(w, next, ">= ");
        add_param(w);
    }
    if (query->to) {
        add_condition(w, next, "< ");
        add_param(w);
    }
}

static void add_order(writer *w, const prse_collection *of,
                      const prse__order *order, int descending)
{
    prse__buf_adds(w->out, " ORDER BY ");
    for (uint32_t i = 0; i < order->count; i++) {
        const prse_column *column = &of->columns[order->columns[i]];
        prse__buf_addf(w->out, "%s\"%s\"%s", i > 0 ? ", " : "", column->name,
                       descending ? " DESC" : "");
        if (column->optional)
            prse__buf_adds(w->out, descending ? w->sql->nulls_last
                                              : w->sql->nulls_first);
    }
}

static void add_limit(writer *w, const prse_query *query, int claim)
{
    if (claim) {
        prse__buf_adds(w->out, " LIMIT 1");
        prse__buf_adds(w->out, w->sql->locking);
    } else if (query->limit > 0) {
        prse__buf_adds(w->out, " LIMIT ");
        add_param(w);
    }
}

void prse__sql_query(prse__buf *out, const prse__sql *sql,
                     const prse_collection *of, const prse_query *query,
                     int claim)
{
    writer w = {.out = out, .sql = sql};
    prse__order order = prse__order_of(of, query->index);
    prse__buf_adds(out, "SELECT ");
    for (uint32_t i = 0; i < of->column_count; i++)
        prse__buf_addf(out, "\"%s\", ", of->columns[i].name);
    prse__buf_addf(out, "\"version\" FROM %s\"%s\"", sql->prefix, of->name);
    add_conditions(&w, of, query, &order);
    add_order(&w, of, &order, query->descending != 0);
    add_limit(&w, query, claim);
}

uint64_t prse__sql_query_shape(const prse_query *query, int claim)
{
    uint64_t shape = (uint64_t)(query->index + 1);
    uint64_t absent = 0;
    for (uint32_t i = 0; i < query->equal_count; i++)
        absent |= (uint64_t)(query->equal[i].type == PRSE_TYPE_NULL) << i;
    shape = shape << 4 | query->equal_count;
    shape = shape << 8 | absent;
    shape = shape << 1 | (query->descending != 0);
    shape = shape << 1 | (query->from != NULL);
    shape = shape << 1 | (query->to != NULL);
    shape = shape << 1 | (query->limit > 0 && !claim);
    return shape << 1 | (claim != 0);
}
