/* SPDX-License-Identifier: Apache-2.0 */
#include "pages/lines.h"

int prse__line_next(prse__line *out, const prse_page *page, size_t *at)
{
    const prse_word *words = page->words;
    if (*at >= page->count)
        return 0;
    *out = (prse__line){*at, *at, words[*at].top, words[*at].bottom};
    uint32_t line = words[*at].line, block = words[*at].block;
    for (; *at < page->count && words[*at].line == line &&
           words[*at].block == block;
         ++*at) {
        if (words[*at].top < out->top)
            out->top = words[*at].top;
        if (words[*at].bottom > out->bottom)
            out->bottom = words[*at].bottom;
    }
    out->end = *at;
    return 1;
}
