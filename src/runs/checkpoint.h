/* SPDX-License-Identifier: Apache-2.0 */
/* A classifier that remembers in the stages of a job what it has said: another
 * attempt is told the same, and the model is asked for the rest. */
#ifndef PRSE_RUNS_CHECKPOINT_H
#define PRSE_RUNS_CHECKPOINT_H

#include "runs/runs.h"

typedef struct prse__checkpoint {
    const prse_classifier *inner;
    const prse_classifier_info *model;
    prse_job *job;
    uint32_t calls;  /* so far; each has a stage */
    int is_new;      /* 1: no attempt has been here before */
    prse_classifier plug;
} prse__checkpoint;

/* `out` stays where it is as long as its plug is used. */
void prse__checkpoint_begin(prse__checkpoint *out, const prse_runs *runs,
                            prse_job *job);

#endif
