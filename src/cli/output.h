/* SPDX-License-Identifier: Apache-2.0 */
/* Where a result goes. A file appears under its name only when it is whole:
 * until then it is written beside, under a temporary name. */
#ifndef PRSE_CLI_OUTPUT_H
#define PRSE_CLI_OUTPUT_H

#include <stdio.h>

#include "cli/buffer.h"

typedef struct cli_output {
    FILE *file;
    char *path;      /* NULL: the standard output */
    char *temporary; /* NULL: written directly */
    int sys_code;    /* errno of the first write that failed */
} cli_output;

/* NULL and "-" are the standard output. Complains when it cannot. */
cli_exit cli_output_open(cli_output *out, const char *path);
void cli_output_write(cli_output *out, prse_str text);
/* 1 when something could not be written: no use to go on. */
int cli_output_failed(const cli_output *out);
/* Ends the output; the file takes its name. Returns the code, or complains
 * and returns CLI_IO when the last bytes cannot be written. */
cli_exit cli_output_close(cli_output *out, cli_exit code);
/* Ends the output; the file vanishes. Returns the code. */
cli_exit cli_output_drop(cli_output *out, cli_exit code);
/* Writes one text to --out; a last line without end gets one. */
cli_exit cli_output_text(const cli_context *cli, prse_str text);

#endif
