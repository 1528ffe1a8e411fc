/* SPDX-License-Identifier: Apache-2.0 */
/* The functions of the plug, around a backend that is not trusted to fill
 * errors, nor to answer only what it may. */
#include <string.h>

#include "base/options.h"
#include "classify/check.h"

/* What any function may answer. */
static const prse_status allowed[] = {
    PRSE_ENOMEM,   PRSE_EIO,  PRSE_ETIMEOUT, PRSE_ECANCELED, PRSE_EDENIED,
    PRSE_EREFUSED, PRSE_ETLS, PRSE_EPEER,    PRSE_ERATE,     PRSE_EUNSUPPORTED};

static int is_allowed(prse_status status)
{
    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++)
        if (allowed[i] == status)
            return 1;
    return 0;
}

/* The status, with its error filled; `why` is what the backend wrote. */
static prse_status settle(const char *call, prse_status status,
                          const prse_error *why, prse_error *err)
{
    if (!status)
        return PRSE_OK;
    if (!is_allowed(status))
        return prse__error_set(err, PRSE_EPEER, call,
                               "the classifier answered %s, which this "
                               "function has no right to",
                               prse_status_name(status));
    if (why->code != (int32_t)status)
        return prse__error_set(err, status, call,
                               "the classifier gave no reason");
    if (err)
        *err = *why;
    return status;
}

static prse_status describe(const prse_classifier *classifier,
                            prse_classifier_info *own, prse_error *err)
{
    prse_error why = {0};
    *own = (prse_classifier_info){.size = sizeof *own};
    prse_status status =
        classifier->describe(classifier->self, own, &why);
    status = settle("describe", status, &why, err);
    own->size = sizeof *own;
    return status ? status : prse__classify_check_info(own, err);
}

static prse_status check_out(const void *out, uint32_t size, prse_error *err)
{
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    if (size < sizeof size)
        return prse__error_set(err, PRSE_EABI, "out", "its size is not set");
    return PRSE_OK;
}

prse_status prse_classifier_describe(const prse_classifier *classifier,
                                     prse_classifier_info *out,
                                     prse_error *err)
{
    prse_classifier_info own;
    prse_status status = prse__classify_accept(classifier, err);
    if (!status)
        status = check_out(out, out ? out->size : 0, err);
    if (!status)
        status = describe(classifier, &own, err);
    return status ? status : prse__struct_give(out, &own, sizeof own, err);
}

static prse_status tell_label(const prse_classifier *classifier,
                              uint32_t index, prse_label_info *own,
                              prse_error *err)
{
    prse_error why = {0};
    *own = (prse_label_info){.size = sizeof *own};
    prse_status status =
        classifier->label(classifier->self, index, own, &why);
    status = settle("label", status, &why, err);
    own->size = sizeof *own;
    return status ? status : prse__classify_check_label_info(own, err);
}

prse_status prse_classifier_label(const prse_classifier *classifier,
                                  uint32_t index, prse_label_info *out,
                                  prse_error *err)
{
    prse_classifier_info info;
    prse_label_info own;
    prse_status status = prse__classify_accept(classifier, err);
    if (!status)
        status = check_out(out, out ? out->size : 0, err);
    if (!status)
        status = describe(classifier, &info, err);
    if (!status && index >= info.label_count)
        status = prse__error_set(err, PRSE_ENOTFOUND, "index",
                                 "there is no label %u: the classifier has "
                                 "%u, from 0", index, info.label_count);
    if (!status)
        status = tell_label(classifier, index, &own, err);
    return status ? status : prse__struct_give(out, &own, sizeof own, err);
}

static prse_status read_options(prse_classify_options *own,
                                const prse_classify_options *opts,
                                prse_error *err)
{
    *own = (prse_classify_options){.size = sizeof *own};
    prse_status status = prse__options_read(own, sizeof *own, opts,
                                            "classify options", err);
    own->size = sizeof *own;
    if (!status && own->deadline_ms < 0)
        return prse__error_set(err, PRSE_EINVAL, "deadline_ms",
                               "it is negative");
    return status;
}

static prse_status check_answers(const prse_label *out, const prse_str *texts,
                                 size_t count, uint32_t label_count,
                                 prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; !status && i < count; i++) {
        status = prse__classify_check_label(&out[i], texts[i], label_count,
                                            err);
        if (status && err)
            err->line = (uint32_t)i + 1;
    }
    return status;
}

static prse_status classify(const prse_classifier *classifier,
                            const prse_str *texts, size_t count,
                            prse_label *out, const prse_classify_options *own,
                            prse_error *err)
{
    prse_classifier_info info;
    prse_error why = {0};
    prse_status status = describe(classifier, &info, err);
    if (status)
        return status;
    status = classifier->classify(classifier->self, texts, count, out, own,
                                  &why);
    status = settle("classify", status, &why, err);
    return status ? status
                  : check_answers(out, texts, count, info.label_count, err);
}

prse_status prse_classifier_classify(
    const prse_classifier *classifier, const prse_str *texts, size_t count,
    prse_label *out, const prse_classify_options *opts, prse_error *err)
{
    prse_classify_options own;
    prse_status status = prse__classify_accept(classifier, err);
    if (!status && count > 0 && !out)
        status = prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    if (!status)
        status = read_options(&own, opts, err);
    if (!status)
        status = prse__classify_check_texts(texts, count, err);
    if (out && count <= SIZE_MAX / sizeof *out && count > 0)
        memset(out, 0, count * sizeof *out);
    if (status || count == 0)
        return status;
    status = classify(classifier, texts, count, out, &own, err);
    if (status)
        memset(out, 0, count * sizeof *out);
    return status;
}

void prse_classifier_drop(prse_classifier *classifier)
{
    if (!classifier)
        return;
    if (classifier->free)
        classifier->free(classifier->self);
    memset(classifier, 0, sizeof *classifier);
}
