/* SPDX-License-Identifier: Apache-2.0 */
/* Planes, bytes, counts and flags, by every set of loops, bit by bit. */
#include <string.h>

#include "columns/kernels.h"
#include "support/test.h"

static uint64_t seed = 1;

static uint64_t draw(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

static int has(const prse__lot *lot, size_t at)
{
    return lot->words[at / 64] >> at % 64 & 1;
}

static void fill(prse__lot *lots, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t w = 0; w < PRSE__LOT_WORDS; w++)
            lots[i].words[w] = draw();
}

static void expect_planes(const prse__kernels *kernels, size_t end,
                          size_t count)
{
    uint8_t codes[PRSE__LOT], table[256] = {0};
    prse__lot planes[PRSE__GROUP], *out[PRSE__GROUP];
    for (size_t i = 0; i < PRSE__GROUP; i++)
        out[i] = &planes[i];
    for (size_t i = 0; i < end; i++)
        table[i] = (uint8_t)draw();
    for (size_t i = 0; i < PRSE__LOT; i++)
        codes[i] = draw() % 16 ? (uint8_t)(draw() % end) : PRSE__CODE_ODD;
    kernels->planes(out, codes, table, end, count);
    for (size_t b = 0; b < count; b++)
        for (size_t i = 0; i < PRSE__LOT; i++)
            cr_assert_eq(has(&planes[b], i), table[codes[i]] >> b & 1,
                         "%s: plane %zu of %zu, code %d of %zu",
                         kernels->name, b, count, codes[i], end);
}

PRSE_TEST(planes, of_codes)
{
    static const size_t ENDS[] = {1, 2, 15, 16, 17, 33, 64, 65, 255};
    const prse__kernels *kernels;
    for (size_t k = 0; (kernels = prse__kernels_at(k)); k++)
        for (size_t e = 0; e < sizeof ENDS / sizeof *ENDS; e++)
            for (size_t count = 1; count <= PRSE__GROUP; count++)
                expect_planes(kernels, ENDS[e], count);
}

PRSE_TEST(planes, as_bytes_and_counts)
{
    const prse__kernels *kernels;
    for (size_t k = 0; (kernels = prse__kernels_at(k)); k++) {
        prse__lot bits[3], of;
        uint8_t bytes[PRSE__LOT];
        int64_t counts[5] = {1, 1, 1, 1, 1};
        fill(bits, 3);
        fill(&of, 1);
        kernels->bytes(bytes, bits, 3);
        kernels->tally(counts, 5, bits, &of);
        for (size_t i = 0; i < PRSE__LOT; i++) {
            int value = has(&bits[0], i) | has(&bits[1], i) << 1 |
                        has(&bits[2], i) << 2;
            cr_assert_eq(bytes[i], value);
            if (value < 5)
                counts[value] -= has(&of, i);
        }
        for (size_t i = 0; i < 5; i++)
            cr_assert_eq(counts[i], 1, "%s", kernels->name);
    }
}

PRSE_TEST(planes, as_bytes_of_few_bits_and_of_many)
{
    const prse__kernels *kernels;
    for (size_t k = 0; (kernels = prse__kernels_at(k)); k++)
        for (size_t count = 0; count <= 8; count++) {
            prse__lot lots[8];
            uint8_t bytes[PRSE__LOT];
            fill(lots, 8);
            kernels->bytes(bytes, lots, count);
            for (size_t i = 0; i < PRSE__LOT; i++)
                for (size_t b = 0; b < 8; b++)
                    cr_assert_eq(bytes[i] >> b & 1,
                                 b < count ? has(&lots[b], i) : 0);
        }
}

/* Two ways to one end, one to the other: who takes both has several. */
PRSE_TEST(planes, run_through_a_diagram)
{
    static const uint32_t UNTIL[] = {0, 1, 3, 5};
    static const prse__step STEPS[] = {{0, 0}, {0, 1}, {1, 2}, {0, 2},
                                       {1, 0}};
    static const prse__end ENDS[] = {{PRSE__DD_TRUE, 2},
                                     {PRSE__DD_FALSE, 3}};
    static const uint8_t VALUES[] = {1, 4};
    static const uint32_t PLANES[] = {0, 1, 2}, SLOTS[] = {0, 1, 2, 2, 0};
    const prse__course course = {4, UNTIL, STEPS, 2, ENDS,
                                 3, PLANES, SLOTS};
    const prse__kernels *kernels;
    for (size_t k = 0; (kernels = prse__kernels_at(k)); k++) {
        prse__lot p[3], reached[4], bits[3], used[3];
        fill(p, 3);
        kernels->run(reached, &course, p);
        kernels->only(bits, 3, reached, &course, VALUES, 2);
        kernels->used(used, &course, reached, p);
        for (size_t i = 0; i < PRSE__LOT; i++) {
            int a = has(&p[0], i), b = has(&p[1], i), c = has(&p[2], i);
            int yes = b | (a & c), no = c | a;
            int value = yes && no ? 2 : yes ? 1 : no ? 4 : 0;
            cr_assert_eq(has(&bits[0], i) | has(&bits[1], i) << 1 |
                             has(&bits[2], i) << 2,
                         value);
            cr_assert_eq(has(&used[0], i), a); /* asked at the root */
            cr_assert_eq(has(&used[2], i), c);
        }
    }
}
