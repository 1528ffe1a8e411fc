/* SPDX-License-Identifier: Apache-2.0 */
/* Signed messages; tests/protocol holds them against another implementation. */
#include <string.h>

#include "callback/webhook.h"
#include "scene.h"

/* The example that Standard Webhooks publishes. */
#define ID "msg_p5jXN8AQM9LWM0D4loKWxJek"
#define BODY "{\"test\": 2432232314}"
#define SIGNATURE "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

static prse_webhook_headers headers(const char *id, const char *timestamp,
                                    const char *signature)
{
    return (prse_webhook_headers){
        .size = sizeof(prse_webhook_headers), .id = prse_str_of(id),
        .timestamp = prse_str_of(timestamp),
        .signature = prse_str_of(signature)};
}

PRSE_TEST(webhook, the_published_example)
{
    prse_text *text = NULL;
    prse_webhook_keys *keys = scene_keys(SCENE_SECRET);
    prse_webhook_headers good = headers(ID, "1614265330", SIGNATURE);
    cr_assert_eq(prse_webhook_sign(&text, keys, PRSE_STR(ID), SCENE_NOW_S,
                                   PRSE_STR(BODY), NULL), PRSE_OK);
    cr_expect(prse__str_is(prse_text_str(text), SIGNATURE));
    cr_expect_eq(prse_webhook_verify(keys, &good, PRSE_STR(BODY), NULL),
                 PRSE_OK);
    prse_text_free(text);
    prse_webhook_keys_free(keys);
}

PRSE_TEST(webhook, headers_that_are_missing_or_malformed)
{
    static const struct {
        const char *id, *timestamp, *signature, *subject;
    } cases[] = {
        {"", "1614265330", SIGNATURE, "webhook-id"},
        {"a.b", "1614265330", SIGNATURE, "webhook-id"},
        {"a b", "1614265330", SIGNATURE, "webhook-id"},
        {ID, "", SIGNATURE, "webhook-timestamp"},
        {ID, "-5", SIGNATURE, "webhook-timestamp"},
        {ID, "1614265330.0", SIGNATURE, "webhook-timestamp"},
        {ID, "9999999999999", SIGNATURE, "webhook-timestamp"},
        {ID, " 1614265330", SIGNATURE, "webhook-timestamp"},
        {ID, "1614265330", "", "webhook-signature"},
        {ID, "1614265330", "v1", "webhook-signature"},
        {ID, "1614265330", "   ", "webhook-signature"}};
    prse_webhook_keys *keys = scene_keys(SCENE_SECRET);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        prse_error err = {0};
        prse_webhook_headers it = headers(cases[i].id, cases[i].timestamp,
                                          cases[i].signature);
        cr_expect_eq(prse_webhook_verify(keys, &it, PRSE_STR(BODY), &err),
                     PRSE_EDENIED);
        cr_expect_str_eq(err.subject, cases[i].subject);
    }
    prse_webhook_keys_free(keys);
}

PRSE_TEST(webhook, a_signature_header_without_end)
{
    static char many[5000];
    prse_error err = {0};
    prse_webhook_keys *keys = scene_keys(SCENE_SECRET);
    memset(many, 'v', sizeof many - 1);
    prse_webhook_headers it = headers(ID, "1614265330", many);
    cr_expect_eq(prse_webhook_verify(keys, &it, PRSE_STR(BODY), &err),
                 PRSE_EDENIED);
    prse_webhook_keys_free(keys);
}

PRSE_TEST(webhook, what_is_no_secret)
{
    static const char *const texts[] = {
        "", "  ", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa==", /* 22 bytes */
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa"
        "SwMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        SCENE_SECRET " " SCENE_OTHER " " SCENE_SECRET,
        SCENE_SECRET "," SCENE_OTHER};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        prse_error err = {0};
        prse_webhook_keys *keys = NULL;
        cr_expect_eq(prse_webhook_keys_new(&keys, prse_str_of(texts[i]), NULL,
                                           &err), PRSE_EPARSE, "%s", texts[i]);
        cr_expect_null(keys);
        cr_expect_null(strstr(err.message, "MfKQ"), "no secret is told");
    }
}

PRSE_TEST(webhook, ids_of_messages)
{
    static const struct {
        const char *id, *job;
        uint64_t number;
    } good[] = {{"job-1", "job", 1},
                {"a-b--12", "a-b-", 12},
                {"01J-999999999999999", "01J", 999999999999999}};
    static const char *const bad[] = {
        "", "job", "-1", "job-", "job-0", "job-01", "job-1a", "job-+1",
        "jo.b-1", "job-1000000000000000", "job 1-1", "job-1-"};
    prse_str job;
    uint64_t number;
    prse__buf buf;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        cr_expect(prse__webhook_id_read(prse_str_of(good[i].id), &job,
                                        &number));
        cr_expect(prse__str_is(job, good[i].job));
        cr_expect_eq(number, good[i].number);
        prse__buf_init(&buf, 0);
        cr_expect_eq(prse__webhook_id_write(&buf, job, number, NULL), 0);
        cr_expect(prse__str_is(prse__buf_str(&buf), good[i].id));
        prse__buf_free(&buf);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        cr_expect_not(prse__webhook_id_read(prse_str_of(bad[i]), &job,
                                            &number), "%s", bad[i]);
}

PRSE_TEST(webhook, wrong_calls)
{
    prse_text *text = NULL;
    prse_error err = {0};
    prse_webhook_keys *keys = scene_keys(SCENE_SECRET), *none = NULL;
    prse_webhook_headers it = headers(ID, "1", "v1,");
    prse_webhook_options opts = {.size = sizeof opts, .tolerance_s = -1};
    cr_expect_eq(prse_webhook_secret(NULL, &err), PRSE_EINVAL);
    cr_expect_eq(prse_webhook_sign(&text, NULL, PRSE_STR(ID), 1,
                                   PRSE_STR(""), &err), PRSE_EINVAL);
    cr_expect_eq(prse_webhook_sign(&text, keys, PRSE_STR("a.b"), 1,
                                   PRSE_STR(""), &err), PRSE_EINVAL);
    cr_expect_eq(prse_webhook_sign(&text, keys, PRSE_STR(ID), -1,
                                   PRSE_STR(""), &err), PRSE_EINVAL);
    cr_expect_eq(prse_webhook_verify(NULL, &it, PRSE_STR(""), &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_webhook_verify(keys, NULL, PRSE_STR(""), &err),
                 PRSE_EINVAL);
    it.size = 0;
    cr_expect_eq(prse_webhook_verify(keys, &it, PRSE_STR(""), &err),
                 PRSE_EABI);
    cr_expect_eq(prse_webhook_keys_new(&none, PRSE_STR(SCENE_SECRET), &opts,
                                       &err), PRSE_EINVAL);
    cr_expect_null(none);
    prse_webhook_keys_free(NULL);
    prse_webhook_keys_free(keys);
}
