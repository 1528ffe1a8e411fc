/* SPDX-License-Identifier: Apache-2.0 */
/* Colours: on a terminal only, and never when NO_COLOR is set. */
#ifndef PRSE_CLI_STYLE_H
#define PRSE_CLI_STYLE_H

#include <stdio.h>

#include "cli/cli.h"

typedef enum cli_colour {
    CLI_PLAIN,
    CLI_BOLD,
    CLI_DIM,
    CLI_RED,
    CLI_GREEN,
    CLI_YELLOW,
    CLI_BLUE
} cli_colour;

int cli_style_wanted(FILE *file);
/* The sequence that begins a colour; CLI_PLAIN ends whichever is on. */
const char *cli_style_code(cli_colour colour);

#endif
