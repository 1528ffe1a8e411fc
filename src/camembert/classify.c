/* SPDX-License-Identifier: Apache-2.0 */
/* Many sentences: the short ones first, so that those of a batch are of a
 * length, and as many in a batch as keep the products large. As many batches
 * as there are threads are filled together, then run together. */
#include <stdlib.h>

#include "camembert/answer.h"
#include "camembert/batch.h"
#include "camembert/model.h"
#include "classify/watch.h"

typedef struct work {
    const prse__model *model;
    prse__batch *batches;
    uint32_t batch_count;
    prse_label *out;
} work;

/* --- Batches */

static prse_status keep(work *w, prse__batch *batch, prse_error *err)
{
    uint32_t labels = w->model->network.config.label_count;
    if (batch->status && err)
        *err = batch->err;
    for (uint32_t i = 0; i < batch->count && !batch->status; i++)
        w->out[batch->which[i]] =
            prse__label_of(batch->logits + (size_t)i * labels, labels);
    batch->count = 0;
    return batch->status;
}

static prse_status run(work *w, prse_error *err)
{
    prse_status status = PRSE_OK;
    uint32_t used = 0;
    while (used < w->batch_count && w->batches[used].count > 0)
        used++;
    prse__batches_run(w->batches, used);
    for (uint32_t i = 0; i < used && !status; i++)
        status = keep(w, &w->batches[i], err);
    return status;
}

/* So that all have about as many tokens; the first ones are those in use. */
static prse__batch *least_full(const work *w)
{
    prse__batch *least = w->batches;
    for (uint32_t i = 1; i < w->batch_count; i++)
        if (prse__batch_tokens(&w->batches[i]) < prse__batch_tokens(least))
            least = &w->batches[i];
    return least;
}

static int is_full(const work *w)
{
    return prse__batch_tokens(least_full(w)) >= PRSE__BATCH_TOKENS;
}

static prse_status add(work *w, uint32_t which, prse_str text,
                       prse_error *err)
{
    size_t count;
    prse__batch *to = least_full(w);
    uint32_t from = prse__batch_tokens(to);
    prse_status status = prse__tokens_of(&w->model->tokenizer, text,
                                         to->ids + from,
                                         w->model->opts.tokens, &count, err);
    if (status)
        return status;
    to->which[to->count++] = which;
    to->starts[to->count] = from + (uint32_t)count;
    return PRSE_OK;
}

/* In the order of their bytes, which is nearly that of their tokens. */
typedef struct place {
    size_t bytes;
    uint32_t which;
} place;

static int shorter(const void *a, const void *b)
{
    const place *one = a, *two = b;
    if (one->bytes != two->bytes)
        return one->bytes < two->bytes ? -1 : 1;
    return one->which < two->which ? -1 : 1;
}

static prse_status run_all(work *w, const prse_str *texts,
                           const place *order, size_t count,
                           const prse__classify_watch *watch,
                           prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < count && !status; i++) {
        status = add(w, order[i].which, texts[order[i].which], err);
        if (status || (!is_full(w) && i + 1 < count))
            continue;
        status = prse__classify_watch_ask(watch, err);
        if (!status)
            status = run(w, err);
        if (!status)
            prse__classify_watch_tell(watch, i + 1, count);
    }
    return status;
}

/* A batch a thread; the first one may be alone, and then has all threads. */
static prse_status make(work *w, size_t count, prse_error *err)
{
    uint32_t threads = w->model->opts.threads;
    uint32_t most = count < threads ? (uint32_t)count : threads;
    prse_status status = PRSE_OK;
    w->batches = prse__alloc(most, sizeof *w->batches);
    if (!w->batches)
        return prse__error_nomem(err);
    for (; w->batch_count < most && !status; w->batch_count++)
        status = prse__batch_make(&w->batches[w->batch_count],
                                  &w->model->network, count,
                                  w->model->opts.tokens,
                                  w->batch_count ? 1 : threads, err);
    return status;
}

static void drop(work *w)
{
    for (uint32_t i = 0; i < w->batch_count; i++)
        prse__batch_free(&w->batches[i]);
    prse__free(w->batches);
}

static prse_status classify(work *w, const prse_str *texts, place *order,
                            size_t count, const prse_classify_options *opts,
                            prse_error *err)
{
    prse__classify_watch watch = prse__classify_watch_start(opts);
    for (size_t i = 0; i < count; i++)
        order[i] = (place){texts[i].len, (uint32_t)i};
    qsort(order, count, sizeof *order, shorter);
    return run_all(w, texts, order, count, &watch, err);
}

prse_status prse__model_classify(const prse__model *model,
                                 const prse_str *texts, size_t count,
                                 prse_label *out,
                                 const prse_classify_options *opts,
                                 prse_error *err)
{
    work w = {.model = model, .out = out};
    place *order = prse__alloc(count, sizeof *order);
    uint32_t threads = prse__threads_set(model->opts.threads);
    prse_status status = order ? make(&w, count, err)
                               : prse__error_nomem(err);
    if (!status)
        status = classify(&w, texts, order, count, opts, err);
    prse__threads_set(threads);
    prse__free(order);
    drop(&w);
    return status;
}
