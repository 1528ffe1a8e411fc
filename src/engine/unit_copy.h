/* SPDX-License-Identifier: Apache-2.0 */
/* A unit that outlives the answers it was read from. */
#ifndef PRSE_ENGINE_UNIT_COPY_H
#define PRSE_ENGINE_UNIT_COPY_H

#include "registry/units.h"

/* Copies the texts into the arena; finances are left out. 0: no memory. */
int prse__unit_copy(prse_unit *out, prse__arena *arena,
                    const prse_unit *unit);
/* Puts the unit at the end of a list, texts copied. */
prse_status prse__units_add(prse_units *units, const prse_unit *unit,
                            prse_error *err);

#endif
