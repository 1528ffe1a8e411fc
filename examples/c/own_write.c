/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "own_parts.h"

enum { COLUMNS = 64 };

/* No two rows agree in a unique index, where none of its values is absent. */
static int agree(const prse_collection *of, const prse_index *index,
                 const row *r, const prse_value *values)
{
    int agrees = index->unique && !index->until && !strcmp(r->of, of->name);
    for (uint8_t i = 0; agrees && i < index->count; i++) {
        const prse_value *value = &values[index->columns[i]];
        agrees = value->type != PRSE_TYPE_NULL &&
                 value_compare(value, &r->values[index->columns[i]]) == 0;
    }
    return agrees;
}

static int is_taken(const list *rows, const row *but, const prse_collection *of,
                    const prse_index *index, const prse_value *values)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->rows[i] != but && agree(of, index, rows->rows[i], values))
            return 1;
    return 0;
}

/* The row that is there, or NULL, against what the caller expects. */
static prse_status check_version(const row *old, const char *of,
                                 int64_t expected, prse_error *err)
{
    if (expected == PRSE_VERSION_NEW && old)
        return fail(err, PRSE_EEXISTS, of, "the row is there already");
    if (expected > PRSE_VERSION_NEW && !old)
        return fail(err, PRSE_ENOTFOUND, of, "there is no such row");
    if (expected > PRSE_VERSION_NEW && old->version != expected)
        return fail(err, PRSE_ECONFLICT, of, "it has another version by now");
    return PRSE_OK;
}

/* Finds the row of a key, for somebody who writes. */
static prse_status find_to_write(transaction *tx, const prse_collection *of,
                                 const prse_value *key, size_t *at, row **old,
                                 prse_error *err)
{
    order by = order_of(of, -1);
    if (go_on(tx, err))
        return tx->failed;
    if (!tx->how.write)
        return tx->failed = fail(err, PRSE_EINVAL, of->name, "it only reads");
    *old = list_find(tx->rows, &by, of->name, key, at) ? tx->rows->rows[*at]
                                                       : NULL;
    return PRSE_OK;
}

/* These leave a transaction as it was; any other failure ends it. */
static prse_status harmless_or_end(transaction *tx, prse_status status,
                                   int exists_is_harmless)
{
    if (status != PRSE_ENOTFOUND && status != PRSE_ECONFLICT &&
        !(status == PRSE_EEXISTS && exists_is_harmless))
        tx->failed = status;
    return status;
}

static prse_status put_row(transaction *tx, const prse_collection *of,
                           const prse_value *values, row *old, int64_t version,
                           prse_error *err)
{
    order by = order_of(of, -1);
    for (uint32_t i = 0; i < of->index_count; i++)
        if (is_taken(tx->rows, old, of, &of->indexes[i], values))
            return fail(err, PRSE_EEXISTS, of->indexes[i].name, "it is taken");
    if (!list_put(tx->rows, &by,
                  row_new(of->name, values, of->column_count, version)))
        return fail(err, PRSE_ENOMEM, of->name, "no memory");
    return PRSE_OK;
}

prse_status put(void *own, const prse_collection *of, const prse_value *values,
                int64_t expected, int64_t *version, prse_error *err)
{
    transaction *tx = own;
    row *old = NULL;
    size_t at;
    prse_status status = find_to_write(tx, of, values, &at, &old, err);
    if (status)
        return status;
    int64_t next = old ? old->version + (old->version < INT64_MAX) : 1;
    status = check_version(old, of->name, expected, err);
    if (!status)
        status = put_row(tx, of, values, old, next, err);
    if (!status && version)
        *version = next;
    return harmless_or_end(tx, status, expected == PRSE_VERSION_NEW);
}

prse_status load(void *own, const prse_collection *of, const prse_value *values,
                 int64_t version, prse_error *err)
{
    transaction *tx = own;
    row *old = NULL;
    size_t at;
    prse_status status = find_to_write(tx, of, values, &at, &old, err);
    if (status)
        return status;
    status = check_version(old, of->name, PRSE_VERSION_NEW, err);
    if (!status)
        status = put_row(tx, of, values, old, version, err);
    return harmless_or_end(tx, status, 0);
}

prse_status remove_row(void *own, const prse_collection *of,
                       const prse_value *key, int64_t expected, prse_error *err)
{
    transaction *tx = own;
    row *old = NULL;
    size_t at;
    prse_status status = find_to_write(tx, of, key, &at, &old, err);
    if (status)
        return status;
    if (!old)
        status = fail(err, PRSE_ENOTFOUND, of->name, "there is no such row");
    else
        status = check_version(old, of->name, expected, err);
    if (!status)
        list_remove(tx->rows, at);
    return harmless_or_end(tx, status, 0);
}

/* --- Schemas: their versions are rows of a collection of their own */

static const prse_column schema_columns[] = {
    {.name = "name", .type = PRSE_TYPE_TEXT, .since = 1}};
static const prse_collection schemas = {.name = "",
                                        .columns = schema_columns,
                                        .column_count = 1,
                                        .key_count = 1,
                                        .since = 1};

uint32_t schema_version(const list *rows, prse_str schema)
{
    prse_value name = {.type = PRSE_TYPE_TEXT, .text = schema};
    order by = order_of(&schemas, -1);
    size_t at;
    return list_find(rows, &by, schemas.name, &name, &at)
               ? (uint32_t)rows->rows[at]->version
               : 0;
}

static prse_value initial_value(const prse_column *column)
{
    prse_value value = {.type = PRSE_TYPE_NULL};
    if (!column->initial)
        return value;
    value.type = column->type;
    value.text = prse_str_of(column->initial);
    value.number = strtoll(column->initial, NULL, 10);
    return value;
}

/* Every row of the collection gets one value more. */
static int add_column(list *rows, const char *of, const prse_value *initial)
{
    prse_value wider[COLUMNS];
    for (size_t i = 0; i < rows->count; i++) {
        row *old = rows->rows[i];
        if (strcmp(old->of, of) != 0)
            continue;
        memcpy(wider, old->values, old->count * sizeof *wider);
        wider[old->count] = *initial;
        rows->rows[i] = row_new(of, wider, old->count + 1, old->version);
        if (!rows->rows[i]) {
            rows->rows[i] = old;
            return 0;
        }
        row_drop(old);
    }
    return 1;
}

static prse_status take_step(list *rows, const prse_collection *of,
                             const prse_step *step, prse_error *err)
{
    if (step->kind == PRSE_STEP_COLUMN) {
        prse_value initial = initial_value(&of->columns[step->item]);
        if (!add_column(rows, of->name, &initial))
            return fail(err, PRSE_ENOMEM, of->name, "no memory");
    }
    if (step->kind != PRSE_STEP_INDEX)
        return PRSE_OK;
    const prse_index *index = &of->indexes[step->item];
    for (size_t i = 0; i < rows->count; i++)
        if (strcmp(rows->rows[i]->of, of->name) == 0 &&
            is_taken(rows, rows->rows[i], of, index, rows->rows[i]->values))
            return fail(err, PRSE_EEXISTS, index->name, "rows agree in it");
    return PRSE_OK;
}

prse_status migrate_rows(transaction *tx, const prse_schema *schema,
                         uint32_t from, uint32_t to, prse_error *err)
{
    prse_value name = {.type = PRSE_TYPE_TEXT,
                       .text = prse_str_of(schema->name)};
    prse_step step = {.size = sizeof step};
    order by = order_of(&schemas, -1);
    prse_status status = PRSE_OK;
    if (schema_version(tx->rows, name.text) != from)
        return fail(err, PRSE_ECONFLICT, schema->name, "it is not at `from`");
    for (size_t i = 0;
         !status && !prse_schema_step(schema, from, to, i, &step, NULL); i++)
        status = take_step(tx->rows, &schema->collections[step.collection],
                           &step, err);
    if (status)
        return status;
    if (!list_put(tx->rows, &by, row_new(schemas.name, &name, 1, to)))
        return fail(err, PRSE_ENOMEM, schema->name, "no memory");
    return PRSE_OK;
}
