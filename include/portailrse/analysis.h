/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file analysis.h
 * From a PDF to passages: its text is read in a program apart
 * (sys/extract.h), cut into sentences (sentences.h), and each sentence that
 * says something gets its topic (sys/classifier.h). docs/analysis.md is the
 * guide.
 */
#ifndef PORTAILRSE_ANALYSIS_H
#define PORTAILRSE_ANALYSIS_H

#include "portailrse/passages.h"
#include "portailrse/sentences.h"
#include "portailrse/sys/classifier.h"
#include "portailrse/sys/extract.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What an analysis is doing. */
typedef enum prse_analysis_stage {
    PRSE_ANALYSIS_READING = 1,    /**< In pages. */
    PRSE_ANALYSIS_CLASSIFYING = 2 /**< In sentences. */
} prse_analysis_stage;

/** How to analyse; zero fields take their default. */
typedef struct prse_analysis_options {
    uint32_t size;       /**< sizeof(prse_analysis_options). */
    uint32_t page_limit; /**< Pages at most; default 2,000. */
    int64_t deadline_ms; /**< For everything; default 600,000. */
    prse_str name;       /**< What to call the document; may be empty. */
    const prse_extract *extract;       /**< Borrows; NULL: pdftotext. */
    const prse_classifier *classifier; /**< Borrows; NULL: esrs-lite. */
    const prse_sentences_filter *filter; /**< Borrows; which sentences are
                                              looked at; NULL: those that say
                                              something. */
    prse_segmentation segmentation; /**< How sentences are cut. */
    uint32_t reserved;              /**< 0. */
    /** Asked now and then; 1 ends the call with PRSE_ECANCELED. May be
     * NULL. */
    int (*should_stop)(void *user);
    /** Told of progress; @p total is 0 while it is not known. May be NULL. */
    void (*progress)(void *user, prse_analysis_stage stage, uint64_t done,
                     uint64_t total);
    void *user; /**< Handed to both. */
} prse_analysis_options;

/**
 * Analyses a document and adds what was found to passages. A document without
 * any sentence is no failure: it has none, and `needs_ocr` or `blank_pages` say
 * why.
 *
 * @param passages  borrows; unchanged on failure.
 * @param pdf       borrows; its digest and type are not looked at.
 * @param opts      borrows; NULL for the defaults.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_ESCHEMA (not a
 *         PDF), PRSE_EPARSE (broken), PRSE_EDENIED (a password is needed),
 *         PRSE_ELIMIT (too many pages or sentences, or it takes more than is
 *         granted), PRSE_ETIMEOUT, PRSE_ECANCELED, PRSE_EUNSUPPORTED (no
 *         reader is installed), PRSE_EIO, and what the source and the
 *         classifier answer.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_passages_analyse(prse_passages *passages,
                                           const prse_blob_source *pdf,
                                           const prse_analysis_options *opts,
                                           prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
