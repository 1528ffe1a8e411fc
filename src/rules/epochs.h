/* SPDX-License-Identifier: Apache-2.0 */
/* The periods of a pack: between two dates at which anything changes, all
 * constants are the same. Period i begins at dates[i]; the first has no
 * beginning. */
#ifndef PRSE_RULES_EPOCHS_H
#define PRSE_RULES_EPOCHS_H

#include "rules/pack.h"

typedef struct prse__epochs {
    size_t count;
    const prse__date *dates; /* dates[0] is PRSE__ALWAYS */
    const prse__scope *scopes; /* thresholds and functions of each period */
} prse__epochs;

prse_status prse__epochs_make(prse__epochs *out, prse__arena *arena,
                              const prse__pack_tree *pack, prse_error *err);

/* The period of a date. */
size_t prse__epoch_of(const prse__epochs *epochs, prse__date date);

#endif
