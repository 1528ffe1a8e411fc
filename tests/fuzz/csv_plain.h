/* SPDX-License-Identifier: Apache-2.0 */
/* CSV after RFC 4180, read a byte at a time: what the program's own way, 64
 * bytes at a time, is compared with. */
#ifndef PRSE_TESTS_FUZZ_CSV_PLAIN_H
#define PRSE_TESTS_FUZZ_CSV_PLAIN_H

#include <stdio.h>

#include "cli/buffer.h"
#include "cli/csv_cell.h"

typedef enum plain_csv_status {
    PLAIN_CSV_RECORD,
    PLAIN_CSV_END,
    PLAIN_CSV_BAD_QUOTE,  /* text after a closing quote */
    PLAIN_CSV_OPEN_QUOTE, /* the file ends inside quotes */
    PLAIN_CSV_TOO_LARGE,  /* more than 1 MiB or 4,096 cells in a record */
    PLAIN_CSV_UNREADABLE  /* the system refused */
} plain_csv_status;

typedef struct plain_csv {
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
} plain_csv;

void plain_csv_open(plain_csv *csv, FILE *file, const char *name);
/* Blank lines are skipped. */
plain_csv_status plain_csv_next(plain_csv *csv);
void plain_csv_close(plain_csv *csv);

#endif
