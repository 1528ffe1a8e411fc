/* SPDX-License-Identifier: Apache-2.0 */
/* Jobs as people read them. */
#ifndef PRSE_CLI_JOBS_PAGE_H
#define PRSE_CLI_JOBS_PAGE_H

#include "cli/page.h"
#include "portailrse/worker.h"

/* The state of that name, in French or as it is stored; 0: there is none. */
int32_t cli_job_state(prse_str name);
/* One row of `travaux` in a list. */
void cli_job_line(cli_page *page, const cli_context *cli, prse_records *jobs,
                  size_t row);
/* All that is known of one, then its events. */
void cli_job_page(cli_page *page, const cli_context *cli, prse_records *job,
                  prse_records *events);

#endif
