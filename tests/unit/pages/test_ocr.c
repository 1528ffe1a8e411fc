/* SPDX-License-Identifier: Apache-2.0 */
#include "pages/ocr.h"
#include "sheets.h"

#define TEXT "une page de texte qui a bien plus de quarante lettres en tout"

static const struct {
    const char *text;
    uint32_t images, needs_ocr;
} cases[] = {
    {TEXT, 0, 0},         {TEXT, 3, 0},       {TEXT, UINT32_MAX, 0},
    {"", 0, 0},           {"", 1, 1},         {"", UINT32_MAX, 1},
    {"Page 12", 1, 1},    {"Page 12", 0, 0},  {"1 234 567 890 12", 2, 1},
};

enum { CASES = sizeof cases / sizeof cases[0] };

PRSE_TEST(ocr, pictures_of_text_are_marked)
{
    prse__pages *pages;
    prse_error err;
    cr_assert_eq(prse__pages_new(&pages, 0, &err), PRSE_OK);
    for (size_t i = 0; i < CASES; i++)
        cr_assert_eq(sheets_add(pages, cases[i].text, cases[i].images, &err),
                     PRSE_OK);
    cr_assert_eq(prse__ocr_mark(pages, &err), PRSE_OK);
    for (size_t i = 0; i < CASES; i++)
        cr_expect_eq(prse__pages_at(pages, i)->needs_ocr, cases[i].needs_ocr,
                     "case %zu", i);
    prse_extract_report report;
    prse__pages_report(pages, &report);
    cr_assert_eq(report.pages, CASES);
    cr_assert_eq(report.ocr_pages, 4);
    cr_assert_eq(report.needs_ocr, 0);
    prse__pages_free(pages);
}

PRSE_TEST(ocr, a_document_of_such_pages_is_a_scan)
{
    prse__pages *pages;
    prse_error err;
    prse_extract_report report;
    cr_assert_eq(prse__pages_new(&pages, 0, &err), PRSE_OK);
    prse__pages_report(pages, &report);
    cr_assert_eq(report.needs_ocr, 0);
    cr_assert_eq(sheets_add(pages, TEXT, 0, &err), PRSE_OK);
    cr_assert_eq(sheets_add(pages, "", 1, &err), PRSE_OK);
    cr_assert_eq(sheets_add(pages, "", 1, &err), PRSE_OK);
    cr_assert_eq(prse__ocr_mark(pages, &err), PRSE_OK);
    prse__pages_report(pages, &report);
    cr_assert_eq(report.needs_ocr, 1);
    prse__pages_free(pages);
}
