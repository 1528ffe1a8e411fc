/* SPDX-License-Identifier: Apache-2.0 */
/* Units by their name, in the offline register alone. */
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/register_stat.h"
#include "cli/search_filters.h"
#include "cli/unit_table.h"

static cli_exit search(const cli_context *cli, prse_str text,
                       const prse_search_options *filters, size_t format)
{
    prse_register *reg = NULL;
    prse_units *units = NULL;
    cli_buffer path = {0};
    prse_error err;
    cli_exit code = cli_register_open(&reg, &path, cli);
    if (code == CLI_OK &&
        prse_register_search(&units, reg, text, filters,
                             &err) != PRSE_OK)
        code = cli_complain_error(&err);
    if (code == CLI_OK)
        code = cli_units_write(cli, units, format,
                               "portailrse dashboard --offline");
    prse_units_free(units);
    prse_register_free(reg);
    cli_buffer_free(&path);
    return code;
}

cli_exit cli_run_register_search(const cli_context *cli)
{
    return cli_search_with(cli, search);
}
