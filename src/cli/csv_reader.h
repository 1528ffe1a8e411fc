/* SPDX-License-Identifier: Apache-2.0 */
/* CSV after RFC 4180, read record by record in constant memory: comma or
 * semicolon (found on the header line), quotes, CRLF or LF, byte-order mark.
 */
#ifndef PRSE_CLI_CSV_READER_H
#define PRSE_CLI_CSV_READER_H

#include <stdio.h>

#include "cli/buffer.h"
#include "cli/csv_cell.h"

typedef enum cli_csv_status {
    CLI_CSV_RECORD,
    CLI_CSV_END,
    CLI_CSV_BAD_QUOTE,  /* text after a closing quote */
    CLI_CSV_OPEN_QUOTE, /* the file ends inside quotes */
    CLI_CSV_TOO_LARGE,  /* more than 1 MiB or 4,096 cells in a record */
    CLI_CSV_UNREADABLE  /* the system refused */
} cli_csv_status;

typedef struct cli_csv_reader {
    FILE *file;
    const char *name; /* of the file, for errors */
    char *block;
    size_t at, end;   /* of what is left of the block */
    uint64_t line;    /* of the next byte, from 1 */
    uint64_t record;  /* line on which the last record begins */
    char separator;
    int has_mark;     /* begins with a byte-order mark */
    int has_returns;  /* its first line ends with CRLF */
    cli_buffer text;  /* of the cells, one after the other */
    size_t *starts;
    prse_str *cells;  /* valid until the next record */
    size_t count;
} cli_csv_reader;

void cli_csv_open(cli_csv_reader *csv, FILE *file, const char *name);
/* Blank lines are skipped. */
cli_csv_status cli_csv_next(cli_csv_reader *csv);
void cli_csv_close(cli_csv_reader *csv);

#endif
