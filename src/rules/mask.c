/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/mask.h"

prse__mask prse__mask_none(void)
{
    return (prse__mask){{0}};
}

prse__mask prse__mask_one(size_t cell)
{
    prse__mask mask = {{0}};
    mask.w[cell / 64] = UINT64_C(1) << (cell % 64);
    return mask;
}

prse__mask prse__mask_all(size_t cells)
{
    prse__mask mask = {{0}};
    for (size_t cell = 0; cell < cells; cell++)
        mask.w[cell / 64] |= UINT64_C(1) << (cell % 64);
    return mask;
}

prse__mask prse__mask_and(prse__mask a, prse__mask b)
{
    for (size_t i = 0; i < PRSE__MASK_WORDS; i++)
        a.w[i] &= b.w[i];
    return a;
}

prse__mask prse__mask_or(prse__mask a, prse__mask b)
{
    for (size_t i = 0; i < PRSE__MASK_WORDS; i++)
        a.w[i] |= b.w[i];
    return a;
}

prse__mask prse__mask_minus(prse__mask a, prse__mask b)
{
    for (size_t i = 0; i < PRSE__MASK_WORDS; i++)
        a.w[i] &= ~b.w[i];
    return a;
}

int prse__mask_has(const prse__mask *mask, size_t cell)
{
    return (mask->w[cell / 64] >> (cell % 64)) & 1;
}

int prse__mask_empty(const prse__mask *mask)
{
    return !prse__mask_meets(mask, mask);
}

int prse__mask_equal(const prse__mask *a, const prse__mask *b)
{
    uint64_t different = 0;
    for (size_t i = 0; i < PRSE__MASK_WORDS; i++)
        different |= a->w[i] ^ b->w[i];
    return different == 0;
}

size_t prse__mask_count(const prse__mask *mask)
{
    size_t count = 0;
    for (size_t i = 0; i < PRSE__MASK_WORDS; i++)
        for (uint64_t word = mask->w[i]; word; word &= word - 1)
            count++;
    return count;
}

size_t prse__mask_next(const prse__mask *mask, size_t from)
{
    while (from < PRSE__CELL_MAX && !prse__mask_has(mask, from))
        from++;
    return from;
}
