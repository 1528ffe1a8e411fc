/* SPDX-License-Identifier: Apache-2.0 */
/* Facts of earlier years: `effectif@-1` is the year before the last closed
 * one, on the command line and in the headings of a table alike. */
#ifndef PRSE_CLI_FACT_NAME_H
#define PRSE_CLI_FACT_NAME_H

#include "cli/buffer.h"

/* 0 when what follows @ is no year: 0, -1, -2 ... */
int cli_fact_name_read(prse_str *id, int32_t *year, prse_str name);
void cli_fact_name_add(cli_buffer *out, prse_str id, int32_t year);

#endif
