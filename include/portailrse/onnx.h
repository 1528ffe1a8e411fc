/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file onnx.h
 * The classifier that runs a CamemBERT model with ONNX Runtime, where a host
 * has that library: another engine than camembert.h, for models that were
 * exported. The library is opened when a model is; it is no part of this one.
 */
#ifndef PORTAILRSE_ONNX_H
#define PORTAILRSE_ONNX_H

#include "portailrse/sys/classifier.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a model is run; zero fields take their default. */
typedef struct prse_onnx_options {
    uint32_t size;    /**< sizeof(prse_onnx_options). */
    uint32_t threads; /**< Threads of ONNX Runtime's own, at most 64; default
                           1: the caller's alone. */
    uint32_t tokens;  /**< Of one sentence, at most, the first and last
                           included; 0: as many as the model takes (512). */
    uint32_t reserved; /**< 0. */
    prse_str library; /**< Path of libonnxruntime.so; empty: as the system finds
                           it. It runs in this process: name one that is
                           trusted. */
} prse_onnx_options;

/**
 * Opens a model. The folder holds `config.json`, `model.onnx` and
 * `sentencepiece.bpe.model`. The network takes `input_ids` and, where it wants
 * it, `attention_mask`, whole numbers of 64 bits, and gives `logits`. Weights
 * are inside `model.onnx`: those in files beside it are not read.
 *
 * @param out     filled; the caller calls prse_classifier_drop(), or gives it
 *                away.
 * @param folder  borrows.
 * @param opts    borrows; NULL for the defaults.
 * @param err     filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_ENOTFOUND (a file
 *         is missing), PRSE_EIO, PRSE_ELIMIT, PRSE_EPARSE, PRSE_ESCHEMA (a file
 *         is not what it should be), PRSE_EUNSUPPORTED (ONNX Runtime is not
 *         there or too old, or built without SentencePiece).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_classifier_onnx(prse_classifier *out,
                                          prse_str folder,
                                          const prse_onnx_options *opts,
                                          prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
