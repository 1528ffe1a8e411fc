/* SPDX-License-Identifier: Apache-2.0 */
/* From a request to what follows from it; tests/protocol has the attacks. */
#include <string.h>

#include "base/mem.h"
#include "scene.h"

static const prse_callback_policy OPEN = {.size = sizeof OPEN,
                                          .allow_unsigned = 1};

static prse_status receive(prse_callback_news *news,
                           const prse_callback_run *run,
                           const prse_callback_request *request,
                           const prse_callback_policy *policy,
                           prse_error *err)
{
    prse_callback *callback = NULL;
    prse_status status =
        prse_callback_receive(&callback, run, request, policy, err);
    cr_assert_eq(callback == NULL, status != PRSE_OK);
    if (callback)
        cr_assert_eq(prse_callback_get(callback, news, err), PRSE_OK);
    /* Numbers only live longer than the message. */
    prse_callback_free(callback);
    return status;
}

PRSE_TEST(receive, nothing_is_changed_by_what_is_not_accepted)
{
    prse_callback *callback = NULL;
    prse_callback_news news = {.size = sizeof news};
    prse_callback_run run = scene_run();
    prse_callback_request late =
        scene_request("document_id=run&status=processing&msg=late");
    run.status = PRSE_STR("analysis_complete");
    run.seen = PRSE_STR("digest");
    cr_assert_eq(prse_callback_receive(&callback, &run, &late, &OPEN, NULL),
                 PRSE_OK);
    cr_assert_eq(prse_callback_get(callback, &news, NULL), PRSE_OK);
    cr_expect_eq(news.verdict, PRSE_CALLBACK_OLD);
    cr_expect_eq(strncmp(news.status.ptr, "analysis_complete", 18), 0);
    cr_expect_eq(strncmp(news.seen.ptr, "digest", 7), 0);
    cr_expect_eq(news.msg.len, 0);
    cr_expect_eq(news.ends, 0);
    prse_callback_free(callback);
}

PRSE_TEST(receive, it_answers_the_same_when_it_is_asked_again)
{
    prse_callback_run run = scene_run();
    prse_callback_news first = {.size = sizeof first}, second = first;
    prse_callback_request end = scene_request(
        "document_id=run&status=success&resultat_json=%7B%7D");
    cr_assert_eq(receive(&first, &run, &end, &OPEN, NULL), PRSE_OK);
    cr_assert_eq(receive(&second, &run, &end, &OPEN, NULL), PRSE_OK);
    cr_expect_eq(first.verdict, PRSE_CALLBACK_ACCEPTED);
    cr_expect_eq(second.verdict, PRSE_CALLBACK_ACCEPTED);
    cr_expect_eq(first.ends, 1);
}

PRSE_TEST(receive, who_sent_it_is_proved_before_the_body_is_read)
{
    prse_error err = {0};
    prse_callback_news news = {.size = sizeof news};
    prse_callback_run run = scene_run();
    prse_callback_request wrong = scene_request("%%%");
    wrong.token = PRSE_STR("other");
    cr_expect_eq(receive(&news, &run, &wrong, &OPEN, &err), PRSE_EDENIED);
    wrong = scene_request("%%%");
    cr_expect_eq(receive(&news, &run, &wrong, &OPEN, &err), PRSE_EPARSE);
}

PRSE_TEST(receive, a_signature_without_keys_is_no_signature)
{
    prse_error err = {0};
    prse_callback_news news = {.size = sizeof news};
    prse_callback_run run = scene_run();
    prse_callback_request it =
        scene_request("document_id=run&status=processing");
    it.webhook_id = PRSE_STR("job-1");
    cr_expect_eq(receive(&news, &run, &it, &OPEN, &err), PRSE_EDENIED);
    cr_expect_str_eq(err.subject, "webhook-signature");
}

PRSE_TEST(receive, an_id_of_another_form)
{
    prse_error err = {0};
    prse_text *text = NULL;
    prse_callback_news news = {.size = sizeof news};
    prse_webhook_keys *keys = scene_keys(SCENE_SECRET);
    prse_callback_policy policy = {.size = sizeof policy, .keys = keys};
    prse_callback_run run = scene_run();
    prse_callback_request it =
        scene_request("document_id=run&status=processing");
    cr_assert_eq(prse_webhook_sign(&text, keys, PRSE_STR("job"), SCENE_NOW_S,
                                   it.body, NULL), PRSE_OK);
    it.webhook_id = PRSE_STR("job");
    it.webhook_timestamp = PRSE_STR("1614265330");
    it.webhook_signature = prse_text_str(text);
    cr_expect_eq(receive(&news, &run, &it, &policy, &err), PRSE_EDENIED);
    cr_expect_str_eq(err.subject, "webhook-id");
    prse_text_free(text);
    prse_webhook_keys_free(keys);
}

PRSE_TEST(receive, wrong_calls)
{
    prse_error err = {0};
    prse_callback *callback = NULL;
    prse_callback_news news = {.size = sizeof news};
    prse_callback_run run = scene_run(), none = {.size = sizeof none};
    prse_callback_request it = scene_request("a=b");
    cr_expect_eq(prse_callback_receive(NULL, &run, &it, &OPEN, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_callback_receive(&callback, NULL, &it, &OPEN, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_callback_receive(&callback, &run, &it, NULL, &err),
                 PRSE_EINVAL);
    cr_expect_eq(receive(&news, &none, &it, &OPEN, &err), PRSE_EINVAL);
    run.size = 0;
    cr_expect_eq(receive(&news, &run, &it, &OPEN, &err), PRSE_EABI);
    cr_expect_eq(prse_callback_get(NULL, &news, &err), PRSE_EINVAL);
    prse_callback_free(NULL);
}

PRSE_TEST(receive, a_result_of_more_than_64_mib)
{
    static const char head[] =
        "{\"document_id\":\"run\",\"status\":\"success\",\"resultat_json\":\"";
    size_t len = sizeof head - 1 + (64u << 20) + 3;
    char *body = prse__alloc(len + 1, 1);
    prse_error err = {0};
    prse_callback_news news = {.size = sizeof news};
    prse_callback_run run = scene_run();
    prse_callback_request it = scene_request("");
    cr_assert_not_null(body);
    memset(body, ' ', len);
    memcpy(body, head, sizeof head - 1);
    memcpy(body + len - 2, "\"}", 2);
    it.content_type = PRSE_STR("application/json");
    it.body = (prse_str){body, len};
    cr_expect_eq(receive(&news, &run, &it, &OPEN, &err), PRSE_ELIMIT, "%s",
                 err.message);
    prse__free(body);
}

PRSE_TEST(begin, ids_and_tokens)
{
    prse_error err = {0};
    prse_callback_secrets out = {.size = sizeof out};
    cr_assert_eq(prse_callback_begin(&out, &err), PRSE_OK);
    cr_expect_eq(prse_document_id_check(prse_str_of(out.id), &err), PRSE_OK);
    cr_expect_eq(strlen(out.token), 43);
    cr_expect_eq(strlen(out.token_sha256), 64);
    cr_expect_eq(prse_callback_begin(NULL, &err), PRSE_EINVAL);
    out.size = 0;
    cr_expect_eq(prse_callback_begin(&out, &err), PRSE_EABI);
}
