/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "scene.h"
#include "support/fault.h"
#include "support/test.h"

static prse_passage passage(const prse_passages *of, size_t index)
{
    prse_passage is = {.size = sizeof is};
    cr_assert_eq(prse_passages_get(of, index, &is, NULL), PRSE_OK);
    return is;
}

static prse_topic topic(const prse_passages *of, size_t index)
{
    prse_topic is = {.size = sizeof is};
    cr_assert_eq(prse_passages_topic(of, index, &is, NULL), PRSE_OK);
    return is;
}

static void expect(prse_str text, const char *wanted)
{
    cr_assert_eq(text.len, strlen(wanted), "%.*s", (int)text.len, text.ptr);
    cr_assert_eq(memcmp(text.ptr, wanted, text.len), 0);
}

PRSE_TEST(read, our_form_tells_everything_of_a_sentence)
{
    prse_passages *passages = scene_of(SCENE_OURS);
    prse_passage is = passage(passages, 0);
    cr_assert_eq(prse_passages_count(passages), 4);
    cr_assert_eq(is.page, 2);
    cr_assert_eq(is.topic, 0);
    cr_assert_float_eq(is.confidence, 0.875, 1e-6);
    cr_assert_float_eq(is.left, 72, 1e-6);
    cr_assert_float_eq(is.bottom, 112.25, 1e-6);
    expect(is.text, "Les émissions baissent de 12 %.");
    expect(is.evidence, "émissions");
    cr_assert_float_eq(passage(passages, 2).confidence, -1, 1e-6);
    prse_passages_free(passages);
}

PRSE_TEST(read, a_document_tells_what_it_was)
{
    prse_passages *passages = scene_of(SCENE_OURS);
    prse_analysed is = {.size = sizeof is};
    cr_assert_eq(prse_passages_document(passages, 0, &is, NULL), PRSE_OK);
    expect(is.name, "rapport.pdf");
    expect(is.engine, "esrs-lite/1");
    cr_assert_eq(is.pages, 12);
    cr_assert_eq(is.blank_pages, 1);
    cr_assert_eq(is.sentences, 4);
    cr_assert_eq(is.relevant, 3);
    prse_passages_free(passages);
}

PRSE_TEST(read, the_existing_form_is_put_in_reading_order)
{
    prse_passages *passages = scene_of(SCENE_EXISTING);
    const char *const texts[] = {"Le climat.", "Le chiffre d'affaires.",
                                 "Les rejets.", "Les émissions / an."};
    const uint32_t pages[] = {1, 1, 2, 4};
    cr_assert_eq(prse_passages_count(passages), 4);
    for (size_t i = 0; i < 4; i++) {
        expect(passage(passages, i).text, texts[i]);
        cr_assert_eq(passage(passages, i).page, pages[i]);
        cr_assert_float_eq(passage(passages, i).confidence, -1, 1e-6);
    }
    prse_passages_free(passages);
}

PRSE_TEST(read, topics_of_several_documents_are_one_list_no_topic_last)
{
    prse_passages *passages = scene_passages();
    const char *const codes[] = {"E1", "E2", "S1", ""};
    const int32_t themes[] = {PRSE_THEME_ENVIRONMENT, PRSE_THEME_ENVIRONMENT,
                              PRSE_THEME_SOCIAL, PRSE_THEME_NONE};
    cr_assert_eq(prse_passages_topic_count(passages), 4);
    for (size_t i = 0; i < 4; i++) {
        expect(topic(passages, i).code, codes[i]);
        cr_assert_eq(topic(passages, i).theme, themes[i]);
    }
    expect(topic(passages, 0).title, "ESRS E1 : Changement climatique");
    prse_passages_free(passages);
}

PRSE_TEST(read, a_topic_counts_sentences_documents_and_pages)
{
    prse_passages *passages = scene_passages();
    prse_topic climate = topic(passages, 0), none = topic(passages, 3);
    cr_assert_eq(climate.sentences, 4);
    cr_assert_eq(climate.documents, 2);
    cr_assert_eq(climate.pages, 4, "2 and 3 of one, 1 and 4 of the other");
    cr_assert_eq(none.sentences, 2);
    cr_assert_eq(topic(passages, 1).documents, 1);
    prse_passages_free(passages);
}

PRSE_TEST(read, topics_that_come_later_move_the_indexes_of_earlier_sentences)
{
    prse_passages *passages = scene_of(SCENE_OURS);
    cr_assert_eq(passage(passages, 3).topic, 1);
    cr_assert_eq(prse_passages_add(passages, PRSE_STR("ancien.pdf"),
                                   prse_str_of(SCENE_EXISTING), NULL),
                 PRSE_OK);
    cr_assert_eq(passage(passages, 3).topic, 2, "E2 stands before S1");
    cr_assert_eq(passage(passages, 4).document, 1);
    prse_passages_free(passages);
}

PRSE_TEST(read, an_index_past_the_last_is_not_found)
{
    prse_passages *passages = scene_of(SCENE_OURS);
    prse_passage is = {.size = sizeof is};
    prse_topic which = {.size = sizeof which};
    prse_analysed document = {.size = sizeof document};
    prse_error err = {0};
    cr_assert_eq(prse_passages_get(passages, 4, &is, &err), PRSE_ENOTFOUND);
    cr_assert_str_eq(err.message, "4: there are 4");
    cr_assert_eq(prse_passages_topic(passages, 3, &which, NULL),
                 PRSE_ENOTFOUND);
    cr_assert_eq(prse_passages_document(passages, 1, &document, NULL),
                 PRSE_ENOTFOUND);
    prse_passages_free(passages);
}

/* What is wrong, and what the error says of it. */
static const struct {
    const char *json;
    prse_status status;
    const char *says;
} WRONG[] = {
    {"", PRSE_EPARSE, ""},
    {"[]", PRSE_ESCHEMA, "passages are an object"},
    {"{\"format\":\"passages/2\"}", PRSE_ESCHEMA, "not passages/1"},
    {"{\"format\":\"passages/1\"}", PRSE_ESCHEMA, "which document"},
    {"{\"format\":\"passages/1\",\"document\":{}}", PRSE_ESCHEMA,
     "a list of topics"},
    {"{\"format\":\"passages/1\",\"document\":{\"pages\":-1},\"topics\":[],"
     "\"sentences\":[]}", PRSE_ESCHEMA, "whole numbers"},
    {"{\"format\":\"passages/1\",\"document\":{},\"topics\":[]}",
     PRSE_ESCHEMA, "a list of sentences"},
    {"{\"format\":\"passages/1\",\"document\":{},\"topics\":[],"
     "\"sentences\":[{\"page\":1,\"topic\":0,\"text\":\"a\"}]}",
     PRSE_ESCHEMA, "0 is not one of the 0 topics"},
    {"{\"format\":\"passages/1\",\"document\":{},"
     "\"topics\":[{\"title\":\"t\"}],"
     "\"sentences\":[{\"page\":0,\"topic\":0,\"text\":\"a\"}]}",
     PRSE_ESCHEMA, "pages count from 1"},
    {"{\"format\":\"passages/1\",\"document\":{},"
     "\"topics\":[{\"title\":\"t\"}],\"sentences\":[{\"page\":1,\"topic\":0,"
     "\"text\":\"a\",\"box\":[1,2,3]}]}", PRSE_ESCHEMA, "are numbers"},
    {"{\"format\":\"passages/1\",\"document\":{},"
     "\"topics\":[{\"title\":\"t\"}],\"sentences\":[{\"page\":1,\"topic\":0,"
     "\"text\":\"a\",\"confidence\":1.5}]}", PRSE_ESCHEMA, "from 0 to 1"},
    {"{\"ESRS E1\":{}}", PRSE_ESCHEMA, "a list of sentences"},
    {"{\"ESRS E1\":[{\"PAGES\":\"1\",\"TEXTS\":\"a\"}]}", PRSE_ESCHEMA,
     "a number of PAGES"},
    {"{\"ESRS E1\":[{\"PAGES\":0,\"TEXTS\":\"a\"}]}", PRSE_ESCHEMA,
     "pages count from 1"},
    {"{\"ESRS E1\":[{\"PAGES\":1}]}", PRSE_ESCHEMA, "TEXTS"},
};

PRSE_TEST(read, what_is_no_result_is_refused_and_adds_nothing)
{
    prse_passages *passages = scene_of(SCENE_OURS);
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        prse_error err = {0};
        cr_assert_eq(prse_passages_add(passages, PRSE_STR("x"),
                                       prse_str_of(WRONG[i].json), &err),
                     WRONG[i].status, "%s", WRONG[i].json);
        cr_assert(strstr(err.message, WRONG[i].says), "%s: %s",
                  WRONG[i].json, err.message);
    }
    cr_assert_eq(prse_passages_document_count(passages), 1);
    cr_assert_eq(prse_passages_topic_count(passages), 3);
    prse_passages_free(passages);
}

PRSE_TEST(read, the_place_of_what_is_wrong_is_told)
{
    prse_passages *passages;
    prse_error err = {0};
    cr_assert_eq(prse_passages_new(&passages, NULL), PRSE_OK);
    prse_passages_add(passages, PRSE_STR(""),
                      PRSE_STR("{\"A\":[{\"PAGES\":1,\"TEXTS\":\"a\"},\n"
                               "  7]}"), &err);
    cr_assert_eq(err.code, PRSE_ESCHEMA);
    cr_assert_eq(err.line, 2);
    cr_assert_eq(err.column, 3);
    prse_passages_free(passages);
}

PRSE_TEST(read, nothing_at_all_is_empty)
{
    prse_passages *passages;
    cr_assert_eq(prse_passages_new(&passages, NULL), PRSE_OK);
    cr_assert_eq(prse_passages_count(passages), 0);
    cr_assert_eq(prse_passages_count(NULL), 0);
    cr_assert_eq(prse_passages_document_count(NULL), 0);
    cr_assert_eq(prse_passages_topic_count(NULL), 0);
    prse_passages_free(passages);
    prse_passages_free(NULL);
}

PRSE_TEST(read, lack_of_memory_adds_nothing)
{
    PRSE_EACH_FAULT {
        prse_passages *passages = NULL;
        prse_error err = {0};
        prse_status status = prse_passages_new(&passages, &err);
        if (!status)
            status = prse_passages_add(passages, PRSE_STR("a"),
                                       prse_str_of(SCENE_OURS), &err);
        size_t count = prse_passages_count(passages);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(count, status ? 0 : 4);
        prse_passages_free(passages);
    }
}
