/* SPDX-License-Identifier: Apache-2.0 */
/* The plug. Nothing is kept between two sentences but the settings. */
#include "base/options.h"
#include "classify/watch.h"
#include "esrs_lite/evidence.h"

enum { BATCH = 256, BETWEEN_LOOKS = 64 };

static const char engine[] = "esrs-lite/1";

typedef struct lite {
    const prse__lite_model *model;
    double min_confidence;
} lite;

static prse_status describe(void *self, prse_classifier_info *out,
                            prse_error *err)
{
    const prse__lite_model *model = ((lite *)self)->model;
    (void)err;
    out->label_count = model->label_count;
    out->none = (int32_t)model->none;
    out->batch = BATCH;
    out->engine = PRSE_STR(engine);
    out->digest = prse_str_of(model->digest);
    out->lesser = 1;
    return PRSE_OK;
}

static prse_status tell_label(void *self, uint32_t index,
                              prse_label_info *out, prse_error *err)
{
    const prse__lite_label *label = &((lite *)self)->model->labels[index];
    (void)err;
    out->code = prse_str_of(label->code);
    out->text = prse_str_of(label->text);
    out->title = prse_str_of(label->title);
    return PRSE_OK;
}

static void classify_one(const lite *own, prse_str text, prse_label *out)
{
    prse__lite_reading reading;
    int32_t scores[PRSE__LITE_LANES];
    prse__lite_read(&reading, own->model, text);
    prse__lite_score(scores, own->model, &reading);
    prse__lite_verdict verdict =
        prse__lite_judge(own->model, scores, own->min_confidence);
    out->label = verdict.label;
    out->second = verdict.second;
    out->confidence = verdict.confidence;
    out->second_confidence = verdict.second_confidence;
    prse__lite_evidence(out, own->model, &reading);
}

static prse_status classify(void *self, const prse_str *texts, size_t count,
                            prse_label *out,
                            const prse_classify_options *opts,
                            prse_error *err)
{
    prse__classify_watch watch = prse__classify_watch_start(opts);
    for (size_t i = 0; i < count; i++) {
        prse_status status = i % BETWEEN_LOOKS == 0
                                 ? prse__classify_watch_ask(&watch, err)
                                 : PRSE_OK;
        if (status)
            return status;
        classify_one(self, texts[i], &out[i]);
        if ((i + 1) % BETWEEN_LOOKS == 0 || i + 1 == count)
            prse__classify_watch_tell(&watch, i + 1, count);
    }
    return PRSE_OK;
}

static prse_status read_options(prse_esrs_lite_options *own,
                                const prse_esrs_lite_options *opts,
                                prse_error *err)
{
    prse_status status =
        prse__options_read(own, sizeof *own, opts, "esrs-lite options", err);
    if (status)
        return status;
    if (!(own->min_confidence >= 0 && own->min_confidence <= 1))
        return prse__error_set(err, PRSE_EINVAL, "min_confidence",
                               "it is not between 0 and 1");
    return PRSE_OK;
}

prse_status prse_classifier_esrs_lite(prse_classifier *out,
                                      const prse_esrs_lite_options *opts,
                                      prse_error *err)
{
    prse_esrs_lite_options own = {0};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = read_options(&own, opts, err);
    if (status)
        return status;
    lite *self = prse__alloc(1, sizeof *self);
    if (!self)
        return prse__error_nomem(err);
    self->model = &prse__lite_model_built;
    self->min_confidence = own.min_confidence > 0
                               ? own.min_confidence
                               : self->model->min_confidence;
    *out = (prse_classifier){.size = sizeof *out, .self = self,
                             .free = prse__free, .describe = describe,
                             .label = tell_label, .classify = classify};
    return PRSE_OK;
}
