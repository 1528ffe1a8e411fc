/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/output.h"
#include "cli/pack_tool.h"

/* A drawing shows one obligation: without --obligation there must be one. */
static cli_exit choose(size_t *out, const cli_context *cli,
                       const cli_pack_tool *tool)
{
    cli_exit code = cli_pack_tool_obligation(out, tool, cli);
    if (code != CLI_OK || *out != SIZE_MAX)
        return code;
    *out = 0;
    if (prse_pack_obligation_count(tool->pack) == 1)
        return CLI_OK;
    cli_buffer all = {0};
    cli_pack_tool_add_ids(&all, tool);
    prse_str ids = cli_buffer_str(&all);
    code = cli_complain(cli, CLI_USAGE, TEXT_OBLIGATION_MISSING, &ids, 1);
    cli_buffer_free(&all);
    return code;
}

static cli_exit draw(const cli_context *cli, const cli_pack_tool *tool)
{
    prse_text *text = NULL;
    prse_error err;
    size_t obligation;
    cli_buffer date = {0};
    cli_exit code = choose(&obligation, cli, tool);
    if (code != CLI_OK)
        return code;
    cli_day_add_iso(&date, cli_day_of_law(cli));
    if (prse_pack_graph(&text, tool->pack, obligation, cli_buffer_str(&date),
                        cli->lang, &err) != PRSE_OK)
        code = cli_complain_error(&err);
    else
        code = cli_output_text(cli, prse_text_str(text));
    prse_text_free(text);
    cli_buffer_free(&date);
    return code;
}

cli_exit cli_run_pack_graph(const cli_context *cli)
{
    cli_pack_tool tool = {0};
    cli_exit code = cli_pack_tool_open(&tool, cli);
    if (code == CLI_OK)
        code = draw(cli, &tool);
    cli_pack_tool_close(&tool);
    return code;
}
