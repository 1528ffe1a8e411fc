/* SPDX-License-Identifier: Apache-2.0 */
/* What stands in front of list items and numbered headings. */
#ifndef PRSE_SENTENCES_MARKS_H
#define PRSE_SENTENCES_MARKS_H

#include "base/str.h"

typedef enum prse__mark {
    PRSE__MARK_NONE = 0,
    PRSE__MARK_GLYPH,  /* a bullet, and nothing else: also inside a line */
    PRSE__MARK_SIGN,   /* a bullet at the beginning of a line: o, *, ✓ */
    PRSE__MARK_DASH,   /* may also be a dash between words */
    PRSE__MARK_LETTER, /* a) (2) 3°: an item */
    PRSE__MARK_NUMBER  /* 1. 2.3 IV.: an item or a heading */
} prse__mark;

/* The mark that a word is, or begins with ("•Réduire"); `*size` its bytes. */
prse__mark prse__mark_of(prse_str word, size_t *size);

/* 1: dots that lead to a page number. */
int prse__mark_leads(prse_str word);

#endif
