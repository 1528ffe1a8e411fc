/* SPDX-License-Identifier: Apache-2.0 */
#include "analysis/analysis.h"

typedef struct reading {
    prse__analysis *analysis;
    uint32_t blank_pages;
} reading;

static prse_status add_page(void *user, const prse_page *page,
                            prse_error *err)
{
    reading *r = user;
    r->blank_pages += page->count == 0;
    return prse_sentences_add(r->analysis->sentences, page, err);
}

static int should_stop(void *user)
{
    const prse_analysis_options *opts = &((reading *)user)->analysis->opts;
    return opts->should_stop && opts->should_stop(opts->user);
}

static void tell(void *user, uint64_t pages, uint64_t total)
{
    const prse_analysis_options *opts = &((reading *)user)->analysis->opts;
    if (opts->progress)
        opts->progress(opts->user, PRSE_ANALYSIS_READING, pages, total);
}

static prse_status read_pages(reading *r, const prse_blob_source *pdf,
                              prse_extract_report *report, prse_error *err)
{
    const prse_analysis_options *opts = &r->analysis->opts;
    prse_extract_options how = {
        .size = sizeof how, .page_limit = opts->page_limit,
        .should_stop = should_stop, .progress = tell,
        .report = report};
    prse_status status = prse__analysis_left(r->analysis, &how.deadline_ms,
                                             err);
    how.user = r;
    return status ? status
                  : prse_extract_read(opts->extract, pdf, add_page, r, &how,
                                      err);
}

prse_status prse__analysis_read(prse__analysis *analysis,
                                const prse_blob_source *pdf, prse_error *err)
{
    reading r = {.analysis = analysis};
    prse_extract_report report = {.size = sizeof report};
    prse_sentences_options cut = {
        .size = sizeof cut, .segmentation = analysis->opts.segmentation};
    prse_status status = prse_sentences_new(&analysis->sentences, &cut, err);
    if (!status)
        status = read_pages(&r, pdf, &report, err);
    if (status)
        return status;
    return prse__draft_about(&analysis->draft,
                             &(prse_analysed){
                                 .pages = report.pages,
                                 .blank_pages = r.blank_pages,
                                 .needs_ocr = report.needs_ocr,
                                 .name = analysis->opts.name,
                                 .engine = analysis->model.engine},
                             err);
}
