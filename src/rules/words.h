/* SPDX-License-Identifier: Apache-2.0 */
/* The words that a pack gives to sets of values: names of brackets and of
 * listed values, true and false as they may be written, null. What each one
 * means is worked out once, when the pack is loaded. */
#ifndef PRSE_RULES_WORDS_H
#define PRSE_RULES_WORDS_H

#include "rules/ruleset.h"

typedef struct prse__word {
    prse_str text;
    const prse__fact *fact;
    int whole;
    prse__bound low, high;
    const prse__value *value; /* the only possible one; NULL: several */
    prse__mask mask;
} prse__word;

struct prse__words {
    size_t count, room; /* room: a power of two above the count */
    prse__word *items;
    uint32_t *table; /* by hash: item + 1; 0: free */
};

prse_status prse__words_make(const prse__words **out, prse__arena *arena,
                             const prse__ruleset *rules, prse_error *err);

/* What the text means for the fact; NULL: it is no word of it. */
const prse__word *prse__words_find(const prse__words *words,
                                   const prse__fact *fact, prse_str text);

#endif
