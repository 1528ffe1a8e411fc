/* SPDX-License-Identifier: Apache-2.0 */
/* Asking for a run: all that can be known to be wrong is told before anything
 * is queued. */
#include <time.h>

#include "base/options.h"
#include "blob/blob.h"
#include "runs/runs.h"

static int64_t now_ms(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- What is asked --- */

static prse_status read_source(prse__order *order, const prse_run_request *r,
                               prse_error *err)
{
    if (r->url.len && r->blob.len)
        return prse__error_set(err, PRSE_EINVAL, "url, blob",
                               "one document is wanted, not two");
    order->source = r->url.len    ? PRSE__RUN_URL
                    : r->blob.len ? PRSE__RUN_BLOB
                                  : PRSE__RUN_DOCUMENT;
    order->place = r->url.len ? r->url : r->blob;
    if (order->source == PRSE__RUN_DOCUMENT && !r->siren.len)
        return prse__error_set(err, PRSE_EINVAL, "document",
                               "an address, a key, or a document of the "
                               "portal with its siren is wanted");
    return PRSE_OK;
}

static prse_status lacks(const char *what, prse_error *err)
{
    return prse__error_set(err, PRSE_EUNSUPPORTED, what,
                           "these runs were set up without it");
}

static prse_status check_address(const prse_runs *runs, prse_str url,
                                 prse_error *err)
{
    return runs->opts.remote ? prse_remote_check(runs->opts.remote, url, err)
                             : lacks("remote", err);
}

static prse_status check_key(const prse_runs *runs, prse_str key,
                             prse_error *err)
{
    if (!runs->opts.blob)
        return lacks("blob", err);
    prse_status status = prse__blob_key_check(key, err);
    if (status && err)
        err->code = PRSE_EPARSE;
    return status ? PRSE_EPARSE : PRSE_OK;
}

static prse_status check_source(const prse_runs *runs,
                                const prse__order *order, prse_error *err)
{
    switch (order->source) {
    case PRSE__RUN_URL: return check_address(runs, order->place, err);
    case PRSE__RUN_BLOB: return check_key(runs, order->place, err);
    default:
        return runs->opts.portal ? prse__runs_look(runs, order, err)
                                 : lacks("portal", err);
    }
}

static prse_status read_request(prse__order *order, prse_run_request *own,
                                const prse_runs *runs,
                                const prse_run_request *request,
                                prse_error *err)
{
    prse_status status = prse__options_read(own, sizeof *own, request,
                                            "prse_run_request", err);
    *order = (prse__order){.document = own->document, .siren = own->siren,
                           .name = own->name,
                           .callback_url = own->callback_url,
                           .answered_ms = now_ms()};
    if (!status)
        status = read_source(order, own, err);
    if (!status)
        status = prse_document_id_check(order->document, err);
    if (!status && order->callback_url.len)
        status = check_address(runs, order->callback_url, err);
    return status ? status : check_source(runs, order, err);
}

/* --- The job --- */

static prse_status add_job(const prse_runs *runs, const prse__order *order,
                           int32_t priority, prse_job_added *out,
                           prse_error *err)
{
    char key[PRSE__DIGEST_HEX];
    prse__buf payload;
    prse_status status = prse__order_key(key, order, &runs->model, err);
    if (status)
        return status;
    prse__buf_init(&payload, 0);
    prse__order_write(&payload, order);
    const prse_job_request request = {
        .size = sizeof request, .priority = priority,
        .kind = prse__runs_kind(), .siren = order->siren,
        .key = prse_str_of(key), .payload = prse__buf_str(&payload)};
    status = payload.failed
                 ? prse__error_nomem(err)
                 : prse_queue_add(runs->opts.queue, &request, out, err);
    prse__buf_free(&payload);
    return status;
}

/* Whoever died between both asks again, and finds the job: what it has said
 * meanwhile is younger. */
static prse_status note_pending(const prse_runs *runs,
                                const prse__order *order,
                                const prse_job_added *added, prse_error *err)
{
    const prse_document_analysis analysis = {
        .size = sizeof analysis, .state = PRSE_STR("pending"),
        .sentences = -1, .relevant = -1, .job = prse_str_of(added->id),
        .number = PRSE__RUN_PENDING};
    return order->source == PRSE__RUN_DOCUMENT &&
                   added->state < PRSE_JOB_DONE
               ? prse__runs_note(runs, order, &analysis, err)
               : PRSE_OK;
}

prse_status prse_runs_add(prse_runs *runs, const prse_run_request *request,
                          prse_job_added *out, prse_error *err)
{
    prse_run_request own = {0};
    prse__order order;
    prse_job_added added = {.size = sizeof added};
    if (!runs || !request || !out)
        return prse__error_set(err, PRSE_EINVAL,
                               runs ? "request, out" : "runs", "it is NULL");
    prse_status status = prse__struct_give(out, &added, sizeof added, err);
    if (!status)
        status = read_request(&order, &own, runs, request, err);
    if (!status)
        status = add_job(runs, &order, own.priority, &added, err);
    if (!status)
        status = note_pending(runs, &order, &added, err);
    return status ? status
                  : prse__struct_give(out, &added, sizeof added, err);
}
