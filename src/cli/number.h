/* SPDX-License-Identifier: Apache-2.0 */
/* The company that the operands name: a number, which may be written in
 * groups, or words. */
#ifndef PRSE_CLI_NUMBER_H
#define PRSE_CLI_NUMBER_H

#include "cli/buffer.h"
#include "cli/texts.h"
#include "portailrse/company.h"

/* The operands with blanks between, but for the last ones; complains with the
 * text when nothing is left. */
cli_exit cli_operands_join(cli_buffer *out, const cli_context *cli,
                           size_t but_last, cli_text_id missing);
/* Reads a number; complains when it is none. */
cli_exit cli_number_read(prse_number *out, const cli_context *cli,
                         prse_str text);
/* 1 when a text is meant as a number, right or wrong. */
int cli_number_is_meant(prse_str text);

#endif
