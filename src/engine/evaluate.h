/* SPDX-License-Identifier: Apache-2.0 */
/* Rules that are evaluated on exact facts rather than cut into cells: compute,
 * status, due. */
#ifndef PRSE_ENGINE_EVALUATE_H
#define PRSE_ENGINE_EVALUATE_H

#include "rules/profile.h"

/* The value of a rule on a date, in the arena. *known is 0 (and the value
 * null) when a fact that the rule reads is not known exactly; with
 * `missing_is_null` a fact that nobody gave counts as null instead. */
prse_status prse__evaluate_rule(const prse__value **out, int *known,
                                prse__arena *arena,
                                const prse__ruleset *rules,
                                const prse__profile *profile,
                                const prse__rule *rule, prse__date date,
                                int missing_is_null, prse_error *err);

#endif
