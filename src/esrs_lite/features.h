/* SPDX-License-Identifier: Apache-2.0 */
/* What the linear model sees of a sentence: numbers of buckets, in which
 * words, their beginnings, pairs and pieces of them fall by hash. */
#ifndef PRSE_ESRS_LITE_FEATURES_H
#define PRSE_ESRS_LITE_FEATURES_H

#include "esrs_lite/words.h"

enum { PRSE__LITE_FEATURES = 4096 };

typedef struct prse__lite_features {
    uint16_t buckets[PRSE__LITE_FEATURES];
    size_t count;
} prse__lite_features;

void prse__lite_features_read(prse__lite_features *out,
                              const prse__lite_words *words);
/* Those of the word alone, for evidence: its own and that of its beginning. */
void prse__lite_features_word(uint16_t out[2], prse_str word);

#endif
