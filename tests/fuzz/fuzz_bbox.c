/* SPDX-License-Identifier: Apache-2.0 */
/* What a reader that was taken over may write: any bytes, in pieces of any
 * length. Pages that come are as the plug's header says, and can be cleaned. */
#include "extract/bbox.h"
#include "fuzz/fuzz.h"
#include "pages/pages.h"

static prse_status keep(void *user, const prse_page *page, prse_error *err)
{
    for (size_t i = 0; i < page->count; i++) {
        const prse_word *word = page->words + i;
        FUZZ_ASSERT(word->text.len > 0);
        FUZZ_ASSERT(prse__utf8_check(word->text) == word->text.len);
        FUZZ_ASSERT(word->right >= word->left && word->bottom >= word->top);
    }
    return prse__pages_add(user, page, err);
}

static void read_all(prse__pages *pages, const char *bytes, size_t size)
{
    prse__bbox it;
    prse_error err;
    prse_status status = PRSE_OK;
    size_t piece = size > 0 ? (unsigned char)bytes[0] + 1u : 1;
    prse__bbox_begin(&it, keep, pages, 100);
    for (size_t at = 0; !status && at < size; at += piece)
        status = prse__bbox_add(
            &it,
            (prse_str){bytes + at, piece < size - at ? piece : size - at},
            &err);
    if (!status)
        status = prse__bbox_end(&it, &err);
    if (!status)
        prse__pages_clean(pages, &err);
    prse__bbox_free(&it);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    prse__pages *pages;
    if (prse__pages_new(&pages, 0, NULL))
        return 0;
    read_all(pages, (const char *)data, size);
    prse__pages_free(pages);
    return 0;
}
