/* SPDX-License-Identifier: Apache-2.0 */
/* The text of a CSV file, some megabytes at a time. */
#ifndef PRSE_CLI_CSV_TEXT_H
#define PRSE_CLI_CSV_TEXT_H

#include "cli/table_source.h"

/* A record of the largest size, with every quote doubled, has room twice. */
enum { CLI_CSV_TEXT = 4 * 1024 * 1024 };

typedef struct cli_csv_text {
    FILE *file;
    char *bytes;    /* zeros follow them, for those who read in steps */
    size_t at, end; /* of what was not taken yet */
    int at_end;     /* of the file; its last line has an end then */
    int sys_code;   /* errno of a read that failed */
    uint64_t read;  /* bytes of the file */
    uint64_t line;  /* of the byte at `at`, from 1 */
} cli_csv_text;

void cli_csv_text_open(cli_csv_text *text, const cli_table_file *file);
void cli_csv_text_close(cli_csv_text *text);
/* Reads more, and forgets what was taken; 0: there is no more, or no room. */
int cli_csv_text_fill(cli_csv_text *text);

#endif
