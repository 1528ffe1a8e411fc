/* SPDX-License-Identifier: Apache-2.0 */
/* A pack, a day and a struct of facts, made ready for rows. */
#include <stdio.h>
#include <stdlib.h>

#include "answers.h"

DUCKDB_EXTENSION_EXTERN

void prse_duckdb_plan_unref(void *user)
{
    prse_duckdb_plan *plan = user;
    if (!plan || atomic_fetch_sub(&plan->refs, 1) > 1)
        return;
    for (size_t i = 0; plan->columns && i < plan->column_count; i++)
        prse_duckdb_column_close(&plan->columns[i]);
    prse_batch_unref(plan->batch);
    free(plan->columns);
    free(plan->fields);
    free(plan->field_list);
    free(plan);
}

void *prse_duckdb_plan_ref(void *user)
{
    prse_duckdb_plan *plan = user;
    atomic_fetch_add(&plan->refs, 1);
    return plan;
}

static int read_columns(prse_duckdb_plan *plan, duckdb_logical_type type,
                        char *why, size_t size)
{
    size_t count = duckdb_struct_type_child_count(type);
    int good = 1;
    plan->columns = calloc(count + 1, sizeof *plan->columns);
    plan->fields = calloc(count + 1, sizeof *plan->fields);
    plan->field_list = calloc(count + 1, sizeof(struct ArrowSchema *));
    if (!plan->columns || !plan->fields || !plan->field_list)
        return snprintf(why, size, "out of memory") < 0;
    for (size_t i = 0; i < count && good; i++) {
        char *name = duckdb_struct_type_child_name(type, i);
        duckdb_logical_type child = duckdb_struct_type_child_type(type, i);
        good = prse_duckdb_column_open(&plan->columns[i], name, child);
        plan->column_count++;
        if (!good)
            snprintf(why, size,
                     "the type of `%s` cannot hold a fact: numbers, "
                     "booleans, dates, texts and enumerations can", name);
        duckdb_destroy_logical_type(&child);
    }
    return good;
}

/* Columns that are refused are told here, before there is any row. */
static int make_batch(prse_duckdb_plan *plan, prse_pack *pack,
                      const char *day, uint32_t columns, char *why,
                      size_t size)
{
    prse_batch_options opts = {.size = sizeof opts, .columns = columns,
                               .date = prse_str_of(day)};
    struct ArrowSchema answers;
    prse_error err;
    if (prse_batch_new(&plan->batch, pack, &opts, &err) ||
        prse_batch_schema(&answers, plan->batch, &plan->schema, &err)) {
        snprintf(why, size, "%s", err.message);
        return 0;
    }
    answers.release(&answers);
    plan->obligation_count = prse_pack_obligation_count(pack);
    return 1;
}

prse_duckdb_plan *prse_duckdb_plan_make(prse_pack *pack, const char *day,
                                        uint32_t columns,
                                        duckdb_logical_type type, char *why,
                                        size_t size)
{
    prse_duckdb_plan *plan = NULL;
    if (duckdb_get_type_id(type) != DUCKDB_TYPE_STRUCT)
        snprintf(why, size, "facts are a struct, such as {'effectif': "
                            "effectif}, or the row of a table");
    else if (!(plan = calloc(1, sizeof *plan)))
        snprintf(why, size, "out of memory");
    if (!plan)
        return NULL;
    atomic_init(&plan->refs, 1);
    if (read_columns(plan, type, why, size)) {
        prse_duckdb_schema(plan);
        if (make_batch(plan, pack, day, columns, why, size))
            return plan;
    }
    prse_duckdb_plan_unref(plan);
    return NULL;
}
