/* SPDX-License-Identifier: Apache-2.0 */
/* Cross-validation on our own sentences: how good the model is on what it did
 * not learn, and how sure it should say it is. */
#ifndef ESRS_LITE_TRIAL_H
#define ESRS_LITE_TRIAL_H

#include "regression.h"

typedef struct trial {
    double (*scores)[PRSE__LITE_LANES]; /* of each sample, by a model that did
                                           not see it */
    const samples *all;
    size_t labels;
} trial;

trial trial_run(const settings *how, size_t labels, const samples *all);
void trial_free(trial *it);
/* By what scores are divided so that shares are likely. */
double trial_heat(const trial *it);
/* Writes accuracy, F1 of each label, and what abstaining costs. */
void trial_tell(const trial *it, const table *labels, double heat);

#endif
