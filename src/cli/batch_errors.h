/* SPDX-License-Identifier: Apache-2.0 */
/* What a person sees of a long run: cells that could not be read, as a table,
 * and on a terminal a line of progress. */
#ifndef PRSE_CLI_BATCH_ERRORS_H
#define PRSE_CLI_BATCH_ERRORS_H

#include "cli/buffer.h"

typedef struct cli_batch_log {
    const cli_context *cli;
    uint64_t rows;
    uint64_t bad_rows;
    uint64_t errors;
    int on_terminal;
    int drawn; /* a progress line stands on the terminal */
} cli_batch_log;

cli_batch_log cli_batch_log_new(const cli_context *cli);
/* One more row was written. */
void cli_batch_log_row(cli_batch_log *log, int is_bad);
/* A cell that could not be read; only the first hundred are shown. */
void cli_batch_log_error(cli_batch_log *log, uint64_t line, prse_str column,
                         prse_str value, prse_str reason);
void cli_batch_log_end(cli_batch_log *log);

#endif
