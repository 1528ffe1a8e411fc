/* SPDX-License-Identifier: Apache-2.0 */
/* Cells laid out as columns of utf8, which become an Arrow array. A block that
 * was released is used again. */
#ifndef PRSE_CLI_CSV_BLOCK_H
#define PRSE_CLI_CSV_BLOCK_H

#include <string.h>

#include "cli/buffer.h"
#include "portailrse/arrow.h"

/* Bytes that may be read, and written, past a cell. */
enum { CLI_CSV_SLACK = 16 };

typedef struct cli_csv_column {
    int32_t *ends; /* of the rows before, and of each row */
    uint8_t *validity;
    char *text;
    size_t room;
} cli_csv_column;

typedef struct cli_csv_yard cli_csv_yard;

typedef struct cli_csv_block {
    cli_csv_yard *yard;
    size_t count; /* of columns */
    size_t room;  /* for rows */
    size_t rows;
    cli_csv_column *columns;
    uint8_t *validity; /* of the rows themselves */
    struct ArrowArray *arrays;
    struct ArrowArray **array_list;
    const void **buffers;
} cli_csv_block;

/* Where blocks of one shape come from. */
cli_csv_yard *cli_csv_yard_open(size_t columns, size_t rows);
/* Blocks may live on. */
void cli_csv_yard_close(cli_csv_yard *yard);
cli_csv_block *cli_csv_yard_take(cli_csv_yard *yard);

/* Makes room for more text in a column. */
void cli_csv_column_grow(cli_csv_column *column, size_t wanted);
/* The row has no cells: it is null. */
void cli_csv_block_null(cli_csv_block *block);
/* The rows so far; the block is the array's. */
void cli_csv_block_give(struct ArrowArray *out, cli_csv_block *block);
/* Nobody wants it. */
void cli_csv_block_drop(cli_csv_block *block);

/* Sets a cell of the row that is being laid out; slack is readable after it. */
static inline void cli_csv_block_set(cli_csv_block *block, size_t index,
                                     const char *cell, size_t length)
{
    cli_csv_column *column = &block->columns[index];
    size_t row = block->rows, at = (size_t)column->ends[row];
    if (at + length + CLI_CSV_SLACK > column->room)
        cli_csv_column_grow(column, at + length + CLI_CSV_SLACK);
    if (length <= CLI_CSV_SLACK)
        memcpy(column->text + at, cell, CLI_CSV_SLACK);
    else
        memcpy(column->text + at, cell, length);
    column->ends[row + 1] = (int32_t)(at + length);
    uint8_t bit = (uint8_t)(1u << (row & 7));
    uint8_t *byte = &column->validity[row >> 3];
    *byte = (uint8_t)((*byte & ~bit) | (length > 0 ? bit : 0));
}

#endif
