/* SPDX-License-Identifier: Apache-2.0 */
/* Units by their name, from the registers that answer. */
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/search_filters.h"
#include "cli/services.h"
#include "cli/unit_table.h"

static cli_exit search(const cli_context *cli, prse_str text,
                       const prse_search_options *filters, size_t format)
{
    cli_services services;
    prse_units *units = NULL;
    prse_error err;
    cli_exit code = cli_services_open(&services, cli);
    if (code == CLI_OK &&
        prse_company_search(&units, services.all, text,
                            filters, &services.asked, &err) != PRSE_OK)
        code = cli_services_complain(&services, &err);
    if (code == CLI_OK)
        code = cli_units_write(cli, units, format,
                               services.asked.offline
                                   ? "portailrse dashboard --offline"
                                   : "portailrse dashboard");
    prse_units_free(units);
    cli_services_close(&services);
    return code;
}

cli_exit cli_run_search(const cli_context *cli)
{
    return cli_search_with(cli, search);
}
