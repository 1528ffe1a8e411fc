/* SPDX-License-Identifier: Apache-2.0 */
/* Every request for memory fails in turn. */
#include "scene.h"
#include "support/fault.h"

PRSE_TEST(callback_faults, keys, .timeout = PRSE_LONG)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_webhook_keys *keys = NULL;
        prse_status status = prse_webhook_keys_new(
            &keys, PRSE_STR(SCENE_SECRET " " SCENE_OTHER), NULL, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(keys == NULL, status != PRSE_OK);
        prse_webhook_keys_free(keys);
    }
}

PRSE_TEST(callback_faults, a_secret, .timeout = PRSE_LONG)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_text *text = NULL;
        prse_status status = prse_webhook_secret(&text, &err);
        PRSE_FAULT_CHECK(status, err);
        prse_text_free(text);
    }
}

static void check_signing(const prse_webhook_keys *keys)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_text *text = NULL;
        prse_status status = prse_webhook_sign(
            &text, keys, PRSE_STR("job-1"), SCENE_NOW_S, PRSE_STR("a=b"),
            &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(text == NULL, status != PRSE_OK);
        prse_text_free(text);
    }
}

PRSE_TEST(callback_faults, signing, .timeout = PRSE_LONG)
{
    prse_webhook_keys *keys = scene_keys(SCENE_SECRET " " SCENE_OTHER);
    check_signing(keys);
    prse_webhook_keys_free(keys);
}

static void check_receiving(const prse_callback_request *request,
                            const prse_callback_policy *policy)
{
    const prse_callback_run run = scene_run();
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_callback *callback = NULL;
        prse_status status = prse_callback_receive(&callback, &run, request,
                                                   policy, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(callback == NULL, status != PRSE_OK);
        prse_callback_free(callback);
    }
}

static void receive_signed(prse_callback_request request)
{
    prse_text *text = NULL;
    prse_webhook_keys *keys = scene_keys(SCENE_SECRET " " SCENE_OTHER);
    const prse_callback_policy policy = {.size = sizeof policy, .keys = keys};
    cr_assert_eq(prse_webhook_sign(&text, keys, PRSE_STR("job-1"),
                                   SCENE_NOW_S, request.body, NULL), PRSE_OK);
    request.webhook_id = PRSE_STR("job-1");
    request.webhook_timestamp = PRSE_STR("1614265330");
    request.webhook_signature = prse_text_str(text);
    check_receiving(&request, &policy);
    prse_text_free(text);
    prse_webhook_keys_free(keys);
}

PRSE_TEST(callback_faults, receiving, .timeout = PRSE_LONG)
{
    prse_callback_request form = scene_request(
        "document_id=run&status=success&resultat_json=%7B%22ESRS+E1%22%3A"
        "%5B%7B%22PAGES%22%3A1%2C%22TEXTS%22%3A%22a%22%7D%5D%7D");
    prse_callback_request json = scene_request(
        "{\"document_id\":\"run\",\"status\":\"error\",\"msg\":\"a\"}");
    json.content_type = PRSE_STR("application/json");
    receive_signed(form);
    receive_signed(json);
}

PRSE_TEST(callback_faults, writing, .timeout = PRSE_LONG)
{
    const prse_callback_event event = {
        .size = sizeof event, .step = PRSE_STEP_SUCCESS,
        .document_id = PRSE_STR("run"), .result = PRSE_STR(SCENE_RESULT),
        .most_bytes = 150};
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_text *text = NULL;
        prse_callback_told told = {.size = sizeof told};
        prse_status status = prse_callback_write(&text, &event, &told, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(text == NULL, status != PRSE_OK);
        prse_text_free(text);
    }
}
