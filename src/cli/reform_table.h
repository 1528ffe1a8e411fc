/* SPDX-License-Identifier: Apache-2.0 */
/* Some rows of a file, as an Arrow table whose columns are all texts. An
 * empty cell is a null. */
#ifndef PRSE_CLI_REFORM_TABLE_H
#define PRSE_CLI_REFORM_TABLE_H

#include "cli/buffer.h"
#include "portailrse/arrow.h"

enum { CLI_REFORM_ROWS = 16384 };

typedef struct cli_reform_column {
    cli_buffer name;
    cli_buffer text;  /* of the cells, one after the other */
    int32_t *ends;    /* the first is 0 */
    uint8_t *there;   /* a bit a row */
    const void *buffers[3];
    struct ArrowSchema schema;
    struct ArrowArray array;
} cli_reform_column;

typedef struct cli_reform_table {
    cli_reform_column *columns;
    size_t column_count;
    size_t rows;
    uint8_t there[CLI_REFORM_ROWS / 8]; /* 0: the row is null */
} cli_reform_table;

/* What is handed to a plan; points into the table it was made of. */
typedef struct cli_reform_view {
    struct ArrowSchema schema;
    struct ArrowArray array;
    struct ArrowSchema **schemas;
    struct ArrowArray **arrays;
    const void *buffers[1];
} cli_reform_view;

void cli_reform_table_add_column(cli_reform_table *table, prse_str name);
void cli_reform_table_set(cli_reform_table *table, size_t column,
                          prse_str cell);
/* Ends a row of which every column was set; 0: it is null. */
void cli_reform_table_end_row(cli_reform_table *table, int is_there);
int cli_reform_table_is_full(const cli_reform_table *table);
prse_str cli_reform_table_cell(const cli_reform_table *table, size_t column,
                               size_t row);
void cli_reform_table_clear(cli_reform_table *table);
void cli_reform_table_free(cli_reform_table *table);

/* Lives until the table changes; a plan may take its array. */
void cli_reform_view_open(cli_reform_view *view, cli_reform_table *table);
void cli_reform_view_close(cli_reform_view *view);

#endif
