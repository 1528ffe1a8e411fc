/* SPDX-License-Identifier: Apache-2.0 */
/* One result of the directory. */
#ifndef PRSE_REGISTRY_DIRECTORY_UNIT_H
#define PRSE_REGISTRY_DIRECTORY_UNIT_H

#include "registry/clean.h"
#include "registry/unit.h"

/* Other registers put records under numbers that Insee does not know: nothing
 * of Insee is in them. */
int prse__directory_is_ghost(const prse__node *from);
void prse__directory_unit(prse__clean *clean, prse__unit *unit,
                          prse_str siren, const prse__node *from);

#endif
