/* SPDX-License-Identifier: Apache-2.0 */
/* What became of a question to a platform, as its record says. */
#ifndef PRSE_CLI_RECORD_STATE_H
#define PRSE_CLI_RECORD_STATE_H

#include "cli/buffer.h"
#include "cli/texts.h"

/* The words for `etat`: the first text when it was read, the second when the
 * platform has nothing, else why there is no answer. */
void cli_record_state(cli_buffer *out, const cli_context *cli,
                      prse_str record, cli_text_id read, cli_text_id absent);

#endif
