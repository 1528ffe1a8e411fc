/* SPDX-License-Identifier: Apache-2.0 */
#include "store/broken.h"

#include <string.h>

enum { COLLECTIONS = 8, COLUMNS = 16, INDEXES = 8 };

typedef struct copy {
    prse_schema schema;
    prse_collection collections[COLLECTIONS];
    prse_column columns[COLLECTIONS][COLUMNS];
    prse_index indexes[COLLECTIONS][INDEXES];
} copy;

static void copy_collection(copy *c, uint32_t at, const prse_collection *of)
{
    memcpy(c->columns[at], of->columns,
           of->column_count * sizeof *of->columns);
    if (of->index_count > 0)
        memcpy(c->indexes[at], of->indexes,
               of->index_count * sizeof *of->indexes);
    c->collections[at] = *of;
    c->collections[at].columns = c->columns[at];
    c->collections[at].indexes = c->indexes[at];
}

static void forget(copy *c, uint32_t at, broken_defect defect)
{
    for (uint32_t i = 0; i < COLUMNS; i++) {
        prse_column *column = &c->columns[at][i];
        if (defect != BROKEN_INITIAL || !column->initial)
            continue;
        column->initial = NULL;
        column->optional = 1;
    }
    for (uint32_t i = 0; i < INDEXES; i++)
        if (defect == BROKEN_UNIQUE)
            c->indexes[at][i].unique = 0;
}

/* The store in memory keeps nothing of a schema. */
prse_status broken_migrate(broken_defect defect, const prse_store *inner,
                           const prse_schema *schema, uint32_t from,
                           uint32_t to, prse_error *err)
{
    copy c = {.schema = *schema};
    for (uint32_t i = 0; i < schema->count; i++) {
        copy_collection(&c, i, &schema->collections[i]);
        forget(&c, i, defect);
    }
    c.schema.collections = c.collections;
    if (defect == BROKEN_FROM_VERSION)
        inner->version(inner->self, prse_str_of(schema->name), &from, NULL);
    return inner->migrate(inner->self, &c.schema, from, to, err);
}
