/* SPDX-License-Identifier: Apache-2.0 */
/* A line goes on with the one before unless something speaks against it: a
 * mark, another size, a gap, or a line that was ended before it was full: the
 * first word of the next one would have found room on it. */
#include "sentences/flow.h"

#include <math.h>

#include "sentences/abbreviations.h"
#include "sentences/cut.h"
#include "sentences/letters.h"

enum { WINDOW = 8 };

/* Shares of the height of a word. */
static const float paragraph_gap = 0.7f, greatest_gap = 1.6f,
                   leading_grows = 0.35f, indent = 4, hanging = 0.5f,
                   same_size = 0.09f, title_size = 1.15f;
/* Share of the column that a line leaves free when its end is meant. */
static const float short_line = 0.4f;

static const prse__run *run_at(const prse__lines *lines, size_t i)
{
    return &lines->runs[i];
}

static int alike(float a, float b)
{
    return fabsf(a - b) <= same_size * fmaxf(a, b);
}

/* The right edge of the column around a run, as its neighbours show it. */
static float edge(const prse__lines *lines, size_t at)
{
    const prse__run *run = run_at(lines, at);
    size_t from = at > WINDOW ? at - WINDOW : 0;
    float right = run->right;
    for (size_t i = from; i < lines->count && i <= at + WINDOW; i++) {
        const prse__run *other = run_at(lines, i);
        if (!other->row && alike(other->size, run->size) &&
            fabsf(other->left - run->left) <= indent * run->size)
            right = fmaxf(right, other->right);
    }
    return right;
}

static float slack(const prse__lines *lines, size_t run)
{
    return edge(lines, run) - run_at(lines, run)->right;
}

/* The first word of `run`, its blank and a letter would fit into the slack. */
static int fits(float room, const prse__lines *lines, const prse__run *run)
{
    prse_word word = prse__lines_word(lines->page, run->first);
    return room > word.right - word.left + run->size;
}

/* The word calls for another: "de", "l'", "M.", a comma. */
static int leans(prse_str word)
{
    prse__stop stop = prse__stop_of(word);
    if (stop == PRSE__STOP_FULL)
        return !prse__cut_complete(word);
    return stop == PRSE__STOP_COMMA || prse__abbreviation_leans(word);
}

static int all_capitals(const prse__lines *lines, const prse__run *run)
{
    uint32_t letters = 0;
    for (size_t i = 0; i < run->count; i++) {
        prse__letter_count count =
            prse__letters_count(lines->page->words[run->first + i].text);
        letters += count.letters;
        if (count.lower > 0)
            return 0;
    }
    return letters > 2;
}

/* How far the text stands to the right of its mark. */
static float text_left(const prse__lines *lines, const prse__run *run)
{
    return run->mark != PRSE__MARK_NONE && run->count > 1
               ? prse__lines_word(lines->page, run->first + 1).left
               : run->left;
}

void prse__flow_begin(prse__paragraph *p, size_t run)
{
    const prse__run *r = run_at(p->lines, run);
    p->runs[0] = run;
    p->count = 1;
    p->mark = r->mark;
    p->left = text_left(p->lines, r);
    p->leading = -1;
}

static prse__run *last_run(const prse__paragraph *p)
{
    return &p->lines->runs[p->runs[p->count - 1]];
}

/* A dash in front of a line that goes on is a dash between words. */
static int starts_item(const prse__paragraph *p, const prse__run *b)
{
    const prse__run *a = last_run(p);
    const prse__run *first = run_at(p->lines, p->runs[0]);
    prse__stop stop = prse__stop_of(prse__lines_last(p->lines, a));
    if (b->mark == PRSE__MARK_NONE)
        return 0;
    if (b->mark == PRSE__MARK_GLYPH || p->listed)
        return 1;
    if (b->mark == p->mark && fabsf(b->left - first->left) < b->size)
        return 1;
    return (stop != PRSE__STOP_NONE && stop != PRSE__STOP_COMMA) ||
           fits(slack(p->lines, p->runs[p->count - 1]), p->lines, b);
}

/* The second sentence of an item stands under the first. */
static int same_item(const prse__paragraph *p, const prse__run *b, float gap)
{
    const prse__run *first = run_at(p->lines, p->runs[0]);
    return p->mark != PRSE__MARK_NONE && gap < paragraph_gap * b->size &&
           p->left > first->left + hanging * first->size &&
           fabsf(b->left - p->left) < hanging * b->size;
}

static int gap_breaks(const prse__paragraph *p, const prse__run *b, float gap,
                      int lower)
{
    if (gap > greatest_gap * b->size)
        return 1;
    if (p->leading >= 0)
        return gap > p->leading + leading_grows * b->size;
    return !lower && gap > paragraph_gap * b->size;
}

/* A line that was not full, and what comes after it. */
static int goes_on_short(const prse__paragraph *p, const prse__run *b,
                         prse__letter letter, float gap)
{
    prse_str next = prse__lines_first(p->lines, b);
    if (p->mark != PRSE__MARK_NONE)
        return letter == PRSE__LETTER_LOWER || same_item(p, b, gap);
    if (letter == PRSE__LETTER_LOWER)
        return !p->listed;
    if (letter == PRSE__LETTER_NONE)
        return prse__letters_opened(next).len == next.len;
    return b->size > title_size * p->body && gap < paragraph_gap * b->size;
}

/* A colon or semicolon ends a line: of a list, or by chance? */
static int goes_on_listing(const prse__paragraph *p, const prse__run *b,
                           prse__letter letter, int room)
{
    size_t last = p->runs[p->count - 1];
    const prse__run *a = run_at(p->lines, last);
    float width = edge(p->lines, last) - a->left;
    prse__stop stop = prse__stop_of(prse__lines_last(p->lines, a));
    if (b->left > a->left + a->size)
        return 0;
    if (stop == PRSE__STOP_SEMICOLON && room)
        return 0;
    if (letter == PRSE__LETTER_LOWER)
        return !p->listed && slack(p->lines, last) < short_line * width;
    return letter == PRSE__LETTER_DIGIT && !room;
}

static int goes_on_below(const prse__paragraph *p, const prse__run *b)
{
    const prse__run *a = last_run(p);
    prse_str word = prse__lines_last(p->lines, a);
    prse_str next = prse__lines_first(p->lines, b);
    prse__letter letter = prse__letter_first(next);
    prse__stop stop = prse__stop_of(word);
    float gap = b->top - a->bottom;
    int room = fits(slack(p->lines, p->runs[p->count - 1]), p->lines, b);
    if (prse__cut_after(word, next, a->count == 1 && p->count == 1))
        return same_item(p, b, gap);
    if (gap_breaks(p, b, gap, letter == PRSE__LETTER_LOWER))
        return leans(word) && gap < 2 * greatest_gap * b->size;
    if (leans(word))
        return 1;
    if (stop == PRSE__STOP_COLON || stop == PRSE__STOP_SEMICOLON)
        return goes_on_listing(p, b, letter, room);
    if (all_capitals(p->lines, a) && !all_capitals(p->lines, b))
        return !room && p->count > 1;
    return !room || goes_on_short(p, b, letter, gap);
}

/* A mark, and the text that stands beside it. */
static int text_of_mark(const prse__paragraph *p, const prse__run *b)
{
    return p->count == 1 && prse__lines_lone_mark(p->lines, p->runs[0]) &&
           prse__lines_beside(last_run(p), b);
}

static int goes_on(const prse__paragraph *p, const prse__run *b)
{
    const prse__run *a = last_run(p);
    if (b->row)
        return 0;
    if (text_of_mark(p, b))
        return 1;
    return !starts_item(p, b) && alike(a->size, b->size) &&
           prse__lines_below(a, b) && goes_on_below(p, b);
}

int prse__flow_add(prse__paragraph *p, size_t run)
{
    const prse__run *a = last_run(p), *b = run_at(p->lines, run);
    if (!goes_on(p, b))
        return 0;
    if (text_of_mark(p, b))
        p->left = b->left;
    else if (p->leading < 0)
        p->leading = fmaxf(b->top - a->bottom, 0);
    p->runs[p->count++] = run;
    return 1;
}

prse__tail prse__flow_tail(const prse__paragraph *p)
{
    const prse__run *last = last_run(p);
    return (prse__tail){last->size,
                        slack(p->lines, p->runs[p->count - 1]),
                        leans(prse__lines_last(p->lines, last)), p->listed,
                        p->count};
}

int prse__flow_resumes(const prse__tail *tail, prse_str word,
                       const prse__paragraph *p)
{
    const prse__run *b = run_at(p->lines, p->runs[0]);
    prse_str next = prse__lines_first(p->lines, b);
    prse__stop stop = prse__stop_of(word);
    int lower = prse__letter_first(next) == PRSE__LETTER_LOWER;
    int room = fits(tail->slack, p->lines, b);
    int full = tail->runs > 1 && !room;
    if (!alike(tail->size, b->size) || prse__cut_after(word, next, 0) ||
        p->mark == PRSE__MARK_GLYPH || p->mark == PRSE__MARK_SIGN)
        return 0;
    if (tail->leans)
        return 1;
    if (stop == PRSE__STOP_COLON || stop == PRSE__STOP_SEMICOLON ||
        p->mark != PRSE__MARK_NONE)
        return 0;
    if (prse__cut_complete(word))
        return lower && full; /* "etc.) sont" */
    if (lower)
        return !room || (tail->runs > 1 && !tail->listed);
    return full;
}
