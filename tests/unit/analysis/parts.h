/* SPDX-License-Identifier: Apache-2.0 */
/* A reader whose document is a list of lines, and a classifier that goes by
 * the first letter of a sentence: what an analysis is put together from. */
#ifndef PRSE_TESTS_ANALYSIS_PARTS_H
#define PRSE_TESTS_ANALYSIS_PARTS_H

#include "portailrse/analysis.h"

typedef struct parts {
    const char *const *lines; /* "\f" ends a page; NULL ends them */
    prse_status reading;      /* what read() answers in the end */
    prse_status classifying;
    uint32_t batches, sentences; /* that the classifier saw */
    int64_t late_ms;             /* it waits */
    prse_extract extract;
    prse_classifier classifier;
} parts;

void parts_make(parts *p, const char *const *lines);
/* prse_passages_analyse() with these parts. */
prse_status parts_analyse(parts *p, prse_passages *passages,
                          prse_analysis_options opts, prse_error *err);

#endif
