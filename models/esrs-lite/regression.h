/* SPDX-License-Identifier: Apache-2.0 */
/* Multinomial logistic regression on hashed features, on top of the points
 * that the lexicon gives. */
#ifndef ESRS_LITE_REGRESSION_H
#define ESRS_LITE_REGRESSION_H

#include "samples.h"

/* Chosen by cross-validation on our own sentences (`train --check`). */
typedef struct settings {
    double point;   /* of score for a point of the lexicon */
    int32_t cap;    /* points of a label, at most */
    double decay;   /* price of a weight's square */
    int rounds;     /* of gradient descent */
    double min_confidence;
} settings;

typedef struct regression {
    settings how;
    double (*weights)[PRSE__LITE_LANES]; /* a bucket; times its rarity */
    double bias[PRSE__LITE_LANES];
    size_t labels;
} regression;

/* Trains on the samples of other folds; -1: on all. */
regression regression_train(const settings *how, size_t labels,
                            const samples *all, int left_out);
void regression_free(regression *it);
void regression_score(double out[PRSE__LITE_LANES], const regression *it,
                      const sample *of);
/* Scores become shares that sum to one. */
void regression_share(double *scores, size_t labels, double heat);

#endif
