/* SPDX-License-Identifier: Apache-2.0 */
/* Characters that stand for others. */
#ifndef PRSE_PAGES_LETTERS_H
#define PRSE_PAGES_LETTERS_H

#include "base/str.h"

/* Appends the text with ligatures of type (ﬁ, not œ) as letters, a letter and
 * its accent as one character where Latin has it, and without characters of no
 * width. A soft hyphen is kept at the end only, where it shows that the word
 * goes on. */
void prse__letters_add(prse__buf *to, prse_str text);
/* 1 when prse__letters_add() would copy. */
int prse__letters_plain(prse_str text);

/* First character of a word, and last; 0 for an empty one. */
uint32_t prse__letters_first(prse_str text);
uint32_t prse__letters_last(prse_str text, size_t *at);
int prse__letters_is_lower(uint32_t c); /* of Latin */
int prse__letters_is_letter(uint32_t c);

enum {
    PRSE__SOFT_HYPHEN = 0xAD,
    PRSE__HYPHEN = 0x2010,
    PRSE__HYPHEN_MINUS = '-'
};

#endif
