/* SPDX-License-Identifier: Apache-2.0 */
/* An event with all that is to be told of it, and who is told. */
#ifndef PRSE_RUNS_DELIVER_H
#define PRSE_RUNS_DELIVER_H

#include "portailrse/passages.h"
#include "runs/news.h"
#include "runs/words.h"

typedef struct prse__telling {
    const prse_queue_event *event;
    prse__news_kind kind;
    prse__order order;
    uint64_t sentences;    /* of PRSE__NEWS_SPLIT */
    prse__run_words words; /* of a bad end */
    prse_text *result;     /* of a good one; else NULL */
    prse_passages *found;
} prse__telling;

/* PRSE_OK too where there is nobody any more to be told. */
prse_status prse__tell_portal(const prse__telling *telling,
                              const prse_runs *runs, prse_error *err);
prse_status prse__tell_receiver(const prse__telling *telling,
                                const prse_runs *runs, prse_error *err);
/* The blob of a run that has succeeded goes. */
prse_status prse__tell_blob(const prse__telling *telling,
                            const prse_runs *runs, prse_error *err);

#endif
