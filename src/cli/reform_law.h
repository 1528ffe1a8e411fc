/* SPDX-License-Identifier: Apache-2.0 */
/* The law before (side 0) and after (side 1), each with its day. */
#ifndef PRSE_CLI_REFORM_LAW_H
#define PRSE_CLI_REFORM_LAW_H

#include "cli/buffer.h"
#include "cli/cli.h"
#include "portailrse/pack.h"

typedef struct cli_reform_law {
    const cli_context *cli;
    prse_engine *engine;
    prse_pack *packs[2];
    cli_buffer dates[2];
} cli_reform_law;

/* Complains when it fails; close it whatever the answer. */
cli_exit cli_reform_law_open(cli_reform_law *law, const cli_context *cli);
void cli_reform_law_close(cli_reform_law *law);

#endif
