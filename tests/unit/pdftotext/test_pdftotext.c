/* SPDX-License-Identifier: Apache-2.0 */
/* The default reader: what it gives, and the reasons for which it gives
 * nothing. */
#include <string.h>

#include "paper.h"
#include "support/fault.h"

static prse_status read_paper(paper_read *out, const paper *of,
                              const prse_extract_options *opts)
{
    prse_extract reader;
    prse_blob_source pdf = paper_source(of);
    paper_reader(&reader);
    memset(&out->err, 0, sizeof out->err);
    prse_status status =
        prse__extract_read(&reader, &pdf, paper_page, out, opts, &out->err);
    reader.free(reader.self);
    cr_assert_eq(out->err.code, (int32_t)status);
    return status;
}

PRSE_TEST(pdftotext, gives_words_and_pages)
{
    static paper sheet;
    paper_read it = {.pages = 0};
    paper_make(&sheet, 3, "Bonjour \\340 vous", 0);
    cr_assert_eq(read_paper(&it, &sheet, NULL), PRSE_OK);
    cr_assert_eq(it.pages, 3);
    cr_assert_str_eq(it.text, "Bonjour à vous Bonjour à vous Bonjour à vous ");
    cr_assert_eq(it.images, 0);
}

PRSE_TEST(pdftotext, knows_pages_that_are_pictures)
{
    static paper sheet;
    paper_read it = {.pages = 0};
    paper_make(&sheet, 2, "12", 1);
    cr_assert_eq(read_paper(&it, &sheet, NULL), PRSE_OK);
    cr_assert_eq(it.images, 1);
}

PRSE_TEST(pdftotext, a_broken_document_is_told_as_such)
{
    static paper sheet;
    paper_read it = {.pages = 0};
    paper_make(&sheet, 1, "Bonjour", 0);
    sheet.length = 60;
    cr_assert_eq(read_paper(&it, &sheet, NULL), PRSE_EPARSE);
    cr_assert_not_null(strstr(it.err.message, "broken"));
    cr_assert_eq(it.pages, 0);
}

PRSE_TEST(pdftotext, what_is_no_pdf_is_told_as_such)
{
    static paper sheet = {.bytes = "PK\3\4", .length = 4};
    paper_read it = {.pages = 0};
    cr_assert_eq(read_paper(&it, &sheet, NULL), PRSE_ESCHEMA);
}

PRSE_TEST(pdftotext, pages_past_the_limit_are_an_error_after_the_others)
{
    static paper sheet;
    paper_read it = {.pages = 0};
    prse_extract_options opts = {.size = sizeof opts, .page_limit = 2};
    paper_make(&sheet, 3, "Bonjour", 0);
    cr_assert_eq(read_paper(&it, &sheet, &opts), PRSE_ELIMIT);
    cr_assert_eq(it.pages, 2);
    paper_make(&sheet, 2, "Bonjour", 0);
    cr_assert_eq(read_paper(&it, &sheet, &opts), PRSE_OK);
}

static int stop(void *user)
{
    ++((paper_read *)user)->calls;
    return 1;
}

static void tell(void *user, uint64_t pages, uint64_t total)
{
    (void)total;
    ((paper_read *)user)->told = (uint32_t)pages;
}

PRSE_TEST(pdftotext, the_caller_may_stop_and_is_told_of_progress)
{
    static paper sheet;
    paper_read it = {.pages = 0};
    prse_extract_options opts = {.size = sizeof opts, .progress = tell,
                                 .user = &it};
    paper_make(&sheet, 3, "Bonjour", 0);
    cr_assert_eq(read_paper(&it, &sheet, &opts), PRSE_OK);
    cr_assert_eq(it.told, 3);
    opts.should_stop = stop;
    cr_assert_eq(read_paper(&it, &sheet, &opts), PRSE_ECANCELED);
    cr_assert_geq(it.calls, 1);
}

static prse_status read_slowly(void *user, uint64_t offset, void *to,
                               size_t room, prse_error *err)
{
    (void)user, (void)offset;
    memset(to, ' ', room);
    memcpy(to, "%PDF-", room < 5 ? room : 5);
    (void)err;
    return PRSE_OK;
}

/* A document that never ends meets the deadline. */
PRSE_TEST(pdftotext, the_deadline_holds)
{
    prse_extract reader;
    paper_read it = {.pages = 0};
    prse_extract_options opts = {.size = sizeof opts, .deadline_ms = 200};
    prse_blob_source pdf = {.size = sizeof pdf, .bytes = (uint64_t)1 << 40,
                            .read = read_slowly};
    paper_reader(&reader);
    prse_status status =
        prse__extract_read(&reader, &pdf, paper_page, &it, &opts, &it.err);
    reader.free(reader.self);
    cr_assert(status == PRSE_ETIMEOUT || status == PRSE_ELIMIT, "%s",
              it.err.message);
}

static prse_status fail_page(void *user, const prse_page *page,
                             prse_error *err)
{
    (void)user, (void)page;
    return prse__error_set(err, PRSE_ECONFLICT, "found", "a fault");
}

PRSE_TEST(pdftotext, failures_of_the_caller_go_through)
{
    static paper sheet;
    prse_extract reader;
    prse_error err;
    paper_make(&sheet, 1, "Bonjour", 0);
    prse_blob_source pdf = paper_source(&sheet);
    paper_reader(&reader);
    cr_assert_eq(prse__extract_read(&reader, &pdf, fail_page, NULL, NULL,
                                    &err), PRSE_ECONFLICT);
    reader.free(reader.self);
}

/* The whole way, as hosts take it. */
PRSE_TEST(pdftotext, a_document_is_read_cleaned_and_reported)
{
    static paper sheet;
    prse_extract reader;
    paper_read it = {.pages = 0};
    prse_extract_report report = {.size = sizeof report};
    prse_extract_options opts = {.size = sizeof opts, .report = &report};
    paper_make(&sheet, 3, "Rapport", 1); /* a running head */
    prse_blob_source pdf = paper_source(&sheet);
    paper_reader(&reader);
    cr_assert_eq(prse_extract_read(&reader, &pdf, paper_page, &it, &opts,
                                   &it.err), PRSE_OK);
    cr_assert_eq(report.pages, 3);
    cr_assert_eq(report.words, 0);
    cr_assert_eq(report.ocr_pages, 3);
    cr_assert_eq(report.needs_ocr, 1);
    cr_assert_eq(it.pages, 3);
    opts.raw = 1;
    cr_assert_eq(prse_extract_read(&reader, &pdf, paper_page, &it, &opts,
                                   &it.err), PRSE_OK);
    cr_assert_eq(report.words, 3);
    cr_assert_eq(report.ocr_pages, 0);
    report.size = 0;
    cr_assert_eq(prse_extract_read(&reader, &pdf, paper_page, &it, &opts,
                                   &it.err), PRSE_EABI);
    cr_assert_eq(prse_extract_read(&reader, &pdf, NULL, &it, NULL, &it.err),
                 PRSE_EINVAL);
    cr_assert_eq(prse_extract_read(NULL, &pdf, paper_page, &it, NULL,
                                   &it.err), PRSE_EINVAL);
    reader.free(reader.self);
}

PRSE_TEST(pdftotext, lack_of_memory_is_told)
{
    static paper sheet;
    prse_extract reader;
    paper_make(&sheet, 2, "12", 1);
    prse_blob_source pdf = paper_source(&sheet);
    paper_reader(&reader);
    PRSE_EACH_FAULT {
        paper_read it = {.pages = 0};
        prse_status status = prse_extract_read(&reader, &pdf, paper_page, &it,
                                               NULL, &it.err);
        PRSE_FAULT_CHECK(status, it.err);
    }
    reader.free(reader.self);
}
