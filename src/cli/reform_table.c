/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/reform_table.h"

#include <stdlib.h>
#include <string.h>

/* Ends of texts are 32 bits wide, and a record takes up to 1 MiB. */
enum { MOST_BYTES = 64 << 20 };

void cli_reform_table_add_column(cli_reform_table *table, prse_str name)
{
    table->columns = cli_resize(table->columns, table->column_count + 1,
                                sizeof *table->columns);
    cli_reform_column *column = &table->columns[table->column_count++];
    *column = (cli_reform_column){0};
    cli_buffer_add(&column->name, name);
    column->ends = cli_alloc(CLI_REFORM_ROWS + 1, sizeof *column->ends);
    column->there = cli_alloc(CLI_REFORM_ROWS / 8, 1);
}

void cli_reform_table_set(cli_reform_table *table, size_t at, prse_str cell)
{
    cli_reform_column *column = &table->columns[at];
    cli_buffer_add(&column->text, cell);
    column->ends[table->rows + 1] = (int32_t)column->text.len;
    if (cell.len > 0)
        column->there[table->rows / 8] |= (uint8_t)(1 << table->rows % 8);
}

void cli_reform_table_end_row(cli_reform_table *table, int is_there)
{
    if (is_there)
        table->there[table->rows / 8] |= (uint8_t)(1 << table->rows % 8);
    table->rows++;
}

int cli_reform_table_is_full(const cli_reform_table *table)
{
    size_t most = 0;
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].text.len > most)
            most = table->columns[i].text.len;
    return table->rows == CLI_REFORM_ROWS || most > MOST_BYTES;
}

prse_str cli_reform_table_cell(const cli_reform_table *table, size_t at,
                               size_t row)
{
    const cli_reform_column *column = &table->columns[at];
    int32_t first = column->ends[row];
    if (column->ends[row + 1] == first)
        return (prse_str){"", 0};
    return (prse_str){column->text.text + first,
                      (size_t)(column->ends[row + 1] - first)};
}

void cli_reform_table_clear(cli_reform_table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        cli_buffer_clear(&table->columns[i].text);
        memset(table->columns[i].there, 0, CLI_REFORM_ROWS / 8);
    }
    memset(table->there, 0, sizeof table->there);
    table->rows = 0;
}

void cli_reform_table_free(cli_reform_table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        cli_buffer_free(&table->columns[i].name);
        cli_buffer_free(&table->columns[i].text);
        free(table->columns[i].ends);
        free(table->columns[i].there);
    }
    free(table->columns);
    *table = (cli_reform_table){0};
}

/* The memory is the table's: a release only marks. */
static void release_array(struct ArrowArray *array)
{
    array->release = NULL;
}

static void release_schema(struct ArrowSchema *schema)
{
    schema->release = NULL;
}

static void fill_column(cli_reform_column *column, size_t rows)
{
    column->buffers[0] = column->there;
    column->buffers[1] = column->ends;
    column->buffers[2] = column->text.text ? column->text.text : "";
    column->schema = (struct ArrowSchema){.format = "u",
                                          .name = column->name.text,
                                          .flags = ARROW_FLAG_NULLABLE,
                                          .release = release_schema};
    column->array = (struct ArrowArray){.length = (int64_t)rows,
                                        .null_count = -1,
                                        .n_buffers = 3,
                                        .buffers = column->buffers,
                                        .release = release_array};
}

void cli_reform_view_open(cli_reform_view *view, cli_reform_table *table)
{
    size_t count = table->column_count;
    *view = (cli_reform_view){.buffers = {table->there}};
    view->schemas = cli_alloc(count + 1, sizeof *view->schemas);
    view->arrays = cli_alloc(count + 1, sizeof *view->arrays);
    for (size_t i = 0; i < count; i++) {
        fill_column(&table->columns[i], table->rows);
        view->schemas[i] = &table->columns[i].schema;
        view->arrays[i] = &table->columns[i].array;
    }
    view->schema = (struct ArrowSchema){.format = "+s",
                                        .n_children = (int64_t)count,
                                        .children = view->schemas,
                                        .release = release_schema};
    view->array = (struct ArrowArray){.length = (int64_t)table->rows,
                                      .null_count = -1,
                                      .n_buffers = 1,
                                      .n_children = (int64_t)count,
                                      .buffers = view->buffers,
                                      .children = view->arrays,
                                      .release = release_array};
}

void cli_reform_view_close(cli_reform_view *view)
{
    free(view->schemas);
    free(view->arrays);
    *view = (cli_reform_view){0};
}
