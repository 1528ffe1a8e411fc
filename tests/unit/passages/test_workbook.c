/* SPDX-License-Identifier: Apache-2.0 */
/* Workbooks, read back by our own reader. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "formats/xlsx.h"
#include "scene.h"
#include "support/test.h"

static prse_status collect(void *user, prse_str bytes, prse_error *err)
{
    (void)err;
    prse__buf_add(user, bytes);
    return PRSE_OK;
}

static prse__buf made(const prse_passages *passages,
                      const prse_workbook_options *opts)
{
    prse__buf bytes;
    prse_error err = {0};
    prse__buf_init(&bytes, 0);
    cr_assert_eq(prse_passages_xlsx(passages, opts, collect, &bytes, &err),
                 PRSE_OK, "%s", err.message);
    return bytes;
}

static prse_status add_row(void *user, const prse__xlsx_row *row,
                           prse_error *err)
{
    (void)err;
    for (size_t i = 0; i < row->count; i++) {
        prse__buf_add(user, row->cells[i]);
        prse__buf_adds(user, i + 1 < row->count ? "|" : "\n");
    }
    return PRSE_OK;
}

/* The cells of a sheet; empty: there is no such sheet. */
static void expect_sheet(const prse__buf *bytes, const char *sheet,
                         const char *wanted)
{
    prse__buf cells;
    prse__zip *zip;
    prse_error err = {0};
    prse__buf_init(&cells, 0);
    cr_assert_eq(prse__zip_open_text(&zip, prse__buf_str(bytes), "made.xlsx",
                                     &err),
                 PRSE_OK, "%s", err.message);
    prse_status status = prse__xlsx_read(zip, prse_str_of(sheet), NULL,
                                         add_row, &cells, &err);
    cr_assert_eq(status, *wanted ? PRSE_OK : PRSE_ENOTFOUND, "%s",
                 err.message);
    if (*wanted)
        cr_assert_str_eq(cells.ptr, wanted);
    prse__zip_close(zip);
    prse__buf_free(&cells);
}

#define OPTIONS(...) (&(prse_workbook_options){ \
    .size = sizeof(prse_workbook_options), __VA_ARGS__})

PRSE_TEST(workbook, the_first_sheet_is_the_synthesis)
{
    prse_passages *passages = scene_passages();
    prse__buf bytes = made(passages, NULL);
    expect_sheet(&bytes, "Synthèse",
                 "Thème|Code|Sujet|Phrases|Documents|Pages\n"
                 "Environnement|E1|ESRS E1 : Changement climatique|4|2|4\n"
                 "Environnement|E2|ESRS E2 - Pollution|1|1|1\n"
                 "Social|S1|ESRS S1 - Personnel de l'entreprise|1|1|1\n"
                 "Hors ESRS||Non ESRS|2|2|2\n");
    prse__buf_free(&bytes);
    prse_passages_free(passages);
}

PRSE_TEST(workbook, each_topic_has_a_sheet)
{
    prse_passages *passages = scene_passages();
    prse__buf bytes = made(passages, NULL);
    expect_sheet(&bytes, "S1",
                 "Document|Page|Code|Phrase|Confiance|Indices\n"
                 "rapport.pdf|3|S1|Les salariés sont formés.|0.75|"
                 "salariés, formés\n");
    expect_sheet(&bytes, "Hors ESRS", "");
    expect_sheet(&bytes, "Environnement", "");
    prse__buf_free(&bytes);
    prse_passages_free(passages);
}

PRSE_TEST(workbook, or_each_theme_in_either_language)
{
    prse_passages *passages = scene_passages();
    prse__buf bytes = made(passages, OPTIONS(.sheets = PRSE_SHEETS_THEMES,
                                             .lang = PRSE_LANG_EN,
                                             .all = 1));
    expect_sheet(&bytes, "Social",
                 "Document|Page|Code|Sentence|Confidence|Evidence\n"
                 "rapport.pdf|3|S1|Les salariés sont formés.|0.75|"
                 "salariés, formés\n");
    expect_sheet(&bytes, "No topic",
                 "Document|Page|Code|Sentence|Confidence|Evidence\n"
                 "rapport.pdf|2||Le conseil se réunit.|0.5|\n"
                 "ancien.pdf|1||Le chiffre d'affaires.||\n");
    expect_sheet(&bytes, "Governance", "");
    prse__buf_free(&bytes);
    prse_passages_free(passages);
}

/* No sheet may be called as another one is, or as Excel calls one. */
PRSE_TEST(workbook, a_code_that_is_no_name_has_a_number)
{
    static const char *const codes[] = {"SYNTHESIS", "HISTORY", "e1", "E 1"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        char json[200];
        snprintf(json, sizeof json,
                 "{\"ESRS %s\":[{\"PAGES\":1,\"TEXTS\":\"a\"}]}", codes[i]);
        prse_passages *passages = scene_of(json);
        prse__buf bytes = made(passages, OPTIONS(.lang = PRSE_LANG_EN));
        prse_topic topic = {.size = sizeof topic};
        prse_error err = {0};
        prse_passages_topic(passages, 0, &topic, &err);
        snprintf(json, sizeof json,
                 "Document|Page|Code|Sentence|Confidence|Evidence\n"
                 "|1|%.*s|a||\n", (int)topic.code.len, topic.code.ptr);
        expect_sheet(&bytes, i < 3 ? "Topic 1" : "E", json);
        prse__buf_free(&bytes);
        prse_passages_free(passages);
    }
}

PRSE_TEST(workbook, a_code_of_no_theme_has_a_sheet_either_way)
{
    prse_passages *passages = scene_of(
        "{\"Autre\":[{\"PAGES\":1,\"TEXTS\":\"a\"}],"
        "\"Non ESRS\":[{\"PAGES\":2,\"TEXTS\":\"b\"}]}");
    static const char one[] =
        "Document|Page|Code|Phrase|Confiance|Indices\n|1|Autre|a||\n";
    static const char both[] =
        "Document|Page|Code|Phrase|Confiance|Indices\n|1|Autre|a||\n"
        "|2||b||\n";
    prse__buf topics = made(passages, OPTIONS(.all = 1)),
              themes = made(passages, OPTIONS(.sheets = PRSE_SHEETS_THEMES)),
              all = made(passages, OPTIONS(.sheets = PRSE_SHEETS_THEMES,
                                           .all = 1));
    expect_sheet(&topics, "Sujet 1", one);
    expect_sheet(&topics, "Hors ESRS",
                 "Document|Page|Code|Phrase|Confiance|Indices\n|2||b||\n");
    expect_sheet(&themes, "Hors ESRS", one);
    expect_sheet(&all, "Hors ESRS", both);
    prse__buf_free(&topics);
    prse__buf_free(&themes);
    prse__buf_free(&all);
    prse_passages_free(passages);
}

/* Whoever reads it would stop at one. */
PRSE_TEST(workbook, characters_that_xml_has_not_are_replaced)
{
    prse_passages *passages = scene_of(
        "{\"ESRS E1 : Climat\":[{\"PAGES\":1,\"TEXTS\":"
        "\"\\ufffe a\\u0001 \\uffff\\uff5e\"}]}");
    prse__buf bytes = made(passages, OPTIONS(.title = PRSE_STR("a\x01")));
    expect_sheet(&bytes, "E1",
                 "Document|Page|Code|Phrase|Confiance|Indices\n"
                 "|1|E1|\xEF\xBF\xBD a\xEF\xBF\xBD \xEF\xBF\xBD～||\n");
    prse__buf_free(&bytes);
    prse_passages_free(passages);
}

PRSE_TEST(workbook, a_sentence_is_never_a_formula)
{
    prse_passages *passages = scene_passages();
    prse__buf bytes = made(passages, NULL);
    expect_sheet(&bytes, "E1",
                 "Document|Page|Code|Phrase|Confiance|Indices\n"
                 "rapport.pdf|2|E1|Les émissions baissent de 12 %.|0.875|"
                 "émissions\n"
                 "rapport.pdf|3|E1|=1+1 est une émission||\n"
                 "ancien.pdf|1|E1|Le climat.||\n"
                 "ancien.pdf|4|E1|Les émissions / an.||\n");
    prse__buf_free(&bytes);
    prse_passages_free(passages);
}

PRSE_TEST(workbook, the_same_passages_give_the_same_bytes)
{
    prse_passages *passages = scene_passages();
    prse__buf first = made(passages, OPTIONS(.title = PRSE_STR("Analyse"))),
              second = made(passages, OPTIONS(.title = PRSE_STR("Analyse")));
    cr_assert_eq(first.len, second.len);
    cr_assert_eq(memcmp(first.ptr, second.ptr, first.len), 0);
    prse__buf_free(&first);
    prse__buf_free(&second);
    prse_passages_free(passages);
}

/* A cell takes 32,000 bytes: an "a" and 15,999 letters of two bytes. */
PRSE_TEST(workbook, a_very_long_sentence_is_cut_between_letters)
{
    enum { LETTERS = 20000, KEPT = 15999 };
    prse__buf json, wanted;
    prse__buf_init(&json, 0);
    prse__buf_init(&wanted, 0);
    prse__buf_adds(&json, "{\"X Y\":[{\"PAGES\":1,\"TEXTS\":\"a");
    prse__buf_adds(&wanted, "Document|Page|Code|Phrase|Confiance|Indices\n"
                            "|1|X Y|a");
    for (int i = 0; i < LETTERS; i++) {
        prse__buf_adds(&json, "é");
        if (i < KEPT)
            prse__buf_adds(&wanted, "é");
    }
    prse__buf_adds(&json, "\"}]}");
    prse__buf_adds(&wanted, "…||\n");
    prse_passages *passages = scene_of(json.ptr);
    prse__buf bytes = made(passages, NULL);
    expect_sheet(&bytes, "Sujet 1", wanted.ptr);
    prse__buf_free(&bytes);
    prse__buf_free(&json);
    prse__buf_free(&wanted);
    prse_passages_free(passages);
}

static prse_status refuse(void *user, prse_str bytes, prse_error *err)
{
    (void)user;
    (void)bytes;
    err->code = PRSE_EPEER;
    strcpy(err->message, "enough");
    return PRSE_EPEER;
}

PRSE_TEST(workbook, a_sink_that_refuses_ends_it)
{
    prse_passages *passages = scene_passages();
    prse_error err = {0};
    cr_assert_eq(prse_passages_xlsx(passages, NULL, refuse, NULL, &err),
                 PRSE_EPEER);
    cr_assert_str_eq(err.message, "enough");
    prse_passages_free(passages);
}

PRSE_TEST(workbook, a_folder_that_takes_no_file_is_told)
{
    prse_passages *passages = scene_passages();
    prse__buf bytes;
    prse_error err = {0};
    prse__buf_init(&bytes, 0);
    cr_assert_eq(prse_passages_xlsx(passages, OPTIONS(.spool = "/nowhere"),
                                    collect, &bytes, &err),
                 PRSE_EIO);
    cr_assert_eq(err.sys_code, ENOENT);
    prse_passages_free(passages);
}

PRSE_TEST(workbook, a_day_that_is_none_is_refused)
{
    prse_passages *passages = scene_passages();
    prse_error err = {0};
    cr_assert_eq(prse_passages_xlsx(passages,
                                    OPTIONS(.created = PRSE_STR("hier")),
                                    refuse, NULL, &err),
                 PRSE_EPARSE);
    cr_assert_str_eq(err.subject, "created");
    cr_assert(strstr(err.message, "found `hier`"), "%s", err.message);
    prse_passages_free(passages);
}
