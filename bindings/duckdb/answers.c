/* SPDX-License-Identifier: Apache-2.0 */
#include "answers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

DUCKDB_EXTENSION_EXTERN

/* In the order of prse_answer. */
static const char *WORDS[] = {"non_soumis", "soumis", "incalculable",
                              "recommande", "insuffisant"};

duckdb_logical_type prse_duckdb_answer_type(const prse_pack *pack)
{
    size_t count = prse_pack_obligation_count(pack);
    duckdb_logical_type *types = calloc(count + 1, sizeof *types);
    const char **names = calloc(count + 1, sizeof(const char *));
    duckdb_logical_type made = NULL;
    for (size_t i = 0; types && names && i < count; i++) {
        prse_obligation_info about = {.size = sizeof about};
        prse_pack_obligation(pack, i, PRSE_LANG_FR, &about, NULL);
        types[i] = duckdb_create_enum_type(WORDS, sizeof WORDS /
                                                      sizeof *WORDS);
        names[i] = about.id.ptr;
    }
    if (types && names) {
        types[count] = duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR);
        names[count] = "erreur";
        made = duckdb_create_struct_type(types, names, count + 1);
    }
    for (size_t i = 0; types && i <= count; i++)
        duckdb_destroy_logical_type(&types[i]);
    free(types);
    free(names);
    return made;
}

/* --- Plans --- */

static void unref(void *user)
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

static void *ref(void *user)
{
    prse_duckdb_plan *plan = user;
    atomic_fetch_add(&plan->refs, 1);
    return plan;
}

static int refuse(duckdb_bind_info info, const char *why)
{
    duckdb_scalar_function_bind_set_error(info, why);
    return 0;
}

/* --- Binding --- */

/* The day, which has to be known before there is any row. */
static int read_day(char *day, size_t size, duckdb_bind_info info)
{
    duckdb_client_context context = NULL;
    duckdb_value value = NULL;
    duckdb_expression given =
        duckdb_scalar_function_bind_get_argument(info, 0);
    int good = 0;
    duckdb_scalar_function_get_client_context(info, &context);
    if (duckdb_expression_is_foldable(given)) {
        duckdb_error_data failed =
            duckdb_expression_fold(context, given, &value);
        good = !duckdb_error_data_has_error(failed) && value &&
               !duckdb_is_null_value(value);
        duckdb_destroy_error_data(&failed);
    }
    if (good) {
        duckdb_date_struct d = duckdb_from_date(duckdb_get_date(value));
        snprintf(day, size, "%04d-%02d-%02d", (int)d.year, d.month, d.day);
    }
    duckdb_destroy_value(&value);
    duckdb_destroy_expression(&given);
    duckdb_destroy_client_context(&context);
    return good || refuse(info, "the day of the law must be a constant: "
                                "DATE '2026-11-27', or current_date");
}

static int read_columns(prse_duckdb_plan *plan, duckdb_logical_type type,
                        duckdb_bind_info info)
{
    size_t count = duckdb_struct_type_child_count(type);
    int good = 1;
    plan->columns = calloc(count + 1, sizeof *plan->columns);
    plan->fields = calloc(count + 1, sizeof *plan->fields);
    plan->field_list = calloc(count + 1, sizeof(struct ArrowSchema *));
    if (!plan->columns || !plan->fields || !plan->field_list)
        return refuse(info, "out of memory");
    for (size_t i = 0; i < count && good; i++) {
        char why[256], *name = duckdb_struct_type_child_name(type, i);
        duckdb_logical_type child = duckdb_struct_type_child_type(type, i);
        snprintf(why, sizeof why,
                 "the type of `%s` cannot hold a fact: numbers, booleans, "
                 "dates, texts and enumerations can", name);
        plan->column_count++;
        good = prse_duckdb_column_open(&plan->columns[i], name, child) ||
               refuse(info, why);
        duckdb_destroy_logical_type(&child);
    }
    return good;
}

static int read_facts(prse_duckdb_plan *plan, duckdb_bind_info info)
{
    duckdb_expression given =
        duckdb_scalar_function_bind_get_argument(info, 1);
    duckdb_logical_type type = duckdb_expression_return_type(given);
    int good = duckdb_get_type_id(type) == DUCKDB_TYPE_STRUCT
                   ? read_columns(plan, type, info)
                   : refuse(info, "facts are a struct, such as {'effectif': "
                                  "effectif}, or the row of a table");
    duckdb_destroy_logical_type(&type);
    duckdb_destroy_expression(&given);
    if (good)
        prse_duckdb_schema(plan);
    return good;
}

/* Columns that are refused are told here, before there is any row. */
static int make_batch(prse_duckdb_plan *plan, prse_pack *pack,
                      const char *day, duckdb_bind_info info)
{
    prse_batch_options opts = {.size = sizeof opts,
                               .date = prse_str_of(day)};
    struct ArrowSchema answers;
    prse_error err;
    if (prse_batch_new(&plan->batch, pack, &opts, &err) ||
        prse_batch_schema(&answers, plan->batch, &plan->schema, &err))
        return refuse(info, err.message);
    answers.release(&answers);
    plan->obligation_count = prse_pack_obligation_count(pack);
    return 1;
}

void prse_duckdb_bind(duckdb_bind_info info)
{
    prse_pack *pack = duckdb_scalar_function_bind_get_extra_info(info);
    prse_duckdb_plan *plan = calloc(1, sizeof *plan);
    char day[16];
    if (!plan) {
        refuse(info, "out of memory");
        return;
    }
    atomic_init(&plan->refs, 1);
    if (read_day(day, sizeof day, info) && read_facts(plan, info) &&
        make_batch(plan, pack, day, info)) {
        duckdb_scalar_function_set_bind_data(info, plan, unref);
        duckdb_scalar_function_set_bind_data_copy(info, ref);
    } else {
        unref(plan);
    }
}

/* --- Rows --- */

/* Bits of Arrow and of DuckDB mean the same. */
static void give_nulls(duckdb_vector to, const struct ArrowArray *column)
{
    if (column->null_count == 0 || !column->buffers[0])
        return;
    duckdb_vector_ensure_validity_writable(to);
    memcpy(duckdb_vector_get_validity(to), column->buffers[0],
           (size_t)(column->length + 7) / 8);
}

static void give_texts(duckdb_vector to, const struct ArrowArray *column)
{
    const int32_t *ends = column->buffers[1];
    const char *text = column->buffers[2];
    const uint8_t *there = column->buffers[0];
    for (int64_t i = 0; i < column->length; i++)
        if (!there || there[i / 8] >> i % 8 & 1)
            duckdb_vector_assign_string_element_len(
                to, (idx_t)i, text + ends[i], (idx_t)(ends[i + 1] - ends[i]));
}

static void give(duckdb_vector output, const struct ArrowArray *answers,
                 size_t obligations)
{
    for (size_t i = 0; i <= obligations; i++) {
        duckdb_vector to = duckdb_struct_vector_get_child(output, i);
        const struct ArrowArray *column = answers->children[i];
        give_nulls(to, column);
        if (i < obligations)
            memcpy(duckdb_vector_get_data(to), column->buffers[1],
                   (size_t)column->length);
        else if (column->null_count < column->length)
            give_texts(to, column);
    }
}

void prse_duckdb_answer(duckdb_function_info info, duckdb_data_chunk input,
                        duckdb_vector output)
{
    const prse_duckdb_plan *plan = duckdb_scalar_function_get_bind_data(info);
    struct ArrowArray answers;
    prse_duckdb_table table;
    prse_error err;
    idx_t count = duckdb_data_chunk_get_size(input);
    if (!prse_duckdb_table_open(
            &table, plan, duckdb_data_chunk_get_vector(input, 1), count)) {
        duckdb_scalar_function_set_error(info, "out of memory");
    } else if (prse_batch_block(&answers, plan->batch, &plan->schema,
                                &table.array, &err)) {
        duckdb_scalar_function_set_error(info, err.message);
    } else {
        give(output, &answers, plan->obligation_count);
        answers.release(&answers);
    }
    prse_duckdb_table_close(&table);
}
