/* SPDX-License-Identifier: Apache-2.0 */
/* From a number or a name to the dashboard of a company. */
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/dashboard.h"
#include "cli/number.h"
#include "cli/online.h"
#include "cli/resolve.h"

static cli_exit show(cli_company *company, cli_services *services,
                     const prse_number *number, size_t format)
{
    prse_dashboard *dashboard = NULL;
    prse_error err;
    cli_exit code = CLI_OK;
    if (prse_dashboard_new(&dashboard, services->all, company->pack, &err) !=
        PRSE_OK)
        return cli_complain_error(&err);
    if (prse_dashboard_run(dashboard, prse_str_of(number->siren),
                           company->facts, cli_buffer_str(&company->date),
                           &services->asked, &err) != PRSE_OK) {
        code = cli_services_complain_unit(services, &err,
                                          prse_str_of(number->text));
    } else {
        cli_online online = {services, dashboard, number};
        company->online = &online;
        company->known = prse_dashboard_facts(dashboard);
        company->report = prse_dashboard_report(dashboard);
        company->brief = !cli_args_value(company->cli->args, OPTION_DETAILS);
        code = cli_dashboard(company, format);
        company->online = NULL;
    }
    prse_dashboard_free(dashboard);
    return code;
}

static cli_exit run(cli_company *company, const cli_buffer *text,
                    size_t format)
{
    cli_services services;
    prse_number number;
    cli_exit code = cli_services_open(&services, company->cli);
    if (code == CLI_OK)
        code = cli_resolve(&number, &services, cli_buffer_str(text));
    if (code == CLI_OK)
        code = show(company, &services, &number, format);
    cli_services_close(&services);
    return code;
}

cli_exit cli_run_dashboard(const cli_context *cli)
{
    cli_company company = {0};
    cli_buffer text = {0};
    size_t format = 0;
    cli_exit code = cli_dashboard_format(&format, cli);
    if (code == CLI_OK)
        code = cli_operands_join(&text, cli, 0, TEXT_COMPANY_MISSING);
    if (code == CLI_OK)
        code = cli_company_open(&company, cli);
    if (code == CLI_OK)
        code = cli_company_read_facts(&company);
    if (code == CLI_OK)
        code = run(&company, &text, format);
    cli_company_close(&company);
    cli_buffer_free(&text);
    return code;
}
