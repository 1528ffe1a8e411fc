/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that wait for their labels: they are classified together. */
#ifndef PRSE_CLI_CLASSIFY_ROWS_H
#define PRSE_CLI_CLASSIFY_ROWS_H

#include "cli/output.h"
#include "portailrse/sys/classifier.h"

typedef struct cli_classify_row {
    size_t start, len;   /* of the row in the text */
    size_t cell, length; /* of its sentence in the text */
    uint64_t line;       /* in the file */
} cli_classify_row;

typedef struct cli_classify_rows {
    const prse_classifier *classifier;
    cli_buffer text;
    cli_classify_row *rows;
    prse_str *sentences;
    prse_label *labels;
    size_t count, room;
} cli_classify_rows;

/* As many rows as the classifier likes; complains when it tells none. */
cli_exit cli_classify_rows_open(cli_classify_rows *rows,
                                const prse_classifier *classifier);
void cli_classify_rows_close(cli_classify_rows *rows);
/* `cell` lies within the row, both of which are copied. */
void cli_classify_rows_add(cli_classify_rows *rows, prse_str row,
                           prse_str cell, uint64_t line);
int cli_classify_rows_full(const cli_classify_rows *rows);
/* Classifies them, writes them with the added cells, and forgets them.
 * Complains with the place in the file `name`. */
cli_exit cli_classify_rows_write(cli_classify_rows *rows, cli_output *out,
                                 const char *name, const char *line_end);

#endif
