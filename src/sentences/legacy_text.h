/* SPDX-License-Identifier: Apache-2.0 */
/* The text of a page as the existing service sees it: code points, a line feed
 * behind each line. */
#ifndef PRSE_SENTENCES_LEGACY_TEXT_H
#define PRSE_SENTENCES_LEGACY_TEXT_H

#include "base/mem.h"
#include "portailrse/sentences.h"

typedef struct prse__points {
    uint32_t *at;
    size_t count;
} prse__points;

int prse__points_blank(uint32_t c);  /* also a line feed */
int prse__points_letter(uint32_t c); /* of any case, or a digit */

/* The line that begins at `from`, without its line feed. */
prse__points prse__points_line(prse__points text, size_t from);

/* The page, and for each code point the number of its word; 0: memory. */
int prse__legacy_read(prse__points *text, size_t **words,
                      const prse_page *page, prse__arena *arena);

/* Where the piece that begins at `from` ends. */
size_t prse__legacy_piece(prse__points text, size_t from);

/* Replaced, glued and dropped characters, in a new text; 0: memory. */
int prse__legacy_clean(prse__points *out, prse__points text,
                       prse__arena *arena);

/* 1: a line of capitals and signs, or a number, which is dropped. */
int prse__legacy_drops(prse__points line);

/* 1: a segment begins with this line; `before`: the line before it. */
int prse__legacy_begins(prse__points line, prse__points before);

#endif
