/* SPDX-License-Identifier: Apache-2.0 */
#include "analysis/analysis.h"

#include "base/options.h"
#include "base/steady.h"

enum { DEADLINE_MS = 600000 };

prse_status prse__analysis_left(const prse__analysis *analysis, int64_t *ms,
                                prse_error *err)
{
    *ms = analysis->until_ms - prse__steady_ms();
    if (*ms > 0)
        return PRSE_OK;
    return prse__error_set(err, PRSE_ETIMEOUT, NULL,
                           "the analysis took longer than the %lld ms that it "
                           "had", (long long)analysis->opts.deadline_ms);
}

static prse_status run(prse__analysis *analysis, prse_passages *passages,
                       const prse_blob_source *pdf, prse_error *err)
{
    analysis->until_ms = prse__steady_ms() + analysis->opts.deadline_ms;
    prse_status status = prse__draft_init(&analysis->draft, err);
    if (!status)
        status = prse_classifier_describe(analysis->opts.classifier,
                                          &analysis->model, err);
    if (!status)
        status = prse__analysis_read(analysis, pdf, err);
    if (!status)
        status = prse__analysis_classify(analysis, err);
    if (!status)
        status = prse__passages_take(passages, &analysis->draft, err);
    prse_sentences_free(analysis->sentences);
    prse__draft_free(&analysis->draft);
    return status;
}

/* The parts that the caller did not bring, for the length of a call. */
typedef struct own_parts {
    prse_extract extract;
    prse_classifier classifier;
} own_parts;

static prse_status complete(prse_analysis_options *opts, own_parts *own,
                            prse_error *err)
{
    prse_status status = PRSE_OK;
    if (!opts->extract) {
        status = prse_extract_pdftotext(&own->extract, PRSE_STR(""), NULL,
                                        err);
        opts->extract = &own->extract;
    }
    if (!status && !opts->classifier) {
        status = prse_classifier_esrs_lite(&own->classifier, NULL, err);
        opts->classifier = &own->classifier;
    }
    return status;
}

prse_status prse_passages_analyse(prse_passages *passages,
                                  const prse_blob_source *pdf,
                                  const prse_analysis_options *opts,
                                  prse_error *err)
{
    prse__analysis analysis = {.opts.size = sizeof *opts,
                               .model.size = sizeof analysis.model};
    own_parts own = {.extract.size = 0};
    if (!passages || !pdf)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "passages or pdf is NULL");
    prse_status status = prse__options_read(&analysis.opts, sizeof *opts,
                                            opts, "prse_analysis_options",
                                            err);
    if (analysis.opts.deadline_ms <= 0)
        analysis.opts.deadline_ms = DEADLINE_MS;
    if (!status)
        status = complete(&analysis.opts, &own, err);
    if (!status)
        status = run(&analysis, passages, pdf, err);
    if (own.extract.free)
        own.extract.free(own.extract.self);
    prse_classifier_drop(&own.classifier);
    return status;
}
