/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences of the same number of tokens run together: nothing is padded, so
 * that what stands beside a sentence changes nothing. */
#include <stdlib.h>
#include <string.h>

#include "camembert/answer.h"
#include "classify/watch.h"
#include "onnx/onnx.h"

enum { BATCH_TOKENS = 1024 };

/* A sentence as tokens, in the row of all tokens. */
typedef struct place {
    size_t from;
    uint32_t length;
    uint32_t which; /* of the texts */
} place;

typedef struct work {
    const prse__onnx *model;
    int32_t *tokens; /* of one sentence */
    int64_t *all;    /* of all sentences */
    size_t used, room;
    place *places;
    int64_t *ids, *mask; /* of a batch */
    float *logits;
    prse_label *out;
} work;

static prse_status keep(work *w, uint32_t which, size_t count,
                        prse_error *err)
{
    if (w->used + count > w->room) {
        size_t room = 2 * w->room + count;
        int64_t *more = prse__resize(w->all, w->room, room, sizeof *more);
        if (!more)
            return prse__error_nomem(err);
        w->all = more;
        w->room = room;
    }
    w->places[which] = (place){w->used, (uint32_t)count, which};
    for (size_t i = 0; i < count; i++)
        w->all[w->used++] = w->tokens[i];
    return PRSE_OK;
}

static prse_status cut_all(work *w, const prse_str *texts, size_t count,
                           prse_error *err)
{
    prse_status status = PRSE_OK;
    size_t tokens;
    for (size_t i = 0; i < count && !status; i++) {
        status = prse__tokens_of(&w->model->tokenizer, texts[i], w->tokens,
                                 w->model->opts.tokens, &tokens, err);
        if (!status)
            status = keep(w, (uint32_t)i, tokens, err);
    }
    return status;
}

static int shorter(const void *a, const void *b)
{
    const place *one = a, *two = b;
    if (one->length != two->length)
        return one->length < two->length ? -1 : 1;
    return one->which < two->which ? -1 : 1;
}

/* How many from this one on run together. */
static uint32_t batch_from(const work *w, size_t at, size_t count)
{
    uint32_t length = w->places[at].length, found = 1;
    while (at + found < count && w->places[at + found].length == length &&
           (found + 1) * length <= BATCH_TOKENS)
        found++;
    return found;
}

static prse_status run(work *w, size_t at, uint32_t count, prse_error *err)
{
    uint32_t length = w->places[at].length;
    uint32_t labels = w->model->config.label_count;
    for (uint32_t i = 0; i < count; i++)
        memcpy(w->ids + (size_t)i * length, w->all + w->places[at + i].from,
               length * sizeof *w->ids);
    prse_status status =
        prse__session_run(&w->model->session, w->ids, w->mask, count, length,
                          w->logits, labels, err);
    for (uint32_t i = 0; i < count && !status; i++)
        w->out[w->places[at + i].which] =
            prse__label_of(w->logits + (size_t)i * labels, labels);
    return status;
}

static prse_status run_all(work *w, size_t count,
                           const prse__classify_watch *watch, prse_error *err)
{
    prse_status status = PRSE_OK;
    qsort(w->places, count, sizeof *w->places, shorter);
    for (size_t at = 0; at < count && !status;) {
        uint32_t many = batch_from(w, at, count);
        status = prse__classify_watch_ask(watch, err);
        if (!status)
            status = run(w, at, many, err);
        at += many;
        if (!status)
            prse__classify_watch_tell(watch, at, count);
    }
    return status;
}

static int make(work *w, size_t count)
{
    const prse__onnx *model = w->model;
    size_t most = model->opts.tokens;
    size_t batch = BATCH_TOKENS > most ? BATCH_TOKENS : most;
    w->tokens = prse__alloc(most, sizeof *w->tokens);
    w->places = prse__alloc(count, sizeof *w->places);
    w->ids = prse__alloc(batch, sizeof *w->ids);
    w->mask = prse__alloc(batch, sizeof *w->mask);
    w->logits = prse__alloc(batch / 2 * model->config.label_count,
                            sizeof *w->logits);
    for (size_t i = 0; w->mask && i < batch; i++)
        w->mask[i] = 1;
    return w->tokens && w->places && w->ids && w->mask && w->logits;
}

prse_status prse__onnx_classify(void *self, const prse_str *texts,
                                size_t count, prse_label *out,
                                const prse_classify_options *opts,
                                prse_error *err)
{
    work w = {.model = self, .out = out};
    prse__classify_watch watch = prse__classify_watch_start(opts);
    prse_status status = make(&w, count) ? cut_all(&w, texts, count, err)
                                         : prse__error_nomem(err);
    if (!status)
        status = run_all(&w, count, &watch, err);
    prse__free(w.tokens);
    prse__free(w.all);
    prse__free(w.places);
    prse__free(w.ids);
    prse__free(w.mask);
    prse__free(w.logits);
    return status;
}
