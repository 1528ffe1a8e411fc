/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "store/check.h"
#include "store/memory.h"
#include "store/store.h"

static size_t text_bytes(const prse_value *values, uint32_t count)
{
    size_t bytes = 0;
    for (uint32_t i = 0; i < count; i++)
        if (prse__type_is_text(values[i].type))
            bytes += values[i].text.len;
    return bytes;
}

prse__mem_row *prse__mem_row_new(const prse_value *values, uint32_t count,
                                 int64_t version)
{
    size_t head = sizeof(prse__mem_row) + count * sizeof *values;
    prse__mem_row *row = prse__alloc(1, head + text_bytes(values, count));
    if (!row)
        return NULL;
    char *text = (char *)row + head;
    atomic_init(&row->refs, 1);
    row->count = count;
    row->version = version;
    for (uint32_t i = 0; i < count; i++) {
        row->values[i] = values[i];
        row->values[i].text = (prse_str){0};
        if (!prse__type_is_text(values[i].type))
            continue;
        row->values[i].text = (prse_str){text, values[i].text.len};
        if (values[i].text.len > 0)
            memcpy(text, values[i].text.ptr, values[i].text.len);
        text += values[i].text.len;
    }
    return row;
}

prse__mem_row *prse__mem_row_ref(prse__mem_row *row)
{
    atomic_fetch_add_explicit(&row->refs, 1, memory_order_relaxed);
    return row;
}

void prse__mem_row_free(prse__mem_row *row)
{
    if (row &&
        atomic_fetch_sub_explicit(&row->refs, 1, memory_order_acq_rel) == 1)
        prse__free(row);
}

int prse__mem_row_cmp(const prse__order *order, uint8_t parts,
                      const prse_value *a, const prse_value *b)
{
    int difference = 0;
    for (uint8_t i = 0; i < parts && !difference; i++) {
        uint8_t at = order->columns[i];
        difference = prse__field_cmp(&a[at], &b[at]);
    }
    return difference;
}
