/* SPDX-License-Identifier: Apache-2.0 */
/* Answers of a block as cells of CSV. What a value is as a cell, the separator
 * before it, is worked out once and looked up from then on. */
#ifndef PRSE_CLI_BATCH_WRITE_H
#define PRSE_CLI_BATCH_WRITE_H

#include "cli/batch_columns.h"
#include "portailrse/arrow.h"

typedef struct cli_batch_write cli_batch_write;

/* For the columns added to a table whose answers have a schema. Complains when
 * they do not go together. */
cli_exit cli_batch_write_open(cli_batch_write **out,
                              const cli_batch_columns *columns,
                              const cli_company *company,
                              const struct ArrowSchema *answers,
                              char separator);
/* Adds the cells of a row. */
void cli_batch_write_row(cli_buffer *out, cli_batch_write *write,
                         const struct ArrowArray *answers, int64_t row);
/* What is wrong with a row; empty: nothing. */
prse_str cli_batch_write_error(const cli_batch_write *write,
                               const struct ArrowArray *answers, int64_t row);
void cli_batch_write_close(cli_batch_write *write);

#endif
