/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PRSE_CLI_ANALYSE_H
#define PRSE_CLI_ANALYSE_H

#include "cli/output.h"
#include "portailrse/analysis.h"

/* Writes the page: what the documents speak of, and with --details where. */
cli_exit cli_analyse_page(cli_output *out, const cli_context *cli,
                          const prse_passages *passages);

#endif
