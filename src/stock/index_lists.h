/* SPDX-License-Identifier: Apache-2.0 */
/* Writes terms with their lists: see index_format.h. */
#ifndef PRSE_STOCK_INDEX_LISTS_H
#define PRSE_STOCK_INDEX_LISTS_H

#include "sqlite/database.h"

typedef struct prse__lists {
    int part;
    uint32_t next; /* number of the next long list */
    prse__stmt *add_term, *add_block;
} prse__lists;

prse_status prse__lists_open(prse__lists *out, prse__db *db, int part,
                             prse_error *err);
void prse__lists_close(prse__lists *lists);
/* `numbers` ascend, one at least. */
prse_status prse__lists_add(prse__lists *lists, prse_str term,
                            const uint32_t *numbers, uint32_t count,
                            prse_error *err);

#endif
