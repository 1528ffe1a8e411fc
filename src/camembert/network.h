/* SPDX-License-Identifier: Apache-2.0 */
/* The network: embeddings, layers of attention, a head on the first token. */
#ifndef PRSE_CAMEMBERT_NETWORK_H
#define PRSE_CAMEMBERT_NETWORK_H

#include "camembert/config.h"
#include "safetensors/safetensors.h"

/* out = in * weights^T + bias. */
typedef struct prse__linear {
    uint32_t in, out;
    const float *weights; /* [out][in] */
    const float *bias;
    int8_t *small;   /* the weights in 8 bits, or NULL: f32 */
    float *scales;   /* of each output */
    int32_t *sums;   /* of each output's small weights */
} prse__linear;

typedef struct prse__norm {
    const float *scale, *shift;
} prse__norm;

typedef struct prse__layer {
    prse__linear query, key, value, mix, widen, narrow;
    prse__norm after_mix, after_narrow;
} prse__layer;

typedef struct prse__head {
    prse__linear linear;
    prse__norm norm; /* scale NULL: none */
    prse__activation activation;
} prse__head;

typedef struct prse__network {
    prse__config config;
    prse__safetensors *file;
    prse__arena *arena; /* of what could not stay in the file */
    const prse__tensor *words, *positions;
    float *kind; /* the embedding of the only token type */
    prse__norm first_norm;
    prse__layer *layers;
    prse__head head[PRSE__HEAD_STEPS];
    uint32_t head_count;
} prse__network;

/* From a folder: config.json and model.safetensors. `small`: weights of the
 * layers in 8 bits. */
prse_status prse__network_open(prse__network *out, const char *folder,
                               int small, prse_error *err);
void prse__network_close(prse__network *network);

/* Sentences as tokens, one after the other. */
typedef struct prse__tokens {
    const int32_t *ids;
    const uint32_t *starts; /* count + 1: where each begins, and the end */
    uint32_t count;
} prse__tokens;

#endif
