/* SPDX-License-Identifier: Apache-2.0 */
/* "Did you mean": the candidate that looks most like a word. */
#ifndef PRSE_CLI_NEAREST_H
#define PRSE_CLI_NEAREST_H

#include "cli/cli.h"

typedef struct cli_nearest {
    prse_str word;     /* what was written */
    prse_str best;     /* empty: nothing looks like it */
    size_t distance;
} cli_nearest;

cli_nearest cli_nearest_to(prse_str word);
void cli_nearest_consider(cli_nearest *nearest, prse_str candidate);

#endif
