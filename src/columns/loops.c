/* SPDX-License-Identifier: Apache-2.0 */
/* The loops over companies. This file is compiled once a machine, each time
 * with another name for its set: PRSE__KERNELS. Vectors of 32 bytes are the
 * compiler's: where a machine has none, it makes them of what there is. */
#include <string.h>

#include "columns/kernels.h"

#ifdef __AVX2__
#include <immintrin.h>
#endif

#define WIDE __attribute__((vector_size(32), aligned(8), may_alias))

typedef uint64_t bits WIDE;
typedef int32_t narrow WIDE; /* numbers of at most 32 bits, */
typedef int64_t broad WIDE;  /* others, */
typedef double real WIDE;    /* and those that may have a fraction */

enum { BITS = (int)sizeof(prse__lot) / (int)sizeof(bits), MOST_CUTS = 256 };

/* --- Numbers to codes --- */

/* Adding it rounds to a whole number; each below ROUND_MOST has its own. */
#define ROUNDER 0x1.8p52
#define ROUND_MOST (INT64_C(1) << 51)

#define ALWAYS(v) (v == v)
#define WHOLE(v) ((v + ROUNDER) - ROUNDER == v)

static int64_t within(int64_t value, int64_t least, int64_t most)
{
    if (value < least)
        return least;
    return value > most ? most : value;
}

/* The codes of a lot. Cuts beyond what the type holds are passed by all its
 * numbers, or by none. A comparison that holds is -1. */
#define CODES(name, wide, vector, whole, mask, least, most, is_good) \
static void name(uint8_t *codes, const char *values, const prse__scale *scale) \
{ \
    enum { EACH = 32 / sizeof(wide) }; \
    wide at[MOST_CUTS], low = (wide)within(scale->low, least, most), \
         high = (wide)within(scale->high, least, most); \
    size_t count = 0; \
    whole passed = 0, found[PRSE__LOT]; \
    for (size_t k = 0; k < scale->count; k++) \
        if (scale->at[k] < (least)) \
            passed++; \
        else if (scale->at[k] <= (most)) \
            at[count++] = (wide)scale->at[k]; \
    for (size_t row = 0; row < PRSE__LOT; row += EACH) { \
        vector v; \
        memcpy(&v, values + row * sizeof(wide), sizeof v); \
        mask n = (mask){0} + passed; \
        for (size_t k = 0; k < count; k++) \
            n -= (mask)(v >= at[k]); \
        n |= ~((mask)(v >= low) & (mask)(v <= high) & (mask)is_good(v)); \
        memcpy(&found[row], &n, sizeof n); \
    } \
    for (size_t row = 0; row < PRSE__LOT; row++) \
        codes[row] = (uint8_t)found[row]; \
    if (scale->low > (most) || scale->high < (least)) \
        memset(codes, PRSE__CODE_ODD, PRSE__LOT); \
}

CODES(narrow_codes, int32_t, narrow, int32_t, narrow, INT32_MIN, INT32_MAX,
      ALWAYS)
CODES(broad_codes, int64_t, broad, int64_t, broad, INT64_MIN, INT64_MAX,
      ALWAYS)
CODES(real_codes, double, real, int64_t, broad, -ROUND_MOST, ROUND_MOST, WHOLE)

/* Numbers need not be aligned. Those of a whole lot that are as wide as they
 * are compared stay where they are. */
#define COUNT(name, type, wide, codes_of) \
static void name(uint8_t *codes, const void *numbers, \
                 const prse__scale *scale, size_t rows) \
{ \
    const char *from = numbers; \
    wide values[PRSE__LOT]; \
    if (sizeof(type) == sizeof(wide) && rows == PRSE__LOT) { \
        codes_of(codes, from, scale); \
        return; \
    } \
    for (size_t i = 0; i < rows; i++) { \
        type number; \
        memcpy(&number, from + i * sizeof number, sizeof number); \
        values[i] = (wide)number; \
    } \
    memset(&values[rows], 0, (PRSE__LOT - rows) * sizeof *values); \
    codes_of(codes, (const char *)values, scale); \
}

COUNT(count_i8, int8_t, int32_t, narrow_codes)
COUNT(count_u8, uint8_t, int32_t, narrow_codes)
COUNT(count_i16, int16_t, int32_t, narrow_codes)
COUNT(count_u16, uint16_t, int32_t, narrow_codes)
COUNT(count_i32, int32_t, int32_t, narrow_codes)
COUNT(count_u32, uint32_t, int64_t, broad_codes)
COUNT(count_i64, int64_t, int64_t, broad_codes)
COUNT(count_u64, uint64_t, int64_t, broad_codes)
COUNT(count_f32, float, double, real_codes)
COUNT(count_f64, double, double, real_codes)

/* --- Keys to codes --- */

/* As numbers without a sign, keys below 0 are large. */
#define KEYS(name, type) \
static void name(uint8_t *codes, const void *keys, size_t end, size_t rows) \
{ \
    const char *from = keys; \
    type last = (type)(end > 0 ? end - 1 : 0); \
    for (size_t i = 0; i < rows; i++) { \
        type key; \
        memcpy(&key, from + i * sizeof key, sizeof key); \
        codes[i] = key <= last ? (uint8_t)key : PRSE__CODE_ODD; \
    } \
    if (end == 0) \
        memset(codes, PRSE__CODE_ODD, rows); \
}

KEYS(keys_8, uint8_t)
KEYS(keys_16, uint16_t)
KEYS(keys_32, uint32_t)
KEYS(keys_64, uint64_t)

/* --- Codes to planes --- */

#ifdef __AVX2__
enum { SHUFFLED = 64 }; /* codes that are cheaper to shuffle than to look up */

/* What the table says of 32 codes. A shuffle looks up sixteen codes, and gives
 * 0 for bytes above 127: those of the others are made so. */
static __m256i shuffled(const uint8_t *codes, const uint8_t *table, size_t end)
{
    __m256i code = _mm256_loadu_si256((const __m256i *)(const void *)codes);
    __m256i found = _mm256_setzero_si256();
    for (size_t from = 0; from < end; from += 16) {
        __m256i part = _mm256_broadcastsi128_si256(
            _mm_loadu_si128((const __m128i *)(const void *)(table + from)));
        __m256i at = _mm256_adds_epu8(code, _mm256_set1_epi8(0x70));
        found = _mm256_or_si256(found, _mm256_shuffle_epi8(part, at));
        code = _mm256_sub_epi8(code, _mm256_set1_epi8(16));
    }
    return found;
}

static __m256i looked_up(const uint8_t *codes, const uint8_t *table)
{
    uint8_t found[32];
    for (size_t i = 0; i < sizeof found; i++)
        found[i] = table[codes[i]];
    return _mm256_loadu_si256((const __m256i *)(const void *)found);
}

static void planes(prse__lot *const *out, const uint8_t *codes,
                   const uint8_t *table, size_t end, size_t count)
{
    for (size_t w = 0; w < 2 * PRSE__LOT_WORDS; w++, codes += 32) {
        __m256i found = end <= SHUFFLED ? shuffled(codes, table, end)
                                        : looked_up(codes, table);
        for (size_t b = PRSE__GROUP; b-- > 0;) {
            uint32_t half = (uint32_t)_mm256_movemask_epi8(found);
            if (b < count)
                memcpy((char *)out[b] + 4 * w, &half, sizeof half);
            found = _mm256_add_epi8(found, found);
        }
    }
}
#else
/* Eight rows of eight bits, turned over. */
static uint64_t turned(uint64_t x)
{
    uint64_t t = (x ^ x >> 7) & UINT64_C(0x00AA00AA00AA00AA);
    x ^= t ^ t << 7;
    t = (x ^ x >> 14) & UINT64_C(0x0000CCCC0000CCCC);
    x ^= t ^ t << 14;
    t = (x ^ x >> 28) & UINT64_C(0x00000000F0F0F0F0);
    return x ^ t ^ t << 28;
}

static void planes(prse__lot *const *out, const uint8_t *codes,
                   const uint8_t *table, size_t end, size_t count)
{
    (void)end; /* every code is looked up */
    for (size_t w = 0; w < PRSE__LOT_WORDS; w++) {
        uint64_t words[PRSE__GROUP] = {0};
        for (size_t part = 0; part < 64; part += 8, codes += 8) {
            uint64_t found = 0;
            for (size_t i = 0; i < 8; i++)
                found |= (uint64_t)table[codes[i]] << 8 * i;
            found = turned(found);
            for (size_t b = 0; b < PRSE__GROUP; b++)
                words[b] |= (found >> 8 * b & 0xFF) << part;
        }
        for (size_t b = 0; b < count; b++)
            out[b]->words[w] = words[b];
    }
}
#endif

/* --- Diagrams --- */

static void run(prse__lot *reached, const prse__course *course,
                const prse__lot *planes_of)
{
    const prse__step *step = course->steps;
    memset(&reached[0], 0xFF, sizeof *reached);
    for (size_t node = 1; node < course->node_count; node++) {
        const prse__step *until = course->steps + course->until[node];
        bits sum[BITS] = {{0}};
        for (; step < until; step++) {
            const bits *from = (const bits *)&reached[step->from];
            const bits *plane = (const bits *)&planes_of[step->plane];
            for (size_t i = 0; i < BITS; i++)
                sum[i] |= from[i] & plane[i];
        }
        memcpy(&reached[node], sum, sizeof sum);
    }
}

/* A company that reaches one end has its value, else `several`. */
static void only(prse__lot *out, size_t bit_count, const prse__lot *reached,
                 const prse__course *course, const uint8_t *values,
                 uint8_t several)
{
    bits once[BITS] = {{0}}, twice[BITS] = {{0}};
    memset(out, 0, bit_count * sizeof *out);
    for (size_t e = 0; e < course->end_count; e++) {
        const bits *end = (const bits *)&reached[course->ends[e].node];
        for (size_t i = 0; i < BITS; i++) {
            twice[i] |= once[i] & end[i];
            once[i] |= end[i];
        }
    }
    for (size_t b = 0; b < bit_count; b++) {
        bits *to = (bits *)&out[b];
        for (size_t e = 0; e < course->end_count; e++) {
            const bits *end = (const bits *)&reached[course->ends[e].node];
            for (size_t i = 0; i < BITS && (values[e] >> b & 1); i++)
                to[i] |= end[i] & ~twice[i];
        }
        for (size_t i = 0; i < BITS && (several >> b & 1); i++)
            to[i] |= twice[i];
    }
}

static void used(prse__lot *out, const prse__course *course,
                 const prse__lot *reached, const prse__lot *planes_of)
{
    size_t step = 0;
    memset(out, 0, course->plane_count * sizeof *out);
    for (size_t node = 1; node < course->node_count; node++)
        for (; step < course->until[node]; step++) {
            const prse__step *s = &course->steps[step];
            const bits *from = (const bits *)&reached[s->from];
            const bits *plane = (const bits *)&planes_of[s->plane];
            bits *to = (bits *)&out[course->slots[step]];
            for (size_t i = 0; i < BITS; i++)
                to[i] |= from[i] & plane[i];
        }
}

/* --- Bits to integers --- */

#ifdef __AVX2__
/* The bytes of 32 bits: value where a bit is set. */
static __m256i spread(const prse__lot *lot, size_t half, char value)
{
    const __m256i each = _mm256_set1_epi64x(INT64_C(-0x7FBFDFEFF7FBFDFF));
    const __m256i from = _mm256_setr_epi64x(
        0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303);
    int32_t word;
    memcpy(&word, (const char *)lot + 4 * half, sizeof word);
    __m256i all = _mm256_shuffle_epi8(_mm256_set1_epi32(word), from);
    all = _mm256_cmpeq_epi8(_mm256_and_si256(all, each), each);
    return _mm256_and_si256(all, _mm256_set1_epi8(value));
}

static void bytes(uint8_t *out, const prse__lot *lots, size_t count)
{
    for (size_t half = 0; half < 2 * PRSE__LOT_WORDS; half++, out += 32) {
        __m256i all = _mm256_setzero_si256();
        for (size_t i = 0; i < count; i++)
            all = _mm256_or_si256(
                all, spread(&lots[i], half, (char)(1 << i)));
        _mm256_storeu_si256((__m256i *)(void *)out, all);
    }
}
#else
/* A byte a bit. */
static uint64_t spread(uint64_t word, size_t from)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t each = (word >> from & 0xFF) * ones;
    each &= UINT64_C(0x8040201008040201);
    return (each + 0x7F * ones) >> 7 & ones;
}

static void bytes(uint8_t *out, const prse__lot *lots, size_t count)
{
    for (size_t w = 0; w < PRSE__LOT_WORDS; w++)
        for (size_t from = 0; from < 64; from += 8, out += 8) {
            uint64_t eight = 0;
            for (size_t i = 0; i < count; i++)
                eight |= spread(lots[i].words[w], from) << i;
            for (size_t i = 0; i < 8; i++)
                out[i] = (uint8_t)(eight >> 8 * i);
        }
}
#endif

static void tally(int64_t *counts, size_t values, const prse__lot *lots,
                  const prse__lot *of)
{
    for (size_t value = 0; value < values; value++) {
        int64_t count = 0;
        for (size_t w = 0; w < PRSE__LOT_WORDS; w++) {
            uint64_t have = of->words[w];
            for (size_t b = 0; b < 3; b++)
                have &= value >> b & 1 ? lots[b].words[w] : ~lots[b].words[w];
            count += __builtin_popcountll(have);
        }
        counts[value] += count;
    }
}

extern const prse__kernels PRSE__KERNELS;

const prse__kernels PRSE__KERNELS = {
    .name = PRSE__KERNELS_NAME,
    .count = {count_i8, count_u8, count_i16, count_u16, count_i32, count_u32,
              count_i64, count_u64, count_f32, count_f64},
    .keys = {keys_8, keys_8, keys_16, keys_16, keys_32, keys_32, keys_64,
             keys_64},
    .planes = planes,
    .run = run,
    .only = only,
    .used = used,
    .bytes = bytes,
    .tally = tally,
};
