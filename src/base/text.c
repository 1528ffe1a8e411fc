/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

struct prse_text {
    prse__buf buf;
};

prse_status prse__text_take(prse_text **out, prse__buf *buf, prse_error *err)
{
    prse_text *text = buf->failed ? NULL : prse__alloc(1, sizeof *text);
    if (!text) {
        prse__buf_free(buf);
        return prse__error_nomem(err);
    }
    text->buf = *buf;
    prse__buf_init(buf, 0);
    *out = text;
    return PRSE_OK;
}

prse_str prse_text_str(const prse_text *text)
{
    return text && text->buf.ptr ? prse__buf_str(&text->buf)
                                 : PRSE_STR("");
}

void prse_text_free(prse_text *text)
{
    if (!text)
        return;
    prse__buf_free(&text->buf);
    prse__free(text);
}
