/* SPDX-License-Identifier: Apache-2.0 */
/* How many companies have which answer. */
#include "batch/table.h"

int64_t *prse__counts_make(const prse_batch *batch)
{
    return prse__alloc((batch->obligation_count + 1) * PRSE__COUNTED,
                       sizeof(int64_t));
}

static prse_status give_ids(struct ArrowArray *out, const prse_batch *batch,
                            prse_error *err)
{
    prse__column column;
    prse_status status =
        prse__column_init(&column, 0, batch->obligation_count, err);
    if (status)
        return status;
    for (size_t i = 0; i < batch->obligation_count; i++)
        prse__column_add_text(
            &column, batch->pack->tree->obligations[batch->obligations[i]].id);
    return prse__column_give(out, &column, err);
}

static prse_status give_numbers(struct ArrowArray *out, const int64_t *counts,
                                const prse_batch *batch, prse_error *err)
{
    prse__column column;
    prse_status status = prse__column_init(&column, sizeof *counts,
                                           batch->obligation_count, err);
    if (status)
        return status;
    for (size_t i = 0; i < batch->obligation_count; i++)
        prse__column_add_integer(&column, counts[i * PRSE__COUNTED]);
    return prse__column_give(out, &column, err);
}

prse_status prse__counts_give(struct ArrowArray *out, const int64_t *counts,
                              const prse_batch *batch, prse_error *err)
{
    prse_status status = prse__table_make(
        out, PRSE__COUNTED + 1, (int64_t)batch->obligation_count, err);
    if (status)
        return status;
    status = give_ids(out->children[0], batch, err);
    for (size_t i = 0; i < PRSE__COUNTED && !status; i++)
        status = give_numbers(out->children[i + 1], counts + i, batch, err);
    if (status)
        out->release(out);
    return status;
}
