/* SPDX-License-Identifier: Apache-2.0 */
#include "columns.h"

/* A lot stays in the cache between one rule and the next. */
enum { LOT = 1024 };

#define PARTS(X, side) \
    const int32_t *restrict headcount = in->headcount.side + from; \
    const int32_t *restrict insured = in->insured.side + from; \
    const int32_t *restrict overseas = in->overseas.side + from; \
    const int32_t *restrict group = in->group.side + from; \
    const int64_t *restrict turnover = in->turnover.side + from; \
    const int64_t *restrict consolidated = in->consolidated.side + from; \
    const int64_t *restrict balance = in->balance.side + from; \
    const int32_t *restrict form = in->form + from; \
    const uint8_t *restrict in_group = in->in_group + from; \
    const uint8_t *restrict listed = in->listed + from; \
    X

/* Every rule is monotone: the lower ends tell what holds surely, the upper
 * ones what may hold. Conditions on money are bytes first, so that the loops
 * over bytes are vectors of bytes. */
#define RULES \
    uint8_t big[LOT], big_balance[LOT], audit_balance[LOT], audit[LOT], \
        corrupt[LOT], society[LOT], h250[LOT], h500[LOT], h5000[LOT], \
        g500[LOT], g10000[LOT]; \
    for (size_t i = 0; i < rows; i++) { \
        big[i] = turnover[i] > 50000000; \
        big_balance[i] = balance[i] > 25000000; \
        audit_balance[i] = balance[i] > 43000000; \
        corrupt[i] = (turnover[i] > 100000000) | \
                     (in_group[i] & (consolidated[i] > 100000000)); \
    } \
    for (size_t i = 0; i < rows; i++) { \
        society[i] = (form[i] >= 5000) & (form[i] < 6000); \
        h250[i] = headcount[i] > 250; \
        h500[i] = headcount[i] >= 500; \
        h5000[i] = headcount[i] >= 5000; \
        g500[i] = group[i] >= 500; \
        g10000[i] = group[i] >= 10000; \
        audit[i] = insured[i] >= 250; \
        out[0][i] = out[1][i] = headcount[i] >= 50; \
        out[2][i] = insured[i] >= 50; \
        out[3][i] = (headcount[i] > 500) | (overseas[i] > 250); \
    } \
    for (size_t i = 0; i < rows; i++) { \
        out[4][i] = audit[i] | (big[i] & audit_balance[i]); \
        out[5][i] = society[i] & (h500[i] | (in_group[i] & g500[i])) & \
                    corrupt[i]; \
        out[6][i] = society[i] & (h5000[i] | (in_group[i] & g10000[i])); \
        out[7][i] = listed[i] | (h250[i] & big[i]) | \
                    (h250[i] & big_balance[i]) | (big[i] & big_balance[i]); \
    }

static void lower(uint8_t (*restrict out)[LOT], const hand_columns *in,
                  size_t from, size_t rows)
{
    PARTS(RULES, low)
}

static void upper(uint8_t (*restrict out)[LOT], const hand_columns *in,
                  size_t from, size_t rows)
{
    PARTS(RULES, high)
}

void hand_exact(uint8_t *const *out, const hand_columns *in, size_t rows)
{
    uint8_t sure[HAND_RULES][LOT];
    for (size_t from = 0; from < rows; from += LOT) {
        size_t count = rows - from < LOT ? rows - from : LOT;
        lower(sure, in, from, count);
        for (size_t r = 0; r < HAND_RULES; r++)
            for (size_t i = 0; i < count; i++)
                out[r][from + i] = sure[r][i];
    }
}

void hand_ranges(uint8_t *const *out, const hand_columns *in, size_t rows)
{
    uint8_t sure[HAND_RULES][LOT], maybe[HAND_RULES][LOT];
    for (size_t from = 0; from < rows; from += LOT) {
        size_t count = rows - from < LOT ? rows - from : LOT;
        lower(sure, in, from, count);
        upper(maybe, in, from, count);
        for (size_t r = 0; r < HAND_RULES; r++)
            for (size_t i = 0; i < count; i++)
                out[r][from + i] =
                    (uint8_t)(sure[r][i] | (maybe[r][i] & ~sure[r][i]) << 1);
    }
}
