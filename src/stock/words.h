/* SPDX-License-Identifier: Apache-2.0 */
/* Names and queries as words that compare: without case, accents, ligatures
 * and punctuation. "S.N.C.F.", "S N C F" and "sncf" are one word. */
#ifndef PRSE_STOCK_WORDS_H
#define PRSE_STOCK_WORDS_H

#include "base/str.h"

enum {
    PRSE__WORD_LONGEST = 32, /* bytes; the rest of a word is cut */
    PRSE__WORDS_MOST = 48,   /* words; the rest of a text is left out */
    PRSE__WORDS_TEXT = 512   /* bytes of folded text */
};

typedef struct prse__word_place {
    uint16_t at;
    uint8_t length;
    uint8_t spelled; /* single letters that were joined */
} prse__word_place;

typedef struct prse__words {
    uint32_t count;
    uint32_t used;                            /* bytes of text */
    prse__word_place places[PRSE__WORDS_MOST];
    char text[PRSE__WORDS_TEXT]; /* the words one after the other */
} prse__words;

/* Splits text; bytes that are no UTF-8 separate words. */
void prse__words_split(prse__words *out, prse_str text);
prse_str prse__words_get(const prse__words *words, size_t index);

/* Soft words say little of whose name it is. They are looked for but not asked
 * for. */
enum {
    PRSE__WORD_HARD = 0,
    PRSE__WORD_ARTICLE = 1, /* le, de, et */
    PRSE__WORD_FORM = 2,    /* sarl, sci */
    PRSE__WORD_KIND = 3     /* société, association: part of initials */
};
int prse__word_softness(prse_str word);

/* A number for the name without its soft words (with them when there are no
 * others) and without spaces; the same for "La Poste SA" and "laposte". 0:
 * there is no word. */
uint32_t prse__words_key(const prse__words *words, const uint8_t *soft);

#endif
