/* SPDX-License-Identifier: Apache-2.0 */
/* What a model folder says of itself, in config.json: that of Hugging Face, or
 * that of the training tool of the existing service ("model_name",
 * "labels_names", "head_layers"), which says nothing of the network's size. */
#ifndef PRSE_CAMEMBERT_CONFIG_H
#define PRSE_CAMEMBERT_CONFIG_H

#include "base/error.h"
#include "base/str.h"

enum { PRSE__HEAD_STEPS = 8 };

typedef enum prse__activation {
    PRSE__ACTIVATION_NONE,
    PRSE__ACTIVATION_RELU,
    PRSE__ACTIVATION_GELU,
    PRSE__ACTIVATION_TANH,
    PRSE__ACTIVATION_SIGMOID,
    PRSE__ACTIVATION_SILU
} prse__activation;

/* One step of the existing service's head: linear, norms, activation. */
typedef struct prse__head_step {
    prse__activation activation;
    int batch_norm, layer_norm, dropout;
} prse__head_step;

typedef struct prse__config {
    prse__arena *arena;
    uint32_t hidden, layers, heads, inner, vocabulary, positions;
    double epsilon;
    uint32_t pad;   /* id of <pad>; positions begin after it */
    uint32_t first, last; /* ids of <s> and </s> */
    int is_camembert;     /* pieces are numbered as CamemBERT's */
    prse_str *labels;
    uint32_t label_count;
    uint32_t step_count; /* 0: the stock head */
    prse__head_step steps[PRSE__HEAD_STEPS];
} prse__config;

/* Sizes that the file does not tell stay 0. PRSE_ESCHEMA and what is wrong. */
prse_status prse__config_read(prse__config *out, prse_str json,
                              const char *path, prse_error *err);
void prse__config_free(prse__config *config); /* a zeroed one is legal */

#endif
