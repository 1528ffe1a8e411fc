/* SPDX-License-Identifier: Apache-2.0 */
/* A set of cells of one variable. */
#ifndef PRSE_RULES_MASK_H
#define PRSE_RULES_MASK_H

#include <stddef.h>
#include <stdint.h>

#define PRSE__CELL_MAX 256
#define PRSE__MASK_WORDS (PRSE__CELL_MAX / 64)

typedef struct prse__mask {
    uint64_t w[PRSE__MASK_WORDS];
} prse__mask;

/* The hottest operations of all: in line, and without a loop. */
_Static_assert(PRSE__MASK_WORDS == 4, "four words are taken one by one");

static inline int prse__mask_meets(const prse__mask *a, const prse__mask *b)
{
    return (a->w[0] & b->w[0]) != 0 || (a->w[1] & b->w[1]) != 0 ||
           (a->w[2] & b->w[2]) != 0 || (a->w[3] & b->w[3]) != 0;
}

static inline prse__mask prse__mask_and(prse__mask a, prse__mask b)
{
    return (prse__mask){{a.w[0] & b.w[0], a.w[1] & b.w[1], a.w[2] & b.w[2],
                         a.w[3] & b.w[3]}};
}

static inline prse__mask prse__mask_or(prse__mask a, prse__mask b)
{
    return (prse__mask){{a.w[0] | b.w[0], a.w[1] | b.w[1], a.w[2] | b.w[2],
                         a.w[3] | b.w[3]}};
}

static inline prse__mask prse__mask_minus(prse__mask a, prse__mask b)
{
    return (prse__mask){{a.w[0] & ~b.w[0], a.w[1] & ~b.w[1],
                         a.w[2] & ~b.w[2], a.w[3] & ~b.w[3]}};
}

static inline int prse__mask_empty(const prse__mask *mask)
{
    return (mask->w[0] | mask->w[1] | mask->w[2] | mask->w[3]) == 0;
}

static inline int prse__mask_equal(const prse__mask *a, const prse__mask *b)
{
    return ((a->w[0] ^ b->w[0]) | (a->w[1] ^ b->w[1]) | (a->w[2] ^ b->w[2]) |
            (a->w[3] ^ b->w[3])) == 0;
}

static inline int prse__mask_has(const prse__mask *mask, size_t cell)
{
    return (mask->w[cell / 64] >> (cell % 64)) & 1;
}

prse__mask prse__mask_none(void);
prse__mask prse__mask_one(size_t cell);
prse__mask prse__mask_all(size_t cells);
size_t prse__mask_count(const prse__mask *mask);
/* The first cell at or after `from`; PRSE__CELL_MAX when there is none. */
size_t prse__mask_next(const prse__mask *mask, size_t from);

/* The number of the lowest bit of a word that is not 0. */
static inline size_t prse__lowest_bit(uint64_t word)
{
    return (size_t)__builtin_ctzll(word);
}

#endif
