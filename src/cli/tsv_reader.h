/* SPDX-License-Identifier: Apache-2.0 */
/* Tables in tab-separated values (text/tab-separated-values of IANA), read
 * line by line in constant memory: a line a row, tabs between cells, no quotes;
 * CRLF or LF, byte-order mark. */
#ifndef PRSE_CLI_TSV_READER_H
#define PRSE_CLI_TSV_READER_H

#include <stdio.h>

#include "cli/buffer.h"

typedef enum cli_tsv_status {
    CLI_TSV_ROW,
    CLI_TSV_END,
    CLI_TSV_TOO_LARGE, /* more than 1 MiB in a line */
    CLI_TSV_UNREADABLE /* the system refused */
} cli_tsv_status;

typedef struct cli_tsv_reader {
    FILE *file;
    const char *name; /* of the file, for errors */
    char *block;
    size_t at, end;   /* of what is left of the block */
    uint64_t line;    /* of the row that was read last, from 1 */
    int has_mark;     /* begins with a byte-order mark */
    int has_returns;  /* its first line ends with CRLF */
    cli_buffer row;   /* without the end of the line */
} cli_tsv_reader;

void cli_tsv_open(cli_tsv_reader *tsv, FILE *file, const char *name);
cli_tsv_status cli_tsv_next(cli_tsv_reader *tsv);
void cli_tsv_close(cli_tsv_reader *tsv);

size_t cli_tsv_count(prse_str row); /* cells: one more than tabs */
/* The cell at the index, which must be there. */
prse_str cli_tsv_cell(prse_str row, size_t index);
/* The character in which a byte of the row is, from 1. */
uint32_t cli_tsv_column(prse_str row, size_t byte);

#endif
