/* SPDX-License-Identifier: Apache-2.0 */
#include "score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "support/test.h"

enum { LENGTH = 160 };

/* Folded words of the document, and folded neighbours in one. */
typedef struct lexicon {
    char (*words)[LENGTH], (*pairs)[2 * LENGTH];
    size_t count;
} lexicon;

static void fold(char *to, prse_str text)
{
    size_t at = 0;
    for (size_t pos = 0; pos < text.len && at + 8 < LENGTH;) {
        uint32_t c = prse__fold(prse__utf8_next(text, &pos));
        if (c == PRSE__FOLD_SEPARATES || c == PRSE__FOLD_NOTHING)
            continue;
        at += prse__utf8_encode(to + at, c & 0xFFFFFF);
        if (c >> 24)
            to[at++] = (char)(c >> 24);
    }
    to[at] = '\0';
}

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void read_lexicon(lexicon *x, const layout *l)
{
    x->words = calloc(l->word_count, sizeof *x->words);
    x->pairs = calloc(l->word_count, sizeof *x->pairs);
    x->count = 0;
    for (size_t i = 0; i < l->word_count; i++) {
        fold(x->words[x->count], l->words[i].text);
        x->count += x->words[x->count][0] != '\0';
    }
    for (size_t i = 0; i + 1 < x->count; i++)
        snprintf(x->pairs[i], sizeof x->pairs[i], "%s%s", x->words[i],
                 x->words[i + 1]);
    qsort(x->words, x->count, sizeof *x->words, compare);
    qsort(x->pairs, x->count - 1, sizeof *x->pairs, compare);
}

static int is_glued(const lexicon *x, prse_str word)
{
    char folded[LENGTH];
    fold(folded, word);
    return folded[0] &&
           !bsearch(folded, x->words, x->count, sizeof *x->words, compare) &&
           bsearch(folded, x->pairs, x->count - 1, sizeof *x->pairs, compare);
}

static int is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static void count_words(score *s, const lexicon *x, prse_str text)
{
    size_t glued = 0;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        while (at < text.len && !is_blank(text.ptr[at]))
            at++;
        s->words += at > from;
        glued += (size_t)is_glued(x, (prse_str){text.ptr + from, at - from});
        at += at < text.len;
    }
    s->glued += glued;
    s->glued_segments += glued > 0;
    s->segments++;
}

/* The segment that is it, and was not taken yet; -1: none. */
static int find(const wanted *w, const prse_segment *segments, size_t count,
                char *taken, int by_letters)
{
    for (size_t i = 0; i < count; i++) {
        const prse_segment *g = &segments[i];
        int same = by_letters ? prse__fold_same(g->text, w->text)
                              : prse__str_eq(g->text, w->text);
        if (same && g->page == w->page && !taken[i]) {
            taken[i] = 1;
            return (int)i;
        }
    }
    return -1;
}

static void compare_one(score *s, const wanted *w, int exact, int letters,
                        const prse_segment *segments,
                        const prse_sentences_filter *filter)
{
    int passes = 0;
    if (exact >= 0)
        s->kinds += segments[exact].kind == w->kind;
    else if (getenv("PRSE_SHOW"))
        printf("  not found, page %u: %.*s\n", w->page, (int)w->text.len,
               w->text.ptr);
    if (w->kind == PRSE_SEGMENT_HEADING || w->kind == PRSE_SEGMENT_ROW) {
        s->titles++;
        s->titles_found += exact >= 0;
        return;
    }
    s->wanted++;
    s->exact += exact >= 0;
    s->letters += letters >= 0;
    if (letters >= 0)
        cr_assert_eq(prse_segment_passes(&passes, &segments[letters], filter,
                                         NULL),
                     PRSE_OK);
    s->passing += (size_t)passes;
}

score score_of(const layout *l, const prse_sentences *found,
               const prse_sentences_filter *filter)
{
    score s = {0};
    lexicon x;
    size_t count = prse_sentences_count(found);
    prse_segment *segments = calloc(count, sizeof *segments);
    char *taken = calloc(2, count);
    read_lexicon(&x, l);
    for (size_t i = 0; i < count; i++) {
        segments[i].size = sizeof segments[i];
        cr_assert_eq(prse_sentences_get(&segments[i], found, i, NULL),
                     PRSE_OK);
        count_words(&s, &x, segments[i].text);
        if (getenv("PRSE_SHOW"))
            printf("%c %u %.*s\n", "PIHRC"[segments[i].kind],
                   segments[i].page, (int)segments[i].text.len,
                   segments[i].text.ptr);
    }
    for (size_t i = 0; i < l->wanted_count; i++) {
        const wanted *w = &l->wanted[i];
        int exact = find(w, segments, count, taken, 0);
        int letters = find(w, segments, count, taken + count, 1);
        compare_one(&s, w, exact, letters, segments, filter);
    }
    free(x.words);
    free(x.pairs);
    free(segments);
    free(taken);
    return s;
}

static double share(size_t part, size_t whole)
{
    return whole ? 100. * (double)part / (double)whole : 0;
}

void score_print(const char *name, const score *s)
{
    printf("%-28s %8zu %7.1f %% %7.1f %% %7.1f %% %7.2f %% %7.1f %% %7.1f %%"
           " %7.1f %%\n",
           name, s->segments, share(s->exact, s->wanted),
           share(s->letters, s->wanted),
           share(s->passing, s->wanted), share(s->glued, s->words),
           share(s->glued_segments, s->segments),
           share(s->titles_found, s->titles),
           share(s->kinds, s->exact + s->titles_found));
}
