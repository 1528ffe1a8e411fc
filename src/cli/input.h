/* SPDX-License-Identifier: Apache-2.0 */
/* Files that are read; "-" is the standard input. */
#ifndef PRSE_CLI_INPUT_H
#define PRSE_CLI_INPUT_H

#include <stdio.h>

#include "cli/buffer.h"

/* Opens a file; complains when it cannot. */
cli_exit cli_input_open(FILE **out, const char *path);
void cli_input_close(FILE *file);
/* The name of the input for people and errors. */
const char *cli_input_name(const char *path);
/* Adds a whole file to the text; complains when it cannot. */
cli_exit cli_input_read(cli_buffer *out, const cli_context *cli,
                        const char *path);

#endif
