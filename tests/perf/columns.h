/* SPDX-License-Identifier: Apache-2.0 */
/* The eight obligations of tests/perf/eight written by hand, as the limit that
 * batches are measured against: plain loops over plain columns. */
#ifndef PRSE_TESTS_PERF_COLUMNS_H
#define PRSE_TESTS_PERF_COLUMNS_H

#include <stddef.h>
#include <stdint.h>

enum { HAND_RULES = 8 };

/* What is known: no less than low, no more than high. */
typedef struct hand_range32 {
    const int32_t *low, *high;
} hand_range32;

typedef struct hand_range64 {
    const int64_t *low, *high;
} hand_range64;

typedef struct hand_columns {
    hand_range32 headcount, insured, overseas, group;
    hand_range64 turnover, consolidated, balance;
    const int32_t *form;
    const uint8_t *in_group, *listed; /* 0 or 1 */
} hand_columns;

/* Answers 0 or 1, from the lower ends. */
void hand_exact(uint8_t *const *out, const hand_columns *in, size_t rows);
/* Answers 0, 1, or 2 for what cannot be told. */
void hand_ranges(uint8_t *const *out, const hand_columns *in, size_t rows);

#endif
