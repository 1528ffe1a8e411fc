/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers.h"

DUCKDB_EXTENSION_EXTERN

static const char *format_of(duckdb_type type)
{
    static const struct {
        duckdb_type type;
        const char *format;
    } FORMATS[] = {
        {DUCKDB_TYPE_BOOLEAN, "C"},  {DUCKDB_TYPE_TINYINT, "c"},
        {DUCKDB_TYPE_SMALLINT, "s"}, {DUCKDB_TYPE_INTEGER, "i"},
        {DUCKDB_TYPE_BIGINT, "l"},   {DUCKDB_TYPE_UTINYINT, "C"},
        {DUCKDB_TYPE_USMALLINT, "S"}, {DUCKDB_TYPE_UINTEGER, "I"},
        {DUCKDB_TYPE_UBIGINT, "L"},  {DUCKDB_TYPE_FLOAT, "f"},
        {DUCKDB_TYPE_DOUBLE, "g"},   {DUCKDB_TYPE_DATE, "tdD"},
        {DUCKDB_TYPE_TIMESTAMP, "tsu:"}, {DUCKDB_TYPE_VARCHAR, "u"},
        {DUCKDB_TYPE_SQLNULL, "n"}};
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (FORMATS[i].type == type)
            return FORMATS[i].format;
    return NULL;
}

/* --- Enumerations are dictionaries --- */

static void keep_schema(struct ArrowSchema *schema)
{
    schema->release = NULL;
}

static void keep_array(struct ArrowArray *array)
{
    array->release = NULL;
}

static int read_words(prse_duckdb_column *c, duckdb_logical_type type)
{
    size_t length = 0;
    c->text_count = duckdb_enum_dictionary_size(type);
    c->texts = calloc(c->text_count + 1, sizeof *c->texts);
    c->ends = calloc((size_t)c->text_count + 1, sizeof *c->ends);
    if (!c->texts || !c->ends)
        return 0;
    for (uint32_t i = 0; i < c->text_count; i++) {
        c->texts[i] = duckdb_enum_dictionary_value(type, i);
        length += strlen(c->texts[i]);
        c->ends[i + 1] = (int32_t)length;
    }
    c->letters = malloc(length + 1);
    for (uint32_t i = 0; c->letters && i < c->text_count; i++)
        memcpy(c->letters + c->ends[i], c->texts[i],
               (size_t)(c->ends[i + 1] - c->ends[i]));
    return c->letters != NULL;
}

static int open_words(prse_duckdb_column *c, duckdb_logical_type type)
{
    c->stored = duckdb_enum_internal_type(type);
    snprintf(c->format, sizeof c->format, "%s", format_of(c->stored));
    c->words_schema = (struct ArrowSchema){.format = "u", .name = "",
                                           .release = keep_schema};
    return read_words(c, type);
}

/* --- Columns --- */

int prse_duckdb_column_open(prse_duckdb_column *c, char *name,
                            duckdb_logical_type type)
{
    *c = (prse_duckdb_column){.name = name,
                              .type = duckdb_get_type_id(type)};
    if (c->type == DUCKDB_TYPE_ENUM)
        return open_words(c, type);
    if (c->type == DUCKDB_TYPE_DECIMAL) {
        c->stored = duckdb_decimal_internal_type(type);
        snprintf(c->format, sizeof c->format, "d:%d,%d",
                 duckdb_decimal_width(type), duckdb_decimal_scale(type));
        return 1;
    }
    const char *format = format_of(c->type);
    if (format)
        snprintf(c->format, sizeof c->format, "%s", format);
    return format != NULL;
}

void prse_duckdb_column_close(prse_duckdb_column *c)
{
    for (uint32_t i = 0; c->texts && i < c->text_count; i++)
        duckdb_free(c->texts[i]);
    free(c->texts);
    free(c->ends);
    free(c->letters);
    duckdb_free(c->name);
}

void prse_duckdb_schema(prse_duckdb_plan *plan)
{
    for (size_t i = 0; i < plan->column_count; i++) {
        prse_duckdb_column *c = &plan->columns[i];
        plan->fields[i] = (struct ArrowSchema){
            .format = c->format, .name = c->name,
            .flags = ARROW_FLAG_NULLABLE, .release = keep_schema,
            .dictionary = c->texts ? &c->words_schema : NULL};
        plan->field_list[i] = &plan->fields[i];
    }
    plan->schema = (struct ArrowSchema){
        .format = "+s", .name = "", .release = keep_schema,
        .n_children = (int64_t)plan->column_count,
        .children = plan->field_list};
}

/* --- Rows --- */

/* Sixteen bytes each, as Arrow has them. */
static void *wide_decimals(const prse_duckdb_column *c, const void *data,
                           idx_t count)
{
    duckdb_hugeint *wide = malloc((count + 1) * sizeof *wide);
    for (idx_t i = 0; wide && i < count; i++) {
        int64_t value = c->stored == DUCKDB_TYPE_SMALLINT
                            ? ((const int16_t *)data)[i]
                        : c->stored == DUCKDB_TYPE_INTEGER
                            ? ((const int32_t *)data)[i]
                            : ((const int64_t *)data)[i];
        wide[i] = (duckdb_hugeint){(uint64_t)value, value < 0 ? -1 : 0};
    }
    return wide;
}

static int is_there(const uint64_t *validity, idx_t row)
{
    return !validity || validity[row / 64] >> row % 64 & 1;
}

/* Ends first, then the letters; NULL: no memory, or too much text. */
static void *joined_texts(const duckdb_string_t *texts,
                          const uint64_t *validity, idx_t count)
{
    size_t ends_size = (count + 1) * sizeof(int32_t), length = 0;
    for (idx_t i = 0; i < count; i++)
        if (is_there(validity, i))
            length += texts[i].value.inlined.length;
    char *all = length <= INT32_MAX ? malloc(ends_size + length + 1) : NULL;
    int32_t end = 0;
    if (!all)
        return NULL;
    memcpy(all, &end, sizeof end);
    for (idx_t i = 0; i < count; i++) {
        duckdb_string_t text = texts[i];
        uint32_t size = is_there(validity, i) ? text.value.inlined.length : 0;
        memcpy(all + ends_size + end, duckdb_string_t_data(&text), size);
        end += (int32_t)size;
        memcpy(all + (i + 1) * sizeof end, &end, sizeof end);
    }
    return all;
}

static int fill_column(prse_duckdb_table *t, size_t i,
                       const prse_duckdb_column *c, duckdb_vector vector,
                       idx_t count)
{
    const void **buffers = &t->column_buffers[3 * i];
    struct ArrowArray *array = &t->arrays[i];
    void *data = duckdb_vector_get_data(vector);
    buffers[0] = duckdb_vector_get_validity(vector);
    buffers[1] = data;
    *array = (struct ArrowArray){
        .length = (int64_t)count, .null_count = buffers[0] ? -1 : 0,
        .n_buffers = 2, .buffers = buffers, .release = keep_array};
    if (c->type == DUCKDB_TYPE_SQLNULL) {
        array->n_buffers = 0;
        array->null_count = (int64_t)count;
    } else if (c->type == DUCKDB_TYPE_VARCHAR) {
        buffers[1] = t->owned[i] = joined_texts(data, buffers[0], count);
        buffers[2] = t->owned[i]
                         ? (char *)t->owned[i] + (count + 1) * sizeof(int32_t)
                         : NULL;
        array->n_buffers = 3;
    } else if (c->type == DUCKDB_TYPE_DECIMAL &&
               c->stored != DUCKDB_TYPE_HUGEINT) {
        buffers[1] = t->owned[i] = wide_decimals(c, data, count);
    }
    return c->type == DUCKDB_TYPE_SQLNULL || buffers[1] != NULL;
}

/* The words of an enumeration, for one table. */
static void fill_words(struct ArrowArray *words, const void **buffers,
                       const prse_duckdb_column *c)
{
    buffers[0] = NULL;
    buffers[1] = c->ends;
    buffers[2] = c->letters;
    *words = (struct ArrowArray){.length = c->text_count, .n_buffers = 3,
                                 .buffers = buffers, .release = keep_array};
}

int prse_duckdb_table_open(prse_duckdb_table *t, const prse_duckdb_plan *plan,
                           duckdb_vector rows, idx_t count)
{
    size_t columns = plan->column_count;
    int good = 1;
    /* A column and its dictionary have three buffers each. */
    *t = (prse_duckdb_table){
        .count = columns,
        .arrays = calloc(2 * columns + 1, sizeof *t->arrays),
        .list = calloc(columns + 1, sizeof(struct ArrowArray *)),
        .column_buffers = calloc(6 * columns + 1, sizeof(void *)),
        .owned = calloc(columns + 1, sizeof(void *))};
    if (!t->arrays || !t->list || !t->column_buffers || !t->owned)
        return 0;
    for (size_t i = 0; i < columns && good; i++) {
        const prse_duckdb_column *c = &plan->columns[i];
        good = fill_column(t, i, c, duckdb_struct_vector_get_child(rows, i),
                           count);
        t->list[i] = &t->arrays[i];
        if (!c->texts)
            continue;
        fill_words(&t->arrays[columns + i],
                   &t->column_buffers[3 * (columns + i)], c);
        t->arrays[i].dictionary = &t->arrays[columns + i];
    }
    t->buffers[0] = duckdb_vector_get_validity(rows);
    t->array = (struct ArrowArray){
        .length = (int64_t)count, .null_count = t->buffers[0] ? -1 : 0,
        .n_buffers = 1, .buffers = t->buffers, .release = keep_array,
        .n_children = (int64_t)columns, .children = t->list};
    return good;
}

void prse_duckdb_table_close(prse_duckdb_table *t)
{
    for (size_t i = 0; t->owned && i < t->count; i++)
        free(t->owned[i]);
    free(t->arrays);
    free(t->list);
    free(t->column_buffers);
    free(t->owned);
}
