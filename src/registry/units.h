/* SPDX-License-Identifier: Apache-2.0 */
/* Units that a search found, as hosts hold them. */
#ifndef PRSE_REGISTRY_UNITS_H
#define PRSE_REGISTRY_UNITS_H

#include "base/mem.h"
#include "registry/unit.h"

/* What of a text a register is asked for, without blanks around it. */
enum { PRSE__ASKED_TEXT = 200 };

struct prse_units {
    prse__arena *arena; /* of the texts; owned */
    prse__unit_list list;
};

/* Empty, with an arena of its own; whoever searches fills the list. */
prse_status prse__units_new(prse_units **out, prse_error *err);

/* Drops the units that do not pass, then those past the limit. */
void prse__units_keep(prse__unit_list *list,
                      const prse_search_options *search);

/* How many units the caller wants: the default, the ceiling. */
uint32_t prse__units_limit(const prse_search_options *search);
/* How many to ask of a register, which may be more than are wanted. */
uint32_t prse__units_to_ask(const prse_search_options *search);
/* The beginning of a text, without half a character at its end. */
prse_str prse__units_cut(prse_str text, size_t size);

#endif
