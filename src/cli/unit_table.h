/* SPDX-License-Identifier: Apache-2.0 */
/* The units that a search found, as a table, JSON or CSV. */
#ifndef PRSE_CLI_UNIT_TABLE_H
#define PRSE_CLI_UNIT_TABLE_H

#include "cli/args.h"
#include "cli/page.h"
#include "portailrse/company.h"

/* Finds out early whether --format is one that a search has. */
cli_exit cli_units_format(size_t *out, const cli_context *cli);
/* Writes units to --out. CLI_FINDINGS when there are none. The hint, a
 * command that takes a SIREN, is shown below a table. */
cli_exit cli_units_write(const cli_context *cli, const prse_units *units,
                         size_t format, const char *hint);
/* The table alone, with how many there are and who says so. */
void cli_units_show(cli_page *page, const cli_context *cli,
                    const prse_units *units);
/* 0: there is none at that index. */
int cli_unit_at(prse_unit *out, const prse_units *units, size_t index);

#endif
