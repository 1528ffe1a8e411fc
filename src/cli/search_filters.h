/* SPDX-License-Identifier: Apache-2.0 */
/* What a search leaves out. */
#ifndef PRSE_CLI_SEARCH_FILTERS_H
#define PRSE_CLI_SEARCH_FILTERS_H

#include "cli/args.h"
#include "portailrse/company.h"

/* Reads the filters of the command line; complains about a wrong one. Texts
 * are those of the command line. */
cli_exit cli_search_filters(prse_search_options *out, const cli_context *cli);

/* Searches somewhere and shows what was found. */
typedef cli_exit cli_searcher(const cli_context *cli, prse_str text,
                              const prse_search_options *filters,
                              size_t format);

/* Reads text, filters and format off the command line, then searches. */
cli_exit cli_search_with(const cli_context *cli, cli_searcher *search);

#endif
