/* SPDX-License-Identifier: Apache-2.0 */
#include "sentences/page.h"

#include "sentences/cut.h"
#include "sentences/justify.h"
#include "sentences/kind.h"
#include "sentences/letters.h"
#include "sentences/table.h"

enum {
    MARKS_BACK = 32,
    LONGEST_OPEN = 4096 /* bytes; longer is no sentence */
};

/* Smaller than the text by this. */
static const float note_size = 0.9f;

/* A sentence that grows word by word. */
typedef struct pen {
    prse_sentences *s;
    prse_segment_kind kind;
    int writing;    /* it has begun */
    int first;      /* `core` is its first word */
    prse_str core;  /* its last word that does not only close */
} pen;

static void end_sentence(pen *p)
{
    p->writing = 0;
    p->s->now.open = 0;
}

static void write_word(pen *p, const prse_word *word)
{
    int closing = prse__letters_only_close(word->text);
    if (p->writing && p->kind != PRSE_SEGMENT_HEADING &&
        prse__cut_after(p->core, word->text, p->first))
        end_sentence(p);
    int begins = !p->writing;
    if (begins)
        prse__collection_begin(p->s, p->kind);
    prse__collection_add(p->s, ' ', word);
    p->writing = 1;
    if (begins || !closing) {
        p->first = begins;
        p->core = word->text;
    }
}

/* A bullet in the middle of a line begins an item. */
static int inner_mark(const prse_word *word)
{
    size_t size;
    return word->text.len > 0 && (unsigned char)word->text.ptr[0] >= 0x80 &&
           prse__mark_of(word->text, &size) == PRSE__MARK_GLYPH &&
           size == word->text.len;
}

static void write_run(pen *p, const prse__lines *lines, size_t run,
                      int skip_mark)
{
    const prse__run *r = &lines->runs[run];
    for (size_t i = 0; i < r->count && !p->s->failed; i++) {
        prse_word word = prse__lines_word(lines->page, r->first + i);
        size_t size;
        if (i == 0 && skip_mark) {
            prse__mark_of(word.text, &size);
            word.text.ptr += size;
            word.text.len -= size;
        } else if (inner_mark(&word)) {
            end_sentence(p);
            p->kind = PRSE_SEGMENT_ITEM;
            continue;
        }
        if (word.text.len > 0)
            write_word(p, &word);
    }
}

/* Numbers and letters are text, glyphs are not. */
static int is_glyph(prse__mark mark)
{
    return mark == PRSE__MARK_GLYPH || mark == PRSE__MARK_SIGN ||
           mark == PRSE__MARK_DASH;
}

static int is_text(prse_segment_kind kind)
{
    return kind == PRSE_SEGMENT_PROSE || kind == PRSE_SEGMENT_ITEM;
}

static void remember_end(pen *p, const prse__paragraph *paragraph)
{
    prse__progress *now = &p->s->now;
    now->open_at = now->open ? now->open_at : now->count - 1;
    now->open = 1;
    now->tail = prse__flow_tail(paragraph);
}

static void remember_list(prse_sentences *s, const prse__paragraph *p,
                          prse_segment_kind kind)
{
    const prse__run *last = &p->lines->runs[p->runs[p->count - 1]];
    prse__stop stop = prse__stop_of(prse__lines_last(p->lines, last));
    s->now.listed = stop == PRSE__STOP_COLON ||
                    (p->listed && kind == PRSE_SEGMENT_ITEM &&
                     p->mark == PRSE__MARK_NONE && stop != PRSE__STOP_FULL);
}

/* Right below what is open a paragraph would have gone on with it by itself;
 * and within a block nothing changes places. */
static int may_resume(const prse_sentences *s, const prse__paragraph *p)
{
    const prse__run *run = &p->lines->runs[p->runs[0]];
    if (!s->now.open || s->found[s->now.open_at].len > LONGEST_OPEN)
        return 0;
    if (p->runs[0] == 0)
        return 1;
    return s->now.open_at + 1 == s->now.count
               ? !prse__lines_below(&run[-1], run)
               : run[-1].block != run->block;
}

/* A note below the text does not end what the text left open. */
static int is_note(const prse_sentences *s, const prse__paragraph *p)
{
    const prse__run *run = &p->lines->runs[p->runs[0]];
    return run->size < note_size * s->now.tail.size;
}

/* The word is copied: the text of all moves when it grows. */
static void resume(pen *p, size_t index)
{
    prse_sentences *s = p->s;
    p->core = prse__str_dup(s->scratch, prse__collection_last_word(s, index));
    p->writing = 1;
    if (!p->core.ptr)
        s->failed = PRSE_ENOMEM;
    prse__collection_resume(s, index);
}

static void write_paragraph(prse_sentences *s, const prse__paragraph *p)
{
    pen writer = {.s = s};
    size_t open_at = s->now.open_at;
    int resumes = may_resume(s, p) &&
                  prse__flow_resumes(&s->now.tail,
                                     prse__collection_last_word(s, open_at),
                                     p);
    writer.kind = resumes ? s->found[open_at].kind : prse__kind_of(p);
    if (resumes)
        resume(&writer, open_at);
    int open = s->now.open;
    s->now.open = resumes;
    int skip = !resumes && is_glyph(p->lines->runs[p->runs[0]].mark);
    for (size_t i = 0; i < p->count && !s->failed; i++)
        write_run(&writer, p->lines, p->runs[i], i == 0 && skip);
    if (writer.writing && is_text(writer.kind) && !s->failed &&
        !(open && is_note(s, p))) {
        remember_end(&writer, p);
    } else {
        s->now.open = open;
        s->now.open_at = open_at;
    }
    remember_list(s, p, writer.kind);
}

/* Marks that come in reading order before all the texts beside them. */
static prse__mark mark_beside(const prse__lines *lines, size_t run)
{
    const prse__run *text = &lines->runs[run];
    size_t from = run > MARKS_BACK ? run - MARKS_BACK : 0;
    for (size_t i = from; i < run; i++) {
        const prse__run *mark = &lines->runs[i];
        if (is_glyph(mark->mark) && prse__lines_lone_mark(lines, i) &&
            prse__lines_beside(mark, text) &&
            text->left - mark->right < 4 * text->size)
            return mark->mark;
    }
    return PRSE__MARK_NONE;
}

/* From `run` on; the run behind the paragraph. */
static size_t cut_paragraph(prse_sentences *s, prse__paragraph *p, size_t run)
{
    prse__flow_begin(p, run++);
    p->listed = s->now.listed;
    if (p->mark == PRSE__MARK_NONE)
        p->mark = mark_beside(p->lines, p->runs[0]);
    while (run < p->lines->count &&
           mark_beside(p->lines, run) == PRSE__MARK_NONE &&
           prse__flow_add(p, run))
        run++;
    write_paragraph(s, p);
    return run;
}

static void write_cell(prse_sentences *s, const prse__lines *lines,
                       prse__cell cell)
{
    pen writer = {.s = s, .kind = PRSE_SEGMENT_CELL};
    for (size_t i = 0; i < cell.count; i++)
        write_run(&writer, lines, cell.first + i,
                  i == 0 && is_glyph(lines->runs[cell.first].mark));
}

/* A short cell goes on the row that is being written. */
static void write_short_cell(prse_sentences *s, const prse__lines *lines,
                             prse__cell cell, int *writing)
{
    char separator = '\t';
    const prse__run *last = &lines->runs[cell.first + cell.count - 1];
    size_t from = lines->runs[cell.first].first;
    for (size_t i = from; i < last->first + last->count; i++) {
        prse_word word = prse__lines_word(lines->page, i);
        if (prse__mark_leads(word.text))
            continue;
        if (!*writing)
            prse__collection_begin(s, PRSE_SEGMENT_ROW);
        *writing = 1;
        prse__collection_add(s, separator, &word);
        separator = ' ';
    }
}

static size_t cut_row(prse_sentences *s, const prse__lines *lines, size_t run)
{
    uint32_t row = lines->runs[run].row;
    int writing = 0, open = s->now.open;
    s->now.open = 0;
    while (run < lines->count && lines->runs[run].row == row && !s->failed) {
        prse__cell cell = prse__table_cell(lines, run);
        if (prse__table_wordy(lines, cell)) {
            write_cell(s, lines, cell);
            writing = 0;
        } else {
            write_short_cell(s, lines, cell, &writing);
        }
        run += cell.count;
    }
    s->now.open = open;
    s->now.listed = 0;
    return run;
}

void prse__page_cut(prse_sentences *s, const prse_page *page)
{
    prse__lines lines;
    prse__paragraph p = {.lines = &lines};
    if (!prse__lines_make(&lines, page, s->scratch) ||
        !(p.runs = prse__arena_alloc(s->scratch, lines.count,
                                     sizeof *p.runs))) {
        s->failed = PRSE_ENOMEM;
        return;
    }
    prse__justify_mend(&lines);
    prse__table_find(&lines);
    prse__collection_measure(s, &lines);
    p.body = prse__collection_body(s);
    for (size_t run = 0; run < lines.count && !s->failed;)
        run = lines.runs[run].row ? cut_row(s, &lines, run)
                                  : cut_paragraph(s, &p, run);
}
