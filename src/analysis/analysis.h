/* SPDX-License-Identifier: Apache-2.0 */
/* The stages of an analysis; each leaves what the next one takes. */
#ifndef PRSE_ANALYSIS_ANALYSIS_H
#define PRSE_ANALYSIS_ANALYSIS_H

#include "passages/passages.h"
#include "portailrse/analysis.h"

typedef struct prse__analysis {
    prse_analysis_options opts; /* without NULLs */
    int64_t until_ms;           /* of the monotonic clock */
    prse_classifier_info model;
    prse_sentences *sentences;
    prse__draft draft; /* the document as it becomes */
} prse__analysis;

/* What is left of the deadline, at least 1; PRSE_ETIMEOUT when nothing is. */
prse_status prse__analysis_left(const prse__analysis *analysis, int64_t *ms,
                                prse_error *err);

/* Reads the pages and cuts them into sentences; the draft then knows about the
 * document. */
prse_status prse__analysis_read(prse__analysis *analysis,
                                const prse_blob_source *pdf, prse_error *err);
/* Classifies the sentences that pass the filter; the draft then has topics and
 * sentences. */
prse_status prse__analysis_classify(prse__analysis *analysis,
                                    prse_error *err);

#endif
