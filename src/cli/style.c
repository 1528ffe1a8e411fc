/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/style.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const codes[] = {
    [CLI_PLAIN] = "\033[0m", [CLI_BOLD] = "\033[1m",
    [CLI_DIM] = "\033[2m",   [CLI_RED] = "\033[31m",
    [CLI_GREEN] = "\033[32m", [CLI_YELLOW] = "\033[33m",
    [CLI_BLUE] = "\033[34m",
};

int cli_style_wanted(FILE *file)
{
    const char *no_color = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    if ((no_color && *no_color) || (terminal && !strcmp(terminal, "dumb")))
        return 0;
    int descriptor = fileno(file);
    return descriptor >= 0 && isatty(descriptor);
}

const char *cli_style_code(cli_colour colour)
{
    return codes[colour];
}
