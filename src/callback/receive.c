/* SPDX-License-Identifier: Apache-2.0 */
/* From a request to what follows from it. Who sent it is proved before a byte
 * of the body is read. */
#include <string.h>

#include "base/options.h"
#include "callback/body.h"
#include "callback/order.h"
#include "callback/status.h"
#include "callback/webhook.h"

struct prse_callback {
    prse__arena *arena;
    prse_callback_news news;
};

typedef struct hearing {
    prse_callback_run run;
    prse_callback_request request;
    prse_callback_policy policy;
    prse__callback_place place;
    prse__callback_body body;
} hearing;

/* --- Who --- */

static prse_status check_token(const hearing *it, prse_error *err)
{
    char digest[PRSE__DIGEST_HEX];
    prse_status status = prse__digest_hex(digest, it->request.token, err);
    if (status)
        return status;
    if (it->request.token.len > 0 &&
        prse__equal_secret(prse_str_of(digest), it->run.token_sha256))
        return PRSE_OK;
    return prse__error_set(err, PRSE_EDENIED, "token",
                           "the address is not one that this run was given");
}

static int is_signed(const prse_callback_request *request)
{
    return request->webhook_id.len > 0 || request->webhook_timestamp.len > 0 ||
           request->webhook_signature.len > 0;
}

static prse_status check_signature(hearing *it, prse_error *err)
{
    const prse_webhook_headers headers = {
        .size = sizeof headers, .id = it->request.webhook_id,
        .timestamp = it->request.webhook_timestamp,
        .signature = it->request.webhook_signature};
    if (!it->policy.keys)
        return prse__error_set(err, PRSE_EDENIED, "webhook-signature",
                               "no secret is known here");
    prse_status status = prse_webhook_verify(it->policy.keys, &headers,
                                             it->request.body, err);
    if (status)
        return status;
    if (prse__webhook_id_read(headers.id, &it->place.job, &it->place.number))
        return PRSE_OK;
    return prse__error_set(err, PRSE_EDENIED, "webhook-id",
                           "expected the id of the job, '-', and the number "
                           "of the message");
}

static prse_status check_sender(hearing *it, prse_error *err)
{
    prse_status status = check_token(it, err);
    if (status)
        return status;
    if (is_signed(&it->request))
        return check_signature(it, err);
    if (it->policy.allow_unsigned)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EDENIED, "webhook-signature",
                           "the message is not signed");
}

/* --- What --- */

static prse_status read_body(hearing *it, prse__arena *arena, prse_error *err)
{
    prse_status status =
        prse__body_read(&it->body, arena, it->request.content_type,
                        it->request.body, err);
    if (!status && !prse__str_eq(it->body.document_id, it->run.id))
        status = prse__error_set(err, PRSE_ESCHEMA, "document_id",
                                 "the message is about another run");
    it->place.status = it->body.status;
    return status;
}

static int keep(prse_str *out, prse__arena *arena, prse_str text)
{
    *out = prse__str_dup(arena, text);
    return out->ptr != NULL;
}

/* What was kept, with what an accepted message changes. */
static prse_status fill(prse_callback *callback, const hearing *it,
                        prse_callback_verdict verdict, prse_error *err)
{
    prse_callback_news *news = &callback->news;
    int accepted = verdict == PRSE_CALLBACK_ACCEPTED;
    const prse__callback_place *place = &it->place;
    prse_str status = it->run.status.len ? it->run.status
                                         : PRSE_STR("pending");
    *news = (prse_callback_news){
        .size = sizeof *news, .verdict = (int32_t)verdict,
        .number = accepted && place->number ? place->number : it->run.number};
    if (accepted) {
        news->msg = it->body.msg;
        news->result = it->body.result;
        news->ends = prse__status_rank(place->status) == PRSE__RANK_FINAL;
    }
    return keep(&news->status, callback->arena,
                accepted ? place->status : status) &&
                   keep(&news->job, callback->arena,
                        accepted ? place->job : it->run.job) &&
                   keep(&news->seen, callback->arena,
                        accepted ? place->digest : it->run.seen)
               ? PRSE_OK
               : prse__error_nomem(err);
}

static prse_status judge(prse_callback *callback, hearing *it, prse_error *err)
{
    char digest[PRSE__DIGEST_HEX];
    prse_callback_verdict verdict;
    prse_status status = check_sender(it, err);
    if (!status)
        status = read_body(it, callback->arena, err);
    if (!status)
        status = prse__digest_hex(digest, it->request.body, err);
    if (status)
        return status;
    it->place.digest = prse_str_of(digest);
    status = prse__order_judge(&verdict, &it->run, &it->place, err);
    return status ? status : fill(callback, it, verdict, err);
}

static prse_status read_all(hearing *it, const prse_callback_run *run,
                            const prse_callback_request *request,
                            const prse_callback_policy *policy,
                            prse_error *err)
{
    prse_status status =
        prse__options_read(&it->run, sizeof it->run, run, "run", err);
    if (!status)
        status = prse__options_read(&it->request, sizeof it->request, request,
                                    "request", err);
    if (!status)
        status = prse__options_read(&it->policy, sizeof it->policy, policy,
                                    "policy", err);
    if (status)
        return status;
    if (it->run.id.len == 0 || it->run.token_sha256.len == 0)
        return prse__error_set(err, PRSE_EINVAL, "run",
                               "a run has an id and the digest of a token");
    return PRSE_OK;
}

prse_status prse_callback_receive(prse_callback **out,
                                  const prse_callback_run *run,
                                  const prse_callback_request *request,
                                  const prse_callback_policy *policy,
                                  prse_error *err)
{
    hearing it = {.place = {.number = 0}};
    if (!out || !run || !request || !policy)
        return prse__error_set(err, PRSE_EINVAL, NULL, "an argument is NULL");
    prse_status status = read_all(&it, run, request, policy, err);
    if (status)
        return status;
    prse_callback *callback = prse__alloc(1, sizeof *callback);
    if (callback)
        callback->arena = prse__arena_new(0);
    if (!callback || !callback->arena) {
        prse_callback_free(callback);
        return prse__error_nomem(err);
    }
    status = judge(callback, &it, err);
    if (status)
        prse_callback_free(callback);
    else
        *out = callback;
    return status;
}

prse_status prse_callback_get(const prse_callback *callback,
                              prse_callback_news *out, prse_error *err)
{
    if (!callback)
        return prse__error_set(err, PRSE_EINVAL, "callback", "it is NULL");
    return prse__struct_give(out, &callback->news, sizeof callback->news, err);
}

void prse_callback_free(prse_callback *callback)
{
    if (!callback)
        return;
    prse__arena_free(callback->arena);
    prse__free(callback);
}
