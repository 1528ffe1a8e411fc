/* SPDX-License-Identifier: Apache-2.0 */
/* What is told, and what is told instead. */
#include <string.h>

#include "base/str.h"
#include "scene.h"

static prse_callback_event event(int32_t step)
{
    return (prse_callback_event){.size = sizeof(prse_callback_event),
                                 .step = step, .document_id = PRSE_STR("7")};
}

static void expect(const prse_callback_event *it, const char *body)
{
    prse_text *text = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_callback_write(&text, it, NULL, &err), PRSE_OK, "%s",
                 err.message);
    cr_expect(prse__str_is(prse_text_str(text), body), "%s",
              prse_text_str(text).ptr);
    prse_text_free(text);
}

PRSE_TEST(write, the_fields_of_the_existing_service)
{
    prse_callback_event it = event(PRSE_STEP_STARTED);
    expect(&it, "document_id=7&status=processing");
    it = event(PRSE_STEP_OPENED);
    expect(&it, "document_id=7&status=processing&msg=Fichier+pdf+correct");
    it = event(PRSE_STEP_SPLIT);
    it.sentences = 1;
    expect(&it, "document_id=7&status=text_processed&msg=1+phrases+trouv%C3%A9e"
                "%28s%29+dans+le+PDF");
    it = event(PRSE_STEP_CLASSIFIED);
    expect(&it, "document_id=7&status=analysis_complete&msg=Fin+d%27analyse");
    it = event(PRSE_STEP_SUCCESS);
    it.result = PRSE_STR("{}");
    expect(&it, "document_id=7&status=success&resultat_json=%7B%7D");
}

PRSE_TEST(write, an_error_without_words_of_the_host_has_words)
{
    prse_callback_event it = event(PRSE_STEP_FAILED);
    expect(&it, "document_id=7&status=error&msg=L%E2%80%99analyse+du+document+"
                "a+%C3%A9chou%C3%A9");
}

PRSE_TEST(write, every_body_can_be_received)
{
    for (int32_t step = PRSE_STEP_STARTED; step <= PRSE_STEP_FAILED; step++) {
        prse_text *text = NULL;
        prse_callback *callback = NULL;
        prse_callback_event it = event(step);
        prse_callback_told told = {.size = sizeof told};
        prse_callback_news news = {.size = sizeof news};
        const prse_callback_policy policy = {.size = sizeof policy,
                                             .allow_unsigned = 1};
        prse_callback_run run = scene_run();
        it.document_id = run.id;
        if (step == PRSE_STEP_SUCCESS)
            it.result = PRSE_STR(SCENE_RESULT);
        cr_assert_eq(prse_callback_write(&text, &it, &told, NULL), PRSE_OK);
        prse_callback_request request = scene_request("");
        request.body = prse_text_str(text);
        cr_assert_eq(prse_callback_receive(&callback, &run, &request, &policy,
                                           NULL), PRSE_OK);
        cr_assert_eq(prse_callback_get(callback, &news, NULL), PRSE_OK);
        cr_expect_eq(news.verdict, PRSE_CALLBACK_ACCEPTED);
        cr_expect(prse__str_eq(news.status, told.status));
        prse_callback_free(callback);
        prse_text_free(text);
    }
}

PRSE_TEST(write, what_cannot_be_told)
{
    prse_text *text = NULL;
    prse_error err = {0};
    prse_callback_event it = event(PRSE_STEP_FAILED + 1);
    cr_expect_eq(prse_callback_write(&text, &it, NULL, &err), PRSE_EINVAL);
    it = event(-1);
    cr_expect_eq(prse_callback_write(&text, &it, NULL, &err), PRSE_EINVAL);
    it = event(PRSE_STEP_FAILED);
    it.msg = PRSE_STR("\xff");
    cr_expect_eq(prse_callback_write(&text, &it, NULL, &err), PRSE_EPARSE);
    it.msg = (prse_str){"a\0b", 3};
    cr_expect_eq(prse_callback_write(&text, &it, NULL, &err), PRSE_EPARSE);
    it = event(PRSE_STEP_STARTED);
    it.result = PRSE_STR("{}");
    cr_expect_eq(prse_callback_write(&text, &it, NULL, &err), PRSE_EINVAL);
    it = event(PRSE_STEP_SUCCESS);
    cr_expect_eq(prse_callback_write(&text, &it, NULL, &err), PRSE_EPARSE);
    it = event(PRSE_STEP_STARTED);
    it.most_bytes = 10;
    cr_expect_eq(prse_callback_write(&text, &it, NULL, &err), PRSE_ELIMIT);
    it.size = 0;
    cr_expect_eq(prse_callback_write(&text, &it, NULL, &err), PRSE_EABI);
    cr_expect_eq(prse_callback_write(&text, NULL, NULL, &err), PRSE_EINVAL);
    cr_expect_null(text);
}
