/* SPDX-License-Identifier: Apache-2.0 */
/* The questions that were asked, as they went. */
#ifndef PRSE_ENGINE_TRACE_H
#define PRSE_ENGINE_TRACE_H

#include "base/mem.h"
#include "http/client.h"
#include "portailrse/services.h"

typedef struct prse__traces {
    prse__arena *arena; /* borrowed; of the list and of its messages */
    prse_trace *items;
    size_t count, room;
} prse__traces;

/* Messages are copied. */
prse_status prse__traces_add(prse__traces *traces, prse_trace trace,
                             prse_error *err);
/* What a fetch did; `why` (may be NULL) tells what its body lacks. */
prse_trace prse__trace_of(const prse__fetch *fetch, prse_outcome outcome,
                          const prse_error *why);
/* Into a caller's struct; PRSE_ENOTFOUND, PRSE_EABI. */
prse_status prse__traces_get(const prse__traces *traces, size_t index,
                             prse_trace *out, prse_error *err);
/* 1: a service did not answer, or what it said before is all there is. */
int prse__traces_partial(const prse__traces *traces);

#endif
