/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of prefixes, put together from the lists of the terms while these go
 * by in their order. */
#ifndef PRSE_STOCK_INDEX_PREFIXES_H
#define PRSE_STOCK_INDEX_PREFIXES_H

#include "stock/index_bits.h"
#include "stock/index_format.h"
#include "stock/index_lists.h"
#include "stock/index_vocabulary.h"

typedef struct prse__prefixes {
    const prse__vocabulary *vocabulary;
    const uint32_t *order; /* terms in the order of their bytes */
    prse__lists *lists;    /* where they are written */
    uint32_t units;
    uint32_t *drained; /* room for all units; NULL until needed */
    size_t ends[PRSE__PREFIX_DEEPEST + 1]; /* by length; 0: none is open */
    prse__bits sets[PRSE__PREFIX_DEEPEST + 1];
} prse__prefixes;

void prse__prefixes_init(prse__prefixes *out,
                         const prse__vocabulary *vocabulary,
                         const uint32_t *order, prse__lists *lists,
                         uint32_t units);
void prse__prefixes_free(prse__prefixes *prefixes);
/* The term at this place of the order, with its list. */
prse_status prse__prefixes_pass(prse__prefixes *prefixes, size_t place,
                                const uint32_t *numbers, uint32_t count,
                                prse_error *err);

#endif
