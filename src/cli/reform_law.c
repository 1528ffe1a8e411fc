/* SPDX-License-Identifier: Apache-2.0 */
/* The law before and after, as the command line names it. */
#include "cli/reform_law.h"

#include "cli/complain.h"
#include "cli/company.h"

cli_exit cli_reform_law_open(cli_reform_law *law, const cli_context *cli)
{
    const char *before = cli_args_value(cli->args, OPTION_PACK);
    const char *after = cli_args_value(cli->args, OPTION_AGAINST);
    const char *day = cli_args_value(cli->args, OPTION_AT_B);
    prse_error err;
    *law = (cli_reform_law){.cli = cli};
    cli_day_add_iso(&law->dates[0], cli_day_of_law(cli));
    cli_buffer_add(&law->dates[1],
                   day ? prse_str_of(day) : cli_buffer_str(&law->dates[0]));
    if (!before)
        before = "fr-rse";
    if (prse_engine_new(&law->engine, NULL, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_pack_open(&law->packs[0], law->engine, cli, before, 0);
    return code == CLI_OK
               ? cli_pack_open(&law->packs[1], law->engine, cli,
                               after ? after : before, 1)
               : code;
}

void cli_reform_law_close(cli_reform_law *law)
{
    for (size_t side = 0; side < 2; side++) {
        prse_pack_unref(law->packs[side]);
        cli_buffer_free(&law->dates[side]);
    }
    prse_engine_unref(law->engine);
}
