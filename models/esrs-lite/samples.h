/* SPDX-License-Identifier: Apache-2.0 */
/* Labelled sentences, read as the library reads them. */
#ifndef ESRS_LITE_SAMPLES_H
#define ESRS_LITE_SAMPLES_H

#include "esrs_lite/model.h"
#include "tables.h"

enum { FOLDS = 5 };

typedef struct sample {
    uint8_t label;
    uint8_t fold;  /* of cross-validation: 0 to FOLDS - 1 */
    uint8_t mixed; /* see samples_mix() */
    int32_t points[PRSE__LITE_LANES]; /* of the lexicon */
    uint16_t *buckets;
    size_t count;
    double norm; /* one over the square root of count */
} sample;

typedef struct samples {
    sample *all;
    size_t count;
    table rows; /* code, text */
} samples;

/* `model`: its lexicon is there. Folds have as much of each label. */
samples samples_read(const char *path, const table *labels,
                     const prse__lite_model *model);
/* Adds each sentence once more, run on into a sentence of the label `none` of
 * the same fold: reports speak of business beside the topic. */
void samples_mix(samples *it, uint8_t none);
void samples_free(samples *it);

#endif
