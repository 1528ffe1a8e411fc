/* SPDX-License-Identifier: Apache-2.0 */
/* On a terminal, a process of its own shows how far the runs are, on one line
 * that others write above of. */
#ifndef PRSE_CLI_WORKER_SCREEN_H
#define PRSE_CLI_WORKER_SCREEN_H

#include "cli/cli.h"

/* Whether there is a terminal to show it on. */
int cli_worker_screen_is_there(void);
/* Before a line is written: takes the line of the screen away, for a while. */
void cli_worker_screen_clear(void);
/* Shows it until it is asked to stop. */
cli_exit cli_worker_screen_show(const cli_context *cli);

#endif
