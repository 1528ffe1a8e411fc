/* SPDX-License-Identifier: Apache-2.0 */
/* The pieces of a sentence that spoke for its label. */
#ifndef PRSE_ESRS_LITE_EVIDENCE_H
#define PRSE_ESRS_LITE_EVIDENCE_H

#include "esrs_lite/score.h"
#include "portailrse/sys/classifier.h"

/* Fills the evidence of out->label: its terms, the heaviest first, then words
 * that the linear model takes for it rather than for out->second. */
void prse__lite_evidence(prse_label *out, const prse__lite_model *model,
                         const prse__lite_reading *reading);

#endif
