/* SPDX-License-Identifier: Apache-2.0 */
/* Many sentences: the short ones first, so that those of a batch are of a
 * length, and as many in a batch as keep the products large. No sentence is
 * padded; a batch is one row of tokens. */
#include <stdlib.h>

#include "camembert/answer.h"
#include "camembert/model.h"
#include "classify/watch.h"

enum { BATCH_TOKENS = 1024 };

typedef struct work {
    const prse__model *model;
    int32_t *ids;      /* of the batch */
    uint32_t *starts;  /* of its sentences, and the end */
    uint32_t *which;   /* their places among the texts */
    uint32_t count;
    float *logits;
    prse_label *out;
} work;

/* --- Batches */

static prse_status run(work *w, prse_error *err)
{
    const prse__network *network = &w->model->network;
    uint32_t labels = network->config.label_count;
    const prse__tokens tokens = {w->ids, w->starts, w->count};
    prse_status status = prse__network_run(network, &tokens,
                                           w->model->opts.threads, w->logits,
                                           err);
    for (uint32_t i = 0; i < w->count && !status; i++)
        w->out[w->which[i]] =
            prse__label_of(w->logits + (size_t)i * labels, labels);
    w->count = 0;
    return status;
}

static prse_status add(work *w, uint32_t which, prse_str text,
                       prse_error *err)
{
    size_t count;
    uint32_t from = w->starts[w->count];
    prse_status status = prse__tokens_of(&w->model->tokenizer, text,
                                         w->ids + from,
                                         w->model->opts.tokens, &count, err);
    if (status)
        return status;
    w->which[w->count++] = which;
    w->starts[w->count] = from + (uint32_t)count;
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
    w->starts[0] = 0;
    for (size_t i = 0; i < count && !status; i++) {
        status = add(w, order[i].which, texts[order[i].which], err);
        if (status || (w->starts[w->count] < BATCH_TOKENS && i + 1 < count))
            continue;
        status = prse__classify_watch_ask(watch, err);
        if (!status)
            status = run(w, err);
        if (!status)
            prse__classify_watch_tell(watch, i + 1, count);
    }
    return status;
}

static int make(work *w, size_t count)
{
    size_t most = BATCH_TOKENS + w->model->opts.tokens;
    size_t sentences = most / 2 + 1; /* each has two tokens at least */
    sentences = sentences < count ? sentences : count;
    w->ids = prse__alloc(most, sizeof *w->ids);
    w->starts = prse__alloc(sentences + 1, sizeof *w->starts);
    w->which = prse__alloc(sentences, sizeof *w->which);
    w->logits = prse__alloc(sentences * w->model->network.config.label_count,
                            sizeof *w->logits);
    return w->ids && w->starts && w->which && w->logits;
}

prse_status prse__model_classify(const prse__model *model,
                                 const prse_str *texts, size_t count,
                                 prse_label *out,
                                 const prse_classify_options *opts,
                                 prse_error *err)
{
    work w = {.model = model, .out = out};
    prse__classify_watch watch = prse__classify_watch_start(opts);
    place *order = prse__alloc(count, sizeof *order);
    prse_status status = make(&w, count) && order ? PRSE_OK
                                                  : prse__error_nomem(err);
    for (size_t i = 0; i < count && !status; i++)
        order[i] = (place){texts[i].len, (uint32_t)i};
    if (!status) {
        qsort(order, count, sizeof *order, shorter);
        status = run_all(&w, texts, order, count, &watch, err);
    }
    prse__free(order);
    prse__free(w.ids);
    prse__free(w.starts);
    prse__free(w.which);
    prse__free(w.logits);
    return status;
}
