/* SPDX-License-Identifier: Apache-2.0 */
#include "camembert/batch.h"

prse_status prse__batch_make(prse__batch *out, const prse__network *network,
                             size_t count, uint32_t longest,
                             uint32_t threads, prse_error *err)
{
    size_t most = PRSE__BATCH_TOKENS + (size_t)longest;
    most = count * longest < most ? count * longest : most;
    count = count < most / 2 ? count : most / 2; /* of two tokens at least */
    *out = (prse__batch){
        .ids = prse__alloc(most, sizeof *out->ids),
        .starts = prse__alloc(count + 1, sizeof *out->starts),
        .which = prse__alloc(count, sizeof *out->which),
        .logits = prse__alloc(count * network->config.label_count,
                              sizeof *out->logits)};
    if (!out->ids || !out->starts || !out->which || !out->logits)
        return prse__error_nomem(err);
    return prse__room_make(&out->room, network,
                           (prse__room_size){.tokens = (uint32_t)most,
                                             .longest = longest,
                                             .threads = threads},
                           err);
}

void prse__batch_free(prse__batch *batch)
{
    prse__room_free(&batch->room);
    prse__free(batch->ids);
    prse__free(batch->starts);
    prse__free(batch->which);
    prse__free(batch->logits);
    *batch = (prse__batch){0};
}

static void run(prse__batch *batch)
{
    const prse__tokens tokens = {batch->ids, batch->starts, batch->count};
    batch->status = prse__network_run(&batch->room, &tokens, batch->logits,
                                      &batch->err);
}

void prse__batches_run(prse__batch *batches, uint32_t count)
{
#pragma omp parallel for schedule(dynamic) if (count > 1)
    for (uint32_t i = 0; i < count; i++)
        run(&batches[i]);
}
