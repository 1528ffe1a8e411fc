/* SPDX-License-Identifier: Apache-2.0 */
/* The difference of two packs, read off: for each difference how many
 * situations it has, what they are, and an example. */
#ifndef PRSE_ENGINE_PACK_DIFF_H
#define PRSE_ENGINE_PACK_DIFF_H

#include "engine/pack.h"
#include "rules/diff.h"
#include "rules/diff_set.h"

/* Conditions shown of one difference; the situations of the others are
 * counted. */
#define PRSE__DIFF_SHOWN 8

typedef struct prse__diff_shown {
    prse__dec situations, total; /* combinations of cells of `facts` */
    size_t count;
    prse__cube *conditions;      /* each true of this difference only */
    prse__dec left;              /* situations that no condition says */
} prse__diff_shown;

typedef struct prse__diff_page {
    const prse_pack *packs[2];
    prse__date dates[2];
    prse_lang lang;
    prse__arena *arena;
    prse__diff diff;
    prse__set_reader reader;
    prse__diff_shown *shown; /* of each difference */
    prse__buf *out;
} prse__diff_page;

typedef struct prse__diff_totals {
    size_t differences, unexplained;
    size_t refusals, unexplained_refusals;
} prse__diff_totals;

prse__diff_totals prse__diff_count(const prse__diff *diff);

void prse__diff_write_text(prse__diff_page *page);
void prse__diff_write_json(prse__diff_page *page);

/* --- What both writers share --- */

const prse__obligation *prse__diff_obligation(const prse__diff_page *page,
                                              size_t side, size_t index);
/* The id of a criterion or output; empty for the answer and the first year. */
prse_str prse__diff_item(const prse__diff_page *page, size_t side,
                         size_t obligation, prse__part part, size_t item);
/* "effectif", "effectif@-1". */
void prse__diff_name(prse__buf *buf, const prse__var *var);
/* The condition as FEEL: "effectif >= 50 and est_cotee = true". */
void prse__diff_when(prse__buf *buf, const prse__diff_page *page,
                     const prse__cube *cube);
/* A value inside the condition; NULL: any. */
const prse__value *prse__diff_example(const prse__diff_page *page,
                                      const prse__cube *cube, size_t var);

#endif
