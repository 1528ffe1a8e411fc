/* SPDX-License-Identifier: Apache-2.0 */
/* How far a long work is: a bar on a terminal, now and then a line elsewhere.
 * On the standard error, so that results stay apart. */
#ifndef PRSE_CLI_PROGRESS_H
#define PRSE_CLI_PROGRESS_H

#include "cli/cli.h"
#include "portailrse/register.h"

typedef struct cli_progress {
    const cli_context *cli;
    int terminal;
    int narrow;         /* no room for the bar and the rate */
    int drawn;          /* a bar is on the line */
    uint32_t steps_seen; /* the step under way, from 1; 0: none yet */
    int64_t began_ms;   /* the whole work */
    int64_t step_ms;    /* the step under way */
    int64_t told_ms;    /* the last bar or line */
    uint64_t first_rows, first_done; /* when the step was first seen: what an
                                      * earlier run had done */
} cli_progress;

cli_progress cli_progress_on(const cli_context *cli);
/* One step, which says nothing elsewhere until it has taken a while. */
void cli_progress_wait(cli_progress *progress);
/* A progress function of the library; user: a cli_progress. */
void cli_progress_show(void *user, const prse_register_progress *at);
/* Takes the bar away. */
void cli_progress_end(cli_progress *progress);
/* Milliseconds since it began. */
int64_t cli_progress_time(const cli_progress *progress);

#endif
