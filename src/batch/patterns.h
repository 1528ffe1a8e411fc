/* SPDX-License-Identifier: Apache-2.0 */
/* The lists of missing facts that were told before, by the pattern in which
 * rows are undecided. There are few patterns in a population, and to work out
 * a list takes some hundred times as long as to find it. */
#ifndef PRSE_BATCH_PATTERNS_H
#define PRSE_BATCH_PATTERNS_H

#include "base/error.h"
#include "base/str.h"

/* Of one obligation. Begins as zeros. */
typedef struct prse__patterns {
    size_t width; /* words of a pattern */
    size_t room, count;
    uint64_t *keys;  /* [place * width + word] */
    uint32_t *texts; /* of each place: where its text begins and 1; 0: free */
    uint32_t *lengths;
    prse__buf text; /* all of them, one after the other */
} prse__patterns;

void prse__patterns_free(prse__patterns *patterns);
/* The place of a pattern, found or free; made room for. PRSE_ENOMEM. */
prse_status prse__patterns_find(size_t *place, prse__patterns *patterns,
                                const uint64_t *pattern, size_t width,
                                prse_error *err);
int prse__patterns_has(const prse__patterns *patterns, size_t place);
/* Of a place that is free: it was found last, and nothing since. */
prse_status prse__patterns_add(prse__patterns *patterns, size_t place,
                               const uint64_t *pattern, prse_str text,
                               prse_error *err);
/* Valid until the next pattern is added. */
prse_str prse__patterns_text(const prse__patterns *patterns, size_t place);

#endif
