/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/output.h"
#include "cli/pack_tool.h"

static cli_exit add_page(cli_buffer *out, const cli_context *cli,
                         const cli_pack_tool *tool, size_t obligation)
{
    prse_text *text = NULL;
    prse_error err;
    if (prse_pack_doc(&text, tool->pack, obligation, cli->lang, &err) !=
        PRSE_OK)
        return cli_complain_error(&err);
    if (out->len > 0)
        cli_buffer_add_char(out, '\n');
    cli_buffer_add(out, prse_text_str(text));
    prse_text_free(text);
    return CLI_OK;
}

static cli_exit write_pages(const cli_context *cli, const cli_pack_tool *tool)
{
    size_t only, count = prse_pack_obligation_count(tool->pack);
    cli_buffer pages = {0};
    cli_exit code = cli_pack_tool_obligation(&only, tool, cli);
    for (size_t i = 0; i < count && code == CLI_OK; i++)
        if (only == SIZE_MAX || only == i)
            code = add_page(&pages, cli, tool, i);
    if (code == CLI_OK)
        code = cli_output_text(cli, cli_buffer_str(&pages));
    cli_buffer_free(&pages);
    return code;
}

cli_exit cli_run_pack_doc(const cli_context *cli)
{
    cli_pack_tool tool = {0};
    cli_exit code = cli_pack_tool_open(&tool, cli);
    if (code == CLI_OK)
        code = write_pages(cli, &tool);
    cli_pack_tool_close(&tool);
    return code;
}
