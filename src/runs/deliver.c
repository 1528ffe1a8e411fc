/* SPDX-License-Identifier: Apache-2.0 */
/* An event, told to who asked for the run. It may come twice, and late: who is
 * told knows its number. */
#include "formats/node.h"
#include "runs/deliver.h"

/* --- What happened --- */

static prse_status read_order(prse__telling *t, const prse_runs *runs,
                              prse_error *err)
{
    prse_records *job = NULL;
    prse_status status =
        prse_queue_job(&job, runs->opts.queue, t->event->job, err);
    if (!status)
        status = prse__order_read(
            &t->order, prse_records_text(job, 0, PRSE_STR("charge")), err);
    prse_records_free(job);
    return status;
}

static prse_status read_result(prse__telling *t, const prse_runs *runs,
                               prse_error *err)
{
    prse_status status =
        prse_queue_result(&t->result, runs->opts.queue, t->event->job, err);
    if (!status)
        status = prse_passages_new(&t->found, err);
    return status ? status
                  : prse_passages_add(t->found, PRSE_STR(""),
                                      prse_text_str(t->result), err);
}

static uint64_t number_of(const prse__node *node)
{
    uint64_t number = 0;
    for (size_t i = 0; node && i < node->text.len; i++)
        if (node->text.ptr[i] >= '0' && node->text.ptr[i] <= '9')
            number = number * 10 + (uint64_t)(node->text.ptr[i] - '0');
    return number;
}

static prse_status read_body(prse__telling *t, prse_error *err)
{
    const prse__node *root = NULL;
    prse_status status = prse__json_read(&root, t->order.arena, t->event->body,
                                         "corps", NULL, err);
    if (status)
        return status;
    const prse__node *code = prse__node_get(root, "erreur");
    t->sentences = number_of(prse__node_get(root, "phrases"));
    t->words = t->kind == PRSE__NEWS_CANCELED
                   ? prse__run_canceled()
                   : prse__run_failed(code ? code->text : PRSE_STR(""));
    return PRSE_OK;
}

static prse_status read_all(prse__telling *t, const prse_runs *runs,
                            prse_error *err)
{
    prse_status status = read_order(t, runs, err);
    if (!status)
        status = read_body(t, err);
    return status || t->kind != PRSE__NEWS_DONE ? status
                                                : read_result(t, runs, err);
}

/* --- Telling --- */

static prse_status tell(prse__telling *t, const prse_runs *runs,
                        prse_error *err)
{
    prse_status status = PRSE_OK;
    if (t->order.source == PRSE__RUN_DOCUMENT)
        status = prse__tell_portal(t, runs, err);
    if (!status && t->order.callback_url.len)
        status = prse__tell_receiver(t, runs, err);
    if (!status && t->order.source == PRSE__RUN_BLOB &&
        t->kind == PRSE__NEWS_DONE)
        status = prse__tell_blob(t, runs, err);
    return status;
}

/* What was removed meanwhile has nobody who waits for it; and what is no run of
 * ours was never asked for here. */
static int is_nobody(prse_status status)
{
    return status == PRSE_ENOTFOUND || status == PRSE_EPARSE;
}

prse_status prse_runs_deliver(void *user, const prse_queue_event *event,
                              prse_error *err)
{
    const prse_runs *runs = user;
    prse_error why = {0};
    if (!runs || !event)
        return prse__error_set(err, PRSE_EINVAL, runs ? "event" : "runs",
                               "it is NULL");
    prse__telling t = {.event = event, .kind = prse__news_of(event->kind)};
    if (t.kind == PRSE__NEWS ||
        !prse__str_eq(event->job_kind, prse__runs_kind()))
        return PRSE_OK;
    prse_status status = read_all(&t, runs, &why);
    if (is_nobody(status))
        status = PRSE_OK;
    else if (!status)
        status = tell(&t, runs, &why);
    prse_text_free(t.result);
    prse_passages_free(t.found);
    prse__order_free(&t.order);
    if (status && err)
        *err = why;
    return status;
}
