/* SPDX-License-Identifier: Apache-2.0 */
/* The cells that are added to a row. */
#ifndef PRSE_CLI_BATCH_ANSWERS_H
#define PRSE_CLI_BATCH_ANSWERS_H

#include "cli/batch_columns.h"

/* Adds the answer of an evaluated company in one column; complains when it
 * fails. */
cli_exit cli_batch_add_answer(cli_buffer *out, cli_company *company,
                              const cli_batch_answer *column);
/* What stands there when the row cannot be read. */
const char *cli_batch_unknown(const cli_batch_answer *column);

#endif
