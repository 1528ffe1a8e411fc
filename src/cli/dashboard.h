/* SPDX-License-Identifier: Apache-2.0 */
/* Every obligation of one company, for a terminal or as JSON. */
#ifndef PRSE_CLI_DASHBOARD_H
#define PRSE_CLI_DASHBOARD_H

#include "cli/company.h"

/* Finds out early whether --format is one the dashboard has. */
cli_exit cli_dashboard_format(size_t *out, const cli_context *cli);
/* Writes the dashboard of an evaluated company to --out. */
cli_exit cli_dashboard(cli_company *company, size_t format);

#endif
