/* SPDX-License-Identifier: Apache-2.0 */
#include "camembert/model.h"

#include <stdio.h>
#include <string.h>

#include "camembert/labels.h"

enum { PATH_ROOM = 4096 };

static prse_status open_tokenizer(prse__model *model, const char *folder,
                                  prse_error *err)
{
    char path[PATH_ROOM];
    snprintf(path, sizeof path, "%s/sentencepiece.bpe.model", folder);
    return prse__tokenizer_open(&model->tokenizer, path,
                                &model->network.config, err);
}

static uint32_t most_tokens(const prse__model *model)
{
    const prse__config *c = &model->network.config;
    uint32_t most = c->positions - c->pad - 1, asked = model->opts.tokens;
    return asked >= 2 && asked < most ? asked : most;
}

prse_status prse__model_open(prse__model *out, const char *folder,
                             prse_error *err)
{
    int small = out->opts.small != 0;
    snprintf(out->engine, sizeof out->engine, "camembert%s/1",
             small ? "-int8" : "");
    prse_status status = prse__network_open(&out->network, folder, small,
                                            err);
    if (!status)
        status = open_tokenizer(out, folder, err);
    if (!status)
        status = prse__labels_name(&out->labels, &out->none,
                                   out->network.arena, &out->network.config,
                                   err);
    if (!status)
        status = prse__digest_hex(out->digest,
                                  prse__safetensors_bytes(out->network.file),
                                  err);
    out->opts.tokens = status ? 0 : most_tokens(out);
    if (status)
        prse__model_close(out);
    return status;
}

void prse__model_close(prse__model *model)
{
    prse__tokenizer_close(&model->tokenizer);
    prse__network_close(&model->network);
}
