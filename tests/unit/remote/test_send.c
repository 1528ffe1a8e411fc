/* SPDX-License-Identifier: Apache-2.0 */
/* Callbacks, over a backend that does as told; tests/protocol has servers. */
#include <string.h>

#include "desk.h"

#define BODY "document_id=7&status=processing"

static desk it;

static prse_remote_message usual(void)
{
    return (prse_remote_message){
        .size = sizeof(prse_remote_message),
        .url = PRSE_STR("https://docs.example/etat/t0ken"),
        .body = PRSE_STR(BODY), .job = PRSE_STR("job"), .number = 3};
}

static prse_status send(const prse_remote_message *message, int32_t *http,
                        prse_error *err)
{
    prse_remote_answer answer = {.size = sizeof answer};
    prse_remote *remote = desk_remote(&it, NULL);
    prse_status status =
        prse_remote_send(remote, message, NULL, &answer, err);
    prse_remote_free(remote);
    *http = answer.http;
    return status;
}

PRSE_TEST(send, a_form_and_without_keys_nothing_else)
{
    int32_t http = 0;
    prse_remote_message message = usual();
    desk_open(&it);
    cr_expect_eq(send(&message, &http, NULL), PRSE_OK);
    cr_expect_eq(http, 200);
    cr_expect_str_eq(it.method, "POST");
    cr_expect_eq(it.body_len, strlen(BODY));
    cr_expect_str_eq(it.headers,
                     "content-type: application/x-www-form-urlencoded\n");
}

PRSE_TEST(send, signed_it_verifies)
{
    int32_t http = 0;
    prse_webhook_keys *keys = NULL;
    const prse_webhook_options opts = {.size = sizeof opts,
                                       .clock = &it.clock};
    prse_remote_message message = usual();
    desk_open(&it);
    cr_assert_eq(prse_webhook_keys_new(
        &keys, PRSE_STR("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), &opts,
        NULL), PRSE_OK);
    message.keys = keys;
    cr_expect_eq(send(&message, &http, NULL), PRSE_OK);
    cr_expect_not_null(strstr(it.headers, "webhook-id: job-3\n"));
    cr_expect_not_null(strstr(it.headers, "webhook-timestamp: 1795737600\n"));
    const char *signature = strstr(it.headers, "webhook-signature: ") + 19;
    const prse_webhook_headers headers = {
        .size = sizeof headers, .id = PRSE_STR("job-3"),
        .timestamp = PRSE_STR("1795737600"),
        .signature = {signature, strlen(signature) - 1}};
    cr_expect_eq(prse_webhook_verify(keys, &headers, message.body, NULL),
                 PRSE_OK);
    prse_webhook_keys_free(keys);
}

PRSE_TEST(send, a_status_that_was_told_counts_however_the_rest_ended)
{
    int32_t http = 0;
    prse_error err = {0};
    prse_remote_message message = usual();
    desk_open(&it);
    it.status = PRSE_EIO;
    cr_expect_eq(send(&message, &http, &err), PRSE_OK);
    it.http = 500;
    cr_expect_eq(send(&message, &http, &err), PRSE_EIO);
    cr_expect_eq(http, 500);
    it.http = 0;
    cr_expect_eq(send(&message, &http, &err), PRSE_EIO);
    cr_expect_eq(http, 0);
}

PRSE_TEST(send, held_back_nothing_leaves)
{
    int32_t http = 0;
    prse_error err = {0};
    prse_remote_message message = usual();
    desk_open(&it);
    prse_remote *remote = desk_remote(&it, NULL);
    cr_expect_eq(prse_remote_due(remote, 1000), 6000);
    cr_expect_eq(prse_remote_due(NULL, 1000), 1000);
    prse_remote_free(remote);
    message.answered_ms = it.now_ms - 4999;
    cr_expect_eq(send(&message, &http, &err), PRSE_EBUSY);
    cr_expect_eq(it.asked, 0);
    message.answered_ms = it.now_ms - 5000;
    cr_expect_eq(send(&message, &http, &err), PRSE_OK);
}

PRSE_TEST(send, wrong_calls)
{
    int32_t http = 0;
    prse_error err = {0};
    prse_remote_message message = usual();
    desk_open(&it);
    message.job = PRSE_STR("a.b");
    cr_expect_eq(send(&message, &http, &err), PRSE_EINVAL);
    message = usual();
    message.number = 0;
    cr_expect_eq(send(&message, &http, &err), PRSE_EINVAL);
    message = usual();
    message.url = PRSE_STR("https://other.example/t0ken");
    cr_expect_eq(send(&message, &http, &err), PRSE_EDENIED);
    cr_expect_null(strstr(err.message, "t0ken"));
    message.size = 0;
    cr_expect_eq(send(&message, &http, &err), PRSE_EABI);
    cr_expect_eq(prse_remote_send(NULL, NULL, NULL, NULL, &err), PRSE_EINVAL);
    cr_expect_eq(it.asked, 0);
}
