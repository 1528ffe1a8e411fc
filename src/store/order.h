/* SPDX-License-Identifier: Apache-2.0 */
/* The order of a query: the columns of its index, then those of the key that
 * are not among them. */
#ifndef PRSE_STORE_ORDER_H
#define PRSE_STORE_ORDER_H

#include "portailrse/sys/store.h"

enum { PRSE__LONGEST_ORDER = 12 };

typedef struct prse__order {
    uint8_t columns[PRSE__LONGEST_ORDER]; /* positions in the collection */
    uint8_t count;
} prse__order;

prse__order prse__order_of(const prse_collection *of, int32_t index);

#endif
