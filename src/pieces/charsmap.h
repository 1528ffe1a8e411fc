/* SPDX-License-Identifier: Apache-2.0 */
/* The letters that a model of SentencePiece replaces before it splits a text,
 * and one thing that Hugging Face's fast tokenizers do otherwise with them: of
 * a letter and its marks, in less than six bytes, they replace the first key
 * that fits, and forget the marks behind it. */
#ifndef PRSE_PIECES_CHARSMAP_H
#define PRSE_PIECES_CHARSMAP_H

#include "base/str.h"

/* Inside the model's bytes, which live on. */
typedef struct prse__charsmap {
    const unsigned char *units; /* of a double array (Darts), little endian */
    size_t count;
} prse__charsmap;

/* Finds it in a model; one without gives an empty one. 0: damaged. */
int prse__charsmap_find(prse__charsmap *out, prse_str model);
/* Bytes of the shortest key with which the text begins; 0: none. */
size_t prse__charsmap_key(const prse__charsmap *map, prse_str text);
/* Appends a text without the marks that are forgotten. */
void prse__charsmap_forget(prse__buf *out, const prse__charsmap *map,
                           prse_str text);

#endif
