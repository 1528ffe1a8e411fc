/* SPDX-License-Identifier: Apache-2.0 */
/* The words that a document writes whole, without case. */
#ifndef PRSE_PAGES_VOCABULARY_H
#define PRSE_PAGES_VOCABULARY_H

#include "pages/pages.h"

typedef struct prse__vocabulary {
    uint64_t *slot; /* hashes; 0: free */
    size_t size;    /* a power of two */
} prse__vocabulary;

/* Of all words but the last of each line. 0: memory ran out. */
int prse__vocabulary_read(prse__vocabulary *out, const prse__pages *pages);
void prse__vocabulary_free(prse__vocabulary *words);
/* Whether a + between + b is one of them; marks around words do not count. */
int prse__vocabulary_has(const prse__vocabulary *words, prse_str a,
                         const char *between, prse_str b);

#endif
