/* SPDX-License-Identifier: Apache-2.0 */
#include "camembert/answer.h"

#include <math.h>

static double chance(const float *logits, uint32_t count, uint32_t of)
{
    double sum = 0;
    for (uint32_t i = 0; i < count; i++)
        sum += exp((double)logits[i] - (double)logits[of]);
    return 1 / sum;
}

prse_label prse__label_of(const float *logits, uint32_t count)
{
    prse_label label = {.label = 0, .second = 1};
    if (logits[1] > logits[0])
        label = (prse_label){.label = 1, .second = 0};
    for (uint32_t i = 2; i < count; i++) {
        if (logits[i] > logits[label.label]) {
            label.second = label.label;
            label.label = i;
        } else if (logits[i] > logits[label.second]) {
            label.second = i;
        }
    }
    label.confidence = chance(logits, count, label.label);
    label.second_confidence = chance(logits, count, label.second);
    return label;
}
