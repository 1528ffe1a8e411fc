/* SPDX-License-Identifier: Apache-2.0 */
#include "runs/deliver.h"

static const prse_callback_step steps[] = {
    [PRSE__NEWS_STARTED] = PRSE_STEP_STARTED,
    [PRSE__NEWS_OPENED] = PRSE_STEP_OPENED,
    [PRSE__NEWS_SPLIT] = PRSE_STEP_SPLIT,
    [PRSE__NEWS_CLASSIFIED] = PRSE_STEP_CLASSIFIED,
    [PRSE__NEWS_NO_SENTENCE] = PRSE_STEP_NO_SENTENCE,
    [PRSE__NEWS_DONE] = PRSE_STEP_SUCCESS,
};

/* A classifier whose labels the protocol does not know has a result that no
 * receiver takes; that is told, so that nobody waits for ever. */
static prse_status write_found(prse_text **body, prse_callback_event *event,
                               const prse__telling *t, prse_error *err)
{
    prse_text *result = NULL;
    prse_error own = {0};
    prse_status status = prse_passages_write(
        &result, t->found, PRSE_PASSAGES_EXISTING, PRSE_LANG_FR, &own);
    if (!status) {
        event->result = prse_text_str(result);
        status = prse_callback_write(body, event, NULL, &own);
    }
    prse_text_free(result);
    if (status == PRSE_ESCHEMA) {
        event->result = PRSE_STR("");
        event->step = PRSE_STEP_FAILED;
        return prse_callback_write(body, event, NULL, err);
    }
    if (status && err)
        *err = own;
    return status;
}

static prse_status write_body(prse_text **body, const prse__telling *t,
                              const prse_runs *runs, prse_error *err)
{
    prse_callback_event event = {.size = sizeof event,
                                 .sentences = t->sentences,
                                 .most_bytes = runs->opts.most_bytes,
                                 .document_id = t->order.document};
    if (t->kind > PRSE__NEWS_DONE) {
        event.step = (int32_t)t->words.step;
        event.msg = prse_str_of(t->words.sentence);
    } else {
        event.step = (int32_t)steps[t->kind];
    }
    return t->kind == PRSE__NEWS_DONE
               ? write_found(body, &event, t, err)
               : prse_callback_write(body, &event, NULL, err);
}

/* An address that is not allowed any more has nobody whom we may tell. */
static int is_shut(prse_status status)
{
    return status == PRSE_EDENIED || status == PRSE_EPARSE;
}

static prse_status send(const prse__telling *t, const prse_runs *runs,
                        prse_str body, prse_error *err)
{
    prse_error own = {0};
    const prse_remote_message message = {
        .size = sizeof message, .url = t->order.callback_url, .body = body,
        .job = t->event->job, .number = (uint64_t)t->event->number,
        .answered_ms = t->order.answered_ms, .keys = runs->opts.keys};
    prse_status status =
        prse_remote_send(runs->opts.remote, &message, NULL, NULL, &own);
    if (is_shut(status))
        return PRSE_OK;
    if (status && err)
        *err = own;
    return status;
}

prse_status prse__tell_receiver(const prse__telling *telling,
                                const prse_runs *runs, prse_error *err)
{
    prse_text *body = NULL;
    if (!runs->opts.remote)
        return prse__error_set(err, PRSE_EUNSUPPORTED, "remote",
                               "these runs were set up without it");
    prse_status status = write_body(&body, telling, runs, err);
    if (!status)
        status = send(telling, runs, prse_text_str(body), err);
    prse_text_free(body);
    return status;
}
