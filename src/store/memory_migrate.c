/* SPDX-License-Identifier: Apache-2.0 */
/* Migrations write a state of their own, like transactions. */
#include <string.h>

#include "store/memory.h"
#include "store/store.h"

enum { MOST_COLUMNS = 64 };

static prse_status make_collection(prse__mem_state *state,
                                   const prse_collection *of, prse_error *err)
{
    if (prse__mem_table_find(state, of->name) != UINT32_MAX)
        return prse__error_set(err, PRSE_ESCHEMA, of->name,
                               "another schema has a collection of this name");
    prse__mem_table *table = prse__mem_table_new(state, of);
    if (!table)
        return prse__error_nomem(err);
    while (table->columns < of->column_count &&
           of->columns[table->columns].since == of->since)
        table->columns++;
    return PRSE_OK;
}

/* Building a tree from the rows of another. */
typedef struct building {
    prse__mem_state *state;
    const prse__order *order;
    prse__mem_node *root;
    prse_value added; /* behind the values of each row */
    uint32_t columns;
    const prse__mem_index *unique; /* no two rows may agree in it; or NULL */
    prse_status status;
} building;

static void add_to(building *b, prse__mem_row *row)
{
    if (!row ||
        !prse__mem_tree_put(&b->root, b->order, row,
                            prse__mem_state_draw(b->state)))
        b->status = PRSE_ENOMEM;
}

static int widen(void *user, prse__mem_row *row)
{
    building *b = user;
    prse_value values[MOST_COLUMNS];
    memcpy(values, row->values, row->count * sizeof *values);
    values[row->count] = b->added;
    prse__mem_row *wider =
        prse__mem_row_new(values, row->count + 1, row->version);
    add_to(b, wider);
    prse__mem_row_free(wider);
    return b->status != PRSE_OK;
}

static int agrees(const building *b, const prse__mem_row *row)
{
    const prse__mem_index *index = b->unique;
    if (!index)
        return 0;
    for (uint8_t i = 0; i < index->count; i++)
        if (row->values[index->order.columns[i]].type == PRSE_TYPE_NULL)
            return 0;
    return prse__mem_tree_find(b->root, b->order, index->count,
                               row->values) != NULL;
}

static int add_row(void *user, prse__mem_row *row)
{
    building *b = user;
    if (agrees(b, row))
        b->status = PRSE_EEXISTS;
    else
        add_to(b, row);
    return b->status != PRSE_OK;
}

/* Takes the place of *root: what `visit` makes of each row of `from`. */
static prse_status rebuild(building *b, prse__mem_node **root,
                           const prse__mem_node *from, prse__mem_visit visit,
                           prse_error *err)
{
    const prse_query all = {.size = sizeof all, .index = -1};
    b->root = NULL;
    prse__mem_tree_walk(from, b->order, &all, visit, b);
    if (b->status) {
        prse__mem_tree_free(b->root);
        return b->status == PRSE_ENOMEM
                   ? prse__error_nomem(err)
                   : prse__error_set(err, b->status, NULL,
                                     "rows that are there agree in a new "
                                     "unique index");
    }
    prse__mem_tree_free(*root);
    *root = b->root;
    return PRSE_OK;
}

static prse_status fill_index(prse__mem_state *state, prse__mem_table *table,
                              prse__mem_index *index, prse_error *err)
{
    building b = {.state = state, .order = &index->order,
                  .unique = index->unique ? index : NULL};
    return rebuild(&b, &index->root, table->root, add_row, err);
}

static prse_status make_column(prse__mem_state *state, prse__mem_table *table,
                               const prse_column *column, prse_error *err)
{
    building b = {.state = state, .order = &table->key};
    prse_status status = PRSE_OK;
    if (column->initial)
        status = prse__field_read(&b.added, column->type,
                                  prse_str_of(column->initial), err);
    if (!status)
        status = rebuild(&b, &table->root, table->root, widen, err);
    table->columns++;
    for (uint32_t i = 0; !status && i < PRSE__MEMORY_INDEXES; i++)
        if (table->indexes[i].live)
            status = fill_index(state, table, &table->indexes[i], err);
    return status;
}

static prse_status make_index(prse__mem_state *state, prse__mem_table *table,
                              const prse_collection *of, uint32_t at,
                              prse_error *err)
{
    prse__mem_index *index = &table->indexes[at];
    *index = (prse__mem_index){.order = prse__order_of(of, (int32_t)at),
                               .count = of->indexes[at].count,
                               .unique = of->indexes[at].unique,
                               .live = 1};
    return fill_index(state, table, index, err);
}

static void drop_index(prse__mem_index *index)
{
    prse__mem_tree_free(index->root);
    *index = (prse__mem_index){.live = 0};
}

static prse_status take_step(prse__mem_state *state, const prse_schema *schema,
                             const prse_step *step, prse_error *err)
{
    const prse_collection *of = &schema->collections[step->collection];
    if (step->kind == PRSE_STEP_COLLECTION)
        return make_collection(state, of, err);
    uint32_t at = prse__mem_table_find(state, of->name);
    if (at == UINT32_MAX)
        return prse__error_set(err, PRSE_ESCHEMA, of->name,
                               "the store lacks this collection");
    prse__mem_table *table = prse__mem_table_own(state, at);
    if (!table)
        return prse__error_nomem(err);
    if (step->kind == PRSE_STEP_COLUMN)
        return make_column(state, table, &of->columns[step->item], err);
    if (step->kind == PRSE_STEP_INDEX)
        return make_index(state, table, of, step->item, err);
    drop_index(&table->indexes[step->item]);
    return PRSE_OK;
}

static prse_status take_steps(prse__mem_state *state,
                              const prse_schema *schema, uint32_t from,
                              uint32_t to, prse_error *err)
{
    prse_step step = {.size = sizeof step};
    prse_error end = {0};
    for (size_t i = 0;; i++) {
        prse_status status =
            prse_schema_step(schema, from, to, i, &step, &end);
        if (status == PRSE_ENOTFOUND)
            return PRSE_OK;
        if (status)
            return prse__error_set(err, status, end.subject, "%s",
                                   end.message);
        status = take_step(state, schema, &step, err);
        if (status)
            return status;
    }
}

static prse_status migrate(prse__mem_tx *tx, const prse_schema *schema,
                           uint32_t from, uint32_t to, prse_error *err)
{
    uint32_t there =
        prse__mem_version_get(tx->state, prse_str_of(schema->name));
    if (there != from)
        return prse__error_set(err, PRSE_ECONFLICT, schema->name,
                               "the store is at version %u, not %u", there,
                               from);
    tx->until = INT64_MAX; /* long work is no fault of it */
    if (!prse__mem_state_own(&tx->state))
        return prse__error_nomem(err);
    prse_status status = take_steps(tx->state, schema, from, to, err);
    if (!status && !prse__mem_version_set(tx->state, schema->name, to))
        return prse__error_nomem(err);
    return status;
}

prse_status prse__mem_migrate(void *self, const prse_schema *schema,
                              uint32_t from, uint32_t to, prse_error *err)
{
    const prse_tx_options opts = {.size = sizeof opts, .write = 1};
    void *tx;
    prse_status status = prse__schema_check(schema, err);
    if (!status)
        status = prse__mem_begin(self, &tx, &opts, err);
    if (status)
        return status;
    status = migrate(tx, schema, from, to, err);
    if (!status)
        return prse__mem_commit(tx, err);
    prse__mem_rollback(tx);
    return status;
}
