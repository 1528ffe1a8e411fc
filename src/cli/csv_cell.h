/* SPDX-License-Identifier: Apache-2.0 */
/* A cell of CSV that is written. */
#ifndef PRSE_CLI_CSV_CELL_H
#define PRSE_CLI_CSV_CELL_H

#include "cli/buffer.h"

/* Adds a cell, quoted when it must be. */
void cli_csv_add_cell(cli_buffer *out, prse_str cell);

#endif
