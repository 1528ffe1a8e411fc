/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences that run together: one row of tokens, without padding. */
#ifndef PRSE_CAMEMBERT_BATCH_H
#define PRSE_CAMEMBERT_BATCH_H

#include "camembert/room.h"

enum { PRSE__BATCH_TOKENS = 1024 }; /* from here on it is full */

typedef struct prse__batch {
    prse__room room;
    int32_t *ids;
    uint32_t *starts; /* of its sentences, and the end */
    uint32_t *which;  /* their places among the texts */
    uint32_t count;
    float *logits;
    prse_status status; /* of the last run */
    prse_error err;
} prse__batch;

/* For at most `count` sentences, each of at most `longest` tokens; `threads`
 * are those that work on it when it is alone. */
prse_status prse__batch_make(prse__batch *out, const prse__network *network,
                             size_t count, uint32_t longest,
                             uint32_t threads, prse_error *err);
void prse__batch_free(prse__batch *batch); /* a zeroed one is legal */

static inline uint32_t prse__batch_tokens(const prse__batch *batch)
{
    return batch->starts[batch->count];
}

/* Side by side, each on a thread of its own from the first layer to the last:
 * threads that meet after every product wait for the slowest each time. One
 * batch alone has all threads. The results are in each of them. */
void prse__batches_run(prse__batch *batches, uint32_t count);

#endif
