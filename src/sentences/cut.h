/* SPDX-License-Identifier: Apache-2.0 */
/* Where a sentence ends, told from two words alone. */
#ifndef PRSE_SENTENCES_CUT_H
#define PRSE_SENTENCES_CUT_H

#include "base/str.h"

/* What a word ends with, its quotes and brackets apart. */
typedef enum prse__stop {
    PRSE__STOP_NONE = 0,
    PRSE__STOP_FULL,     /* . */
    PRSE__STOP_LOUD,     /* ! ? */
    PRSE__STOP_ELLIPSIS, /* … ... */
    PRSE__STOP_COLON,    /* : */
    PRSE__STOP_SEMICOLON, /* ; */
    PRSE__STOP_COMMA      /* , */
} prse__stop;

prse__stop prse__stop_of(prse_str word);

/* 1: a sentence ends with `word` when `next` follows. `first`: `word` is the
 * first of its sentence, where "1." is a number. Behind a word that only
 * closes (a guillemet after a blank), `word` is the one before it. */
int prse__cut_after(prse_str word, prse_str next, int first);

/* 1: a sentence that ends with `word` is complete, whatever follows. */
int prse__cut_complete(prse_str word);

#endif
