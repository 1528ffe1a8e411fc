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

/** What a folder holds, as far as it could be read. */
typedef struct prse_camembert_report {
    uint32_t size;         /**< sizeof(prse_camembert_report), set by the
                                caller. */
    uint32_t findings;     /**< How many things make the folder unusable. */
    uint32_t stock_head;   /**< 1: the head of Hugging Face; 0: that of the
                                existing service. */
    uint32_t layers;       /**< Of attention. */
    uint32_t hidden;       /**< Width of a token. */
    uint32_t heads;        /**< Of attention. */
    uint32_t vocabulary;   /**< Words that the network knows. */
    uint32_t pieces;       /**< Pieces that the tokenizer knows. */
    uint32_t tokens;       /**< Of one sentence, at most. */
    uint32_t label_count;  /**< Labels. */
    uint32_t esrs_count;   /**< Those of them that name a topic of the ESRS,
                                "ESRS E1 : ..."; 0: the labels of findings
                                will be the model's own. */
    int32_t none;          /**< The label "Non ESRS"; -1: there is none. */
    uint32_t sentences;    /**< That were classified as a trial. */
    uint32_t reserved;     /**< 0. */
    uint64_t numbers;      /**< Numbers of all weights. */
    uint64_t bytes;        /**< Of the file of weights. */
    double took_ms;        /**< The trial, in milliseconds; 0: there was
                                none. */
    char digest[72];       /**< SHA-256 of the file of weights, small
                                hexadecimal letters; empty: not known. */
} prse_camembert_report;

/**
 * Proves a folder usable: its files are there; the configuration is one that is
 * understood; the weights are complete, with the shapes and types that the
 * network needs; the tokenizer fits the vocabulary; labels are told apart; some
 * sentences get answers that are numbers. Whether the answers are right is no
 * part of it.
 *
 * @param out     filled as far as the folder could be read; its size is set by
 *                the caller.
 * @param folder  borrows.
 * @param opts    borrows; NULL for the defaults.
 * @param found   called for each thing that is wrong, which names the file.
 * @param user    handed to @p found.
 * @param err     filled on failure; may be NULL.
 * @return PRSE_OK (it was looked at, whatever was found), PRSE_ENOMEM,
 *         PRSE_EINVAL, PRSE_EABI, PRSE_ENOTFOUND (no such folder), PRSE_EIO (it
 *         is none), PRSE_EUNSUPPORTED (built without oneDNN or
 *         SentencePiece).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_camembert_check(prse_camembert_report *out,
                                          prse_str folder,
                                          const prse_camembert_options *opts,
                                          prse_finding found, void *user,
                                          prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
