/* SPDX-License-Identifier: Apache-2.0 */
/* Turnovers of each calendar year, out of accounts. */
#ifndef PRSE_PLATFORMS_RATIOS_YEARS_H
#define PRSE_PLATFORMS_RATIOS_YEARS_H

#include "platforms/ratios_accounts.h"
#include "platforms/record.h"

/* The first account that is closed by `today` (0: not known); accounts->count
 * when there is none. */
size_t prse__accounts_closed(const prse__accounts *accounts,
                             prse__date today);
/* The block `exercices` from that account on. */
void prse__accounts_write_years(prse__json *json,
                                const prse__accounts *accounts,
                                size_t from);

#endif
