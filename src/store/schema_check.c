/* SPDX-License-Identifier: Apache-2.0 */
/* Each sentence of sys/store.h that a schema can break. */
#include <string.h>

#include "store/check.h"
#include "store/store.h"

enum {
    LONGEST_NAME = 48,
    MOST_COLUMNS = 64,
    MOST_PARTS = 6, /* of a key, of an index */
    MOST_INDEXES = 16
};

static prse_status wrong(prse_error *err, const char *name, const char *why)
{
    return prse__error_set(err, PRSE_EINVAL, name, "%s", why);
}

static int name_is_legal(const char *name)
{
    size_t len = 0;
    if (!name)
        return 0;
    for (; name[len] != '\0' && len <= LONGEST_NAME; len++) {
        char c = name[len];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
            return 0;
    }
    return len > 0 && len <= LONGEST_NAME;
}

static prse_status check_name(const char *name, const char *where,
                              prse_error *err)
{
    if (name_is_legal(name))
        return PRSE_OK;
    return wrong(err, where,
                 "a name has 1 to 48 small letters, digits and _");
}

static int may_be_indexed(int32_t type)
{
    return type == PRSE_TYPE_TEXT || type == PRSE_TYPE_INT ||
           type == PRSE_TYPE_BOOL || type == PRSE_TYPE_DATE ||
           type == PRSE_TYPE_TIME;
}

static prse_status check_key_column(const prse_column *column,
                                    const prse_collection *of,
                                    prse_error *err)
{
    if (column->type != PRSE_TYPE_TEXT && column->type != PRSE_TYPE_INT &&
        column->type != PRSE_TYPE_DATE)
        return wrong(err, column->name, "a key has TEXT, INT and DATE only");
    if (column->optional)
        return wrong(err, column->name, "no part of a key may be absent");
    if (column->since != of->since)
        return wrong(err, column->name,
                     "a key is as old as its collection");
    return PRSE_OK;
}

/* What rows from before a column get. */
static prse_status check_initial(const prse_column *column,
                                 const prse_collection *of, prse_error *err)
{
    prse_value value;
    if (!column->initial) {
        if (column->optional || column->since == of->since)
            return PRSE_OK;
        return wrong(err, column->name,
                     "a later column is optional or has an initial value");
    }
    prse_status status = prse__field_read(
        &value, column->type, prse_str_of(column->initial), err);
    if (!status)
        status = prse__check_value(column, &value, err);
    if (status && status != PRSE_ENOMEM)
        return wrong(err, column->name,
                     "its initial value is not one of its type");
    return status;
}

static prse_status check_column(const prse_schema *schema,
                                const prse_collection *of, uint32_t at,
                                prse_error *err)
{
    const prse_column *column = &of->columns[at];
    prse_status status = check_name(column->name, of->name, err);
    if (status)
        return status;
    if (strcmp(column->name, "version") == 0)
        return wrong(err, of->name, "\"version\" is not a column's name");
    for (uint32_t i = 0; i < at; i++)
        if (strcmp(column->name, of->columns[i].name) == 0)
            return wrong(err, column->name, "two columns have this name");
    if (column->type < PRSE_TYPE_TEXT || column->type > PRSE_TYPE_BYTES)
        return wrong(err, column->name, "its type is not known");
    if (column->optional != 0 && column->optional != 1)
        return wrong(err, column->name, "optional is 0 or 1");
    if (column->since < of->since || column->since > schema->version)
        return wrong(err, column->name,
                     "its since is none of its collection's versions");
    if (at > 0 && column->since < of->columns[at - 1].since)
        return wrong(err, column->name, "columns of later versions come last");
    if (at < of->key_count)
        status = check_key_column(column, of, err);
    return status ? status : check_initial(column, of, err);
}

static prse_status check_index_columns(const prse_collection *of,
                                       const prse_index *index,
                                       prse_error *err)
{
    uint64_t seen = 0;
    for (uint8_t i = 0; i < index->count; i++) {
        uint8_t at = index->columns[i];
        if (at >= of->column_count)
            return wrong(err, index->name, "it names no column");
        if (seen >> at & 1)
            return wrong(err, index->name, "it names a column twice");
        if (!may_be_indexed(of->columns[at].type))
            return wrong(err, index->name,
                         "DECIMAL, JSON and BYTES have no order");
        if (of->columns[at].since > index->since)
            return wrong(err, index->name, "it is older than its column");
        seen |= UINT64_C(1) << at;
    }
    return PRSE_OK;
}

static prse_status check_index(const prse_schema *schema,
                               const prse_collection *of,
                               const prse_index *index, prse_error *err)
{
    prse_status status = check_name(index->name, of->name, err);
    if (status)
        return status;
    if (index->count < 1 || index->count > MOST_PARTS)
        return wrong(err, index->name, "an index has 1 to 6 columns");
    if (index->unique > 1)
        return wrong(err, index->name, "unique is 0 or 1");
    if (index->since < of->since || index->since > schema->version)
        return wrong(err, index->name,
                     "its since is none of its collection's versions");
    if (index->until != 0 &&
        (index->until <= index->since || index->until > schema->version))
        return wrong(err, index->name,
                     "its until is no version after its since");
    return check_index_columns(of, index, err);
}

static prse_status check_collection(const prse_schema *schema,
                                    const prse_collection *of,
                                    prse_error *err)
{
    prse_status status = check_name(of->name, schema->name, err);
    if (status)
        return status;
    if (strncmp(of->name, "sqlite_", 7) == 0)
        return wrong(err, of->name, "names in sqlite_ are SQLite's own");
    if (of->since < 1 || of->since > schema->version)
        return wrong(err, of->name, "its since is no version of the schema");
    if (of->column_count < 1 || of->column_count > MOST_COLUMNS ||
        !of->columns)
        return wrong(err, of->name, "a collection has 1 to 64 columns");
    if (of->key_count < 1 || of->key_count > MOST_PARTS ||
        of->key_count > of->column_count)
        return wrong(err, of->name, "a key has 1 to 6 columns");
    if (of->index_count > MOST_INDEXES || (of->index_count && !of->indexes))
        return wrong(err, of->name, "a collection has at most 16 indexes");
    for (uint32_t i = 0; !status && i < of->column_count; i++)
        status = check_column(schema, of, i, err);
    for (uint32_t i = 0; !status && i < of->index_count; i++)
        status = check_index(schema, of, &of->indexes[i], err);
    return status;
}

/* Uses of a name by collections and indexes, which share them in SQL. */
static uint32_t uses_of(const prse_schema *schema, const char *name)
{
    uint32_t uses = 0;
    for (uint32_t i = 0; i < schema->count; i++) {
        const prse_collection *of = &schema->collections[i];
        uses += strcmp(of->name, name) == 0;
        for (uint32_t x = 0; x < of->index_count; x++)
            uses += strcmp(of->indexes[x].name, name) == 0;
    }
    return uses;
}

static prse_status check_unique(const prse_schema *schema, const char *name,
                                prse_error *err)
{
    if (uses_of(schema, name) == 1)
        return PRSE_OK;
    return wrong(err, name, "two collections or indexes have this name");
}

static prse_status check_names(const prse_schema *schema, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (uint32_t i = 0; !status && i < schema->count; i++) {
        const prse_collection *of = &schema->collections[i];
        status = check_unique(schema, of->name, err);
        for (uint32_t x = 0; !status && x < of->index_count; x++)
            status = check_unique(schema, of->indexes[x].name, err);
    }
    return status;
}

prse_status prse__schema_check(const prse_schema *schema, prse_error *err)
{
    if (!schema)
        return wrong(err, "schema", "a schema is required");
    prse_status status = check_name(schema->name, "schema", err);
    if (status)
        return status;
    if (schema->version < 1)
        return wrong(err, schema->name, "versions count from 1");
    if (schema->count > 0 && !schema->collections)
        return wrong(err, schema->name, "its collections are NULL");
    for (uint32_t i = 0; !status && i < schema->count; i++)
        status = check_collection(schema, &schema->collections[i], err);
    return status ? status : check_names(schema, err);
}
