/* SPDX-License-Identifier: Apache-2.0 */
/* A model that is open: what all its calls share. */
#ifndef PRSE_CAMEMBERT_MODEL_H
#define PRSE_CAMEMBERT_MODEL_H

#include "camembert/network.h"
#include "camembert/tokens.h"
#include "crypto/crypto.h"
#include "portailrse/camembert.h"

typedef struct prse__model {
    prse_camembert_options opts; /* without defaults left open */
    prse__network network;
    prse__tokenizer tokenizer;
    prse_label_info *labels;
    int32_t none;
    char digest[PRSE__DIGEST_HEX];
    char engine[32];
} prse__model;

/* A caller's options with their defaults. */
prse_status prse__model_options(prse_camembert_options *out,
                                const prse_camembert_options *given,
                                prse_error *err);
prse_status prse__model_open(prse__model *out, const char *folder,
                             prse_error *err);
void prse__model_close(prse__model *model); /* a zeroed one is legal */

/* Each out[i] for texts[i]. */
prse_status prse__model_classify(const prse__model *model,
                                 const prse_str *texts, size_t count,
                                 prse_label *out,
                                 const prse_classify_options *opts,
                                 prse_error *err);

#endif
