/* SPDX-License-Identifier: Apache-2.0 */
/* The terms of the lexicon that a sentence holds. */
#ifndef PRSE_ESRS_LITE_TERMS_H
#define PRSE_ESRS_LITE_TERMS_H

#include "esrs_lite/model.h"
#include "esrs_lite/words.h"

enum { PRSE__LITE_HITS = 64 };

typedef struct prse__lite_hit {
    uint16_t first, last; /* words */
    int16_t term;
} prse__lite_hit;

/* A term counts once, however often it occurs, and not at all within a longer
 * one; the first 64 are kept. */
typedef struct prse__lite_hits {
    prse__lite_hit hits[PRSE__LITE_HITS];
    size_t count;
} prse__lite_hits;

void prse__lite_terms_find(prse__lite_hits *out, const prse__lite_model *model,
                           const prse__lite_words *words);

#endif
