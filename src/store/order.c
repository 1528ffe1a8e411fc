/* SPDX-License-Identifier: Apache-2.0 */
#include "store/order.h"

static int has(const prse__order *order, uint8_t column)
{
    for (uint8_t i = 0; i < order->count; i++)
        if (order->columns[i] == column)
            return 1;
    return 0;
}

prse__order prse__order_of(const prse_collection *of, int32_t index)
{
    prse__order order = {.count = 0};
    if (index >= 0)
        for (uint8_t i = 0; i < of->indexes[index].count; i++)
            order.columns[order.count++] = of->indexes[index].columns[i];
    for (uint8_t i = 0; i < of->key_count; i++)
        if (!has(&order, i))
            order.columns[order.count++] = i;
    return order;
}
