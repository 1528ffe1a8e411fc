/* SPDX-License-Identifier: Apache-2.0 */
/* Loading the weights of a network. */
#ifndef PRSE_CAMEMBERT_WEIGHTS_H
#define PRSE_CAMEMBERT_WEIGHTS_H

#include "camembert/network.h"

typedef struct prse__loading {
    prse__network *network;
    const char *path;   /* of the file, for errors */
    const char *prefix; /* of the names that are looked for */
    int small;          /* layers in 8 bits */
    prse_error *err;
} prse__loading;

prse_status prse__load_network(prse__loading *loading);

/* PRSE_ESCHEMA where the tensor is missing or of another shape. Columns 0: a
 * vector. */
prse_status prse__load(const float **out, const prse__loading *loading,
                       const char *name, uint32_t rows, uint32_t columns);
prse_status prse__load_linear(prse__linear *out, const prse__loading *loading,
                              const char *name, uint32_t in, uint32_t width);
prse_status prse__load_norm(prse__norm *out, const prse__loading *loading,
                            const char *name, uint32_t width);
prse_status prse__load_head(prse__loading *loading);
prse_status prse__head_run(const prse__network *network, const float *rows,
                           uint32_t count, float *logits, prse_error *err);

#endif
