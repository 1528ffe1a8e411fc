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
    for (size_t i = 0; i < cells / 64; i++)
        mask.w[i] = UINT64_MAX;
    if (cells % 64)
        mask.w[cells / 64] = (UINT64_C(1) << (cells % 64)) - 1;
    return mask;
}

size_t prse__mask_count(const prse__mask *mask)
{
    size_t count = 0;
    for (size_t i = 0; i < PRSE__MASK_WORDS; i++)
        count += (size_t)__builtin_popcountll(mask->w[i]);
    return count;
}

size_t prse__mask_next(const prse__mask *mask, size_t from)
{
    for (size_t i = from / 64; i < PRSE__MASK_WORDS; i++) {
        uint64_t word = mask->w[i];
        if (i == from / 64)
            word &= UINT64_MAX << (from % 64);
        if (word)
            return 64 * i + prse__lowest_bit(word);
    }
    return PRSE__CELL_MAX;
}
