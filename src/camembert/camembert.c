/* SPDX-License-Identifier: Apache-2.0 */
/* The plug around a model. */
#include "base/options.h"
#include "camembert/model.h"
#include "http/file.h"

enum { MOST_THREADS = 64, BATCH = 64 };

static void free_model(void *self)
{
    prse__model_close(self);
    prse__free(self);
}

static prse_status describe(void *self, prse_classifier_info *out,
                            prse_error *err)
{
    const prse__model *model = self;
    (void)err;
    out->label_count = model->network.config.label_count;
    out->none = model->none;
    out->batch = BATCH * model->opts.threads;
    out->engine = prse_str_of(model->engine);
    out->digest = prse_str_of(model->digest);
    return PRSE_OK;
}

static prse_status label(void *self, uint32_t index, prse_label_info *out,
                         prse_error *err)
{
    const prse__model *model = self;
    (void)err;
    *out = model->labels[index];
    return PRSE_OK;
}

static prse_status classify(void *self, const prse_str *texts, size_t count,
                            prse_label *out,
                            const prse_classify_options *opts,
                            prse_error *err)
{
    return prse__model_classify(self, texts, count, out, opts, err);
}

prse_status prse__model_options(prse_camembert_options *out,
                                const prse_camembert_options *given,
                                prse_error *err)
{
    *out = (prse_camembert_options){.size = sizeof *out};
    prse_status status = prse__options_read(out, sizeof *out, given,
                                            "prse_camembert_options", err);
    if (!status && out->threads > MOST_THREADS)
        status = prse__error_set(err, PRSE_EINVAL, "threads",
                                 "at most %d threads", MOST_THREADS);
    if (!out->threads)
        out->threads = 1;
    return status;
}

static prse_status open_model(prse_classifier *out, prse_str folder,
                              const prse_camembert_options *opts,
                              prse_error *err)
{
    char *path = NULL;
    prse__model *model = prse__alloc(1, sizeof *model);
    prse_status status = model ? prse__folder_path(&path, folder, err)
                               : prse__error_nomem(err);
    if (!status) {
        model->opts = *opts;
        status = prse__model_open(model, path, err);
    }
    prse__free(path);
    if (status) {
        prse__free(model);
        return status;
    }
    *out = (prse_classifier){.size = sizeof *out, .self = model,
                             .free = free_model, .describe = describe,
                             .label = label, .classify = classify};
    return PRSE_OK;
}

prse_status prse_classifier_camembert(prse_classifier *out, prse_str folder,
                                      const prse_camembert_options *opts,
                                      prse_error *err)
{
    prse_camembert_options own;
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__model_options(&own, opts, err);
    return status ? status : open_model(out, folder, &own, err);
}
