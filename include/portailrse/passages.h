/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file passages.h
 * What analyses found: the sentences of one or several documents, each with
 * the topic it speaks of. Counted by topic and theme, searched, and written as
 * JSON, CSV or a workbook. docs/passages.md has the forms.
 *
 * Nothing here reads a document or asks a model: see analysis.h.
 */
#ifndef PORTAILRSE_PASSAGES_H
#define PORTAILRSE_PASSAGES_H

#include "portailrse/engine.h"
#include "portailrse/sys/blob.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Passages of one or several documents. */
typedef struct prse_passages prse_passages;

/** The themes of the European standards. */
typedef enum prse_theme {
    PRSE_THEME_NONE = 0,        /**< Of no topic, or of none of these. */
    PRSE_THEME_ENVIRONMENT = 1, /**< Codes that begin with E. */
    PRSE_THEME_SOCIAL = 2,      /**< With S. */
    PRSE_THEME_GOVERNANCE = 3   /**< With G. */
} prse_theme;

/** A document whose sentences were looked at. */
typedef struct prse_analysed {
    uint32_t size;        /**< sizeof(prse_analysed), set by the caller. */
    uint32_t pages;       /**< How many; 0: not known. */
    uint32_t blank_pages; /**< Of them, without text. */
    uint32_t needs_ocr;   /**< 1: pictures of text, which nobody has read. */
    uint64_t sentences;   /**< That were looked at. */
    uint64_t relevant;    /**< Of them, that speak of a topic. */
    prse_str name;        /**< As the host calls it; bytes that are not UTF-8
                               become U+FFFD. */
    prse_str sha256;      /**< Of the file; empty: not known. */
    prse_str engine;      /**< Who classified, "esrs-lite/1"; empty: not
                               known. */
} prse_analysed;

/** A sentence and what it speaks of. */
typedef struct prse_passage {
    uint32_t size;     /**< sizeof(prse_passage), set by the caller. */
    uint32_t document; /**< Index of its document. */
    uint32_t page;     /**< From 1. */
    uint32_t topic;    /**< Index of its topic. */
    double confidence; /**< From 0 to 1; -1: not told. */
    double left;       /**< Its box on the page, in points from the top left; */
    double top;        /**< all 0: not known. None is farther than 10^6. */
    double right;      /**< Right side. */
    double bottom;     /**< Lower side. */
    prse_str text;     /**< The sentence. */
    prse_str evidence; /**< What decided, with ", " between; may be empty. */
} prse_passage;

/** A topic, and what all documents say of it. */
typedef struct prse_topic {
    uint32_t size;      /**< sizeof(prse_topic), set by the caller. */
    int32_t theme;      /**< A prse_theme. */
    uint64_t sentences; /**< That speak of it. */
    uint32_t documents; /**< That speak of it. */
    uint32_t pages;     /**< Of all documents, that speak of it. */
    prse_str code;      /**< "E1"; empty: of no topic. */
    prse_str title;     /**< "ESRS E1 : Changement climatique". */
} prse_topic;

/**
 * Passages of no document yet.
 *
 * @param out  gives them; release with prse_passages_free().
 * @param err  filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_passages_new(prse_passages **out, prse_error *err);

/**
 * Frees passages.
 *
 * @param passages  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_passages_free(prse_passages *passages);

/**
 * Adds what was found in one document: JSON as prse_passages_write() makes it
 * with PRSE_PASSAGES_JSON or PRSE_PASSAGES_EXISTING, the latter being the form
 * of the existing service.
 *
 * @param passages  borrows.
 * @param name      borrows; what to call the document; empty: as the JSON says.
 * @param json      borrows; at most 64 MiB and 80,000 sentences.
 * @param err       filled on failure; nothing is added then.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EPARSE, PRSE_ESCHEMA (JSON,
 *         but no passages), PRSE_ELIMIT.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_passages_add(prse_passages *passages, prse_str name,
                                       prse_str json, prse_error *err);

/**
 * How many documents there are.
 *
 * @param passages  borrows.
 * @return 0 for NULL.
 * @threads pure
 * @since 0.1
 */
PRSE_API size_t prse_passages_document_count(const prse_passages *passages);

/**
 * A document.
 *
 * @param passages  borrows.
 * @param index     from 0, in the order of adding.
 * @param out       filled; its size must be set; texts live as long as
 *                  @p passages.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI, PRSE_ENOTFOUND.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_passages_document(const prse_passages *passages,
                                            size_t index, prse_analysed *out,
                                            prse_error *err);

/**
 * How many topics the documents know, with or without sentences.
 *
 * @param passages  borrows.
 * @return 0 for NULL.
 * @threads pure
 * @since 0.1
 */
PRSE_API size_t prse_passages_topic_count(const prse_passages *passages);

/**
 * A topic, counted over all documents: the synthesis is made of them.
 *
 * @param passages  borrows.
 * @param index     from 0; in the order of codes, sentences of no topic last.
 * @param out       filled; its size must be set; texts live as long as
 *                  @p passages.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI, PRSE_ENOTFOUND.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_passages_topic(const prse_passages *passages,
                                         size_t index, prse_topic *out,
                                         prse_error *err);

/**
 * How many sentences there are.
 *
 * @param passages  borrows.
 * @return 0 for NULL.
 * @threads pure
 * @since 0.1
 */
PRSE_API size_t prse_passages_count(const prse_passages *passages);

/**
 * A sentence.
 *
 * @param passages  borrows.
 * @param index     from 0; document by document, in reading order.
 * @param out       filled; its size must be set; texts live as long as
 *                  @p passages, `topic` until the next prse_passages_add().
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI, PRSE_ENOTFOUND.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_passages_get(const prse_passages *passages,
                                       size_t index, prse_passage *out,
                                       prse_error *err);

/** Which sentences; zero fields do not choose. */
typedef struct prse_passages_query {
    uint32_t size;      /**< sizeof(prse_passages_query). */
    int32_t theme;      /**< A prse_theme; PRSE_THEME_NONE: any. */
    uint32_t document;  /**< Index of a document, plus 1; 0: any. */
    uint32_t relevant;  /**< 1: those that speak of a topic. */
    uint64_t limit;     /**< At most so many. */
    double confidence;  /**< At least this. */
    prse_str code;      /**< "E1"; empty: any. */
    prse_str text;      /**< Words that all occur, or begin a word; without
                             case and accents. */
} prse_passages_query;

/** Receives the index of a sentence; 1 stops, 0 goes on. */
typedef int (*prse_passages_found)(void *user, size_t index);

/**
 * Looks for sentences, in order.
 *
 * @param passages  borrows.
 * @param query     borrows; NULL: all.
 * @param found     called for each.
 * @param user      handed to @p found.
 * @param err       filled on failure.
 * @return PRSE_OK (also when none is found), PRSE_ENOMEM, PRSE_EINVAL,
 *         PRSE_EABI, PRSE_EPARSE (the words are not UTF-8).
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_passages_search(const prse_passages *passages,
                                          const prse_passages_query *query,
                                          prse_passages_found found,
                                          void *user, prse_error *err);

/** How passages are written. */
typedef enum prse_passages_format {
    PRSE_PASSAGES_JSON = 0,     /**< Ours, everything of one document. */
    PRSE_PASSAGES_EXISTING = 1, /**< The existing service's, in ASCII: an
                                     object of titles, each with pages and
                                     texts, no topic last. One document. */
    PRSE_PASSAGES_CSV = 2,      /**< A line a sentence, of all documents. */
    PRSE_PASSAGES_SYNTHESIS = 3 /**< The topics of all documents, as CSV. */
} prse_passages_format;

/**
 * Writes passages. Cells of CSV that a spreadsheet would take for a formula
 * begin with an apostrophe.
 *
 * @param out       gives the text; release with prse_text_free().
 * @param passages  borrows; of one document for the first two formats.
 * @param format    which form.
 * @param lang      of the headings of CSV.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL (another number of documents than
 *         the format holds).
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_passages_write(prse_text **out,
                                         const prse_passages *passages,
                                         prse_passages_format format,
                                         prse_lang lang, prse_error *err);

/** How a workbook divides its sentences into sheets. */
typedef enum prse_passages_sheets {
    PRSE_SHEETS_TOPICS = 0, /**< A sheet a topic. */
    PRSE_SHEETS_THEMES = 1  /**< A sheet a theme. */
} prse_passages_sheets;

/** Settings of a workbook; zero fields take their default. */
typedef struct prse_workbook_options {
    uint32_t size;    /**< sizeof(prse_workbook_options). */
    int32_t sheets;   /**< A prse_passages_sheets. */
    int32_t lang;     /**< A prse_lang, of headings and names of sheets. */
    uint32_t all;     /**< 1: also a sheet of sentences that speak of no
                           topic. */
    prse_str title;   /**< Title in the file's properties; may be empty. */
    prse_str created; /**< Day in the file's properties, "2026-11-26"; empty:
                           1980-01-01. */
    const char *spool; /**< Folder for temporary files; NULL: /tmp. */
} prse_workbook_options;

/**
 * Writes a workbook (.xlsx): a sheet with the synthesis, then sentences with
 * document, page and confidence. Every cell from a document is text, so that
 * none becomes a formula; characters that XML has not become U+FFFD. The same
 * input gives the same bytes.
 *
 * @param passages  borrows.
 * @param opts      borrows; NULL for the defaults.
 * @param sink      receives the bytes, in order, in pieces.
 * @param user      handed to @p sink.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE (the
 *         day), PRSE_EIO (no room for temporary files), PRSE_ELIMIT (more
 *         sentences than a sheet has rows), PRSE_EUNSUPPORTED (built without
 *         libxlsxwriter), or as the sink.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_passages_xlsx(const prse_passages *passages,
                                        const prse_workbook_options *opts,
                                        prse_blob_sink sink, void *user,
                                        prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
