/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of a table that are answered together, by columns. */
#ifndef PRSE_BATCH_SLICE_H
#define PRSE_BATCH_SLICE_H

#include "batch/lots.h"
#include "batch/table.h"

typedef struct prse__slice {
    const prse__block *table;
    int64_t row; /* the first */
    size_t rows;
    prse__lot odd; /* those that are answered one by one, */
    prse__column *apart; /* with answers of their own, in their order */
} prse__slice;

static inline int prse__slice_is_odd(const prse__slice *slice, size_t i)
{
    return slice->odd.words[i / 64] >> i % 64 & 1;
}

static inline void prse__slice_add_odd(prse__slice *slice, size_t i)
{
    slice->odd.words[i / 64] |= UINT64_C(1) << i % 64;
}

/* The answer of each row to an obligation, by its place in the plan. */
void prse__slice_answers(uint8_t *answers, const prse__slice *slice,
                         size_t place);

/* Finds what has to be computed from values; rows of which that cannot be told
 * here become odd. */
prse_status prse__slice_compute(prse__slice *slice);
/* What was found for a row; a text without ptr is null. */
prse_str prse__slice_text(const prse__slice *slice,
                          const prse__computed *computed, size_t i);
int32_t prse__slice_integer(const prse__slice *slice,
                            const prse__computed *computed, size_t i);

/* Fills the columns of the table, once odd rows have their answers. */
prse_status prse__slice_tell(const prse__slice *slice);

#endif
