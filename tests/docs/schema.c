/* SPDX-License-Identifier: Apache-2.0 */
/* print-schema portail | travaux: a schema, a line a column: collection,
 * column, type, whether it is part of the key, whether it may be empty. For
 * storage.py. */
#include <stdio.h>
#include <string.h>

#include "portailrse/worker.h"
#include "portailrse/portal.h"

static const char *const types[] = {
    [PRSE_TYPE_TEXT] = "text",       [PRSE_TYPE_INT] = "integer",
    [PRSE_TYPE_BOOL] = "boolean",    [PRSE_TYPE_DATE] = "day",
    [PRSE_TYPE_TIME] = "moment",     [PRSE_TYPE_DECIMAL] = "decimal",
    [PRSE_TYPE_JSON] = "JSON",       [PRSE_TYPE_BYTES] = "bytes"};

int main(int argc, char **argv)
{
    const prse_schema *schema = prse_portal_schema();
    if (argc == 2 && strcmp(argv[1], prse_queue_schema()->name) == 0)
        schema = prse_queue_schema();
    for (uint32_t i = 0; i < schema->count; i++) {
        const prse_collection *of = &schema->collections[i];
        for (uint32_t c = 0; c < of->column_count; c++)
            printf("%s %s %s %d %d\n", of->name, of->columns[c].name,
                   types[of->columns[c].type], c < of->key_count,
                   (int)of->columns[c].optional);
    }
    return 0;
}
