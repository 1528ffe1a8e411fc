/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/company.h"
#include "cli/complain.h"
#include "cli/input.h"
#include "cli/output.h"

/* The library does not know where the arguments come from. */
static cli_exit refuse(prse_error *err, const char *path)
{
    if (err->code == PRSE_EPARSE || err->code == PRSE_ELIMIT)
        snprintf(err->file, sizeof err->file, "%s", cli_input_name(path));
    return cli_complain_error(err);
}

static cli_exit call(const cli_company *company, const char *function,
                     const char *path, const cli_buffer *json)
{
    prse_text *text = NULL;
    prse_error err;
    if (prse_pack_call(&text, company->pack, prse_str_of(function),
                       cli_buffer_str(json), cli_buffer_str(&company->date),
                       &err) != PRSE_OK)
        return refuse(&err, path);
    cli_exit code = cli_output_text(company->cli, prse_text_str(text));
    prse_text_free(text);
    return code;
}

cli_exit cli_run_call(const cli_context *cli)
{
    const char *function = cli_args_operand(cli->args, 0);
    const char *path = cli_args_value(cli->args, OPTION_IN);
    cli_company company = {0};
    cli_buffer json = {0};
    if (!path)
        path = "-";
    if (!function)
        return cli_complain(cli, CLI_USAGE, TEXT_FUNCTION_MISSING, NULL, 0);
    cli_exit code = cli_company_open(&company, cli);
    if (code == CLI_OK)
        code = cli_input_read(&json, cli, path);
    if (code == CLI_OK)
        code = call(&company, function, path, &json);
    cli_buffer_free(&json);
    cli_company_close(&company);
    return code;
}
