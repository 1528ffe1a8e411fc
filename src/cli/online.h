/* SPDX-License-Identifier: Apache-2.0 */
/* What services add to a dashboard: the unit, who answered, why each fact is
 * taken for true. */
#ifndef PRSE_CLI_ONLINE_H
#define PRSE_CLI_ONLINE_H

#include "cli/company.h"
#include "cli/page.h"
#include "cli/services.h"
#include "portailrse/dashboard.h"

typedef struct cli_online {
    const cli_services *services;
    prse_dashboard *dashboard; /* run */
    const prse_number *number;
} cli_online;

/* Name and numbers, then place, activity and headcount. */
void cli_online_show_unit(cli_page *page, const cli_company *company);
/* Which services did not answer. */
void cli_online_show_gaps(cli_page *page, const cli_company *company);
/* The facts and where each comes from, then every question to a service. */
cli_exit cli_online_show_details(cli_page *page, const cli_company *company);
/* The dashboard of the library as JSON, to --out. */
cli_exit cli_online_json(const cli_company *company);

#endif
