/* SPDX-License-Identifier: Apache-2.0 */
/* What a run tells on its way, each thing once in a pass, whatever attempt
 * comes to it. */
#ifndef PRSE_RUNS_NEWS_H
#define PRSE_RUNS_NEWS_H

#include "runs/runs.h"

typedef enum prse__news_kind {
    PRSE__NEWS_STARTED,
    PRSE__NEWS_OPENED, /* it is a PDF */
    PRSE__NEWS_SPLIT,  /* into so many sentences */
    PRSE__NEWS_CLASSIFIED,
    PRSE__NEWS_NO_SENTENCE,
    PRSE__NEWS_DONE, /* told by the queue */
    PRSE__NEWS_FAILED,
    PRSE__NEWS_CANCELED,
    PRSE__NEWS
} prse__news_kind;

/* The word of an event, and back; PRSE__NEWS: it is none of ours. */
prse_str prse__news_word(prse__news_kind kind);
prse__news_kind prse__news_of(prse_str word);

typedef struct prse__news {
    prse_job *job;
    int told[PRSE__NEWS];
} prse__news;

/* Looks at what earlier attempts have told. */
prse_status prse__news_begin(prse__news *out, prse_queue *queue,
                             prse_job *job, prse_error *err);
prse_status prse__news_tell(prse__news *news, prse__news_kind kind,
                            prse_error *err);
prse_status prse__news_tell_split(prse__news *news, uint64_t sentences,
                                  prse_error *err);

#endif
