/* SPDX-License-Identifier: Apache-2.0 */
/* What one run of the network works on. */
#ifndef PRSE_CAMEMBERT_ROOM_H
#define PRSE_CAMEMBERT_ROOM_H

#include "camembert/kernels.h"

typedef struct prse__room {
    const prse__network *network;
    const prse__tokens *tokens;
    float *rows, *other;             /* a row a token */
    float *queries, *keys, *values;
    float *seen;                     /* what the heads of attention found */
    float *wide;                     /* rows inside a layer */
    float *scores;                   /* of a head of a sentence; a thread's */
    uint32_t longest;                /* tokens of a sentence */
    prse__small_room small;
    int threads_before;
} prse__room;

/* From here to prse__room_free() the calling thread's products run on so many
 * threads. */
prse_status prse__room_make(prse__room *out, const prse__network *network,
                            const prse__tokens *tokens, uint32_t threads,
                            prse_error *err);
void prse__room_free(prse__room *room);

/* seen = softmax(queries * keys / sqrt(width)) * values, head by head; with
 * `first_only` a query a sentence. 0: a product was refused. */
int prse__attend(prse__room *room, int first_only);

#endif
