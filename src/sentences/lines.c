/* SPDX-License-Identifier: Apache-2.0 */
#include "sentences/lines.h"

#include <math.h>

#include "sentences/letters.h"

/* A gap wider than this share of the height separates cells; justified text
 * stays below it. */
static const float wide_gap = 1.2f;
static const float same_height = 0.05f;

static float sound(float place)
{
    return isfinite(place) ? place : 0;
}

prse_word prse__lines_word(const prse_page *page, size_t index)
{
    prse_word word = page->words[index];
    word.left = sound(word.left);
    word.top = sound(word.top);
    word.right = sound(word.right);
    word.bottom = sound(word.bottom);
    return word;
}

static int same_line(const prse_word *a, const prse_word *b)
{
    return a->block == b->block && a->line == b->line;
}

/* The height that most letters have: each word speaks for its own, or against
 * the one that is ahead. */
static void vote(prse__run *run, const prse_word *word)
{
    float height = word->bottom - word->top;
    float voice = (float)word->text.len;
    if (fabsf(height - run->size) <= same_height * run->size) {
        run->support += voice;
    } else if (run->support >= voice) {
        run->support -= voice;
    } else {
        run->size = height;
        run->support = voice - run->support;
    }
}

/* What a word adds to the run that it goes on. */
static void widen(prse__run *run, const prse_word *word)
{
    run->count++;
    run->left = fminf(run->left, word->left);
    run->top = fminf(run->top, word->top);
    run->right = fmaxf(run->right, word->right);
    run->bottom = fmaxf(run->bottom, word->bottom);
    vote(run, word);
}

static prse__run begin(const prse_word *word, size_t index)
{
    return (prse__run){.first = index,
                       .count = 1,
                       .left = word->left,
                       .top = word->top,
                       .right = word->right,
                       .bottom = word->bottom,
                       .size = word->bottom - word->top,
                       .support = (float)word->text.len,
                       .block = word->block};
}

static int gap_between(const prse__run *run, const prse_word *word)
{
    return word->left - run->right > wide_gap * run->size ||
           word->right < run->left;
}

int prse__lines_make(prse__lines *lines, const prse_page *page,
                     prse__arena *arena)
{
    prse__run *runs = prse__arena_alloc(arena, page->count, sizeof *runs);
    if (!runs)
        return 0;
    *lines = (prse__lines){page, runs, 0};
    prse_word before = {0};
    for (size_t i = 0; i < page->count; i++) {
        prse_word word = prse__lines_word(page, i);
        prse__run *run = lines->count > 0 ? &runs[lines->count - 1] : NULL;
        size_t size;
        int leads = prse__mark_leads(word.text);
        if (run && same_line(&before, &word) && !leads &&
            !prse__mark_leads(before.text) && !gap_between(run, &word)) {
            widen(run, &word);
        } else {
            runs[lines->count] = begin(&word, i);
            runs[lines->count++].mark = prse__mark_of(word.text, &size);
        }
        before = word;
    }
    return 1;
}

int prse__lines_lone_mark(const prse__lines *lines, size_t run)
{
    const prse__run *r = &lines->runs[run];
    size_t size = 0;
    return r->count == 1 && r->mark != PRSE__MARK_NONE &&
           prse__mark_of(prse__lines_first(lines, r), &size) &&
           size == prse__lines_first(lines, r).len;
}

int prse__lines_beside(const prse__run *a, const prse__run *b)
{
    float least = fminf(a->bottom - a->top, b->bottom - b->top);
    float shared = fminf(a->bottom, b->bottom) - fmaxf(a->top, b->top);
    return b->left >= a->right - 1 && shared > least / 2;
}

int prse__lines_below(const prse__run *a, const prse__run *b)
{
    return b->top > a->top + a->size * 0.3f && b->left < a->right &&
           b->right > a->left;
}

prse_str prse__lines_first(const prse__lines *lines, const prse__run *run)
{
    return lines->page->words[run->first].text;
}

prse_str prse__lines_last(const prse__lines *lines, const prse__run *run)
{
    const prse_word *words = lines->page->words + run->first;
    size_t last = run->count - 1;
    while (last > 0 && prse__letters_only_close(words[last].text))
        last--;
    return words[last].text;
}
