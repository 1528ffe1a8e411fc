/* SPDX-License-Identifier: Apache-2.0 */
/* One try to deliver a callback. */
#include "base/options.h"
#include "callback/webhook.h"
#include "http/clock.h"
#include "remote/remote.h"

enum { TOO_MANY = 429, MOST_ANSWER = 65536 };

int64_t prse_remote_due(const prse_remote *remote, int64_t answered_ms)
{
    return remote ? answered_ms + remote->opts.hold_ms : answered_ms;
}

static prse_status check_due(const prse_remote *remote, int64_t answered_ms,
                             prse_error *err)
{
    int64_t left = prse_remote_due(remote, answered_ms) -
                   prse__clock_now(&remote->clock);
    if (answered_ms == 0 || left <= 0)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EBUSY, "callback",
                           "it is held back for another %lld ms after the "
                           "answer to /run-task", (long long)left);
}

static prse_status add_header(prse_http_call *call, const char *name,
                              const prse__buf *value, prse_error *err)
{
    if (value->failed)
        return prse__error_nomem(err);
    return prse__call_add_header(call, prse_str_of(name),
                                 prse__buf_str(value), err);
}

typedef struct signed_headers {
    prse__buf id, timestamp, signature;
} signed_headers;

static prse_status write_headers(signed_headers *out, int64_t now_s,
                                 const prse_remote_message *message,
                                 prse_error *err)
{
    prse_status status = prse__webhook_id_write(&out->id, message->job,
                                                message->number, err);
    prse__buf_addf(&out->timestamp, "%lld", (long long)now_s);
    if (status || !message->keys)
        return status;
    return prse__webhook_sign(&out->signature, message->keys,
                              prse__buf_str(&out->id), now_s, message->body,
                              err);
}

static prse_status add_headers(prse_http_call *call,
                               const signed_headers *headers,
                               prse_error *err)
{
    prse_status status = prse__call_add_header(
        call, PRSE_STR("content-type"),
        PRSE_STR("application/x-www-form-urlencoded"), err);
    if (status || headers->signature.len == 0)
        return status;
    status = add_header(call, "webhook-id", &headers->id, err);
    if (!status)
        status =
            add_header(call, "webhook-timestamp", &headers->timestamp, err);
    if (!status)
        status =
            add_header(call, "webhook-signature", &headers->signature, err);
    return status;
}

static prse_status dress(prse_http_call *call, const prse_remote *remote,
                         const prse_remote_message *message, prse_error *err)
{
    signed_headers headers;
    prse__buf_init(&headers.id, 0);
    prse__buf_init(&headers.timestamp, 0);
    prse__buf_init(&headers.signature, 0);
    prse_status status = write_headers(
        &headers, prse__clock_now(&remote->clock) / 1000, message, err);
    if (!status)
        status = add_headers(call, &headers, err);
    prse__buf_free(&headers.id);
    prse__buf_free(&headers.timestamp);
    prse__buf_free(&headers.signature);
    return status;
}

static prse_status let_go(void *user, const prse_http_call *call,
                          prse_str bytes)
{
    (void)user;
    (void)call;
    (void)bytes;
    return PRSE_OK;
}

static int is_delivered(const prse_http_call *call)
{
    return call->http >= 200 && call->http < 300;
}

/* What a receiver answers beside its status has no say: when that is too long
 * or breaks off, the status was told. */
static prse_status judge(const prse_http_call *call, prse_error *err)
{
    return prse__error_set(err, call->http == TOO_MANY ? PRSE_ERATE
                                                       : PRSE_EPEER,
                           "callback", "the receiver answered %d instead of "
                           "2xx", (int)call->http);
}

static prse_status deliver(prse__remote_asking *asking,
                           const prse_remote_message *message,
                           prse_remote_answer *answer, prse_error *err)
{
    prse_error why = {0};
    prse_http_call *call = asking->call;
    prse_status status = dress(call, asking->remote, message, err);
    if (status)
        return status;
    prse__call_borrow_body(call, message->body);
    call->sink = let_go;
    call->max_bytes = MOST_ANSWER;
    status = prse__remote_run(asking, &why);
    answer->http = call->http;
    if (is_delivered(call))
        return PRSE_OK;
    if (!status)
        return judge(call, err);
    if (err)
        *err = why;
    return status;
}

static prse_status send(prse_remote *remote,
                        const prse_remote_message *message,
                        const prse_remote_watch *watch,
                        prse_remote_answer *answer, prse_error *err)
{
    prse__remote_asking asking;
    prse_status status = prse__remote_prepare(&asking, remote, "POST",
                                              message->url, watch, err);
    if (!status)
        status = check_due(remote, message->answered_ms, err);
    if (!status)
        status = deliver(&asking, message, answer, err);
    prse__call_free(asking.call);
    return status;
}

prse_status prse_remote_send(prse_remote *remote,
                             const prse_remote_message *message,
                             const prse_remote_watch *watch,
                             prse_remote_answer *answer, prse_error *err)
{
    prse_remote_message own = {0};
    prse_remote_answer told = {.size = sizeof told};
    if (!message)
        return prse__error_set(err, PRSE_EINVAL, "message", "it is NULL");
    prse_status status =
        prse__options_read(&own, sizeof own, message, "message", err);
    if (!status && answer)
        status = prse__struct_give(answer, &told, sizeof told, err);
    if (status)
        return status;
    status = send(remote, &own, watch, &told, err);
    if (answer)
        prse__struct_give(answer, &told, sizeof told, NULL);
    return status;
}
