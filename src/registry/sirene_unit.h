/* SPDX-License-Identifier: Apache-2.0 */
/* Legal units and establishments as Sirene writes them: V3 and 3.11, with their
 * periods or, inside an establishment, with current values only. */
#ifndef PRSE_REGISTRY_SIRENE_UNIT_H
#define PRSE_REGISTRY_SIRENE_UNIT_H

#include "registry/clean.h"
#include "registry/unit.h"

void prse__sirene_unit(prse__clean *clean, prse__unit *unit, prse_str siren,
                       const prse__node *from);
/* Adds what an establishment, which is the seat, tells. */
void prse__sirene_seat(prse__clean *clean, prse_unit *unit,
                       const prse__node *establishment);

#endif
