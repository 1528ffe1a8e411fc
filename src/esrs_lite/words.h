/* SPDX-License-Identifier: Apache-2.0 */
/* A sentence as words without case, accents and punctuation. */
#ifndef PRSE_ESRS_LITE_WORDS_H
#define PRSE_ESRS_LITE_WORDS_H

#include "base/str.h"

enum {
    PRSE__LITE_WORDS = 512,    /* of a sentence; what follows is not read */
    PRSE__LITE_LETTERS = 4096, /* of its words together */
    PRSE__LITE_OTHER = 0x7F    /* stands for a letter that is not Latin */
};

typedef struct prse__lite_word {
    uint16_t start, length; /* in letters */
    uint32_t from, to;      /* bytes of the sentence */
} prse__lite_word;

/* Letters are a-z, 0-9 and PRSE__LITE_OTHER. Digits below and above the line
 * are digits: CO₂ is co2. */
typedef struct prse__lite_words {
    prse__lite_word words[PRSE__LITE_WORDS];
    char letters[PRSE__LITE_LETTERS];
    size_t count, used;
} prse__lite_words;

void prse__lite_words_read(prse__lite_words *out, prse_str text);
prse_str prse__lite_word_str(const prse__lite_words *words, size_t index);

#endif
