/* SPDX-License-Identifier: Apache-2.0 */
#include "runs/deliver.h"

static const char *const states[] = {
    [PRSE__NEWS_STARTED] = "processing",
    [PRSE__NEWS_OPENED] = "processing",
    [PRSE__NEWS_SPLIT] = "text_processed",
    [PRSE__NEWS_CLASSIFIED] = "analysis_complete",
    [PRSE__NEWS_NO_SENTENCE] = "analysis_complete",
    [PRSE__NEWS_DONE] = "success",
    [PRSE__NEWS_FAILED] = "error",
    [PRSE__NEWS_CANCELED] = "error",
};

static prse_status add_found(prse_document_analysis *out,
                             const prse__telling *t, prse_error *err)
{
    prse_analysed about = {.size = sizeof about};
    prse_status status = prse_passages_document(t->found, 0, &about, err);
    if (status)
        return status;
    out->sentences = (int64_t)about.sentences;
    out->relevant = (int64_t)about.relevant;
    out->result = prse_text_str(t->result);
    if (about.needs_ocr)
        out->message = prse_str_of(prse__run_needs_ocr());
    return PRSE_OK;
}

static prse_status fill(prse_document_analysis *out, const prse__telling *t,
                        prse_error *err)
{
    *out = (prse_document_analysis){
        .size = sizeof *out, .state = prse_str_of(states[t->kind]),
        .sentences = -1, .relevant = -1, .job = t->event->job,
        .number = t->event->number + PRSE__RUN_PENDING};
    if (t->kind == PRSE__NEWS_SPLIT)
        out->sentences = (int64_t)t->sentences;
    if (t->kind == PRSE__NEWS_FAILED || t->kind == PRSE__NEWS_CANCELED)
        out->message = prse_str_of(t->words.sentence);
    return t->kind == PRSE__NEWS_DONE ? add_found(out, t, err) : PRSE_OK;
}

prse_status prse__tell_portal(const prse__telling *telling,
                              const prse_runs *runs, prse_error *err)
{
    prse_document_analysis analysis;
    prse_error own = {0};
    if (!runs->opts.portal)
        return prse__error_set(err, PRSE_EUNSUPPORTED, "portal",
                               "these runs were set up without it");
    prse_status status = fill(&analysis, telling, &own);
    if (!status)
        status = prse__runs_note(runs, &telling->order, &analysis, &own);
    if (status == PRSE_ENOTFOUND) /* the document, or its company */
        return PRSE_OK;
    if (status && err)
        *err = own;
    return status;
}
