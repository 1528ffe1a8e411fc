/* SPDX-License-Identifier: Apache-2.0 */
/* Registers that disagree about a unit, in words. */
#ifndef PRSE_ENGINE_CONFLICT_H
#define PRSE_ENGINE_CONFLICT_H

#include "engine/facts.h"
#include "engine/lookup.h"

/* What there is to say of a look-up: prse__conflict_count() things. */
size_t prse__conflict_count(const prse__lookup *lookup);
void prse__conflict_say(prse__buf *text, const prse__lookup *lookup,
                        size_t index, prse_lang lang);
/* The field of the directory's answers that a thing is about; empty: of the
 * unit as a whole. */
prse_str prse__conflict_path(const prse__lookup *lookup, size_t index);

#endif
