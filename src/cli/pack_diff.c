/* SPDX-License-Identifier: Apache-2.0 */
/* Two packs, or one pack at two dates, or a pack before and after a reform:
 * overlays change the second one only. */
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/output.h"
#include "cli/pack_tool.h"

typedef struct pair {
    prse_engine *engine;
    prse_pack *a, *b;
} pair;

static cli_exit open_pair(pair *packs, const cli_context *cli)
{
    const char *first = cli_args_operand(cli->args, 0);
    const char *second = cli_args_operand(cli->args, 1);
    prse_error err;
    if (!first)
        return cli_complain(cli, CLI_USAGE, TEXT_PACKS_MISSING, NULL, 0);
    if (prse_engine_new(&packs->engine, NULL, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_pack_open(&packs->a, packs->engine, cli, first, 0);
    if (code == CLI_OK)
        code = cli_pack_open(&packs->b, packs->engine, cli,
                             second ? second : first, 1);
    return code;
}

static cli_exit compare(const cli_context *cli, const pair *packs,
                        const prse_diff_options *options)
{
    prse_text *text = NULL;
    size_t count = 0;
    prse_error err;
    if (prse_pack_diff(&text, &count, packs->a, packs->b, options, &err) !=
        PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_output_text(cli, prse_text_str(text));
    prse_text_free(text);
    if (code != CLI_OK)
        return code;
    return count > 0 ? CLI_FINDINGS : CLI_OK;
}

cli_exit cli_run_pack_diff(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json"};
    const char *other = cli_args_value(cli->args, OPTION_AT_B);
    pair packs = {0};
    cli_buffer date = {0};
    size_t format;
    cli_exit code = cli_args_format(&format, cli, formats, 2);
    if (code == CLI_OK)
        code = open_pair(&packs, cli);
    cli_day_add_iso(&date, cli_day_of_law(cli));
    prse_diff_options options = {
        .size = sizeof options,
        .format = format == 1 ? PRSE_FORMAT_JSON : PRSE_FORMAT_TEXT,
        .lang = cli->lang,
        .date_a = cli_buffer_str(&date),
        .date_b = prse_str_of(other)};
    if (code == CLI_OK)
        code = compare(cli, &packs, &options);
    prse_pack_unref(packs.b);
    prse_pack_unref(packs.a);
    prse_engine_unref(packs.engine);
    cli_buffer_free(&date);
    return code;
}
