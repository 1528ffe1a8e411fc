/* SPDX-License-Identifier: Apache-2.0 */
/* What the commands of pack authors share. */
#ifndef PRSE_CLI_PACK_TOOL_H
#define PRSE_CLI_PACK_TOOL_H

#include "cli/company.h"

typedef struct cli_pack_tool {
    prse_engine *engine;
    prse_pack *pack;
} cli_pack_tool;

/* Loads the pack that the operand or --pack names. Close in every case. */
cli_exit cli_pack_tool_open(cli_pack_tool *tool, const cli_context *cli);
void cli_pack_tool_close(cli_pack_tool *tool);

/* The obligation that --obligation names; SIZE_MAX when the option is not
 * there; complains when there is no such obligation. */
cli_exit cli_pack_tool_obligation(size_t *out, const cli_pack_tool *tool,
                                  const cli_context *cli);
/* The ids of all obligations, for messages. */
void cli_pack_tool_add_ids(cli_buffer *out, const cli_pack_tool *tool);

#endif
