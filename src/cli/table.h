/* SPDX-License-Identifier: Apache-2.0 */
/* A table of companies in a file, one a row, as an Arrow stream: whatever the
 * file is, which its first bytes tell. CSV gives columns of utf8, without the
 * blanks around cells; an empty cell is null. Memory does not grow with the
 * file. One thread at a time. */
#ifndef PRSE_CLI_TABLE_H
#define PRSE_CLI_TABLE_H

#include "cli/buffer.h"
#include "portailrse/arrow.h"

typedef struct cli_table cli_table;

/* Reads as far as the names of the columns; "-" is the standard input.
 * Complains when it cannot, and gives NULL. */
cli_exit cli_table_open(cli_table **out, const cli_context *cli,
                        const char *path);
/* After the stream was released. NULL is legal. */
void cli_table_close(cli_table *table);

/* The file, for people and errors. */
const char *cli_table_name(const cli_table *table);
/* The columns; the table's. Bytes of a name that are not UTF-8 are ?. */
const struct ArrowSchema *cli_table_schema(const cli_table *table);
/* The blocks, once. A column is not to be moved out of its block. */
void cli_table_stream(cli_table *table, struct ArrowArrayStream *out);
/* After a failure of the stream: complains of the file, and returns the code;
 * CLI_OK when it was not the table that failed. */
cli_exit cli_table_failed(const cli_table *table);

/* Of a row of the block that the stream gave last: the line of the file on
 * which it begins; of a file without lines, its number from 1. */
uint64_t cli_table_line(const cli_table *table, int64_t row);
/* 1: the row of the last block has not the cells that it should, and is a row
 * of nulls (its bit in the block's own bitmap is 0, so that it gets no
 * answers); adds why. */
int cli_table_fault(cli_buffer *reason, const cli_table *table, int64_t row);
/* Adds a cell of the last block as facts are written; nothing for null. */
void cli_table_add_cell(cli_buffer *out, const cli_table *table,
                        size_t column, int64_t row);
/* Adds the cells of a row of the last block as CSV, those of a CSV file as
 * they stand in it; as many as there are columns. No line end. */
void cli_table_add_row(cli_buffer *out, const cli_table *table, int64_t row);
/* Adds the names of the columns likewise. */
void cli_table_add_names(cli_buffer *out, const cli_table *table);

/* How CSV that goes with the table is written. */
typedef struct cli_table_style {
    char separator;  /* , unless the file has ; */
    int has_mark;    /* begins with a byte-order mark */
    int has_returns; /* lines end with CRLF */
} cli_table_style;

cli_table_style cli_table_style_of(const cli_table *table);

/* Bytes that were read, and the file's size; 0: nobody knows (a pipe). */
uint64_t cli_table_done(const cli_table *table);
uint64_t cli_table_size(const cli_table *table);

#endif
