/* SPDX-License-Identifier: Apache-2.0 */
/* What one run of the network works on, and the run. */
#ifndef PRSE_CAMEMBERT_ROOM_H
#define PRSE_CAMEMBERT_ROOM_H

#include "camembert/kernels.h"

typedef struct prse__room {
    const prse__network *network;
    const prse__tokens *tokens;      /* of the run */
    float *rows, *other;             /* a row a token */
    float *queries, *keys, *values;
    float *seen;                     /* what the heads of attention found */
    float *wide;                     /* rows inside a layer */
    float *scores;                   /* of a head of a sentence; a thread's */
    uint32_t longest;
    prse__small_room small;
} prse__room;

typedef struct prse__room_size {
    uint32_t tokens;  /* of a run, at most */
    uint32_t longest; /* tokens of a sentence, at most */
    uint32_t threads; /* that work on a run, at most */
} prse__room_size;

/* For run after run, so that its pages are touched for the first time once. */
prse_status prse__room_make(prse__room *out, const prse__network *network,
                            prse__room_size size, prse_error *err);
void prse__room_free(prse__room *room); /* a zeroed one is legal */

/* Fills logits[count][labels]. Nothing of the network changes: it is shared;
 * a room is one run's at a time. */
prse_status prse__network_run(prse__room *room, const prse__tokens *tokens,
                              float *logits, prse_error *err);

/* seen = softmax(queries * keys / sqrt(width)) * values, head by head; with
 * `first_only` a query a sentence. 0: a product was refused. */
int prse__attend(prse__room *room, int first_only);

/* How many threads the products of the calling thread may have from now on;
 * answers how many they had. */
uint32_t prse__threads_set(uint32_t threads);

#endif
