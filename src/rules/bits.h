/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of variables, as words of 64 bits. */
#ifndef PRSE_RULES_BITS_H
#define PRSE_RULES_BITS_H

#include "rules/mask.h"

static inline size_t prse__bits_words(size_t count)
{
    return count / 64 + 1;
}

static inline int prse__bits_has(const uint64_t *bits, size_t i)
{
    return (bits[i / 64] >> (i % 64)) & 1;
}

static inline void prse__bits_add(uint64_t *bits, size_t i)
{
    bits[i / 64] |= UINT64_C(1) << (i % 64);
}

static inline void prse__bits_drop(uint64_t *bits, size_t i)
{
    bits[i / 64] &= ~(UINT64_C(1) << (i % 64));
}

static inline int prse__bits_meet(const uint64_t *a, const uint64_t *b,
                                  size_t words)
{
    for (size_t i = 0; i < words; i++)
        if (a[i] & b[i])
            return 1;
    return 0;
}

/* The first one at or after `from`; `count` when there is none. */
static inline size_t prse__bits_next(const uint64_t *bits, size_t from,
                                     size_t count)
{
    while (from < count) {
        uint64_t word = bits[from / 64] >> (from % 64);
        if (word) {
            from += prse__lowest_bit(word);
            return from < count ? from : count;
        }
        from = (from / 64 + 1) * 64;
    }
    return count;
}

#endif
