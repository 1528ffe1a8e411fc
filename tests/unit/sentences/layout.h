/* SPDX-License-Identifier: Apache-2.0 */
/* Pages written as text, and what they say. A file NAME.layout of labelled/
 * puts characters on a grid: a letter of a font of 10 points is 5 wide, a line
 * 12 high.
 *
 *   # a comment
 *   =page 1
 *   =block x=50 y=4 size=12 gap=0.5 split
 *   a line of text; three blanks or more separate cells
 *
 * x is in letters of 10 points from the left, y in lines from the top; without
 * y the block is `gap` lines (0.8) below the one before. With `split` each cell
 * is a block of its own, as pdftotext makes them. NAME.expected has a segment a
 * line: its kind (a letter of PIHRC, in the order of prse_segment_kind: prose,
 * item, heading, row, cell), its page, its text; " | " between cells. */
#ifndef PRSE_TESTS_SENTENCES_LAYOUT_H
#define PRSE_TESTS_SENTENCES_LAYOUT_H

#include "portailrse/sentences.h"

enum { LAYOUT_PAGES = 32, LAYOUT_WORDS = 20000, LAYOUT_WANTED = 600 };

typedef struct wanted {
    prse_segment_kind kind;
    uint32_t page;
    prse_str text;
} wanted;

typedef struct layout {
    char *text, *answers; /* of the files */
    prse_word words[LAYOUT_WORDS];
    size_t word_count, lines;
    prse_page pages[LAYOUT_PAGES];
    size_t page_count;
    wanted wanted[LAYOUT_WANTED];
    size_t wanted_count;
} layout;

/* The labelled file of a name. `line_blanks`: each line ends with a blank, as
 * in some PDFs, which only the legacy segmentation notices. */
layout *layout_read(const char *name, int line_blanks);
/* A page from text that is not in a file; nothing is expected of it. */
layout *layout_of(const char *text);
void layout_free(layout *l);

/* Cuts a page from text, and tells its segments, a line each: "P 1 Text.\n".
 * Valid until the next call. */
const char *layout_tell(const char *text);

/* Its pages, cut. */
prse_sentences *layout_cut(const layout *l, prse_segmentation how);

#endif
