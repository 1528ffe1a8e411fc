/* SPDX-License-Identifier: Apache-2.0 */
/* Every call waits, then goes on to the inner classifier or fails, as its
 * number draws: the same seed brings the same faults. */
#include <string.h>

#include "base/faults.h"
#include "base/mem.h"
#include "base/options.h"
#include "classify/check.h"
#include "classify/watch.h"

typedef struct spoiler {
    prse_classifier inner;
    prse__faults faults;
} spoiler;

static prse_status describe(void *self, prse_classifier_info *out,
                            prse_error *err)
{
    const prse_classifier *inner = &((spoiler *)self)->inner;
    return inner->describe(inner->self, out, err);
}

static prse_status tell_label(void *self, uint32_t index,
                              prse_label_info *out, prse_error *err)
{
    const prse_classifier *inner = &((spoiler *)self)->inner;
    return inner->label(inner->self, index, out, err);
}

static prse_status classify(void *self, const prse_str *texts, size_t count,
                            prse_label *out,
                            const prse_classify_options *opts,
                            prse_error *err)
{
    spoiler *own = self;
    prse__classify_watch watch = prse__classify_watch_start(opts);
    prse_status status = PRSE_OK;
    if (own->faults.late_ms > 0)
        status = prse__classify_watch_wait(&watch, own->faults.late_ms, err);
    if (!status)
        status = prse__faults_strike(&own->faults, "classify", err);
    return status ? status
                  : own->inner.classify(own->inner.self, texts, count, out,
                                        opts, err);
}

static void free_spoiler(void *self)
{
    spoiler *own = self;
    prse_classifier_drop(&own->inner);
    prse__free(own);
}

static prse_status read_options(prse__faults *faults,
                                const prse_classifier_fault_options *opts,
                                prse_error *err)
{
    prse_classifier_fault_options is = {0};
    prse_status status =
        prse__options_read(&is, sizeof is, opts, "fault options", err);
    if (status)
        return status;
    *faults = (prse__faults){
        .nth = is.nth, .lasting = is.lasting, .per_mille = is.per_mille,
        .status = is.status, .seed = is.seed, .late_ms = is.late_ms};
    return prse__faults_settle(faults, err);
}

prse_status prse_classifier_faulty(prse_classifier *out,
                                   prse_classifier *inner,
                                   const prse_classifier_fault_options *opts,
                                   prse_error *err)
{
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__classify_accept(inner, err);
    if (status)
        return status;
    spoiler *self = prse__alloc(1, sizeof *self);
    if (!self)
        return prse__error_nomem(err);
    status = read_options(&self->faults, opts, err);
    if (status) {
        prse__free(self);
        return status;
    }
    memcpy(&self->inner, inner, sizeof self->inner);
    memset(inner, 0, sizeof *inner);
    *out = (prse_classifier){.size = sizeof *out, .self = self,
                             .free = free_spoiler, .describe = describe,
                             .label = tell_label, .classify = classify};
    return PRSE_OK;
}
