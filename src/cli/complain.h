/* SPDX-License-Identifier: Apache-2.0 */
/* What the program says on its standard error. */
#ifndef PRSE_CLI_COMPLAIN_H
#define PRSE_CLI_COMPLAIN_H

#include "cli/texts.h"

/* Writes "portailrse: text" with the values put in, and returns the code. */
cli_exit cli_complain(const cli_context *cli, cli_exit code, cli_text_id text,
                      const prse_str *values, size_t count);
/* Writes "portailrse: file:line:column: message (subject)" and returns the
 * exit code for that error. */
cli_exit cli_complain_error(const prse_error *err);
/* Writes "portailrse: file: what the system says" and returns CLI_IO. */
cli_exit cli_complain_system(const char *file, int sys_code);
cli_exit cli_exit_of(prse_status status);

#endif
