/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/resolve.h"

#include <stdio.h>

#include "cli/complain.h"
#include "cli/fold.h"
#include "cli/number.h"
#include "cli/unit_table.h"

static int bears(const prse_unit *unit, prse_str name)
{
    return cli_fold_same(unit->denomination, name) ||
           cli_fold_same(unit->sigle, name) ||
           cli_fold_same(unit->nom_usuel, name);
}

/* 1 when the name leaves no doubt; more matches than were sent leave one. */
static int choose(prse_unit *out, const prse_units *units, prse_str name)
{
    size_t count = prse_units_count(units), matches = 0;
    prse_unit unit;
    if (count == 1 && prse_units_total(units) <= 1)
        return cli_unit_at(out, units, 0);
    for (size_t i = 0; i < count; i++) {
        if (!cli_unit_at(&unit, units, i) || unit.open == 0 ||
            !bears(&unit, name))
            continue;
        *out = unit;
        matches++;
    }
    return matches == 1;
}

static cli_exit refuse(const cli_context *cli, const prse_units *units,
                       prse_str name)
{
    cli_output error_output = {.file = stderr};
    cli_page page = cli_page_on(&error_output);
    if (prse_units_count(units) == 0)
        return cli_complain(cli, CLI_FINDINGS, TEXT_NO_UNIT_OF_NAME, &name,
                            1);
    cli_units_show(&page, cli, units);
    return cli_complain(cli, CLI_FINDINGS, TEXT_WHICH_UNIT, &name, 1);
}

static cli_exit search(prse_number *out, const cli_services *services,
                       prse_str name)
{
    prse_search_options options = {.size = sizeof options};
    prse_units *units = NULL;
    prse_unit unit;
    prse_error err;
    if (prse_company_search(&units, services->all, name, &options,
                            &services->asked, &err) != PRSE_OK)
        return cli_services_complain(services, &err);
    cli_exit code = choose(&unit, units, name)
                        ? cli_number_read(out, services->cli, unit.siren)
                        : refuse(services->cli, units, name);
    prse_units_free(units);
    return code;
}

cli_exit cli_resolve(prse_number *out, const cli_services *services,
                     prse_str text)
{
    return cli_number_is_meant(text)
               ? cli_number_read(out, services->cli, text)
               : search(out, services, text);
}
