/* SPDX-License-Identifier: Apache-2.0 */
/* A set of unit numbers that is filled in any order and emptied in ascending
 * order. */
#ifndef PRSE_STOCK_INDEX_BITS_H
#define PRSE_STOCK_INDEX_BITS_H

#include <stddef.h>
#include <stdint.h>

typedef struct prse__bits {
    uint64_t *bits;    /* one a number */
    uint64_t *touched; /* one a word of `bits` that is not zero */
    size_t touched_count;
    uint32_t size;
} prse__bits;

int prse__bits_init(prse__bits *set, uint32_t size); /* 0: no memory */
void prse__bits_free(prse__bits *set);
/* Numbers that are too large are left out. */
void prse__bits_add(prse__bits *set, const uint32_t *numbers, uint32_t count);
/* The numbers, ascending, into room for all of them; the set is empty then. */
uint32_t prse__bits_drain(prse__bits *set, uint32_t *out);

void prse__bits_clear(prse__bits *set);

#endif
