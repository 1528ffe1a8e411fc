/* SPDX-License-Identifier: Apache-2.0 */
/* A value of an Arrow column, as facts are written. */
#ifndef PRSE_CLI_TABLE_CELL_H
#define PRSE_CLI_TABLE_CELL_H

#include "cli/buffer.h"
#include "portailrse/arrow.h"

/* Adds the value of a row, counted from the column's own offset; nothing for
 * null, and for what is no single value. */
void cli_table_cell_add(cli_buffer *out, const struct ArrowSchema *type,
                        const struct ArrowArray *column, int64_t row);

#endif
