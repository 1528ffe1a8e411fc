/* SPDX-License-Identifier: Apache-2.0 */
/* Codes of numbers and keys, by every set of loops, against plain counting. */
#include <math.h>
#include <string.h>

#include "columns/kernels.h"
#include "support/test.h"

/* Numbers around every cut, from any place in memory. */
static const int64_t AT[] = {-5000000000, -3, 0, 10, 50, 250, 5000000000};
enum { CUTS = sizeof AT / sizeof *AT };

static const int64_t NUMBERS[] = {
    INT64_MIN,   -5000000001, -5000000000, INT32_MIN, -200, -128, -4, -3, -2,
    -1,          0,           1,           9,         10,   11,   49, 50, 51,
    127,         128,         200,         249,       250,  251,  255, 256,
    INT32_MAX,   4999999999,  5000000000,  5000000001, INT64_MAX};
enum { NUMBER_COUNT = sizeof NUMBERS / sizeof *NUMBERS };

static uint8_t expected(const prse__scale *scale, int64_t number)
{
    uint8_t code = 0;
    if (number < scale->low || number > scale->high)
        return PRSE__CODE_ODD;
    for (size_t i = 0; i < scale->count; i++)
        code = (uint8_t)(code + (number >= scale->at[i]));
    return code;
}

#define LAID_OUT(type) \
    for (size_t i = 0; i < rows; i++) { \
        type number = (type)NUMBERS[i % NUMBER_COUNT]; \
        memcpy(memory + 1 + i * sizeof number, &number, sizeof number); \
        meant[i] = (int64_t)number; \
    }

static void lay_out(char *memory, int64_t *meant, prse__number how,
                    size_t rows)
{
    switch (how) {
    case PRSE__NUMBER_I8: LAID_OUT(int8_t) break;
    case PRSE__NUMBER_U8: LAID_OUT(uint8_t) break;
    case PRSE__NUMBER_I16: LAID_OUT(int16_t) break;
    case PRSE__NUMBER_U16: LAID_OUT(uint16_t) break;
    case PRSE__NUMBER_I32: LAID_OUT(int32_t) break;
    case PRSE__NUMBER_U32: LAID_OUT(uint32_t) break;
    default: LAID_OUT(int64_t) break;
    }
}

static void expect_codes(const prse__kernels *kernels, prse__number how,
                         const prse__scale *scale, size_t rows)
{
    static char memory[8 * PRSE__LOT + 8];
    static int64_t meant[PRSE__LOT];
    uint8_t codes[PRSE__LOT];
    lay_out(memory, meant, how, rows);
    kernels->count[how](codes, memory + 1, scale, rows);
    for (size_t i = 0; i < rows; i++)
        cr_assert_eq(codes[i], expected(scale, meant[i]),
                     "%s, layout %d, number %lld: code %d", kernels->name,
                     (int)how, (long long)meant[i], codes[i]);
}

PRSE_TEST(codes, of_whole_numbers)
{
    static const int64_t ENDS[][2] = {{INT64_MIN + 1, INT64_MAX},
                                      {0, 1000},
                                      {-3, 5000000000},
                                      {5000000001, INT64_MAX},
                                      {-6000000000, -5000000000}};
    static const size_t ROWS[] = {1, 7, 31, 33, 1000, PRSE__LOT};
    const prse__kernels *kernels;
    for (size_t k = 0; (kernels = prse__kernels_at(k)); k++)
        for (int how = 0; how <= PRSE__NUMBER_I64; how++)
            for (size_t e = 0; e < sizeof ENDS / sizeof *ENDS; e++)
                for (size_t r = 0; r < sizeof ROWS / sizeof *ROWS; r++) {
                    prse__scale scale = {CUTS, AT, ENDS[e][0], ENDS[e][1]};
                    expect_codes(kernels, (prse__number)how, &scale, ROWS[r]);
                }
}

PRSE_TEST(codes, of_numbers_with_a_fraction)
{
    static const double REALS[] = {-0.0, 10,   10.5, 49.999, 50,  1e300,
                                   -1e300, NAN, INFINITY, 250, 1e15, 5e9};
    static const uint8_t CODES[] = {3, 4, 255, 255, 5, 255,
                                    255, 255, 255, 6, 7, 7};
    enum { COUNT = sizeof REALS / sizeof *REALS };
    const prse__scale scale = {CUTS, AT, -(INT64_C(1) << 60),
                               INT64_C(1) << 60};
    const prse__kernels *kernels;
    for (size_t k = 0; (kernels = prse__kernels_at(k)); k++) {
        uint8_t codes[PRSE__LOT];
        kernels->count[PRSE__NUMBER_F64](codes, REALS, &scale, COUNT);
        cr_assert_eq(memcmp(codes, CODES, COUNT), 0, "%s", kernels->name);
        float floats[COUNT];
        for (size_t i = 0; i < 5; i++)
            floats[i] = (float)REALS[i];
        kernels->count[PRSE__NUMBER_F32](codes, floats, &scale, 5);
        cr_assert_eq(memcmp(codes, CODES, 5), 0, "%s", kernels->name);
    }
}

PRSE_TEST(codes, of_keys)
{
    static const int16_t KEYS[] = {0, 1, 41, 42, 43, 254, 255, 256, -1, -300};
    static const uint8_t CODES[] = {0,   1,   41,  255, 255,
                                    255, 255, 255, 255, 255};
    const prse__kernels *kernels;
    for (size_t k = 0; (kernels = prse__kernels_at(k)); k++) {
        uint8_t codes[PRSE__LOT];
        kernels->keys[PRSE__NUMBER_I16](codes, KEYS, 42, sizeof CODES);
        cr_assert_eq(memcmp(codes, CODES, sizeof CODES), 0);
        kernels->keys[PRSE__NUMBER_I16](codes, KEYS, 0, sizeof CODES);
        for (size_t i = 0; i < sizeof CODES; i++)
            cr_assert_eq(codes[i], PRSE__CODE_ODD);
    }
}
