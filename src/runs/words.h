/* SPDX-License-Identifier: Apache-2.0 */
/* What people are told of a run that came to nothing. */
#ifndef PRSE_RUNS_WORDS_H
#define PRSE_RUNS_WORDS_H

#include "runs/runs.h"

typedef struct prse__run_words {
    prse_callback_step step;
    const char *sentence; /* French, at most 144 characters */
} prse__run_words;

/* Of the status by which a job failed, as its final event names it. */
prse__run_words prse__run_failed(prse_str status_name);
prse__run_words prse__run_canceled(void);
/* Of a document that was read, and is made of pictures. */
const char *prse__run_needs_ocr(void);

#endif
