/* SPDX-License-Identifier: Apache-2.0 */
#include "pages/ocr.h"

#include "pages/keep.h"
#include "pages/letters.h"

enum { FEW_LETTERS = 40 }; /* a page number, a stamp */

static size_t letters(const prse_page *page)
{
    size_t count = 0;
    for (size_t i = 0; i < page->count && count < FEW_LETTERS; i++)
        for (size_t at = 0; at < page->words[i].text.len;)
            count += prse__letters_is_letter(
                prse__utf8_next(page->words[i].text, &at)) != 0;
    return count;
}

prse_status prse__ocr_mark(prse__pages *pages, prse_error *err)
{
    (void)err;
    for (size_t i = 0; i < pages->count; i++) {
        prse_page *page = pages->page + i;
        int pictured = page->images != 0; /* or not known */
        page->needs_ocr = pictured && letters(page) < FEW_LETTERS;
    }
    return PRSE_OK;
}

void prse__pages_report(const prse__pages *pages, prse_extract_report *out)
{
    *out = (prse_extract_report){.size = sizeof *out,
                                 .pages = (uint32_t)pages->count};
    for (size_t i = 0; i < pages->count; i++) {
        out->words += pages->page[i].count;
        out->ocr_pages += pages->page[i].needs_ocr;
    }
    out->needs_ocr = 2 * out->ocr_pages > out->pages;
}
