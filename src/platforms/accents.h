/* SPDX-License-Identifier: Apache-2.0 */
/* French words may reach us composed (one code point for an accented letter)
 * or decomposed (the letter, then its accent). */
#ifndef PRSE_PLATFORMS_ACCENTS_H
#define PRSE_PLATFORMS_ACCENTS_H

#include "formats/node.h"

/* 1 when both spell the same word; letters with and without accent differ. */
int prse__accents_same(prse_str a, prse_str b);
/* Child of a map by a key that has accents. */
const prse__node *prse__accents_get(const prse__node *map, const char *key);
/* Appends the word in small letters without accents; runs of anything else
 * than letters and digits become one `_`. "Année " -> "annee". */
void prse__accents_fold(prse__buf *to, prse_str text);

#endif
