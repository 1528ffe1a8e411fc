/* SPDX-License-Identifier: Apache-2.0 */
#include "analysis/analysis.h"

enum { BATCH = 256 };

/* Sentences on their way through the classifier. */
typedef struct batch {
    prse_segment segments[BATCH];
    prse_str texts[BATCH];
    prse_label labels[BATCH];
    size_t count;
    prse__buf evidence;
} batch;

/* --- Topics */

static prse_status add_topics(prse__analysis *a, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (uint32_t i = 0; i < a->model.label_count && !status; i++) {
        prse_label_info label = {.size = sizeof label};
        status = prse_classifier_label(a->opts.classifier, i, &label, err);
        if (!status)
            status = prse__draft_topic(
                &a->draft,
                (int32_t)i == a->model.none ? PRSE_STR("") : label.code,
                label.text, err);
    }
    return status;
}

/* --- One batch */

/* The words that decided, as the sentence has them. */
static prse_str evidence_of(batch *b, size_t index)
{
    const prse_label *label = &b->labels[index];
    prse__buf_clear(&b->evidence);
    for (uint32_t i = 0; i < label->evidence_count; i++) {
        if (i)
            prse__buf_adds(&b->evidence, ", ");
        prse__buf_add(&b->evidence,
                      (prse_str){b->texts[index].ptr +
                                     label->evidence[i].offset,
                                 label->evidence[i].length});
    }
    return prse__buf_str(&b->evidence);
}

static prse_status keep(prse__analysis *a, batch *b, size_t index,
                        prse_error *err)
{
    const prse_segment *segment = &b->segments[index];
    prse_passage passage = {
        .size = sizeof passage, .page = segment->page,
        .topic = b->labels[index].label,
        .confidence = b->labels[index].confidence,
        .left = (double)segment->left, .top = (double)segment->top,
        .right = (double)segment->right, .bottom = (double)segment->bottom,
        .text = segment->text, .evidence = evidence_of(b, index)};
    return b->evidence.failed ? prse__error_nomem(err)
                              : prse__draft_sentence(&a->draft, &passage,
                                                     err);
}

static prse_status classify(prse__analysis *a, batch *b, prse_error *err)
{
    prse_classify_options how = {.size = sizeof how,
                                 .should_stop = a->opts.should_stop,
                                 .user = a->opts.user};
    prse_status status = prse__analysis_left(a, &how.deadline_ms, err);
    if (!status)
        status = prse_classifier_classify(a->opts.classifier, b->texts,
                                          b->count, b->labels, &how, err);
    for (size_t i = 0; i < b->count && !status; i++)
        status = keep(a, b, i, err);
    b->count = 0;
    return status;
}

/* --- All */

static prse_status add_segment(prse__analysis *a, batch *b, size_t index,
                               prse_error *err)
{
    prse_segment *segment = &b->segments[b->count];
    int passes = 0;
    *segment = (prse_segment){.size = sizeof *segment};
    prse_status status = prse_sentences_get(segment, a->sentences, index,
                                            err);
    if (!status)
        status = prse_segment_passes(&passes, segment, a->opts.filter, err);
    if (!status && passes)
        b->texts[b->count++] = segment->text;
    return status;
}

static prse_status classify_all(prse__analysis *a, batch *b, prse_error *err)
{
    size_t count = prse_sentences_count(a->sentences);
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < count && !status; i++) {
        status = add_segment(a, b, i, err);
        if (status || (b->count < BATCH && i + 1 < count) || !b->count)
            continue;
        status = classify(a, b, err);
        if (!status && a->opts.progress)
            a->opts.progress(a->opts.user, PRSE_ANALYSIS_CLASSIFYING, i + 1,
                             count);
    }
    return status;
}

prse_status prse__analysis_classify(prse__analysis *analysis, prse_error *err)
{
    prse_status status = add_topics(analysis, err);
    batch *b = status ? NULL : prse__alloc(1, sizeof *b);
    if (!status && !b)
        status = prse__error_nomem(err);
    if (status)
        return status;
    prse__buf_init(&b->evidence, 0);
    status = classify_all(analysis, b, err);
    prse__buf_free(&b->evidence);
    prse__free(b);
    return status;
}
