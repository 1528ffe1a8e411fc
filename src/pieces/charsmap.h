/* SPDX-License-Identifier: Apache-2.0 */
/* The letters that a model of SentencePiece replaces before it splits a text.
 * Hugging Face's fast tokenizers use the same table otherwise than
 * SentencePiece does (crate spm_precompiled): a letter and its marks, in less
 * than six bytes, become what the shortest key with which they begin becomes;
 * of others each sign is looked up by itself. Ours do as theirs do, and hide
 * the table from SentencePiece. */
#ifndef PRSE_PIECES_CHARSMAP_H
#define PRSE_PIECES_CHARSMAP_H

#include "base/str.h"

/* Inside the model's bytes, which live on. */
typedef struct prse__charsmap {
    const unsigned char *units; /* of a double array (Darts), little endian */
    size_t count;
    prse_str values; /* each ends with a zero byte */
} prse__charsmap;

/* Finds it in a model and hides it there; one without gives an empty one. 0:
 * damaged. */
int prse__charsmap_take(prse__charsmap *out, prse__buf *model);
/* Appends a text with its letters replaced. */
void prse__charsmap_replace(prse__buf *out, const prse__charsmap *map,
                            prse_str text);

#endif
