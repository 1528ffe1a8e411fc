/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a public pack. */
#ifndef PRSE_ENGINE_PACK_H
#define PRSE_ENGINE_PACK_H

#include <stdatomic.h>

#include "base/text.h"
#include "portailrse/pack.h"
#include "rules/ruleset.h"

struct prse_engine {
    atomic_int refs;
    uint64_t pack_memory;
};

struct prse_pack {
    atomic_int refs;
    prse_engine *engine;
    prse__arena *arena; /* of the tree and of the ruleset */
    const prse__pack_tree *tree;
    prse__ruleset rules;
    char digest[65];
};

/* The text in a language; the other one where it is missing. */
prse_str prse__text_in(prse__text text, prse_lang lang);

/* Canonical JSON of a pack: what decides its answers and texts, in one
 * spelling. */
void prse__pack_canonical(prse__buf *buf, const prse__pack_tree *tree);

#endif
