/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file sys/extract.h
 * Plug: how the text of a PDF is read: pages, and on each page words with their
 * places, in reading order. Two adapters come with the library; both run the
 * reader in a program apart that can neither open a file nor reach the network
 * (docs/extract.md). A host may bring its own and prove it with
 * prse_extract_kit().
 */
#ifndef PORTAILRSE_SYS_EXTRACT_H
#define PORTAILRSE_SYS_EXTRACT_H

#include "portailrse/sys/blob.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One word. This struct never grows, since it comes in arrays. Distances are
 * in points (1/72 inch) from the top left of the page as it is shown. */
typedef struct prse_word {
    prse_str text;  /**< UTF-8, neither empty nor with blanks or control
                         characters in it, but for U+00A0. */
    float left;     /**< From the left of the page. */
    float top;      /**< From the top of the page. */
    float right;    /**< From the left of the page; not less than left. */
    float bottom;   /**< From the top of the page; not less than top. */
    uint32_t block; /**< Paragraph, cell or the like; from 0 on each page, in
                         reading order. */
    uint32_t line;  /**< From 0 on each page, in reading order; a line belongs
                         to one block. */
} prse_word;

/** One page; borrowed during the call that hands it over. */
typedef struct prse_page {
    uint32_t size;          /**< sizeof(prse_page). */
    uint32_t number;        /**< From 1. */
    float width;            /**< In points, as it is shown. */
    float height;           /**< In points, as it is shown. */
    const prse_word *words; /**< In reading order. */
    size_t count;           /**< Number of words; 0 is legal. */
    uint32_t images;        /**< Pictures that cover a quarter of it or more
                                 together; UINT32_MAX: not known. */
    uint32_t needs_ocr;     /**< 1: it seems to be a picture of text. Set by
                                 prse_extract_read(); 0 from a plug. */
} prse_page;

/** Receives a page; any failure ends the call. */
typedef prse_status (*prse_page_found)(void *user, const prse_page *page,
                                       prse_error *err);

/** What a whole document is, beside its pages. */
typedef struct prse_extract_report {
    uint32_t size;      /**< sizeof(prse_extract_report), set by the caller. */
    uint32_t pages;     /**< Pages handed over. */
    uint64_t words;     /**< Words handed over. */
    uint32_t ocr_pages; /**< Pages that need OCR. */
    uint32_t needs_ocr; /**< 1: hardly any page has text, and pictures are
                             there: a scan. */
} prse_extract_report;

/** How long reading may take, how much is read, and what is told meanwhile. */
typedef struct prse_extract_options {
    uint32_t size;       /**< sizeof(prse_extract_options). */
    uint32_t page_limit; /**< Pages at most; 0: 2,000. */
    int64_t deadline_ms; /**< 0: 60 s. */
    /** Asked now and then; 1 ends the call with PRSE_ECANCELED. May be
     * NULL. */
    int (*should_stop)(void *user);
    /** Told of pages read; @p total is 0 while it is not known. May be
     * NULL. */
    void (*progress)(void *user, uint64_t pages, uint64_t total);
    void *user;   /**< Handed to both. */
    uint32_t raw; /**< For prse_extract_read(): 1: pages as the plug gives
                       them, running heads and all. A plug ignores it. */
    uint32_t reserved;           /**< 0. */
    prse_extract_report *report; /**< For prse_extract_read(): filled on
                                      success; may be NULL. */
} prse_extract_options;

/**
 * A reader of PDFs; shared by threads. Fields are only ever appended.
 */
typedef struct prse_extract {
    uint32_t size;     /**< sizeof(prse_extract). */
    uint32_t reserved; /**< 0. */
    void *self;        /**< Handed to each function. */
    /** Releases the reader. May be NULL. */
    void (*free)(void *self);
    /** Hands over the pages of a document in order. The digest and the type of
     * @p pdf are not looked at; `opts` is never NULL. PRSE_ESCHEMA (not a
     * PDF), PRSE_EPARSE (broken), PRSE_EDENIED (a password is needed),
     * PRSE_ELIMIT (more pages than page_limit, all of which were handed over;
     * or it takes more memory, time or text than is granted), PRSE_ETIMEOUT,
     * PRSE_ECANCELED, PRSE_EUNSUPPORTED (what it takes is not installed),
     * PRSE_ENOMEM, PRSE_EIO, and what @p found or the source answered. */
    prse_status (*read)(void *self, const prse_blob_source *pdf,
                        prse_page_found found, void *user,
                        const prse_extract_options *opts, prse_error *err);
} prse_extract;

/** What the program that reads may take; zero fields take their default. */
typedef struct prse_extract_program_options {
    uint32_t size;         /**< sizeof(prse_extract_program_options). */
    uint32_t cpu_s;        /**< Seconds of processor time; default 60. */
    uint64_t memory_bytes; /**< Address space; default 768 MiB. */
    uint64_t output_bytes; /**< Of text and places; default 128 MiB. */
    prse_str helpers;      /**< Folder of the library's helpers
                                (portailrse-seal.so); empty: where they were
                                installed, beside the library. */
} prse_extract_program_options;

/**
 * Reads PDFs with the program pdftotext of poppler-utils, run apart: it is
 * loaded, loses every right but that to read its input and to write its output,
 * and only then gets the document. Where pdfimages is beside it, that is asked
 * for the pictures of pages with little text.
 *
 * @param out      filled; the caller calls its free(), or gives it away.
 * @param program  borrows; an absolute path; empty: /usr/bin/pdftotext.
 * @param opts     borrows; NULL for the defaults.
 * @param err      filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EUNSUPPORTED (the
 *         program or a helper is not installed; not Linux).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_extract_pdftotext(
    prse_extract *out, prse_str program,
    const prse_extract_program_options *opts, prse_error *err);

/**
 * Reads PDFs with PDFium, which a host brings as a shared library and which is
 * loaded by a small program of ours, run apart in the same way.
 *
 * @param out      filled; the caller calls its free(), or gives it away.
 * @param library  borrows; the absolute path of libpdfium.so.
 * @param opts     borrows; NULL for the defaults.
 * @param err      filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EUNSUPPORTED (the
 *         library or a helper is not there; not Linux).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_extract_pdfium(
    prse_extract *out, prse_str library,
    const prse_extract_program_options *opts, prse_error *err);

/**
 * Reads a document and hands over its pages, cleaned: running heads and feet
 * are gone, words cut at line ends are whole, ligatures are letters, soft
 * hyphens are dropped, and pages that are pictures of text are marked. That
 * takes the whole document, so no page comes before all are read.
 *
 * @param extract  borrows.
 * @param pdf      borrows; its digest and type are not looked at.
 * @param found    called for each page, in order.
 * @param user     handed to @p found.
 * @param opts     borrows; NULL for the defaults.
 * @param err      filled on failure; may be NULL.
 * @return what sys/extract.h says of read(), PRSE_EINVAL, PRSE_EABI, and what
 *         @p found answers.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_extract_read(const prse_extract *extract,
                                       const prse_blob_source *pdf,
                                       prse_page_found found, void *user,
                                       const prse_extract_options *opts,
                                       prse_error *err);

/**
 * The conformance kit of readers: checks every sentence of this header that can
 * be checked, on documents that it makes itself.
 *
 * @param extract  borrows.
 * @param told     called for each case, in a fixed order.
 * @param user     handed to @p told.
 * @param err      filled on failure.
 * @return PRSE_OK (every case holds), PRSE_ESCHEMA (some do not), PRSE_EINVAL,
 *         PRSE_ENOMEM.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_extract_kit(const prse_extract *extract,
                                      prse_kit_case told, void *user,
                                      prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
