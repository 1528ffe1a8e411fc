/* SPDX-License-Identifier: Apache-2.0 */
#include "pages/hyphens.h"
#include "pages/keep.h"
#include "pages/letters.h"
#include "pages/ocr.h"
#include "pages/running.h"

static prse_status clean_word(prse__pages *pages, prse__buf *buf,
                              prse_word *word, prse_error *err)
{
    if (prse__letters_plain(word->text))
        return PRSE_OK;
    prse__buf_clear(buf);
    prse__letters_add(buf, word->text);
    if (buf->failed)
        return prse__error_nomem(err);
    if (buf->len == 0) {
        word->text.len = 0;
        return PRSE_OK;
    }
    word->text = prse__str_dup(pages->arena, prse__buf_str(buf));
    return word->text.ptr ? PRSE_OK : prse__pages_full(pages, err);
}

static prse_status clean_letters(prse__pages *pages, prse_error *err)
{
    prse__buf buf;
    prse_status status = PRSE_OK;
    prse__buf_init(&buf, 0);
    for (size_t i = 0; !status && i < pages->count; i++) {
        prse_word *words = prse__pages_words(pages, i);
        for (size_t k = 0; !status && k < pages->page[i].count; k++)
            status = clean_word(pages, &buf, words + k, err);
        prse__pages_pack(pages->page + i);
    }
    prse__buf_free(&buf);
    return status;
}

prse_status prse__pages_clean(prse__pages *pages, prse_error *err)
{
    prse_status (*const step[])(prse__pages *, prse_error *) = {
        clean_letters, prse__running_remove, prse__hyphens_join,
        prse__ocr_mark};
    prse_status status = PRSE_OK;
    for (size_t i = 0; !status && i < sizeof step / sizeof step[0]; i++)
        status = step[i](pages, err);
    return status;
}
