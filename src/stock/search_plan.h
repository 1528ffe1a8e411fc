/* SPDX-License-Identifier: Apache-2.0 */
/* Which units are looked at: a few hundred candidates, whatever is asked. */
#ifndef PRSE_STOCK_SEARCH_PLAN_H
#define PRSE_STOCK_SEARCH_PLAN_H

#include "stock/search_query.h"

enum {
    PRSE__PLAN_ROOM = 4096
};

typedef struct prse__plan {
    prse__index *index;
    const prse__query *query;
    uint64_t *places; /* candidates: part and number, in any order, some
                         twice */
    size_t count;
    uint64_t known; /* units that match as typed, at least */
    int whole;      /* the last match left nothing out */
    int mended;     /* misspelt words were looked for */
    prse_error *err;
} prse__plan;

/* Candidates that meet the demands and have the codes that are asked for, the
 * best ranked ones. */
prse_status prse__plan_match(prse__plan *plan, const prse__demand *demands,
                             size_t count);

/* So few candidates that the words may be misspelt: one word is easily some
 * other name, several hardly ever. */
int prse__plan_is_poor(const prse__plan *plan);

/* What stands there, in index->part: whole names, words, initials. */
prse_status prse__plan_typed(prse__plan *plan);
/* Words joined, split, with a typo; and all words but one. */
prse_status prse__plan_mended(prse__plan *plan);

#endif
