/* SPDX-License-Identifier: Apache-2.0 */
/* Long work on a store: it tells how far it is, and Ctrl-C ends it cleanly. */
#ifndef PRSE_CLI_WORK_H
#define PRSE_CLI_WORK_H

#include "cli/progress.h"
#include "cli/texts.h"
#include "portailrse/store.h"

typedef struct cli_work {
    prse_store_work given; /* handed to the library */
    cli_progress progress;
    prse_register_progress at;
    char doing[64];  /* name of the step under way */
    uint64_t before; /* rows of the steps that have ended */
} cli_work;

/* Begins it, at its final place; 0 steps: not known how many. */
void cli_work_begin(cli_work *work, const cli_context *cli, uint32_t steps);
/* Takes the bar away; the next news bring it back. */
void cli_work_pause(cli_work *work);
/* Rows of all steps so far. */
uint64_t cli_work_rows(const cli_work *work);
void cli_work_forget_rows(cli_work *work);

/* Tells why it ended early; CLI_STOPPED after Ctrl-C. */
cli_exit cli_work_refuse(cli_work *work, const prse_error *err,
                         cli_text_id stopped);

#endif
