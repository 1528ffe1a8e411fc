/* SPDX-License-Identifier: Apache-2.0 */
/* What the characters of a word are. */
#ifndef PRSE_SENTENCES_LETTERS_H
#define PRSE_SENTENCES_LETTERS_H

#include "base/str.h"

typedef enum prse__letter {
    PRSE__LETTER_NONE = 0, /* a sign, or an empty word */
    PRSE__LETTER_LOWER,
    PRSE__LETTER_UPPER,
    PRSE__LETTER_OTHER, /* of a script without case */
    PRSE__LETTER_DIGIT
} prse__letter;

prse__letter prse__letter_of(uint32_t code_point);

/* The first character that is no quote, bracket or blank. */
prse__letter prse__letter_first(prse_str word);

/* Without what opens it: quotes, brackets, U+00A0. */
prse_str prse__letters_opened(prse_str word);

/* Without what closes it: quotes, brackets, U+00A0. */
prse_str prse__letters_closed(prse_str word);

/* 1: nothing but what closes, as the guillemet after a blank. */
int prse__letters_only_close(prse_str word);

/* How many letters (of any case) and digits it has. */
typedef struct prse__letter_count {
    uint32_t letters, lower, digits, others;
} prse__letter_count;

prse__letter_count prse__letters_count(prse_str word);

#endif
