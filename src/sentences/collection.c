/* SPDX-License-Identifier: Apache-2.0 */
#include "sentences/collection.h"

#include <math.h>

#include "sentences/letters.h"

enum { CLOSING = 16 }; /* words that only close, one behind the other */

static int make_room(prse_sentences *s)
{
    if (s->now.count < s->capacity)
        return 1;
    size_t capacity = s->capacity + s->capacity / 2 + 64;
    prse__found *found = prse__resize(s->found, s->capacity, capacity,
                                      sizeof *found);
    if (!found) {
        s->failed = PRSE_ENOMEM;
        return 0;
    }
    s->found = found;
    s->capacity = capacity;
    return 1;
}

void prse__collection_begin(prse_sentences *s, prse_segment_kind kind)
{
    if (s->failed || !make_room(s))
        return;
    s->found[s->now.count++] = (prse__found){
        .start = s->text.len, .page = s->now.page, .kind = kind};
}

static void add_text(prse_sentences *s, prse_str text)
{
    if (text.len > s->options.byte_limit ||
        s->text.len > s->options.byte_limit - text.len) {
        s->failed = PRSE_ELIMIT;
        return;
    }
    prse__buf_add(&s->text, text);
    if (s->text.failed)
        s->failed = PRSE_ENOMEM;
}

/* A segment that others follow moves to the end; what it leaves behind is
 * less than a sentence a page or column. */
void prse__collection_resume(prse_sentences *s, size_t index)
{
    if (s->failed)
        return;
    prse__found *f = &s->found[index];
    s->now.open_at = index;
    s->now.open = 1;
    if (f->start + f->len == s->text.len)
        return;
    prse_str copy = prse__str_dup(s->scratch,
                                  (prse_str){s->text.ptr + f->start, f->len});
    size_t start = s->text.len;
    if (!copy.ptr)
        s->failed = PRSE_ENOMEM;
    else
        add_text(s, copy);
    if (!s->failed)
        f->start = start;
}

prse__found *prse__collection_last(prse_sentences *s)
{
    return &s->found[s->now.open ? s->now.open_at : s->now.count - 1];
}

static void widen(prse__found *f, const prse_word *word)
{
    int first = f->words == 0;
    f->left = first ? word->left : fminf(f->left, word->left);
    f->top = first ? word->top : fminf(f->top, word->top);
    f->right = first ? word->right : fmaxf(f->right, word->right);
    f->bottom = first ? word->bottom : fmaxf(f->bottom, word->bottom);
}

/* Of ASCII, and visible. */
static int is_plain(char c)
{
    return c > ' ' && c < 0x7F;
}

/* U+00A0 and U+202F separate words too. */
static uint32_t parts(prse_str text)
{
    uint32_t count = 0;
    size_t plain = 0;
    int inside = 0;
    while (plain < text.len && is_plain(text.ptr[plain]))
        plain++;
    if (plain == text.len)
        return text.len > 0; /* ASCII */
    for (size_t pos = 0; pos < text.len;) {
        uint32_t c = prse__utf8_next(text, &pos);
        int blank = c <= ' ' || c == 0xA0 || c == 0x202F;
        count += !blank && !inside;
        inside = !blank;
    }
    return count;
}

void prse__collection_add(prse_sentences *s, char separator,
                          const prse_word *word)
{
    if (s->failed)
        return;
    prse__found *f = prse__collection_last(s);
    if (f->len > 0 && separator)
        add_text(s, (prse_str){&separator, 1});
    if (f->page == s->now.page)
        widen(f, word);
    add_text(s, word->text);
    f->len = s->text.len - f->start;
    f->words += parts(word->text);
}

prse_str prse__collection_last_word(const prse_sentences *s, size_t index)
{
    const prse__found *f = &s->found[index];
    prse_str text = {s->text.ptr + f->start, f->len};
    prse_str word = {0};
    for (int back = 0; text.len > 0 && back < CLOSING; back++) {
        size_t at = text.len;
        while (at > 0 && text.ptr[at - 1] != ' ')
            at--;
        word = (prse_str){text.ptr + at, text.len - at};
        if (!prse__letters_only_close(word))
            break;
        text.len = at > 0 ? at - 1 : 0;
    }
    return word;
}

static size_t height_class(float size)
{
    return size > 0 && size < PRSE__HEIGHTS / 2.f ? (size_t)(size * 2) : 0;
}

void prse__collection_measure(prse_sentences *s, const prse__lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        size_t height = height_class(lines->runs[i].size);
        if (!lines->runs[i].row && s->now.heights[height] < UINT32_MAX / 2)
            s->now.heights[height] += (uint32_t)lines->runs[i].count;
    }
}

float prse__collection_body(const prse_sentences *s)
{
    size_t most = 0;
    for (size_t i = 1; i < PRSE__HEIGHTS; i++)
        if (s->now.heights[i] > s->now.heights[most] || most == 0)
            most = i;
    return (float)most / 2 + 0.25f;
}
