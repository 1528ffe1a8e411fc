/* SPDX-License-Identifier: Apache-2.0 */
/* Words that are one keystroke away from another. */
#ifndef PRSE_STOCK_TYPO_H
#define PRSE_STOCK_TYPO_H

#include "stock/index_cursor.h"

enum {
    PRSE__TYPO_SHORTEST = 3,  /* shorter words are not mended */
    PRSE__TYPO_LONGEST = 24,
    PRSE__TYPO_PREFIX = 4,    /* shortest beginning that is mended */
    PRSE__TYPO_MOST = 40      /* terms that are kept */
};

/* 1 when at most one letter is missing, too much, wrong or swapped with its
 * neighbour. */
int prse__typo_near(prse_str a, prse_str b);
/* The same against the first letters of b, as many as suit best. */
int prse__typo_near_start(prse_str a, prse_str b);

/* Terms of index->part, the word itself left out, that are near it, those of
 * most units first; with `prefix` also near beginnings of terms. *count: room,
 * then how many there are. Texts go into the arena of the index. */
prse_status prse__typo_terms(prse__wanted *out, size_t *count,
                             prse__index *index, prse_str word, int prefix,
                             prse_error *err);

#endif
