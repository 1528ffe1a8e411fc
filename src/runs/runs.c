/* SPDX-License-Identifier: Apache-2.0 */
#include "runs/runs.h"

#include "base/options.h"

enum { PAGES = 2000, DEADLINE_MS = 3600000, DJANGO_TAKES = 2621440 };

prse_str prse__runs_kind(void)
{
    return PRSE_STR("analyse");
}

static prse_status read_options(prse_runs_options *own,
                                const prse_runs_options *opts,
                                prse_error *err)
{
    prse_status status = prse__options_read(own, sizeof *own, opts,
                                            "prse_runs_options", err);
    if (status)
        return status;
    if (!own->queue)
        return prse__error_set(err, PRSE_EINVAL, "queue", "it is NULL");
    if (own->deadline_ms < 0)
        return prse__error_set(err, PRSE_EINVAL, "deadline_ms",
                               "it is negative");
    if (!own->page_limit)
        own->page_limit = PAGES;
    if (!own->deadline_ms)
        own->deadline_ms = DEADLINE_MS;
    if (!own->most_bytes)
        own->most_bytes = DJANGO_TAKES;
    return PRSE_OK;
}

/* The parts that the host did not bring. */
static prse_status complete(prse_runs *runs, prse_error *err)
{
    prse_status status = PRSE_OK;
    if (!runs->opts.extract) {
        status = prse_extract_pdftotext(&runs->own_extract, PRSE_STR(""),
                                        NULL, err);
        runs->opts.extract = &runs->own_extract;
    }
    if (!status && !runs->opts.classifier) {
        status = prse_classifier_esrs_lite(&runs->own_classifier, NULL, err);
        runs->opts.classifier = &runs->own_classifier;
    }
    runs->model.size = sizeof runs->model;
    return status ? status
                  : prse_classifier_describe(runs->opts.classifier,
                                             &runs->model, err);
}

static void free_parts(prse_runs *runs)
{
    if (runs->own_extract.free)
        runs->own_extract.free(runs->own_extract.self);
    prse_classifier_drop(&runs->own_classifier);
    prse__free(runs);
}

prse_status prse_runs_new(prse_runs **out, const prse_runs_options *opts,
                          prse_error *err)
{
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "it is NULL");
    prse_runs *runs = prse__alloc(1, sizeof *runs);
    if (!runs)
        return prse__error_nomem(err);
    prse_status status = read_options(&runs->opts, opts, err);
    if (!status)
        status = complete(runs, err);
    if (status) {
        free_parts(runs);
        return status;
    }
    prse_queue_ref(runs->opts.queue);
    prse_portal_ref(runs->opts.portal);
    *out = runs;
    return PRSE_OK;
}

void prse_runs_free(prse_runs *runs)
{
    if (!runs)
        return;
    prse_portal_unref(runs->opts.portal);
    prse_queue_unref(runs->opts.queue);
    free_parts(runs);
}

prse_status prse_runs_teach(prse_runs *runs, prse_worker *worker,
                            prse_error *err)
{
    if (!runs)
        return prse__error_set(err, PRSE_EINVAL, "runs", "it is NULL");
    return prse_worker_handle(worker, prse__runs_kind(), prse__runs_work,
                              runs, err);
}
