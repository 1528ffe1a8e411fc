/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scene.h"
#include "support/fault.h"
#include "support/test.h"

PRSE_TEST(write, our_form_reads_back_as_itself)
{
    prse_passages *passages = scene_of(SCENE_OURS);
    char *first = scene_written(passages, PRSE_PASSAGES_JSON);
    prse_passages *again = scene_of(first);
    char *second = scene_written(again, PRSE_PASSAGES_JSON);
    cr_assert_str_eq(first, SCENE_OURS);
    cr_assert_str_eq(second, first);
    free(first);
    free(second);
    prse_passages_free(again);
    prse_passages_free(passages);
}

PRSE_TEST(write, the_existing_form_reads_back_as_itself)
{
    prse_passages *passages = scene_of(SCENE_EXISTING);
    char *written = scene_written(passages, PRSE_PASSAGES_EXISTING);
    cr_assert_str_eq(written, SCENE_EXISTING);
    free(written);
    prse_passages_free(passages);
}

PRSE_TEST(write, what_speaks_of_no_topic_comes_last_in_the_existing_form)
{
    prse_passages *passages = scene_of(SCENE_OURS);
    char *written = scene_written(passages, PRSE_PASSAGES_EXISTING);
    const char *none = strstr(written, "\"Non ESRS\"");
    cr_assert_not_null(none);
    cr_assert_null(strstr(none + 1, "\"ESRS "));
    for (const char *c = written; *c; c++)
        cr_assert((unsigned char)*c < 0x80, "it is ASCII");
    free(written);
    prse_passages_free(passages);
}

/* Its titles are keys, which are told once. */
PRSE_TEST(write, topics_of_one_title_are_one_in_the_existing_form)
{
    prse_passages *passages = scene_of(
        "{\"format\":\"passages/1\",\"document\":{},\"topics\":["
        "{\"code\":\"S1\",\"title\":\"format\"},"
        "{\"code\":\"E1\",\"title\":\"format\"}],\"sentences\":["
        "{\"page\":1,\"topic\":0,\"text\":\"a\"},"
        "{\"page\":2,\"topic\":1,\"text\":\"b\"}]}");
    char *written = scene_written(passages, PRSE_PASSAGES_EXISTING);
    cr_assert_str_eq(written, "{\"format\":[{\"PAGES\":1,\"TEXTS\":\"a\"},"
                              "{\"PAGES\":2,\"TEXTS\":\"b\"}]}");
    prse_passages *again = scene_of(written);
    cr_assert_eq(prse_passages_count(again), 2);
    free(written);
    prse_passages_free(again);
    prse_passages_free(passages);
}

PRSE_TEST(write, a_name_that_is_not_utf_8_is_written_as_such)
{
    prse_passages *passages;
    prse_error err = {0};
    cr_assert_eq(prse_passages_new(&passages, &err), PRSE_OK);
    cr_assert_eq(prse_passages_add(passages, PRSE_STR("\xE9t\xC3\xA9"),
                                   PRSE_STR("{}"), &err),
                 PRSE_OK);
    char *written = scene_written(passages, PRSE_PASSAGES_JSON);
    cr_assert(strstr(written, "\"name\":\"\xEF\xBF\xBDt\xC3\xA9\""), "%s",
              written);
    free(written);
    prse_passages_free(passages);
}

PRSE_TEST(write, a_box_that_is_nowhere_is_not_told)
{
    static const char *const sides[] = {"999999999,0,1,1", "0,0,1,-1000001"};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        char json[300];
        snprintf(json, sizeof json,
                 "{\"format\":\"passages/1\",\"document\":{},\"topics\":"
                 "[{\"title\":\"t\"}],\"sentences\":[{\"page\":1,"
                 "\"topic\":0,\"text\":\"a\",\"box\":[%s]}]}", sides[i]);
        prse_passages *passages = scene_of(json);
        char *written = scene_written(passages, PRSE_PASSAGES_JSON);
        cr_assert_null(strstr(written, "box"), "%s", written);
        free(written);
        prse_passages_free(passages);
    }
}

PRSE_TEST(write, letters_beyond_the_first_plane_are_two_escapes)
{
    prse_passages *passages =
        scene_of("{\"T\":[{\"PAGES\":1,\"TEXTS\":\"\xF0\x9F\x8C\x8D\"}]}");
    char *written = scene_written(passages, PRSE_PASSAGES_EXISTING);
    cr_assert_str_eq(written,
                     "{\"T\":[{\"PAGES\":1,\"TEXTS\":\"\\ud83c\\udf0d\"}]}");
    free(written);
    prse_passages_free(passages);
}

PRSE_TEST(write, csv_has_a_line_a_sentence_and_no_formula)
{
    prse_passages *passages = scene_passages();
    char *written = scene_written(passages, PRSE_PASSAGES_CSV);
    const char *const lines[] = {
        "\"Document\",\"Page\",\"Thème\",\"Code\",\"Sujet\",\"Phrase\","
        "\"Confiance\",\"Indices\"\r\n",
        "\"rapport.pdf\",2,\"Environnement\",\"E1\",\"ESRS E1 : Changement "
        "climatique\",\"Les émissions baissent de 12 %.\",0.875,"
        "\"émissions\"\r\n",
        "\"'=1+1 est une émission\",,\"\"\r\n",
        "\"ancien.pdf\",1,\"Hors ESRS\",\"\",\"Non ESRS\",\"Le chiffre "
        "d'affaires.\",,\"\"\r\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        cr_assert(strstr(written, lines[i]), "%s in\n%s", lines[i], written);
    free(written);
    prse_passages_free(passages);
}

PRSE_TEST(write, quotes_are_doubled_in_csv)
{
    prse_passages *passages =
        scene_of("{\"T\":[{\"PAGES\":1,\"TEXTS\":\"dit \\\"oui\\\"\"}]}");
    char *written = scene_written(passages, PRSE_PASSAGES_CSV);
    cr_assert(strstr(written, "\"dit \"\"oui\"\"\""), "%s", written);
    free(written);
    prse_passages_free(passages);
}

PRSE_TEST(write, the_synthesis_counts_each_topic)
{
    prse_passages *passages = scene_passages();
    char *written = scene_written(passages, PRSE_PASSAGES_SYNTHESIS);
    cr_assert_str_eq(
        written,
        "\"Thème\",\"Code\",\"Sujet\",\"Phrases\",\"Documents\","
        "\"Pages\"\r\n"
        "\"Environnement\",\"E1\",\"ESRS E1 : Changement climatique\",4,2,"
        "4\r\n"
        "\"Environnement\",\"E2\",\"ESRS E2 - Pollution\",1,1,1\r\n"
        "\"Social\",\"S1\",\"ESRS S1 - Personnel de l'entreprise\",1,1,1\r\n"
        "\"Hors ESRS\",\"\",\"Non ESRS\",2,2,2\r\n");
    free(written);
    prse_passages_free(passages);
}

PRSE_TEST(write, a_form_of_one_document_refuses_two)
{
    prse_passages *passages = scene_passages();
    prse_text *text;
    prse_error err = {0};
    cr_assert_eq(prse_passages_write(&text, passages, PRSE_PASSAGES_JSON,
                                     PRSE_LANG_FR, &err),
                 PRSE_EINVAL);
    cr_assert_str_eq(err.message,
                     "this form holds one document; there are 2");
    prse_passages_free(passages);
}

PRSE_TEST(write, lack_of_memory_is_told)
{
    prse_passages *passages = scene_passages();
    for (int f = PRSE_PASSAGES_CSV; f <= PRSE_PASSAGES_SYNTHESIS; f++)
        PRSE_EACH_FAULT {
            prse_text *text = NULL;
            prse_error err = {0};
            prse_status status = prse_passages_write(
                &text, passages, (prse_passages_format)f, PRSE_LANG_EN, &err);
            PRSE_FAULT_CHECK(status, err);
            prse_text_free(text);
        }
    prse_passages_free(passages);
}
