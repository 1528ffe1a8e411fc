/* SPDX-License-Identifier: Apache-2.0 */
/* The plug's border: what callers and readers may do. */
#include <string.h>

#include "extract/extract.h"
#include "support/test.h"

/* A reader that does what a test says. */
typedef struct puppet {
    prse_page page;
    prse_word word;
    prse_status answers;
    int silent; /* gives no reason */
    uint64_t reads_at;
} puppet;

static prse_status perform(void *self, const prse_blob_source *pdf,
                           prse_page_found found, void *user,
                           const prse_extract_options *opts, prse_error *err)
{
    puppet *it = self;
    char byte;
    cr_assert_eq(opts->size, sizeof *opts);
    cr_assert(opts->deadline_ms > 0 && opts->page_limit > 0);
    prse_status status = PRSE_OK;
    if (it->reads_at)
        status = pdf->read(pdf->user, it->reads_at, &byte, 1, err);
    if (!status && it->page.size)
        status = found(user, &it->page, err);
    if (!status && it->answers && !it->silent)
        prse__error_set(err, it->answers, "puppet", "as it was told");
    return status ? status : it->answers;
}

static const char pdf_text[] = "junk\n%PDF-1.7\nand more";

static prse_status read_text(void *user, uint64_t offset, void *to,
                             size_t room, prse_error *err)
{
    if (!user)
        return prse__error_set(err, PRSE_ETLS, "source", "a fault");
    memcpy(to, (const char *)user + offset, room);
    return PRSE_OK;
}

static prse_status accept_page(void *user, const prse_page *page,
                               prse_error *err)
{
    (void)page;
    if (user)
        return prse__error_set(err, PRSE_ERATE, "found", "a fault");
    return PRSE_OK;
}

static prse_blob_source source_of(const char *text)
{
    return (prse_blob_source){.size = sizeof(prse_blob_source),
                              .bytes = strlen(text),
                              .user = (void *)(uintptr_t)text,
                              .read = read_text};
}

static puppet one_page(void)
{
    return (puppet){.page = {.size = sizeof(prse_page), .number = 1}};
}

static prse_status play(puppet *it, const char *text, void *user,
                        const prse_extract_options *opts, prse_error *err)
{
    prse_extract plug = {.size = sizeof plug, .self = it, .read = perform};
    prse_blob_source pdf = source_of(text);
    it->page.words = &it->word;
    memset(err, 0, sizeof *err);
    prse_status status =
        prse__extract_read(&plug, &pdf, accept_page, user, opts, err);
    cr_assert_eq(err->code, (int32_t)status);
    return status;
}

PRSE_TEST(extract_call, pages_go_through)
{
    puppet it = one_page();
    prse_error err;
    cr_assert_eq(play(&it, pdf_text, NULL, NULL, &err), PRSE_OK);
}

PRSE_TEST(extract_call, what_is_no_pdf_is_not_read)
{
    puppet it = {.answers = PRSE_EIO};
    prse_error err;
    cr_assert_eq(play(&it, "PK\3\4", NULL, NULL, &err), PRSE_ESCHEMA);
    cr_assert_eq(play(&it, "", NULL, NULL, &err), PRSE_ESCHEMA);
    cr_assert_not_null(strstr(err.message, "not a PDF"));
}

PRSE_TEST(extract_call, wrong_calls_are_refused)
{
    puppet it = one_page();
    prse_error err;
    prse_extract_options late = {.size = sizeof late, .deadline_ms = -1};
    prse_extract_options unsized = {.size = 0};
    prse_extract_options endless = {.size = sizeof endless,
                                    .page_limit = UINT32_MAX};
    prse_extract none = {.size = sizeof none}, small = {.size = 8};
    prse_blob_source pdf = source_of(pdf_text);
    cr_assert_eq(play(&it, pdf_text, NULL, &late, &err), PRSE_EINVAL);
    cr_assert_eq(play(&it, pdf_text, NULL, &unsized, &err), PRSE_EABI);
    cr_assert_eq(play(&it, pdf_text, NULL, &endless, &err), PRSE_EINVAL);
    cr_assert_eq(prse__extract_read(&none, &pdf, accept_page, NULL, NULL,
                                    &err), PRSE_EINVAL);
    cr_assert_eq(prse__extract_read(&small, &pdf, accept_page, NULL, NULL,
                                    &err), PRSE_EABI);
    cr_assert_eq(prse__extract_read(NULL, &pdf, accept_page, NULL, NULL,
                                    &err), PRSE_EINVAL);
    none.read = perform;
    none.self = &it;
    cr_assert_eq(prse__extract_read(&none, &pdf, NULL, NULL, NULL, &err),
                 PRSE_EINVAL);
    cr_assert_eq(prse__extract_read(&none, NULL, accept_page, NULL, NULL,
                                    &err), PRSE_EINVAL);
    pdf.size = 8;
    cr_assert_eq(prse__extract_read(&none, &pdf, accept_page, NULL, NULL,
                                    &err), PRSE_EABI);
}

PRSE_TEST(extract_call, callers_failures_go_through)
{
    puppet it = one_page();
    prse_error err;
    prse_extract plug = {.size = sizeof plug, .self = &it, .read = perform};
    prse_blob_source pdf = source_of(pdf_text);
    cr_assert_eq(play(&it, pdf_text, &it, NULL, &err), PRSE_ERATE);
    pdf.user = NULL;
    cr_assert_eq(prse__extract_read(&plug, &pdf, accept_page, NULL, NULL,
                                    &err), PRSE_ETLS);
}

PRSE_TEST(extract_call, a_reader_answers_what_it_may_only)
{
    puppet it = {.answers = PRSE_EPARSE};
    prse_error err;
    cr_assert_eq(play(&it, pdf_text, NULL, NULL, &err), PRSE_EPARSE);
    cr_assert_str_eq(err.message, "as it was told");
    it.silent = 1;
    cr_assert_eq(play(&it, pdf_text, NULL, NULL, &err), PRSE_EPARSE);
    cr_assert_str_eq(err.message, "the reader gave no reason");
    it.answers = PRSE_ECONFLICT;
    cr_assert_eq(play(&it, pdf_text, NULL, NULL, &err), PRSE_EPEER);
}

PRSE_TEST(extract_call, pages_out_of_order_are_not_believed)
{
    puppet it = one_page();
    prse_error err;
    it.page.number = 2;
    cr_assert_eq(play(&it, pdf_text, NULL, NULL, &err), PRSE_EPEER);
    it = one_page();
    it.page.size = 8;
    cr_assert_eq(play(&it, pdf_text, NULL, NULL, &err), PRSE_EPEER);
}

PRSE_TEST(extract_call, words_that_are_none_are_not_believed)
{
    static const prse_word odd[] = {
        {.text = {"", 0}},
        {.text = {"\xff", 1}},
        {.text = {"a", 1}, .left = 2, .right = 1},
        {.text = {"a", 1}, .top = 2, .bottom = 1}};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        puppet it = one_page();
        prse_error err;
        it.page.count = 1;
        it.word = odd[i];
        cr_assert_eq(play(&it, pdf_text, NULL, NULL, &err), PRSE_EPEER);
    }
}

PRSE_TEST(extract_call, a_reader_may_not_read_past_the_end)
{
    puppet it = {.reads_at = sizeof pdf_text};
    prse_error err;
    cr_assert_eq(play(&it, pdf_text, NULL, NULL, &err), PRSE_EPEER);
}
