/* SPDX-License-Identifier: Apache-2.0 */
/* Flow collections: { a: 1, b: [x, y] }. Lines break where they did. */
#include <string.h>

#include "engine/pack_format.h"

typedef struct flow {
    prse__format *f;
    size_t column;
    size_t depth;
    int fresh; /* at the beginning of a line of the result */
    char last; /* what was written: an opening, a comma, a colon, or 'x' */
} flow;

static char current(const flow *w)
{
    return w->f->at < w->f->in.len ? w->f->in.ptr[w->f->at] : '\0';
}

static char following(const flow *w)
{
    return w->f->at + 1 < w->f->in.len ? w->f->in.ptr[w->f->at + 1] : '\0';
}

static int is_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

/* A colon that ends a key. */
static int is_colon(const flow *w)
{
    return current(w) == ':' &&
           (w->last == '"' || !following(w) ||
            is_one_of(following(w), " \t\r\n,[]{}"));
}

/* The blank before what follows: maps are padded, lists are not. */
static void separate(flow *w, char next)
{
    size_t inner = w->depth - (is_one_of(next, "}]") ? 1 : 0);
    if (w->fresh) {
        prse__format_indent(w->f, w->column + PRSE__FORMAT_STEP * inner);
        w->fresh = 0;
        return;
    }
    int tight = !w->last || next == ',' || next == ':' || w->last == '[' ||
                next == ']' || (w->last == '{' && next == '}');
    if (!tight || w->last == ':') /* `a: ,` is a key without a value */
        prse__buf_addc(w->f->out, ' ');
}

static void add_mark(flow *w)
{
    char c = current(w);
    separate(w, c);
    if (is_one_of(c, "{["))
        w->depth++;
    if (is_one_of(c, "}]"))
        w->depth--;
    prse__buf_addc(w->f->out, c);
    w->f->at++;
    w->last = is_one_of(c, "}]") ? '"' : c;
}

/* A line of a quoted scalar begins where the writer wants it. */
static void add_quoted(flow *w)
{
    size_t end = prse__format_quoted_end(w->f, w->f->at);
    separate(w, '"');
    while (w->f->at < end) {
        size_t stop = prse__format_line_end(w->f, w->f->at);
        stop = stop < end ? stop : end;
        prse__buf_add(w->f->out, (prse_str){w->f->in.ptr + w->f->at,
                                            stop - w->f->at});
        w->f->at = stop;
        if (stop == end)
            break;
        prse__buf_addc(w->f->out, '\n');
        w->f->at = prse__format_skip(w->f, stop + 1);
        if (prse__format_line_end(w->f, w->f->at) != w->f->at)
            prse__format_indent(w->f, w->column +
                                          PRSE__FORMAT_STEP * w->depth);
    }
    w->last = '"';
}

static void add_plain(flow *w)
{
    size_t start = w->f->at, end = start;
    separate(w, 'x');
    w->last = 'x';
    for (; w->f->at < w->f->in.len; w->f->at++) {
        char c = current(w);
        int comment = c == '#' && w->f->at > start &&
                      is_one_of(w->f->in.ptr[w->f->at - 1], " \t");
        if (is_one_of(c, ",[]{}\n") || is_colon(w) || comment)
            break;
        if (!is_one_of(c, " \t\r"))
            end = w->f->at + 1;
    }
    prse__buf_add(w->f->out, (prse_str){w->f->in.ptr + start, end - start});
}

/* An empty line is kept: inside a scalar it has a meaning. */
static void end_line(flow *w)
{
    prse__buf_addc(w->f->out, '\n');
    w->fresh = 1;
    w->f->at++;
}

/* A quote behind plain text, on a new line, belongs to that text. */
static void add_piece(flow *w)
{
    char c = current(w);
    if (is_one_of(c, " \t\r")) {
        w->f->at++;
    } else if (c == '\n') {
        end_line(w);
    } else if (c == '#') {
        separate(w, 'x');
        prse__format_comment(w->f, w->f->at);
        w->f->at = prse__format_line_end(w->f, w->f->at);
    } else if (is_one_of(c, "\"'") && w->last != 'x') {
        add_quoted(w);
    } else if (is_one_of(c, "{[]},") || is_colon(w)) {
        add_mark(w);
    } else {
        add_plain(w);
    }
}

void prse__format_flow(prse__format *f, size_t column)
{
    flow w = {.f = f, .column = column};
    do
        add_piece(&w);
    while (w.depth > 0 && f->at < f->in.len);
}
