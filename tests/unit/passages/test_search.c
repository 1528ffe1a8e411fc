/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "scene.h"
#include "support/fault.h"
#include "support/test.h"

/* The indexes found, as "0 3 ". */
static int note(void *user, size_t index)
{
    char *said = user;
    size_t len = strlen(said);
    said[len] = (char)('0' + index);
    said[len + 1] = ' ';
    said[len + 2] = '\0';
    return 0;
}

static void expect(const prse_passages_query *query, const char *wanted)
{
    char said[32] = "";
    prse_error err = {0};
    prse_passages *passages = scene_passages();
    cr_assert_eq(prse_passages_search(passages, query, note, said, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_str_eq(said, wanted);
    prse_passages_free(passages);
}

#define QUERY(...) (&(prse_passages_query){ \
    .size = sizeof(prse_passages_query), __VA_ARGS__})

PRSE_TEST(search, without_a_query_all_are_found)
{
    expect(NULL, "0 1 2 3 4 5 6 7 ");
}

PRSE_TEST(search, words_are_compared_without_case_and_accents)
{
    expect(QUERY(.text = PRSE_STR("EMISSIONS")), "0 7 ");
    expect(QUERY(.text = PRSE_STR("émission")), "0 2 7 ");
}

PRSE_TEST(search, all_words_must_occur_in_any_order)
{
    expect(QUERY(.text = PRSE_STR("baissent les")), "0 ");
    expect(QUERY(.text = PRSE_STR("baissent conseil")), "");
}

PRSE_TEST(search, a_word_may_begin_one_but_not_end_one)
{
    expect(QUERY(.text = PRSE_STR("sal")), "3 ");
    expect(QUERY(.text = PRSE_STR("alaries")), "");
}

PRSE_TEST(search, punctuation_alone_chooses_nothing)
{
    expect(QUERY(.text = PRSE_STR(" ?! ")), "0 1 2 3 4 5 6 7 ");
}

PRSE_TEST(search, by_topic_theme_document_and_confidence)
{
    expect(QUERY(.code = PRSE_STR("E1")), "0 2 4 7 ");
    expect(QUERY(.theme = PRSE_THEME_SOCIAL), "3 ");
    expect(QUERY(.document = 2), "4 5 6 7 ");
    expect(QUERY(.relevant = 1), "0 2 3 4 6 7 ");
    expect(QUERY(.confidence = 0.75), "0 3 ");
}

PRSE_TEST(search, a_limit_ends_it)
{
    expect(QUERY(.limit = 2), "0 1 ");
}

static int stop(void *user, size_t index)
{
    *(size_t *)user = index;
    return 1;
}

PRSE_TEST(search, whoever_asks_may_stop)
{
    prse_passages *passages = scene_passages();
    size_t last = 99;
    cr_assert_eq(prse_passages_search(passages, QUERY(.document = 2), stop,
                                      &last, NULL),
                 PRSE_OK);
    cr_assert_eq(last, 4);
    prse_passages_free(passages);
}

PRSE_TEST(search, words_that_are_not_utf8_are_refused)
{
    prse_passages *passages = scene_passages();
    prse_error err = {0};
    cr_assert_eq(prse_passages_search(passages,
                                      QUERY(.text = PRSE_STR("\xFF")), stop,
                                      NULL, &err),
                 PRSE_EPARSE);
    cr_assert_str_eq(err.subject, "text");
    prse_passages_free(passages);
}

PRSE_TEST(search, lack_of_memory_is_told)
{
    prse_passages *passages = scene_passages();
    PRSE_EACH_FAULT {
        char said[32] = "";
        prse_error err = {0};
        prse_status status = prse_passages_search(
            passages, QUERY(.text = PRSE_STR("climat")), note, said, &err);
        PRSE_FAULT_CHECK(status, err);
    }
    prse_passages_free(passages);
}
