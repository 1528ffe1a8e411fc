/* SPDX-License-Identifier: Apache-2.0 */
/* A sentence read, weighed and judged. */
#ifndef PRSE_ESRS_LITE_SCORE_H
#define PRSE_ESRS_LITE_SCORE_H

#include "esrs_lite/features.h"
#include "esrs_lite/terms.h"

/* All that is known of one sentence; some 20 KB. */
typedef struct prse__lite_reading {
    prse__lite_words words;
    prse__lite_hits hits;
    prse__lite_features features;
} prse__lite_reading;

typedef struct prse__lite_verdict {
    uint32_t label, second;
    double confidence, second_confidence;
} prse__lite_verdict;

void prse__lite_read(prse__lite_reading *out, const prse__lite_model *model,
                     prse_str text);
/* Points of the lexicon, each label's up to the cap. */
void prse__lite_points(int32_t out[PRSE__LITE_LANES],
                       const prse__lite_model *model,
                       const prse__lite_hits *hits);
void prse__lite_score(int32_t out[PRSE__LITE_LANES],
                      const prse__lite_model *model,
                      const prse__lite_reading *reading);
/* The best label, or none where it is less sure than `min_confidence`. */
prse__lite_verdict prse__lite_judge(const prse__lite_model *model,
                                    const int32_t scores[PRSE__LITE_LANES],
                                    double min_confidence);

#endif
