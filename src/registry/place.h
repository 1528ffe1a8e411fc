/* SPDX-License-Identifier: Apache-2.0 */
/* The seat of a unit. */
#ifndef PRSE_REGISTRY_PLACE_H
#define PRSE_REGISTRY_PLACE_H

#include "base/str.h"
#include "portailrse/company.h"

/* Makes the texts of a seat agree: a seat abroad has no department, one in
 * France has that of its commune, else of its postal code. A commune that is
 * the code of a country is none. */
void prse__place_settle(prse_unit *unit);

#endif
