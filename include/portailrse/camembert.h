/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file camembert.h
 * The classifier that runs a CamemBERT model on this machine: a folder as
 * Hugging Face keeps it, with its stock head, or with the head of the existing
 * service. docs/camembert.md says which folders, and how fast it is.
 */
#ifndef PORTAILRSE_CAMEMBERT_H
#define PORTAILRSE_CAMEMBERT_H

#include "portailrse/sys/classifier.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a model is run; zero fields take their default. */
typedef struct prse_camembert_options {
    uint32_t size;    /**< sizeof(prse_camembert_options). */
    uint32_t threads; /**< Threads that work on a call, at most 64; default 1:
                           the caller's alone. More are OpenMP's, which keeps
                           them. */
    uint32_t small;   /**< 1: weights of the layers in 8 bits: faster, a
                           little less exact. */
    uint32_t tokens;  /**< Of one sentence, at most, the first and last
                           included; what is beyond is not read. 0: as many as
                           the model takes (512). */
} prse_camembert_options;

/**
 * Opens a model. The folder holds `config.json`, `model.safetensors` and
 * `sentencepiece.bpe.model`. Weights stay in their file, which is mapped:
 * processes share them. Replace the files of a model that is in use, never
 * write into them.
 *
 * @param out     filled; the caller calls prse_classifier_drop(), or gives it
 *                away.
 * @param folder  borrows.
 * @param opts    borrows; NULL for the defaults.
 * @param err     filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_ENOTFOUND (a file
 *         is missing), PRSE_EIO, PRSE_ELIMIT, PRSE_EPARSE, PRSE_ESCHEMA (a
 *         file is not what it should be: the message says what, and of which
 *         tensor), PRSE_EUNSUPPORTED (oneDNN is not installed, or this
 *         build has no SentencePiece).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_classifier_camembert(
    prse_classifier *out, prse_str folder, const prse_camembert_options *opts,
    prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
