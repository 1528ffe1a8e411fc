/* SPDX-License-Identifier: Apache-2.0 */
#include "sentences/kind.h"

#include "sentences/cut.h"
#include "sentences/letters.h"
#include "sentences/table.h"

enum { TITLE_WORDS = 20, HEADING_WORDS = 12, CAPITALS = 4 };

/* A heading is larger than the text by this, or says otherwise what it is. */
static const float larger = 1.1f;

typedef struct look {
    size_t words;
    uint32_t letters, lower;
    prse__stop stop;     /* behind its last word */
    prse__letter letter; /* its first one */
    float size;
} look;

static look look_at(const prse__paragraph *p)
{
    const prse__lines *lines = p->lines;
    const prse__run *first = &lines->runs[p->runs[0]];
    const prse__run *last = &lines->runs[p->runs[p->count - 1]];
    look l = {.size = last->size};
    l.stop = prse__stop_of(prse__lines_last(lines, last));
    l.letter = prse__letter_first(prse__lines_first(lines, first));
    for (size_t i = 0; i < p->count; i++) {
        const prse__run *run = &lines->runs[p->runs[i]];
        l.words += run->count;
        for (size_t k = 0; k < run->count && l.words <= TITLE_WORDS; k++) {
            prse__letter_count count =
                prse__letters_count(lines->page->words[run->first + k].text);
            l.letters += count.letters;
            l.lower += count.lower;
        }
    }
    return l;
}

/* "n. c." apart, a title has no full stop. */
static int untold(const look *l)
{
    return l->stop == PRSE__STOP_NONE || l->stop == PRSE__STOP_ELLIPSIS;
}

static int is_title(const look *l, const prse__paragraph *p)
{
    if (l->words > TITLE_WORDS || l->letters == 0)
        return 0;
    if (l->size > larger * p->body)
        return untold(l) || l->stop == PRSE__STOP_LOUD;
    return untold(l) && l->letters >= CAPITALS && l->lower == 0;
}

/* A sentence ends inside it. */
static int has_stop(const prse__paragraph *p)
{
    const prse__run *first = &p->lines->runs[p->runs[0]];
    const prse__run *last = &p->lines->runs[p->runs[p->count - 1]];
    const prse_word *words = p->lines->page->words;
    size_t end = last->first + last->count;
    for (size_t i = first->first; i + 1 < end; i++)
        if (prse__cut_after(words[i].text, words[i + 1].text,
                            i == first->first))
            return 1;
    return 0;
}

/* As large as the text, but short, and the line was not filled. */
static int is_heading(const look *l, const prse__paragraph *p)
{
    prse__tail tail = prse__flow_tail(p);
    return untold(l) && l->words <= HEADING_WORDS && !tail.leans &&
           l->letters > 0 && l->letter != PRSE__LETTER_LOWER &&
           tail.slack > tail.size && !has_stop(p);
}

/* An item without a mark. */
static int is_listed(const look *l, const prse__paragraph *p)
{
    return p->listed && l->stop != PRSE__STOP_COLON &&
           (l->stop != PRSE__STOP_FULL || p->count == 1 ||
            l->letter == PRSE__LETTER_LOWER);
}

static int is_figures(const prse__paragraph *p)
{
    return p->count == 1 &&
           prse__table_figures(p->lines, (prse__cell){p->runs[0], 1});
}

prse_segment_kind prse__kind_of(const prse__paragraph *p)
{
    look l = look_at(p);
    if (p->mark != PRSE__MARK_NONE && p->mark != PRSE__MARK_NUMBER)
        return PRSE_SEGMENT_ITEM;
    if (is_title(&l, p))
        return PRSE_SEGMENT_HEADING;
    if (p->mark == PRSE__MARK_NUMBER)
        return untold(&l) && l.words <= HEADING_WORDS ? PRSE_SEGMENT_HEADING
                                                      : PRSE_SEGMENT_ITEM;
    if (is_figures(p))
        return PRSE_SEGMENT_ROW;
    if (is_listed(&l, p))
        return PRSE_SEGMENT_ITEM;
    return is_heading(&l, p) ? PRSE_SEGMENT_HEADING : PRSE_SEGMENT_PROSE;
}
