/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file sys/classifier.h
 * Plug: which topic a sentence speaks of. `esrs-lite` comes with the library;
 * a host may bring its own and prove it with prse_classifier_kit().
 *
 * A classifier has a list of labels of its own. It takes sentences in batches
 * and gives each one label, how sure it is, the runner-up, and, where it can
 * tell, the words of the sentence that decided. The same sentence gets the same
 * answer whatever sentences stand beside it (its confidences to a thousandth:
 * sums of floats depend on their order), so that answers may be kept under
 * the digest of the model and that of the sentence.
 *
 * The library checks sizes and UTF-8 before a backend sees them, and what a
 * backend answers before a caller sees it.
 */
#ifndef PORTAILRSE_SYS_CLASSIFIER_H
#define PORTAILRSE_SYS_CLASSIFIER_H

#include "portailrse/sys/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Limits of classifiers. */
typedef enum prse_classifier_limit {
    PRSE_EVIDENCE_MAX = 4,    /**< Pieces of evidence of one answer. */
    PRSE_LABELS_MAX = 1000,   /**< Labels of one classifier. */
    PRSE_SENTENCE_MAX = 65536 /**< Bytes of one sentence; longer ones are
                                   refused: they are no sentences. */
} prse_classifier_limit;

/** A piece of a sentence, in bytes; it begins and ends between characters. */
typedef struct prse_evidence {
    uint32_t offset; /**< From the beginning of the sentence. */
    uint32_t length; /**< At least 1. */
} prse_evidence;

/** What a classifier says of one sentence. Holds no pointer: it may be kept
 * and copied. Its size never changes: another answer would be another
 * struct. */
typedef struct prse_label {
    uint32_t label;    /**< Position among the classifier's labels. */
    uint32_t second;   /**< The runner-up; the same as `label` when there is
                            none. */
    double confidence; /**< Of `label`, 0 to 1: of a hundred answers given with
                            0.8, some eighty should be right on texts like
                            those the model was tried on. */
    double second_confidence; /**< Of `second`, 0 to 1; with that of `label` at
                                   most 1 in all. May be the higher one where
                                   the classifier abstains. 0 when there is
                                   none. */
    uint32_t evidence_count;  /**< 0: it can't tell. */
    uint32_t reserved;        /**< 0. */
    prse_evidence evidence[4]; /**< Pieces of the sentence that spoke for
                                    `label`, the weightiest first; they do not
                                    overlap. What is past `evidence_count` is
                                    zero. */
} prse_label;

/** A classifier and its model. The texts are borrowed from the classifier. */
typedef struct prse_classifier_info {
    uint32_t size;        /**< sizeof(prse_classifier_info), set by the
                               caller. */
    uint32_t label_count; /**< Labels, 2 to PRSE_LABELS_MAX. */
    int32_t none;         /**< The label "speaks of none of them", to which a
                               classifier abstains; -1: it has none. */
    uint32_t batch;       /**< Sentences in a call at which it works best. */
    prse_str engine;      /**< Name and version, "esrs-lite/1". */
    prse_str digest;      /**< Of the model: 64 small hexadecimal letters. The
                               same digest and engine: the same answers. */
    uint32_t lesser;      /**< 1: a stop-gap, whose answers a portal should
                               mark as such; 0: none. */
    uint32_t reserved;    /**< 0. */
} prse_classifier_info;

/** One of a classifier's labels. The texts are borrowed from the
 * classifier. */
typedef struct prse_label_info {
    uint32_t size;     /**< sizeof(prse_label_info), set by the caller. */
    uint32_t reserved; /**< 0. */
    prse_str code;     /**< For programs: "E1"; unique. */
    prse_str text;     /**< As results name it:
                            "ESRS E1 : Changement climatique"; unique. */
    prse_str title;    /**< For people: "Changement climatique". */
} prse_label_info;

/** How long a call may take, and what it tells meanwhile. */
typedef struct prse_classify_options {
    uint32_t size;       /**< sizeof(prse_classify_options). */
    uint32_t reserved;   /**< 0. */
    int64_t deadline_ms; /**< From now; 0: none. */
    /** Asked now and then; 1 ends the call with PRSE_ECANCELED. May be
     * NULL. */
    int (*should_stop)(void *user);
    /** Told of progress, in sentences. May be NULL. */
    void (*progress)(void *user, uint64_t done, uint64_t total);
    void *user; /**< Handed to both. */
} prse_classify_options;

/**
 * A classifier; shared by threads. Fields are only ever appended. `opts` is
 * never NULL. Any function may answer PRSE_ENOMEM, PRSE_EIO, PRSE_ETIMEOUT,
 * PRSE_ECANCELED, PRSE_EDENIED, PRSE_EREFUSED, PRSE_ETLS, PRSE_EPEER,
 * PRSE_ERATE, PRSE_EUNSUPPORTED.
 */
typedef struct prse_classifier {
    uint32_t size;     /**< sizeof(prse_classifier). */
    uint32_t reserved; /**< 0. */
    void *self;        /**< Handed to each function. */
    /** Releases the classifier. May be NULL. */
    void (*free)(void *self);
    /** Tells what it is; always the same. */
    prse_status (*describe)(void *self, prse_classifier_info *out,
                            prse_error *err);
    /** Tells a label; always the same. @p index is below label_count. */
    prse_status (*label)(void *self, uint32_t index, prse_label_info *out,
                         prse_error *err);
    /** Fills out[i] for each texts[i], which are UTF-8; all of them or none
     * counts. @p count is at least 1; out is zeroed. */
    prse_status (*classify)(void *self, const prse_str *texts, size_t count,
                            prse_label *out,
                            const prse_classify_options *opts,
                            prse_error *err);
} prse_classifier;

/**
 * What a classifier is.
 *
 * @param classifier  borrows.
 * @param out         filled; its size is set by the caller.
 * @param err         filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI, PRSE_EPEER (it breaks its
 *         contract), or as the classifier answers.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_classifier_describe(const prse_classifier *classifier,
                                              prse_classifier_info *out,
                                              prse_error *err);

/**
 * One of the labels of a classifier.
 *
 * @param classifier  borrows.
 * @param index       from 0.
 * @param out         filled; its size is set by the caller.
 * @param err         filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI, PRSE_ENOTFOUND (no such label),
 *         PRSE_EPEER (it breaks its contract), or as the classifier answers.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_classifier_label(const prse_classifier *classifier,
                                           uint32_t index,
                                           prse_label_info *out,
                                           prse_error *err);

/**
 * Finds the label of each sentence.
 *
 * @param classifier  borrows.
 * @param texts       borrows; UTF-8, each at most PRSE_SENTENCE_MAX bytes.
 * @param count       their number; 0: nothing is done.
 * @param out         filled, one for each text; zeroed on failure.
 * @param opts        borrows; NULL for the defaults.
 * @param err         filled on failure, its line being the sentence, from 1;
 *                    may be NULL.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE (not UTF-8),
 *         PRSE_ELIMIT (a sentence that is too long), PRSE_ECANCELED,
 *         PRSE_ETIMEOUT, PRSE_EPEER (it breaks its contract), or as the
 *         classifier answers.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_classifier_classify(
    const prse_classifier *classifier, const prse_str *texts, size_t count,
    prse_label *out, const prse_classify_options *opts, prse_error *err);

/**
 * Releases a classifier, and leaves zeros.
 *
 * @param classifier  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_classifier_drop(prse_classifier *classifier);

/** Settings of esrs-lite; zero fields take their default. */
typedef struct prse_esrs_lite_options {
    uint32_t size;         /**< sizeof(prse_esrs_lite_options). */
    uint32_t reserved;     /**< 0. */
    double min_confidence; /**< A topic below it becomes "Non ESRS"; 0: the
                                model's own; at most 1. */
} prse_esrs_lite_options;

/**
 * The embedded classifier of French sentences into the ten ESRS topics and
 * "Non ESRS", which is the last label. A lexicon and a linear model, in the
 * library itself: no file, no network, some microseconds a sentence. It
 * is the lesser engine: docs/classification.md says how good it is. Of a very
 * long sentence it reads the first 512 words.
 *
 * @param out   filled; the caller calls prse_classifier_drop(), or gives it
 *              away.
 * @param opts  borrows; NULL for the defaults.
 * @param err   filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_classifier_esrs_lite(
    prse_classifier *out, const prse_esrs_lite_options *opts, prse_error *err);

/** What a faulty classifier does wrong; zero fields: nothing. */
typedef struct prse_classifier_fault_options {
    uint32_t size;      /**< sizeof(prse_classifier_fault_options). */
    int32_t status;     /**< What a struck call answers; default PRSE_EIO. */
    uint32_t nth;       /**< The call of classify() that fails, from 1; 0: by
                             chance. */
    uint32_t lasting;   /**< 1: the ones after it fail too. */
    uint32_t per_mille; /**< Chance of a call to fail. */
    uint32_t reserved;  /**< 0. */
    uint64_t seed;      /**< Of chance: the same faults in the same order. */
    int64_t late_ms;    /**< Each call waits so long first. */
} prse_classifier_fault_options;

/**
 * A decorator for tests: another classifier, some of whose calls of classify()
 * fail or are late.
 *
 * @param out    filled; the caller calls prse_classifier_drop(), or gives it
 *               away.
 * @param inner  takes, on success only.
 * @param opts   borrows.
 * @param err    filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_classifier_faulty(
    prse_classifier *out, prse_classifier *inner,
    const prse_classifier_fault_options *opts, prse_error *err);

/**
 * The conformance kit of classifiers: checks on a backend every sentence of
 * this header that can be checked. Whether its labels are right is no part of
 * it. Starts threads, which have ended when it returns.
 *
 * @param classifier  borrows.
 * @param told        called for each case, in a fixed order.
 * @param user        handed to @p told.
 * @param err         filled on failure.
 * @return PRSE_OK (every case holds), PRSE_ESCHEMA (some do not), PRSE_EINVAL,
 *         PRSE_ENOMEM.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_classifier_kit(const prse_classifier *classifier,
                                         prse_kit_case told, void *user,
                                         prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
