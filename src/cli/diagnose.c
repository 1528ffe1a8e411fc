/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/dashboard.h"

cli_exit cli_run_diagnose(const cli_context *cli)
{
    cli_company company = {0};
    size_t format;
    cli_exit code = cli_dashboard_format(&format, cli);
    if (code == CLI_OK)
        code = cli_company_answer(&company, cli);
    if (code == CLI_OK)
        code = cli_dashboard(&company, format);
    cli_company_close(&company);
    return code;
}
