/* SPDX-License-Identifier: Apache-2.0 */
/* Units while a register's answer is read into a list. */
#ifndef PRSE_REGISTRY_UNIT_READ_H
#define PRSE_REGISTRY_UNIT_READ_H

#include "formats/node.h"
#include "http/answer.h"
#include "registry/reply.h"
#include "registry/unit.h"

enum { PRSE__UNITS_MOST = 1000 }; /* the largest page of any register */

/* Room for the units of a list node; 0: memory ran out. */
int prse__unit_list_begin(prse__unit_list *list, prse__arena *arena,
                          size_t count);
/* The unit of that SIREN; NULL: not yet in the list. */
prse__unit *prse__unit_list_find(const prse__unit_list *list, prse_str siren);
/* READ when the list holds one unit, of that SIREN. */
prse_outcome prse__unit_list_only(prse__unit *out, const prse__unit_list *list,
                                  prse_str siren, prse__reply *reply);
/* Number of matches that an answer tells; never below `least`. */
uint64_t prse__unit_total(const prse__node *node, size_t least);

/* Takes away what a person who refused diffusion is known by. */
void prse__unit_hide(prse_unit *unit);

#endif
