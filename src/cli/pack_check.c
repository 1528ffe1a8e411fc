/* SPDX-License-Identifier: Apache-2.0 */
/* `pack check` and `pack test`: a report, and whether it is negative. */
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/output.h"
#include "cli/pack_tool.h"

typedef prse_status examine(prse_text **out, size_t *count,
                            const prse_pack *pack, prse_format format,
                            prse_error *err);

static cli_exit report(const cli_context *cli, const cli_pack_tool *tool,
                       examine *how, size_t format)
{
    prse_text *text = NULL;
    size_t count = 0;
    prse_error err;
    if (how(&text, &count, tool->pack,
            format == 1 ? PRSE_FORMAT_JSON : PRSE_FORMAT_TEXT, &err) !=
        PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_output_text(cli, prse_text_str(text));
    prse_text_free(text);
    if (code != CLI_OK)
        return code;
    return count > 0 ? CLI_FINDINGS : CLI_OK;
}

static cli_exit run(const cli_context *cli, examine *how)
{
    static const char *const formats[] = {"text", "json"};
    cli_pack_tool tool = {0};
    size_t format;
    cli_exit code = cli_args_format(&format, cli, formats, 2);
    if (code == CLI_OK)
        code = cli_pack_tool_open(&tool, cli);
    if (code == CLI_OK)
        code = report(cli, &tool, how, format);
    cli_pack_tool_close(&tool);
    return code;
}

cli_exit cli_run_pack_check(const cli_context *cli)
{
    return run(cli, prse_pack_check);
}

cli_exit cli_run_pack_test(const cli_context *cli)
{
    return run(cli, prse_pack_test);
}
