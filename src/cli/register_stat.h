/* SPDX-License-Identifier: Apache-2.0 */
/* The offline register by itself: what it holds. */
#ifndef PRSE_CLI_REGISTER_STAT_H
#define PRSE_CLI_REGISTER_STAT_H

#include "cli/page.h"
#include "portailrse/register.h"

/* Opens the register of the command line; complains when there is none. The
 * path is filled in every case. */
cli_exit cli_register_open(prse_register **out, cli_buffer *path,
                           const cli_context *cli);
/* A table of what a register holds. */
cli_exit cli_register_show(cli_page *page, const cli_context *cli,
                           prse_register *reg, prse_str path);
/* {"unites": 3, ...} */
cli_exit cli_register_add_json(cli_buffer *out, prse_register *reg,
                               prse_str path);

#endif
