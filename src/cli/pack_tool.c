/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/pack_tool.h"

#include "cli/complain.h"

cli_exit cli_pack_tool_open(cli_pack_tool *tool, const cli_context *cli)
{
    const char *name = cli_args_operand(cli->args, 0);
    prse_error err;
    *tool = (cli_pack_tool){0};
    if (!name)
        name = cli_args_value(cli->args, OPTION_PACK);
    if (prse_engine_new(&tool->engine, NULL, &err) != PRSE_OK)
        return cli_complain_error(&err);
    return cli_pack_open(&tool->pack, tool->engine, cli,
                         name ? name : "fr-rse", 1);
}

void cli_pack_tool_close(cli_pack_tool *tool)
{
    prse_pack_unref(tool->pack);
    prse_engine_unref(tool->engine);
    *tool = (cli_pack_tool){0};
}

void cli_pack_tool_add_ids(cli_buffer *out, const cli_pack_tool *tool)
{
    for (size_t i = 0; i < prse_pack_obligation_count(tool->pack); i++) {
        prse_obligation_info info = {.size = sizeof info};
        if (prse_pack_obligation(tool->pack, i, PRSE_LANG_FR, &info, NULL) !=
            PRSE_OK)
            continue;
        cli_buffer_add_text(out, out->len > 0 ? ", " : "");
        cli_buffer_add(out, info.id);
    }
}

cli_exit cli_pack_tool_obligation(size_t *out, const cli_pack_tool *tool,
                                  const cli_context *cli)
{
    const char *id = cli_args_value(cli->args, OPTION_OBLIGATION);
    *out = SIZE_MAX;
    if (!id)
        return CLI_OK;
    *out = prse_pack_obligation_index(tool->pack, prse_str_of(id));
    if (*out != SIZE_MAX)
        return CLI_OK;
    cli_buffer all = {0};
    cli_pack_tool_add_ids(&all, tool);
    prse_str values[] = {prse_str_of(id), cli_buffer_str(&all)};
    cli_exit code = cli_complain(cli, CLI_USAGE, TEXT_NO_OBLIGATION, values,
                                 2);
    cli_buffer_free(&all);
    return code;
}
