/* SPDX-License-Identifier: Apache-2.0 */
#include "store/memory.h"
#include "store/store.h"

/* What putting or removing a row is about. */
typedef struct change {
    prse__mem_tx *tx;
    prse__mem_table *table; /* nobody else sees it */
    const prse_collection *of;
    prse__mem_row *old; /* that is there; NULL: none */
    prse_error *err;
} change;

static prse_status start(change *c, prse__mem_tx *tx,
                         const prse_collection *of, const prse_value *key,
                         prse_error *err)
{
    uint32_t at = 0;
    *c = (change){.tx = tx, .of = of, .err = err};
    prse_status status = prse__mem_enter(tx, of, &at, err);
    if (status)
        return status;
    if (!tx->write)
        return prse__mem_leave(
            tx, prse__error_set(err, PRSE_EINVAL, of->name,
                                "this transaction only reads"));
    if (prse__mem_state_own(&tx->state))
        c->table = prse__mem_table_own(tx->state, at);
    if (!c->table)
        return prse__mem_leave(tx, prse__error_nomem(err));
    c->old = prse__mem_tree_find(c->table->root, &c->table->key,
                                 c->table->key.count, key);
    return PRSE_OK;
}

static prse_status exists(const change *c, const char *index)
{
    if (!index)
        return prse__error_set(c->err, PRSE_EEXISTS, c->of->name,
                               "a row of this key is there already");
    return prse__error_set(c->err, PRSE_EEXISTS, index,
                           "another row has the same values in this unique "
                           "index");
}

/* The version that is there, against the one that the caller expects. */
static prse_status check_version(const change *c, int64_t expected)
{
    if (expected == PRSE_VERSION_ANY)
        return PRSE_OK;
    if (expected == PRSE_VERSION_NEW)
        return c->old ? exists(c, NULL) : PRSE_OK;
    if (!c->old)
        return prse__error_set(c->err, PRSE_ENOTFOUND, c->of->name,
                               "there is no row of this key");
    if (c->old->version != expected)
        return prse__error_set(c->err, PRSE_ECONFLICT, c->of->name,
                               "the row has version %lld by now, not %lld",
                               (long long)c->old->version,
                               (long long)expected);
    return PRSE_OK;
}

/* No two rows agree where none of the values is absent. */
static int may_agree(const prse__mem_index *index, const prse_value *values)
{
    if (!index->live || !index->unique)
        return 0;
    for (uint8_t i = 0; i < index->count; i++)
        if (values[index->order.columns[i]].type == PRSE_TYPE_NULL)
            return 0;
    return 1;
}

static prse_status check_unique(const change *c, const prse_value *values)
{
    for (uint32_t i = 0; i < PRSE__MEMORY_INDEXES; i++) {
        const prse__mem_index *index = &c->table->indexes[i];
        if (!may_agree(index, values))
            continue;
        const prse__mem_row *other = prse__mem_tree_find(
            index->root, &index->order, index->count, values);
        if (other && other != c->old)
            return exists(c, i < c->of->index_count ? c->of->indexes[i].name
                                                    : c->of->name);
    }
    return PRSE_OK;
}

/* 0: no memory. */
static int put_in_index(change *c, prse__mem_index *index, prse__mem_row *row)
{
    if (c->old && (!row || prse__mem_row_cmp(&index->order, index->order.count,
                                             c->old->values, row->values)) &&
        !prse__mem_tree_remove(&index->root, &index->order, c->old))
        return 0;
    return !row ||
           prse__mem_tree_put(&index->root, &index->order, row,
                              prse__mem_state_draw(c->tx->state));
}

/* Puts a row in the place of the old one; NULL: only removes that. */
static int replace(change *c, prse__mem_row *row)
{
    prse__mem_table *table = c->table;
    int done = 1;
    for (uint32_t i = 0; done && i < PRSE__MEMORY_INDEXES; i++)
        if (table->indexes[i].live)
            done = put_in_index(c, &table->indexes[i], row);
    if (done && row)
        return prse__mem_tree_put(&table->root, &table->key, row,
                                  prse__mem_state_draw(c->tx->state));
    return done && prse__mem_tree_remove(&table->root, &table->key, c->old);
}

static prse_status put_row(change *c, const prse_value *values,
                           int64_t version)
{
    prse__mem_row *row =
        prse__mem_row_new(values, c->table->columns, version);
    int done = row && replace(c, row);
    prse__mem_row_free(row);
    return done ? PRSE_OK : prse__error_nomem(c->err);
}

/* These leave a transaction as it was. */
static prse_status harmless_or_leave(change *c, prse_status status, int is_new)
{
    if (status == PRSE_ENOTFOUND || status == PRSE_ECONFLICT ||
        (status == PRSE_EEXISTS && is_new))
        return status;
    return prse__mem_leave(c->tx, status);
}

prse_status prse__mem_put(void *tx, const prse_collection *of,
                          const prse_value *values, int64_t expected,
                          int64_t *version, prse_error *err)
{
    change c;
    prse_status status = start(&c, tx, of, values, err);
    if (status)
        return status;
    int64_t next = c.old ? c.old->version + (c.old->version < INT64_MAX) : 1;
    status = check_version(&c, expected);
    if (!status)
        status = check_unique(&c, values);
    if (!status)
        status = put_row(&c, values, next);
    if (!status && version)
        *version = next;
    return harmless_or_leave(&c, status, expected == PRSE_VERSION_NEW);
}

prse_status prse__mem_load(void *tx, const prse_collection *of,
                           const prse_value *values, int64_t version,
                           prse_error *err)
{
    change c;
    prse_status status = start(&c, tx, of, values, err);
    if (status)
        return status;
    status = check_version(&c, PRSE_VERSION_NEW);
    if (!status)
        status = check_unique(&c, values);
    if (!status)
        status = put_row(&c, values, version);
    return harmless_or_leave(&c, status, 0);
}

prse_status prse__mem_remove(void *tx, const prse_collection *of,
                             const prse_value *key, int64_t expected,
                             prse_error *err)
{
    change c;
    prse_status status = start(&c, tx, of, key, err);
    if (status)
        return status;
    if (!c.old)
        status = prse__error_set(err, PRSE_ENOTFOUND, of->name,
                                 "there is no row of this key");
    else
        status = check_version(&c, expected);
    if (!status && !replace(&c, NULL))
        status = prse__error_nomem(err);
    return harmless_or_leave(&c, status, 0);
}
