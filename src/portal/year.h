/* SPDX-License-Identifier: Apache-2.0 */
/* The facts of a company's years: between prse_facts and rows. */
#ifndef PRSE_PORTAL_YEAR_H
#define PRSE_PORTAL_YEAR_H

#include "portailrse/facts.h"
#include "portal/portal.h"

/* PRSE_EPARSE: no year in which a financial year ends. */
prse_status prse__year_check(int32_t year, prse_error *err);
/* What is known of year 0, as `faits` and `sources` of `exercices`. */
prse_status prse__year_write(prse__buf *facts_json, prse__buf *sources_json,
                             const prse_facts *facts, prse_error *err);
/* Sets the slots of one year (0, -1 ...) from those texts. What the pack does
 * not know (any more) becomes a warning. */
prse_status prse__year_read(prse_facts *facts, int32_t back,
                            prse_str facts_json, prse_str sources_json,
                            prse_error *err);
/* The facts of a year and, as far as the pack looks back, of those before it,
 * from the rows of work->siren. year 0: the latest. *version may be NULL.
 * PRSE_ENOTFOUND: nothing is kept of it. */
prse_status prse__year_load(prse__work *work, int32_t year, prse_facts *facts,
                            int64_t *version, prse_error *err);

#endif
