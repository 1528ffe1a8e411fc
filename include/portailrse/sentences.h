/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file sentences.h
 * From the pages of a document to its sentences: French text, cut where a
 * reader would cut it, with list items, headings and tables told apart, and
 * with the page and the place of each.
 *
 * Pages come in one after the other, as `sys/extract.h` hands them over, and
 * need not live longer than the call. What is kept is the text of the
 * sentences. A sentence that runs over a line, a column or a page is put
 * together again: its words keep their order, and always a blank between them.
 * Words are neither lost nor changed, but for the glyphs in front of list items
 * and the dots that lead to a page number.
 *
 * Nothing is read, written or asked of a clock here.
 */
#ifndef PORTAILRSE_SENTENCES_H
#define PORTAILRSE_SENTENCES_H

#include "portailrse/sys/extract.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The sentences of one document. */
typedef struct prse_sentences prse_sentences;

/** What a segment is. */
typedef enum prse_segment_kind {
    PRSE_SEGMENT_PROSE = 0,   /**< A sentence of running text. */
    PRSE_SEGMENT_ITEM = 1,    /**< A sentence of a list item, without the glyph
                                   in front of it; numbers and letters stay. */
    PRSE_SEGMENT_HEADING = 2, /**< A title, a caption or the like, usually
                                   without a full stop. */
    PRSE_SEGMENT_ROW = 3,     /**< Short cells of a row of a table, with a tab
                                   between one and the next; or figures that
                                   stand alone. */
    PRSE_SEGMENT_CELL = 4     /**< A sentence in a cell that holds text. */
} prse_segment_kind;

/** How a document is cut. */
typedef enum prse_segmentation {
    PRSE_SEGMENTATION_LAYOUT = 0, /**< By words and places, as said above. */
    PRSE_SEGMENTATION_LEGACY = 1  /**< As the existing service does, for
                                       comparison: page by page, words glued
                                       across lines, characters dropped. Kinds
                                       are prose, heading and row; the latter
                                       two may hold line feeds. A segment's
                                       box is that of the words between two
                                       full stops that it comes from. */
} prse_segmentation;

/** One sentence, heading or row. Distances are in points from the top left of
 * the page. */
typedef struct prse_segment {
    uint32_t size;          /**< sizeof(prse_segment), set by the caller. */
    uint32_t page;          /**< The page it begins on, from 1. */
    prse_segment_kind kind; /**< What it is. */
    uint32_t words;         /**< Parts between blanks, U+00A0 among them. */
    prse_str text;          /**< UTF-8; borrowed from the sentences until they
                                 are freed or another page is added. */
    float left;   /**< Around its words on that page, from the left. */
    float top;    /**< Around its words on that page, from the top. */
    float right;  /**< Around its words on that page, from the left. */
    float bottom; /**< Around its words on that page, from the top. */
} prse_segment;

/** How to cut; zero fields take their default. */
typedef struct prse_sentences_options {
    uint32_t size;       /**< sizeof(prse_sentences_options). */
    prse_segmentation segmentation; /**< How. */
    size_t byte_limit;   /**< Bytes of text kept at most; 0: 64 MiB. */
    uint32_t word_limit; /**< Words of a page at most; 0: 1,000,000. */
    uint32_t reserved;   /**< 0. */
} prse_sentences_options;

/** Which segments a classifier should see; zero fields take their default. A
 * digit counts once; so does any other character that is not a blank. */
typedef struct prse_sentences_filter {
    uint32_t size;        /**< sizeof(prse_sentences_filter). */
    uint32_t legacy;      /**< 1: the rules of the existing service, whatever
                               the other fields say: 21 to 499 words, digits
                               less than 20 % of the characters, at most 9 line
                               feeds, 4 `%` and 5 `-`; any kind. */
    uint32_t kinds;       /**< Bits, 1 << prse_segment_kind; 0: prose, items
                               and cells. */
    uint32_t least_words; /**< Words with two letters or more; 0: 3. */
    uint32_t most_words;  /**< Words of any sort; 0: 500. */
    uint32_t most_digits; /**< Digits in a hundred characters; 0: 40. */
} prse_sentences_filter;

/**
 * Makes an empty collection for one document.
 *
 * @param out   gives the sentences; release with prse_sentences_free().
 * @param opts  borrows until the call returns; NULL: all default.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL (no such segmentation), PRSE_EABI.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_sentences_new(prse_sentences **out,
                                        const prse_sentences_options *opts,
                                        prse_error *err);

/**
 * Cuts the next page. What a page ends with may go on on the next one: the last
 * sentence read so far can still grow.
 *
 * @param sentences  borrows; unchanged on failure.
 * @param page       borrows until the call returns; pages come in order. A box
 *                   that is not finite counts as a point at the top left. Words
 *                   that follow each other belong to one line when block and
 *                   line are equal.
 * @param err        filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL (number 0, or not above that of the
 *         page before; words missing or empty), PRSE_EABI, PRSE_EPARSE (a word
 *         is not UTF-8), PRSE_ELIMIT (too many words on the page, too much
 *         text).
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_sentences_add(prse_sentences *sentences,
                                        const prse_page *page,
                                        prse_error *err);

/**
 * How many segments there are so far, in the order in which they begin.
 *
 * @param sentences  borrows.
 * @return the number; 0 for NULL.
 * @threads confined
 * @since 0.1
 */
PRSE_API size_t prse_sentences_count(const prse_sentences *sentences);

/**
 * One segment.
 *
 * @param out        filled; its size is set by the caller.
 * @param sentences  borrows.
 * @param index      from 0.
 * @param err        filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI, PRSE_ENOTFOUND (no such index).
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_sentences_get(prse_segment *out,
                                        const prse_sentences *sentences,
                                        size_t index, prse_error *err);

/**
 * Whether a classifier should see a segment. Short true sentences pass: what
 * the default leaves out is headings, rows, figures and crumbs.
 *
 * @param out      1 or 0.
 * @param segment  borrows; of any origin, its text UTF-8.
 * @param filter   borrows; NULL: all default.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_segment_passes(int *out, const prse_segment *segment,
                                         const prse_sentences_filter *filter,
                                         prse_error *err);

/**
 * Frees the sentences and their text.
 *
 * @param sentences  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_sentences_free(prse_sentences *sentences);

#ifdef __cplusplus
}
#endif

#endif
