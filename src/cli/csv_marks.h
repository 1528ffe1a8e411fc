/* SPDX-License-Identifier: Apache-2.0 */
/* Where cells may end in 64 bytes of CSV, a bit a byte. */
#ifndef PRSE_CLI_CSV_MARKS_H
#define PRSE_CLI_CSV_MARKS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { CLI_CSV_STEP = 64 };

typedef struct cli_csv_marks {
    uint64_t ends; /* separators and line feeds */
    uint64_t odd;  /* what needs quotes when it is written: quotes, the other
                    * separator, a carriage return that ends no line */
} cli_csv_marks;

/* One byte more is read than the 64. */
static inline cli_csv_marks cli_csv_marks_of(const char *text, char separator,
                                             char other)
{
    uint64_t ends = 0, odd = 0, lines = 0, returns = 0;
#ifdef __SSE2__
    const __m128i a = _mm_set1_epi8(separator), b = _mm_set1_epi8('\n');
    const __m128i c = _mm_set1_epi8('"'), d = _mm_set1_epi8(other);
    const __m128i e = _mm_set1_epi8('\r');
    for (unsigned i = 0; i < 4; i++) {
        __m128i v = _mm_loadu_si128((const __m128i *)(text + 16 * i));
        __m128i line = _mm_cmpeq_epi8(v, b);
        __m128i end = _mm_or_si128(_mm_cmpeq_epi8(v, a), line);
        __m128i out = _mm_or_si128(_mm_cmpeq_epi8(v, c), _mm_cmpeq_epi8(v, d));
        __m128i back = _mm_cmpeq_epi8(v, e);
        ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(end) << 16 * i;
        lines |= (uint64_t)(uint32_t)_mm_movemask_epi8(line) << 16 * i;
        odd |= (uint64_t)(uint32_t)_mm_movemask_epi8(out) << 16 * i;
        returns |= (uint64_t)(uint32_t)_mm_movemask_epi8(back) << 16 * i;
    }
#else
    for (unsigned i = 0; i < CLI_CSV_STEP; i++) {
        char c = text[i];
        lines |= (uint64_t)(c == '\n') << i;
        ends |= (uint64_t)((c == '\n') | (c == separator)) << i;
        odd |= (uint64_t)((c == '"') | (c == other)) << i;
        returns |= (uint64_t)(c == '\r') << i;
    }
#endif
    uint64_t next = lines >> 1 | (uint64_t)(text[CLI_CSV_STEP] == '\n') << 63;
    return (cli_csv_marks){ends, odd | (returns & ~next)};
}

#endif
