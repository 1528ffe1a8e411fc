/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/index_bits.h"

#include "base/mem.h"

int prse__bits_init(prse__bits *set, uint32_t size)
{
    size_t words = (size_t)size / 64 + 1;
    set->size = size;
    set->touched_count = words / 64 + 1;
    set->bits = prse__alloc(words, sizeof *set->bits);
    set->touched = prse__alloc(set->touched_count, sizeof *set->touched);
    if (set->bits && set->touched)
        return 1;
    prse__bits_free(set);
    return 0;
}

void prse__bits_free(prse__bits *set)
{
    prse__free(set->bits);
    prse__free(set->touched);
    set->bits = NULL;
    set->touched = NULL;
}

void prse__bits_add(prse__bits *set, const uint32_t *numbers, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t word = numbers[i] / 64;
        if (numbers[i] >= set->size)
            continue;
        set->bits[word] |= UINT64_C(1) << numbers[i] % 64;
        set->touched[word / 64] |= UINT64_C(1) << word % 64;
    }
}

static uint32_t lowest(uint64_t bits)
{
    return (uint32_t)__builtin_ctzll(bits);
}

uint32_t prse__bits_drain(prse__bits *set, uint32_t *out)
{
    uint32_t count = 0;
    for (size_t t = 0; t < set->touched_count; t++) {
        uint64_t touched = set->touched[t];
        set->touched[t] = 0;
        for (; touched; touched &= touched - 1) {
            uint32_t word = (uint32_t)t * 64 + lowest(touched);
            uint64_t bits = set->bits[word];
            set->bits[word] = 0;
            for (; bits; bits &= bits - 1)
                out[count++] = word * 64 + lowest(bits);
        }
    }
    return count;
}

void prse__bits_clear(prse__bits *set)
{
    for (size_t t = 0; t < set->touched_count; t++) {
        for (uint64_t touched = set->touched[t]; touched;
             touched &= touched - 1)
            set->bits[t * 64 + lowest(touched)] = 0;
        set->touched[t] = 0;
    }
}
