/* SPDX-License-Identifier: Apache-2.0 */
/* Text without case, accents, ligatures and punctuation. */
#ifndef PRSE_BASE_FOLD_H
#define PRSE_BASE_FOLD_H

#include "base/str.h"

enum {
    PRSE__FOLD_SEPARATES = 0, /* punctuation, space, symbol */
    PRSE__FOLD_NOTHING = 1    /* an accent of its own: skipped */
};

/* One of the above, a code point, or two ASCII letters: first | second << 24.
 * ASCII letters and digits give themselves in lower case; letters of other
 * scripts stay. */
uint32_t prse__fold(uint32_t code_point);

/* 1 when two names have the same letters and digits; `&` reads "et". */
int prse__fold_same(prse_str a, prse_str b);

#endif
