/* SPDX-License-Identifier: Apache-2.0 */
/* What a search leaves out. */
#ifndef PRSE_CLI_SEARCH_FILTERS_H
#define PRSE_CLI_SEARCH_FILTERS_H

#include "cli/args.h"
#include "portailrse/company.h"

/* Reads the filters of the command line; complains about a wrong one. Texts
 * are those of the command line. */
cli_exit cli_search_filters(prse_search_options *out, const cli_context *cli);

#endif
