/* SPDX-License-Identifier: Apache-2.0 */
#include "sheets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 512, HIGH = 12, STEP = 14 };

static size_t put_line(prse_word *words, const char *line, size_t length,
                       float top, prse_word like)
{
    size_t count = 0, at = 0;
    while (at < length) {
        size_t from = at;
        while (at < length && line[at] != ' ')
            at++;
        like.text = (prse_str){line + from, at - from};
        like.left = 50 + 6 * (float)from;
        like.right = 50 + 6 * (float)at;
        like.top = top;
        like.bottom = top + HIGH;
        if (like.text.len > 0)
            words[count++] = like;
        at += at < length;
    }
    return count;
}

prse_status sheets_add(prse__pages *to, const char *text, uint32_t images,
                       prse_error *err)
{
    prse_word words[WORDS], like = {.block = 0};
    size_t count = 0;
    float top = 20;
    while (*text) {
        size_t length = strcspn(text, "\n");
        char *rest = (char *)(uintptr_t)text;
        if (*text == '@') {
            top = (float)strtol(text + 1, &rest, 10);
            rest++;
        }
        count += put_line(words + count, rest,
                          length - (size_t)(rest - text), top, like);
        like.line++;
        like.block += length == 0;
        top += STEP;
        text += length + (text[length] == '\n');
    }
    prse_page page = {.size = sizeof page,
                      .number = (uint32_t)prse__pages_count(to) + 1,
                      .width = 600, .height = SHEETS_HIGH, .words = words,
                      .count = count, .images = images};
    return prse__pages_add(to, &page, err);
}

const char *sheets_text(const prse__pages *pages)
{
    static char out[1 << 16];
    out[0] = '\0';
    size_t used = 0;
    for (size_t i = 0; i < prse__pages_count(pages); i++) {
        const prse_page *page = prse__pages_at(pages, i);
        used += (size_t)snprintf(out + used, sizeof out - used, "%s",
                                 i ? " // " : "");
        for (size_t k = 0; k < page->count; k++) {
            const prse_word *word = page->words + k;
            const char *before =
                k == 0 ? "" : word->line != word[-1].line ? " / " : " ";
            used += (size_t)snprintf(out + used, sizeof out - used, "%s%.*s",
                                     before, (int)word->text.len,
                                     word->text.ptr);
        }
    }
    return out;
}

prse__pages *sheets_clean(const char *const *texts, size_t count)
{
    prse__pages *pages;
    prse_error err;
    cr_assert_eq(prse__pages_new(&pages, 0, &err), PRSE_OK);
    for (size_t i = 0; i < count; i++)
        cr_assert_eq(sheets_add(pages, texts[i], 0, &err), PRSE_OK);
    cr_assert_eq(prse__pages_clean(pages, &err), PRSE_OK);
    return pages;
}
