/* SPDX-License-Identifier: Apache-2.0 */
/* The plug around a model that ONNX Runtime runs. */
#include "onnx/onnx.h"

#include <stdio.h>
#include <string.h>

#include "base/options.h"
#include "camembert/labels.h"
#include "http/file.h"

enum {
    MOST_THREADS = 64,
    BATCH = 64,
    PATH_ROOM = 4096,
    CONFIG_BYTES = 16 << 20,
    USUAL_POSITIONS = 514
};
/* That of the format: it is one message of protocol buffers. */
static const size_t MODEL_BYTES = (size_t)2 << 30;

/* --- The plug --- */

static void free_model(void *self)
{
    prse__onnx *model = self;
    prse__session_close(&model->session);
    prse__runtime_close(&model->runtime);
    prse__tokenizer_close(&model->tokenizer);
    prse__config_free(&model->config);
    prse__free(model);
}

static prse_status describe(void *self, prse_classifier_info *out,
                            prse_error *err)
{
    const prse__onnx *model = self;
    (void)err;
    out->label_count = model->config.label_count;
    out->none = model->none;
    out->batch = BATCH * model->opts.threads;
    out->engine = prse_str_of(model->engine);
    out->digest = prse_str_of(model->digest);
    return PRSE_OK;
}

static prse_status label(void *self, uint32_t index, prse_label_info *out,
                         prse_error *err)
{
    const prse__onnx *model = self;
    (void)err;
    *out = model->labels[index];
    return PRSE_OK;
}

/* --- Opening --- */

static prse_status read_config(prse__onnx *model, const char *folder,
                               prse_error *err)
{
    char path[PATH_ROOM];
    prse__buf json;
    prse__config *config = &model->config;
    prse__buf_init(&json, 0);
    snprintf(path, sizeof path, "%s/config.json", folder);
    prse_status status = prse__file_read(&json, path, CONFIG_BYTES, err);
    if (!status)
        status = prse__config_read(config, prse__buf_str(&json), path, err);
    prse__buf_free(&json);
    if (status)
        return status;
    /* The existing service's tool tells neither: the network knows. */
    config->vocabulary = config->vocabulary ? config->vocabulary : UINT32_MAX;
    config->positions = config->positions ? config->positions
                                          : USUAL_POSITIONS;
    if (config->positions < config->pad + 3)
        return prse__error_at(err, PRSE_ESCHEMA, (prse__place){path, 0, 0},
                              "max_position_embeddings",
                              "there is no room for a sentence");
    uint32_t most = config->positions - config->pad - 1;
    uint32_t asked = model->opts.tokens;
    model->opts.tokens = asked >= 2 && asked < most ? asked : most;
    return prse__labels_name(&model->labels, &model->none, config->arena,
                             config, err);
}

static prse_status open_network(prse__onnx *model, prse_str bytes,
                                prse_error *err)
{
    prse_status status = prse__digest_hex(model->digest, bytes, err);
    if (!status)
        status = prse__runtime_open(&model->runtime, model->opts.library,
                                    err);
    if (status)
        return status;
    snprintf(model->engine, sizeof model->engine, "onnxruntime-%s/1",
             model->runtime.version);
    return prse__session_open(&model->session, &model->runtime, bytes,
                              model->opts.threads, err);
}

/* From memory, so that nothing but what has this digest is read. */
static prse_status read_network(prse__onnx *model, const char *folder,
                                prse_error *err)
{
    char path[PATH_ROOM];
    prse__buf bytes;
    prse__buf_init(&bytes, 0);
    snprintf(path, sizeof path, "%s/model.onnx", folder);
    prse_status status = prse__file_read(&bytes, path, MODEL_BYTES, err);
    if (!status)
        status = open_network(model, prse__buf_str(&bytes), err);
    prse__buf_free(&bytes);
    return status;
}

static prse_status open_files(prse__onnx *model, const char *folder,
                              prse_error *err)
{
    char path[PATH_ROOM];
    if (strlen(folder) + 32 >= PATH_ROOM)
        return prse__error_set(err, PRSE_EINVAL, "folder",
                               "its path is too long");
    prse_status status = read_config(model, folder, err);
    snprintf(path, sizeof path, "%s/sentencepiece.bpe.model", folder);
    if (!status)
        status = prse__tokenizer_open(&model->tokenizer, path,
                                      &model->config, err);
    return status ? status : read_network(model, folder, err);
}

static prse_status open_model(prse__onnx *model, prse_str folder,
                              prse_error *err)
{
    char *path = NULL;
    prse_status status = prse__folder_path(&path, folder, err);
    if (!status)
        status = open_files(model, path, err);
    prse__free(path);
    model->opts.library = (prse_str){0};
    return status;
}

prse_status prse_classifier_onnx(prse_classifier *out, prse_str folder,
                                 const prse_onnx_options *opts,
                                 prse_error *err)
{
    prse_onnx_options own = {.size = sizeof own};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__options_read(&own, sizeof own, opts,
                                            "prse_onnx_options", err);
    if (!status && own.threads > MOST_THREADS)
        status = prse__error_set(err, PRSE_EINVAL, "threads",
                                 "at most %d threads", (int)MOST_THREADS);
    if (status)
        return status;
    prse__onnx *model = prse__alloc(1, sizeof *model);
    if (!model)
        return prse__error_nomem(err);
    model->opts = own;
    model->opts.threads = own.threads ? own.threads : 1;
    status = open_model(model, folder, err);
    if (status) {
        free_model(model);
        return status;
    }
    *out = (prse_classifier){.size = sizeof *out, .self = model,
                             .free = free_model, .describe = describe,
                             .label = label, .classify = prse__onnx_classify};
    return PRSE_OK;
}
