/* SPDX-License-Identifier: Apache-2.0 */
#include "store/memory.h"

enum { ROWS_BETWEEN_LOOKS = 256 };

prse_status prse__mem_get(void *own, const prse_collection *of,
                          const prse_value *key, prse_row_found found,
                          void *user, prse_error *err)
{
    prse__mem_tx *tx = own;
    uint32_t at = 0;
    prse_status status = prse__mem_enter(tx, of, &at, err);
    if (status)
        return status;
    const prse__mem_table *table = tx->state->tables[at];
    const prse__mem_row *row =
        prse__mem_tree_find(table->root, &table->key, table->key.count, key);
    if (!row)
        return prse__error_set(err, PRSE_ENOTFOUND, of->name,
                               "there is no row of this key");
    found(user, row->values, row->version);
    return PRSE_OK;
}

typedef struct giving {
    prse__mem_tx *tx;
    prse_row_found found;
    void *user;
    uint64_t limit, given;
    prse_status status;
    prse_error *err;
} giving;

static int give(void *user, prse__mem_row *row)
{
    giving *g = user;
    int stop = g->found(g->user, row->values, row->version);
    g->given++;
    if (stop || g->given == g->limit)
        return 1;
    if (g->given % ROWS_BETWEEN_LOOKS == 0)
        g->status = prse__mem_go_on(g->tx, g->err);
    return g->status != PRSE_OK;
}

static prse_status run(giving *g, const prse_collection *of,
                       const prse_query *query)
{
    uint32_t at = 0;
    prse_status status = prse__mem_enter(g->tx, of, &at, g->err);
    if (status)
        return status;
    const prse__mem_table *table = g->tx->state->tables[at];
    const prse__mem_index *index =
        query->index < 0 ? NULL : &table->indexes[query->index];
    if (index && !index->live)
        return prse__mem_leave(
            g->tx, prse__error_set(g->err, PRSE_ESCHEMA,
                                   of->indexes[query->index].name,
                                   "the store has no such index: migrate it "
                                   "first"));
    prse__mem_tree_walk(index ? index->root : table->root,
                        index ? &index->order : &table->key, query, give, g);
    return g->status ? prse__mem_leave(g->tx, g->status) : PRSE_OK;
}

prse_status prse__mem_scan(void *tx, const prse_collection *of,
                           const prse_query *query, prse_row_found found,
                           void *user, prse_error *err)
{
    giving g = {.tx = tx, .found = found, .user = user,
                .limit = query->limit, .err = err};
    return run(&g, of, query);
}

/* Nobody else writes: the first row is free. */
prse_status prse__mem_claim(void *own, const prse_collection *of,
                            const prse_query *query, prse_row_found found,
                            void *user, prse_error *err)
{
    prse__mem_tx *tx = own;
    giving g = {.tx = tx, .found = found, .user = user, .limit = 1,
                .err = err};
    if (!tx->write)
        return prse__mem_leave(
            tx, prse__error_set(err, PRSE_EINVAL, of->name,
                                "this transaction only reads"));
    prse_status status = run(&g, of, query);
    if (!status && g.given == 0)
        return prse__error_set(err, PRSE_ENOTFOUND, of->name,
                               "no row is free");
    return status;
}
