/* SPDX-License-Identifier: Apache-2.0 */
/* From the numbers of a network to an answer. */
#ifndef PRSE_CAMEMBERT_ANSWER_H
#define PRSE_CAMEMBERT_ANSWER_H

#include "portailrse/sys/classifier.h"

/* The label of the largest number, and the runner-up; shares by softmax. At
 * least two labels. */
prse_label prse__label_of(const float *logits, uint32_t count);

#endif
