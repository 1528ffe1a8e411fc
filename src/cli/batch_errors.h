/* SPDX-License-Identifier: Apache-2.0 */
/* Cells that could not be read: the first ones as a table on the standard
 * error, all of them as CSV in the file of --errors, and how many rows. On a
 * terminal also a line of progress, for whoever has no bar of his own. */
#ifndef PRSE_CLI_BATCH_ERRORS_H
#define PRSE_CLI_BATCH_ERRORS_H

#include "cli/output.h"
#include "cli/progress.h"

typedef struct cli_batch_log {
    const cli_context *cli;
    uint64_t rows;
    uint64_t bad_rows;
    uint64_t errors;
    int on_terminal;
    int drawn; /* a progress line stands on the terminal */
    cli_progress *bar; /* the one that stands there, or NULL */
    int to_file;
    cli_output file;
    cli_buffer line;
} cli_batch_log;

cli_batch_log cli_batch_log_new(const cli_context *cli);
/* One more row was written. */
void cli_batch_log_row(cli_batch_log *log, int is_bad);
/* A cell that could not be read; only the first hundred are shown. */
void cli_batch_log_error(cli_batch_log *log, uint64_t line, prse_str column,
                         prse_str value, prse_str reason);
void cli_batch_log_end(cli_batch_log *log);

/* Begins the file of --errors, if it is asked for; complains when it cannot.
 * From here on a bar is taken away before anything is told. */
cli_exit cli_batch_log_open(cli_batch_log *log, cli_progress *bar);
/* Ends the file, which is there too when rows were in error; returns the code,
 * or that of a file that cannot be written. */
cli_exit cli_batch_log_close(cli_batch_log *log, cli_exit code);

#endif
