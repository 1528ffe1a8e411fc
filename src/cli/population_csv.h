/* SPDX-License-Identifier: Apache-2.0 */
/* A table of made-up companies as lines of CSV. */
#ifndef PRSE_CLI_POPULATION_CSV_H
#define PRSE_CLI_POPULATION_CSV_H

#include "cli/buffer.h"
#include "cli/population.h"

void cli_population_add_names(cli_buffer *out, const cli_population *p);
void cli_population_add_row(cli_buffer *out, const cli_population *p,
                            int64_t row);

#endif
