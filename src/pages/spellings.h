/* SPDX-License-Identifier: Apache-2.0 */
/* The words that a document writes whole, without case. */
#ifndef PRSE_PAGES_SPELLINGS_H
#define PRSE_PAGES_SPELLINGS_H

#include "pages/pages.h"

typedef struct prse__spellings {
    uint64_t *slot; /* hashes; 0: free */
    size_t size;    /* a power of two */
} prse__spellings;

/* Of all words but the last of each line. 0: memory ran out. */
int prse__spellings_read(prse__spellings *out, const prse__pages *pages);
void prse__spellings_free(prse__spellings *words);
/* Whether a + between + b is one of them; marks around words do not count. */
int prse__spellings_has(const prse__spellings *words, prse_str a,
                         const char *between, prse_str b);

#endif
