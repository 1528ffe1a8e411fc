/* SPDX-License-Identifier: Apache-2.0 */
/* Names compared as people compare them: without case, accents and
 * punctuation. */
#ifndef PRSE_CLI_FOLD_H
#define PRSE_CLI_FOLD_H

#include "cli/buffer.h"

/* Adds the words of a text in plain capitals, with single blanks between. */
void cli_fold(cli_buffer *out, prse_str text);
/* 1 when both are the same once folded, and not empty. */
int cli_fold_same(prse_str a, prse_str b);

#endif
