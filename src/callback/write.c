/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/options.h"
#include "base/text.h"
#include "callback/form.h"
#include "callback/result.h"
#include "callback/step.h"

enum { DJANGO_TAKES = 2621440 };

static prse_status check(const prse_callback_event *event, prse_error *err)
{
    if (!prse__step_status(event->step))
        return prse__error_set(err, PRSE_EINVAL, "step",
                               "the step is not known");
    if (prse__utf8_check(event->msg) != event->msg.len ||
        (event->msg.len && memchr(event->msg.ptr, '\0', event->msg.len)))
        return prse__error_set(err, PRSE_EPARSE, "msg",
                               "it is no UTF-8 text, or holds a NUL");
    if (event->step != PRSE_STEP_SUCCESS && event->result.len > 0)
        return prse__error_set(err, PRSE_EINVAL, "result",
                               "only a success has a result");
    prse_status status = prse_document_id_check(event->document_id, err);
    return status || event->step != PRSE_STEP_SUCCESS
               ? status
               : prse__result_check(event->result, err);
}

static void add_msg(prse__buf *out, prse__buf *msg)
{
    if (msg->len > 0)
        prse__form_add(out, "msg", prse__buf_str(msg));
    out->failed |= msg->failed;
    prse__buf_free(msg);
}

static void write_event(prse__buf *out, const prse_callback_event *event)
{
    prse__buf msg;
    prse__buf_init(&msg, 0);
    prse__step_msg(&msg, event);
    prse__form_add(out, "document_id", event->document_id);
    prse__form_add(out, "status",
                   prse_str_of(prse__step_status(event->step)));
    add_msg(out, &msg);
    if (event->step == PRSE_STEP_SUCCESS)
        prse__form_add(out, "resultat_json", event->result);
}

static void write_too_large(prse__buf *out, const prse_callback_event *event)
{
    prse__buf msg;
    prse__buf_init(&msg, 0);
    prse__step_too_large(&msg);
    prse__buf_clear(out);
    prse__form_add(out, "document_id", event->document_id);
    prse__form_add(out, "status", PRSE_STR("error"));
    add_msg(out, &msg);
}

/* *too_large: the error took the place of the event. */
static prse_status write_what_fits(prse__buf *out,
                                   const prse_callback_event *event,
                                   uint32_t *too_large, prse_error *err)
{
    uint64_t most = event->most_bytes ? event->most_bytes : DJANGO_TAKES;
    write_event(out, event);
    *too_large = !out->failed && out->len > most &&
                 event->step == PRSE_STEP_SUCCESS;
    if (*too_large)
        write_too_large(out, event);
    if (out->failed)
        return prse__error_nomem(err);
    if (out->len > most)
        return prse__error_set(err, PRSE_ELIMIT, "most_bytes",
                               "the event takes %zu bytes", out->len);
    return PRSE_OK;
}

prse_status prse_callback_write(prse_text **out,
                                const prse_callback_event *event,
                                prse_callback_told *told, prse_error *err)
{
    prse_callback_event own = {0};
    prse_callback_told said = {.size = sizeof said};
    prse__buf body;
    if (!out || !event)
        return prse__error_set(err, PRSE_EINVAL, out ? "event" : "out",
                               "it is NULL");
    prse_status status =
        prse__options_read(&own, sizeof own, event, "event", err);
    if (!status)
        status = check(&own, err);
    if (status)
        return status;
    prse__buf_init(&body, 0);
    status = write_what_fits(&body, &own, &said.too_large, err);
    said.status = prse_str_of(said.too_large ? "error"
                                             : prse__step_status(own.step));
    if (!status && told)
        status = prse__struct_give(told, &said, sizeof said, err);
    if (!status)
        return prse__text_take(out, &body, err);
    prse__buf_free(&body);
    return status;
}
