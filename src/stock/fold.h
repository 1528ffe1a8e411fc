/* SPDX-License-Identifier: Apache-2.0 */
/* A character without case, accent or ligature. */
#ifndef PRSE_STOCK_FOLD_H
#define PRSE_STOCK_FOLD_H

#include <stdint.h>

enum {
    PRSE__FOLD_SEPARATES = 0, /* punctuation, space, symbol */
    PRSE__FOLD_NOTHING = 1    /* an accent of its own: skipped */
};

/* One of the above, a code point, or two ASCII letters: first | second << 24.
 * ASCII letters and digits give themselves in lower case; letters of other
 * scripts stay. */
uint32_t prse__fold(uint32_t code_point);

#endif
