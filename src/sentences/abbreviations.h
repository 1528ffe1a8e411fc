/* SPDX-License-Identifier: Apache-2.0 */
/* Words whose full stop does not end a sentence, or not always. */
#ifndef PRSE_SENTENCES_ABBREVIATIONS_H
#define PRSE_SENTENCES_ABBREVIATIONS_H

#include "base/str.h"

typedef enum prse__abbreviation {
    PRSE__ABBREVIATION_NONE = 0, /* the full stop ends the sentence */
    PRSE__ABBREVIATION_OPEN,     /* something always follows: M., art., p. */
    PRSE__ABBREVIATION_EITHER    /* a sentence may end: S.A., sept., hab. */
} prse__abbreviation;

/* `word` without its last full stop. */
prse__abbreviation prse__abbreviation_of(prse_str word);

/* 1: a word that begins sentences, and hardly a name: Le, Ces, Nous, D'ici. */
int prse__abbreviation_starter(prse_str word);

/* 1: a line cannot end a sentence with it: de, la, et, par. */
int prse__abbreviation_leans(prse_str word);

#endif
