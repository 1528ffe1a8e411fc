/* SPDX-License-Identifier: Apache-2.0 */
/* One record of CSV after RFC 4180, cut into cells: quotes, CRLF or LF. */
#ifndef PRSE_CLI_CSV_RECORD_H
#define PRSE_CLI_CSV_RECORD_H

#include "cli/buffer.h"

enum { CLI_CSV_LARGEST = 1024 * 1024, CLI_CSV_MOST_CELLS = 4096 };

typedef enum cli_csv_state {
    CLI_CSV_WHOLE,
    CLI_CSV_CUT,       /* it goes on after the text that there is */
    CLI_CSV_TEXT_AFTER, /* a closing quote */
    CLI_CSV_LARGE      /* more than the limits above */
} cli_csv_state;

typedef struct cli_csv_cells {
    cli_buffer text; /* of the cells, one after the other, and slack */
    size_t *starts;
    prse_str *cells; /* valid until the next record */
    size_t count, room;
} cli_csv_cells;

/* Cuts the record that begins at a text; *size, of the text, becomes that of
 * the record, its line end included. */
cli_csv_state cli_csv_cut(cli_csv_cells *out, const char *text, size_t *size,
                          char separator);
void cli_csv_cells_free(cli_csv_cells *cells);

/* Without blanks and tabs at both ends. */
prse_str cli_csv_trim(prse_str cell);

#endif
