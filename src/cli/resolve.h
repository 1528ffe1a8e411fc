/* SPDX-License-Identifier: Apache-2.0 */
/* The unit that a number or a name means. */
#ifndef PRSE_CLI_RESOLVE_H
#define PRSE_CLI_RESOLVE_H

#include "cli/services.h"
#include "portailrse/company.h"

/* A number stands for itself; a name for the only unit found, or the only
 * open one that bears exactly this name. Else the units found are shown on
 * the standard error, and the code is CLI_FINDINGS. */
cli_exit cli_resolve(prse_number *out, const cli_services *services,
                     prse_str text);

#endif
