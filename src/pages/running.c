/* SPDX-License-Identifier: Apache-2.0 */
#include "pages/running.h"

#include "pages/keep.h"
#include "pages/lines.h"

/* NEAR: heads may differ on left and right pages, and chapters may be short. */
enum { NEAR = 4, OTHERS = 2, MARGIN_LINES = 8 };
static const float margin = 0.14f; /* of the page's height, at either end */
static const float slack = 3.0f;   /* points */

/* A line of a margin, for comparison. */
typedef struct margin_line {
    prse__line line;
    uint32_t all, letters; /* hashes: with numbers, and without */
    int32_t first, last;   /* numbers in it; -1: none */
} margin_line;

/* Of one page; `top` and `bottom` are counted from the edge in. */
typedef struct margins {
    margin_line line[2][MARGIN_LINES];
    int count[2];
} margins;

static uint32_t mix(uint32_t hash, uint32_t c)
{
    return (hash ^ c) * UINT32_C(16777619);
}

static void end_number(margin_line *it, int32_t *number)
{
    if (*number < 0)
        return;
    if (it->first < 0)
        it->first = *number;
    it->last = *number;
    *number = -1;
}

/* Blanks do not count: engines cut words differently from page to page. */
static void read_word(margin_line *it, prse_str text)
{
    int32_t number = -1;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        it->all = mix(it->all, c);
        if (c >= '0' && c <= '9') {
            if (number < 0)
                it->letters = mix(it->letters, '0');
            if (number < 100000)
                number = (number < 0 ? 0 : number * 10) + (c - '0');
        } else {
            it->letters = mix(it->letters, c);
            end_number(it, &number);
        }
    }
    end_number(it, &number);
}

static margin_line read_line(const prse_page *page, prse__line line)
{
    margin_line it = {line, 1, 1, -1, -1};
    for (size_t i = line.first; i < line.end; i++)
        read_word(&it, page->words[i].text);
    return it;
}

/* How far a line is from its edge of the page. */
static float depth(const margin_line *it, int bottom)
{
    return bottom ? -it->line.bottom : it->line.top;
}

/* Keeps the outermost lines, the outermost first. */
static void keep(margins *it, int bottom, margin_line line)
{
    margin_line *list = it->line[bottom];
    int *count = &it->count[bottom];
    int at = *count;
    while (at > 0 && depth(&list[at - 1], bottom) > depth(&line, bottom))
        at--;
    if (at == MARGIN_LINES)
        return;
    if (*count < MARGIN_LINES)
        ++*count;
    for (int i = *count - 1; i > at; i--)
        list[i] = list[i - 1];
    list[at] = line;
}

static void read_margins(margins *it, const prse_page *page)
{
    prse__line line;
    float edge = page->height * margin;
    for (size_t at = 0; prse__line_next(&line, page, &at);) {
        if (line.bottom <= edge)
            keep(it, 0, read_line(page, line));
        else if (line.top >= page->height - edge)
            keep(it, 1, read_line(page, line));
    }
}

/* `apart`: how many pages lie between the two. */
static int is_same(const margin_line *a, const margin_line *b, int32_t apart)
{
    float lower = a->line.top - b->line.top;
    if (lower > slack || lower < -slack)
        return 0;
    if (a->all == b->all)
        return 1;
    return a->letters == b->letters && a->first >= 0 && b->first >= 0 &&
           (b->first - a->first == apart || b->last - a->last == apart);
}

static int has(const margins *page, int bottom, const margin_line *line,
               int32_t apart)
{
    for (int i = 0; i < page->count[bottom]; i++)
        if (is_same(line, &page->line[bottom][i], apart))
            return 1;
    return 0;
}

static int is_repeated(const margins *all, size_t pages, size_t at,
                       const margin_line *line, int bottom)
{
    size_t from = at > NEAR ? at - NEAR : 0;
    int others = 0;
    for (size_t i = from; i < pages && i <= at + NEAR; i++)
        if (i != at)
            others += has(all + i, bottom, line,
                          (int32_t)i - (int32_t)at);
    return others >= OTHERS;
}

/* From the edge in, up to the first that is not repeated. */
static void drop(const prse__pages *pages, const margins *all, size_t at,
                 int bottom)
{
    prse_word *words = prse__pages_words(pages, at);
    const margins *own = all + at;
    for (int i = 0; i < own->count[bottom]; i++) {
        const margin_line *line = &own->line[bottom][i];
        if (!is_repeated(all, pages->count, at, line, bottom))
            return;
        for (size_t k = line->line.first; k < line->line.end; k++)
            words[k].text.len = 0;
    }
}

prse_status prse__running_remove(prse__pages *pages, prse_error *err)
{
    margins *all = prse__alloc(pages->count + 1, sizeof *all);
    if (!all)
        return prse__error_nomem(err);
    for (size_t i = 0; i < pages->count; i++)
        read_margins(all + i, pages->page + i);
    for (size_t i = 0; i < pages->count; i++) {
        drop(pages, all, i, 0);
        drop(pages, all, i, 1);
    }
    for (size_t i = 0; i < pages->count; i++)
        prse__pages_pack(pages->page + i);
    prse__free(all);
    return PRSE_OK;
}
