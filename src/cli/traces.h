/* SPDX-License-Identifier: Apache-2.0 */
/* How the questions to services went, in words. */
#ifndef PRSE_CLI_TRACES_H
#define PRSE_CLI_TRACES_H

#include "cli/page.h"
#include "portailrse/services.h"

/* Gives the index-th trace of a company or a dashboard. */
typedef prse_status (*cli_trace_at)(const void *of, size_t index,
                                    prse_trace *out, prse_error *err);

/* One line a question. */
void cli_traces_show(cli_page *page, const cli_context *cli, cli_trace_at at,
                     const void *of);
/* Only the questions that stayed without a good answer; how many. */
size_t cli_traces_warn(cli_page *page, const cli_context *cli,
                       cli_trace_at at, const void *of);
/* As the JSON of `company` names it: "reseau". */
prse_str cli_origin_name(int32_t origin);

#endif
