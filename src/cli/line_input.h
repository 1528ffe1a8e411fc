/* SPDX-License-Identifier: Apache-2.0 */
/* Answers that a person types, line by line. */
#ifndef PRSE_CLI_LINE_INPUT_H
#define PRSE_CLI_LINE_INPUT_H

#include "cli/buffer.h"

/* Reads a line of the standard input without the blanks around it; 0 at the
 * end of the input. */
int cli_line_read(cli_buffer *out);
/* Whether the line is one of the words, which are separated by spaces. Small
 * and capital letters are the same. */
int cli_line_is(const cli_buffer *line, const char *words);

#endif
