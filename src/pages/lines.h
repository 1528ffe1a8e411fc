/* SPDX-License-Identifier: Apache-2.0 */
/* Words that stand on one line. */
#ifndef PRSE_PAGES_LINES_H
#define PRSE_PAGES_LINES_H

#include "portailrse/sys/extract.h"

typedef struct prse__line {
    size_t first, end; /* words first..end-1 of the page */
    float top, bottom;
} prse__line;

/* The next line after *at (0 at first), which moves past it; 0: no more. */
int prse__line_next(prse__line *out, const prse_page *page, size_t *at);

#endif
