/* SPDX-License-Identifier: Apache-2.0 */
/* Pieces between full stops, what each is, and the segments that come of it.
 * Paragraphs, which the service means to look for first, never come out of its
 * reader: a page is one. */
#include "sentences/legacy.h"

#include "sentences/legacy_text.h"
#include "sentences/letters.h"

enum { TITLE_LENGTH = 50 };

/* A piece, and where its words are. */
typedef struct piece {
    prse_sentences *s;
    prse_segment_kind kind;
    prse_word box; /* without text */
} piece;

static int is_title(prse__points text)
{
    int inside = 0;
    for (size_t i = 0; i < text.count; i++) {
        uint32_t c = text.at[i];
        int letter = prse__points_letter(c);
        if (letter && !inside && prse__letter_of(c) != PRSE__LETTER_UPPER)
            return 0;
        inside = !prse__points_blank(c);
    }
    return text.count > 0 && text.count < TITLE_LENGTH &&
           text.at[text.count - 1] != '.';
}

static int only_digits(prse__points line)
{
    size_t digits = 0, others = 0;
    for (size_t i = 0; i < line.count; i++) {
        digits += line.at[i] >= '0' && line.at[i] <= '9';
        others += !prse__points_blank(line.at[i]);
    }
    return digits > 0 && digits == others;
}

static prse_segment_kind type_of(prse__points text)
{
    size_t lines = 0, numbers = 0;
    for (size_t at = 0; at < text.count; lines++) {
        prse__points line = prse__points_line(text, at);
        numbers += (size_t)only_digits(line);
        at += line.count + 1;
    }
    if (lines > 1)
        return numbers >= 2 ? PRSE_SEGMENT_ROW : PRSE_SEGMENT_PROSE;
    return is_title(text) ? PRSE_SEGMENT_HEADING : PRSE_SEGMENT_PROSE;
}

static prse__points trim(prse__points text)
{
    while (text.count > 0 && prse__points_blank(text.at[0])) {
        text.at++;
        text.count--;
    }
    while (text.count > 0 && prse__points_blank(text.at[text.count - 1]))
        text.count--;
    return text;
}

/* Nothing but dashes and blanks. */
static int is_empty(prse__points text)
{
    for (size_t i = 0; i < text.count; i++)
        if (text.at[i] != '-' && !prse__points_blank(text.at[i]))
            return 0;
    return 1;
}

static void write_segment(piece *p, prse__points text)
{
    prse__buf buf;
    text = trim(text);
    if (is_empty(text) || p->s->failed)
        return;
    prse__buf_init(&buf, 0);
    for (size_t i = 0; i < text.count; i++)
        prse__utf8_add(&buf, text.at[i]);
    p->box.text = prse__buf_str(&buf);
    if (buf.failed)
        p->s->failed = PRSE_ENOMEM;
    prse__collection_begin(p->s, p->kind);
    prse__collection_add(p->s, 0, &p->box);
    prse__buf_free(&buf);
}

/* The lines of a clean piece, put together again. */
static void join_lines(piece *p, prse__points text, prse__points joined)
{
    prse__points before = {0};
    for (size_t at = 0; at < text.count && !p->s->failed;) {
        prse__points line = prse__points_line(text, at);
        at += line.count + 1;
        if (prse__legacy_drops(line))
            continue;
        if (prse__legacy_begins(line, before)) {
            write_segment(p, joined);
            joined.count = 0;
        }
        for (size_t i = 0; i < line.count; i++) {
            int again = line.at[i] == ' ' && joined.count > 0 &&
                        joined.at[joined.count - 1] == ' ';
            if (!again)
                joined.at[joined.count++] = line.at[i];
        }
        before = line;
    }
    write_segment(p, joined);
}

static void write_piece(piece *p, prse__points text)
{
    prse__points clean, joined = {0};
    text = trim(text);
    p->kind = type_of(text);
    if (p->kind != PRSE_SEGMENT_PROSE) {
        write_segment(p, text);
        return;
    }
    joined.at = prse__arena_alloc(p->s->scratch, 2 * text.count + 1,
                                  sizeof *joined.at);
    if (!joined.at || !prse__legacy_clean(&clean, text, p->s->scratch)) {
        p->s->failed = PRSE_ENOMEM;
        return;
    }
    join_lines(p, clean, joined);
}

static prse_word around(const prse_page *page, size_t from, size_t to)
{
    prse_word box = prse__lines_word(page, from);
    for (size_t i = from + 1; i <= to; i++) {
        prse_word word = prse__lines_word(page, i);
        box.left = word.left < box.left ? word.left : box.left;
        box.top = word.top < box.top ? word.top : box.top;
        box.right = word.right > box.right ? word.right : box.right;
        box.bottom = word.bottom > box.bottom ? word.bottom : box.bottom;
    }
    return box;
}

/* A first line with a digit passes for a running head. */
static size_t behind_head(prse__points text)
{
    prse__points head = prse__points_line(text, 0);
    for (size_t i = 0; i < head.count; i++)
        if (head.at[i] >= '0' && head.at[i] <= '9')
            return head.count + 1;
    return 0;
}

void prse__legacy_cut(prse_sentences *s, const prse_page *page)
{
    prse__points text;
    size_t *words;
    piece p = {.s = s};
    if (!prse__legacy_read(&text, &words, page, s->scratch)) {
        s->failed = PRSE_ENOMEM;
        return;
    }
    for (size_t at = behind_head(text); at < text.count && !s->failed;) {
        size_t end = prse__legacy_piece(text, at);
        p.box = around(page, words[at], words[end - 1]);
        write_piece(&p, (prse__points){text.at + at, end - at});
        at = end + (end < text.count);
    }
}
