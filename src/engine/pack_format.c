/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/pack_format.h"

#include <string.h>

#include "base/error.h"
#include "engine/pack.h"
#include "formats/node.h"

/* --- Reading --- */

static char at(const prse__format *f, size_t offset)
{
    return offset < f->in.len ? f->in.ptr[offset] : '\0';
}

static int is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static int ends_word(char c)
{
    return is_blank(c) || c == '\n' || c == '\0';
}

size_t prse__format_line_end(const prse__format *f, size_t offset)
{
    while (offset < f->in.len && f->in.ptr[offset] != '\n')
        offset++;
    return offset;
}

size_t prse__format_skip(const prse__format *f, size_t offset)
{
    while (is_blank(at(f, offset)))
        offset++;
    return offset;
}

static size_t next_line(const prse__format *f, size_t offset)
{
    size_t end = prse__format_line_end(f, offset);
    return end < f->in.len ? end + 1 : end;
}

size_t prse__format_quoted_end(const prse__format *f, size_t offset)
{
    char quote = at(f, offset);
    for (offset++; offset < f->in.len; offset++) {
        char c = f->in.ptr[offset];
        if (quote == '"' && c == '\\')
            offset++;
        else if (c == quote && quote == '\'' && at(f, offset + 1) == quote)
            offset++;
        else if (c == quote)
            return offset + 1;
    }
    return f->in.len;
}

/* The line from `offset` on, without blanks around it. */
static prse_str line_text(const prse__format *f, size_t offset)
{
    size_t end = prse__format_line_end(f, offset);
    return prse__str_trim((prse_str){f->in.ptr + offset, end - offset});
}

static size_t indentation(const prse__format *f, size_t line)
{
    size_t offset = line;
    while (at(f, offset) == ' ')
        offset++;
    return offset - line;
}

static int is_dash(const prse__format *f, size_t offset)
{
    return at(f, offset) == '-' && ends_word(at(f, offset + 1));
}

/* The colon that ends the key which begins here; SIZE_MAX: there is no key. */
static size_t key_end(const prse__format *f, size_t offset)
{
    size_t end = prse__format_line_end(f, offset);
    char first = at(f, offset);
    if (first == '{' || first == '[')
        return SIZE_MAX;
    if (first == '"' || first == '\'') {
        size_t colon = prse__format_skip(f,
                                         prse__format_quoted_end(f, offset));
        return colon < end && at(f, colon) == ':' &&
                       ends_word(at(f, colon + 1))
                   ? colon : SIZE_MAX;
    }
    for (size_t i = offset; i < end; i++) {
        if (at(f, i) == ':' && ends_word(at(f, i + 1)))
            return i;
        if (at(f, i) == '#' && i > offset && is_blank(at(f, i - 1)))
            break;
    }
    return SIZE_MAX;
}

/* The next line that is neither empty nor a comment; the end: none. */
static size_t next_content(const prse__format *f, size_t line)
{
    while (line < f->in.len) {
        prse_str text = line_text(f, line);
        if (text.len && text.ptr[0] != '#')
            break;
        line = next_line(f, line);
    }
    return line;
}

/* --- Writing --- */

void prse__format_indent(prse__format *f, size_t column)
{
    while (column-- > 0)
        prse__buf_addc(f->out, ' ');
}

static void end_line(prse__format *f)
{
    prse__buf_addc(f->out, '\n');
}

void prse__format_comment(prse__format *f, size_t offset)
{
    prse_str text = line_text(f, offset);
    prse__buf_addc(f->out, '#');
    if (text.len > 1 && !strchr(" \t#!", text.ptr[1]))
        prse__buf_addc(f->out, ' ');
    prse__buf_add(f->out, (prse_str){text.ptr + 1, text.len - 1});
}

void prse__format_rest(prse__format *f)
{
    size_t offset = prse__format_skip(f, f->at);
    if (at(f, offset) == '#') {
        prse__buf_addc(f->out, ' ');
        prse__format_comment(f, offset);
    }
    end_line(f);
    f->at = next_line(f, offset);
}

static void write_blank(prse__format *f)
{
    if (f->blank && f->out->len)
        end_line(f);
    f->blank = 0;
}

/* --- Columns --- */

/* The frames that a line at a column of the source leaves open. A list may
 * stand at the column of the key that it belongs to. */
static size_t open_frames(const prse__format *f, size_t from, int list)
{
    size_t depth = f->depth;
    while (depth && f->frames[depth - 1].from > from)
        depth--;
    if (depth > 1 && !list && f->frames[depth - 1].list &&
        f->frames[depth - 2].from == from)
        depth--;
    return depth;
}

static size_t column_of(const prse__format *f, size_t from, int list)
{
    size_t depth = open_frames(f, from, list);
    const prse__format_frame *top = depth ? &f->frames[depth - 1] : NULL;
    if (!top)
        return 0;
    int same = top->from == from && (top->list || !list);
    return top->to + (same ? 0 : PRSE__FORMAT_STEP);
}

static size_t enter(prse__format *f, size_t from, int list)
{
    size_t to = column_of(f, from, list);
    size_t depth = open_frames(f, from, list);
    f->depth = depth;
    if (depth && f->frames[depth - 1].from == from &&
        (f->frames[depth - 1].list || !list))
        return to;
    if (f->depth < PRSE__FORMAT_DEPTH)
        f->frames[f->depth++] = (prse__format_frame){from, to, list};
    return to;
}

/* --- Scalars --- */

/* Where the plain text that begins here ends on its line. */
static size_t plain_end(const prse__format *f, size_t offset)
{
    size_t end = prse__format_line_end(f, offset), last = offset;
    for (size_t i = offset; i < end; i++) {
        if (at(f, i) == '#' && i > offset && is_blank(at(f, i - 1)))
            break;
        if (!is_blank(at(f, i)))
            last = i + 1;
    }
    return last;
}

/* Where the value of a key or a list item stands. */
typedef struct spot {
    size_t parent; /* column in the source: deeper lines belong to the value */
    size_t lines;  /* column of its further lines */
    size_t flow;   /* column that the lines of a flow are deeper than */
} spot;

/* A plain scalar goes on with the deeper lines below it. */
static void write_plain(prse__format *f, const spot *s)
{
    for (;;) {
        size_t end = plain_end(f, f->at);
        prse__buf_add(f->out, (prse_str){f->in.ptr + f->at, end - f->at});
        f->at = end;
        prse__format_rest(f);
        size_t line = f->at;
        while (line < f->in.len && line_text(f, line).len == 0)
            line = next_line(f, line);
        size_t indent = indentation(f, line);
        if (line >= f->in.len || indent <= s->parent ||
            at(f, line + indent) == '#')
            return;
        for (; f->at < line; f->at = next_line(f, f->at))
            end_line(f);
        f->at = line + indent;
        prse__format_indent(f, s->lines);
    }
}

static void write_quoted(prse__format *f, const spot *s)
{
    size_t end = prse__format_quoted_end(f, f->at);
    while (f->at < end) {
        size_t stop = prse__format_line_end(f, f->at);
        stop = stop < end ? stop : end;
        prse__buf_add(f->out, (prse_str){f->in.ptr + f->at, stop - f->at});
        f->at = stop;
        if (stop == end)
            break;
        end_line(f);
        f->at = prse__format_skip(f, stop + 1);
        if (at(f, f->at) != '\n')
            prse__format_indent(f, s->lines);
    }
    prse__format_rest(f);
}

/* --- Block scalars --- */

enum { MOST_TABLE_LINES = 512 };

typedef struct block {
    int literal, keeps; /* "|"; "+": empty lines at its end count */
    size_t base;        /* column of its text in the source */
    size_t end;         /* first line behind it */
} block;

static block measure_block(const prse__format *f, size_t parent, int literal,
                           int keeps)
{
    block b = {literal, keeps, 0, f->at};
    for (size_t line = f->at; line < f->in.len; line = next_line(f, line)) {
        size_t indent = indentation(f, line);
        int empty = line_text(f, line).len == 0;
        if (!empty && (int64_t)indent <= (int64_t)parent)
            break;
        if (!empty && !b.base)
            b.base = indent;
        if (!empty || keeps)
            b.end = next_line(f, line);
    }
    return b;
}

/* A line of the block without its indentation. */
static prse_str block_line(const prse__format *f, const block *b, size_t line)
{
    size_t end = prse__format_line_end(f, line);
    size_t from = line + b->base < end ? line + b->base : end;
    if (end > from && f->in.ptr[end - 1] == '\r')
        end--;
    while (b->literal && end > from && is_blank(f->in.ptr[end - 1]))
        end--;
    return (prse_str){f->in.ptr + from, end - from};
}

static int write_table(prse__format *f, const block *b, size_t column)
{
    prse_str lines[MOST_TABLE_LINES];
    size_t count = 0;
    for (size_t line = f->at; line < b->end; line = next_line(f, line)) {
        if (count == MOST_TABLE_LINES)
            return 0;
        lines[count++] = block_line(f, b, line);
    }
    return prse__format_table(f->out, lines, count, column);
}

static void write_block(prse__format *f, const spot *s)
{
    size_t end = plain_end(f, f->at);
    prse_str header = {f->in.ptr + f->at, end - f->at};
    int keeps = memchr(header.ptr, '+', header.len) != NULL;
    prse__buf_add(f->out, header);
    f->at = end;
    prse__format_rest(f);
    block b = measure_block(f, s->parent, header.ptr[0] == '|', keeps);
    if (!b.literal || !write_table(f, &b, s->lines))
        for (size_t line = f->at; line < b.end; line = next_line(f, line)) {
            prse_str text = block_line(f, &b, line);
            if (text.len)
                prse__format_indent(f, s->lines);
            prse__buf_add(f->out, text);
            end_line(f);
        }
    f->at = b.end;
}

/* --- Values and entries --- */

static void write_value(prse__format *f, const spot *s)
{
    switch (at(f, f->at)) {
    case '|':
    case '>':
        write_block(f, s);
        break;
    case '"':
    case '\'':
        write_quoted(f, s);
        break;
    case '{':
    case '[':
        prse__format_flow(f, s->flow);
        prse__format_rest(f);
        break;
    default:
        write_plain(f, s);
    }
}

/* The value behind a key or a dash, if it stands on the same line. */
static void write_after(prse__format *f, const spot *s)
{
    f->at = prse__format_skip(f, f->at);
    if (ends_word(at(f, f->at)) || at(f, f->at) == '#') {
        prse__format_rest(f);
        return;
    }
    prse__buf_addc(f->out, ' ');
    write_value(f, s);
}

static void write_key(prse__format *f, size_t colon, size_t from,
                      size_t column)
{
    spot s = {from, column + PRSE__FORMAT_STEP, column};
    prse__buf_add(f->out, prse__str_trim((prse_str){f->in.ptr + f->at,
                                                    colon - f->at}));
    prse__buf_addc(f->out, ':');
    f->at = colon + 1;
    write_after(f, &s);
}

static void write_entry(prse__format *f, size_t line)
{
    size_t from = indentation(f, line);
    size_t column = enter(f, from, is_dash(f, line + from));
    f->at = line + from;
    write_blank(f);
    prse__format_indent(f, column);
    while (is_dash(f, f->at)) {
        prse__buf_addc(f->out, '-');
        f->at = prse__format_skip(f, f->at + 1);
        if (!is_dash(f, f->at) && key_end(f, f->at) == SIZE_MAX) {
            column += PRSE__FORMAT_STEP;
            write_after(f, &(spot){from, column, column});
            return;
        }
        from = f->at - line;
        column = enter(f, from, is_dash(f, f->at));
        prse__buf_addc(f->out, ' ');
    }
    size_t colon = key_end(f, f->at);
    if (colon != SIZE_MAX)
        write_key(f, colon, from, column);
    else
        write_value(f, &(spot){from ? from - 1 : 0, column, column});
}

/* A comment stands with the entry below it; deeper ones stay with what is
 * above. */
static void write_comment(prse__format *f, size_t line)
{
    size_t from = indentation(f, line);
    size_t below = next_content(f, line);
    size_t beside = below < f->in.len ? indentation(f, below) : 0;
    int list = below < f->in.len && is_dash(f, below + beside);
    size_t column = from > beside ? column_of(f, from, 0)
                                  : column_of(f, beside, list);
    write_blank(f);
    prse__format_indent(f, column);
    prse__format_comment(f, prse__format_skip(f, line));
    end_line(f);
    f->at = next_line(f, line);
}

static void write_line(prse__format *f)
{
    prse_str text = line_text(f, f->at);
    if (text.len == 0) {
        f->blank = 1;
        f->at = next_line(f, f->at);
    } else if (text.ptr[0] == '#') {
        write_comment(f, f->at);
    } else {
        write_entry(f, f->at);
    }
}

/* --- Same tree --- */

/* Blanks inside a table or a literal block may differ. */
static int same_words(prse_str a, prse_str b)
{
    size_t i = 0, j = 0;
    for (;;) {
        while (i < a.len && (is_blank(a.ptr[i]) || a.ptr[i] == '\n'))
            i++;
        while (j < b.len && (is_blank(b.ptr[j]) || b.ptr[j] == '\n'))
            j++;
        if (i == a.len || j == b.len)
            return i == a.len && j == b.len;
        if (a.ptr[i++] != b.ptr[j++])
            return 0;
    }
}

static const prse__node *difference(const prse__node *a, const prse__node *b)
{
    int same = a->kind == b->kind && a->count == b->count &&
               prse__str_eq(a->key, b->key) && a->block == b->block &&
               (prse__str_eq(a->text, b->text) ||
                (a->block && same_words(a->text, b->text)));
    if (!same)
        return a;
    const prse__node *other = b->first;
    for (const prse__node *n = a->first; n; n = n->next) {
        const prse__node *found = difference(n, other);
        if (found)
            return found;
        other = other->next;
    }
    return NULL;
}

static prse_status changed(const prse__node *node, const char *name,
                           prse_error *err)
{
    return prse__error_at(err, PRSE_EINTERNAL, prse__node_place(node, name),
                          NULL,
                          "formatting would change what is written here: "
                          "please report it, and write it in another way");
}

static prse_status check(const prse__node *before, prse__arena *arena,
                         prse_str text, const char *name, prse_error *err)
{
    const prse__node *after;
    prse_error why = {0};
    prse_status status =
        prse__yaml_read(&after, arena, text, name, NULL, &why);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(err);
    const prse__node *found = status ? before : difference(before, after);
    return found ? changed(found, name, err) : PRSE_OK;
}

static prse_status format(prse_text **out, prse_str text, const char *name,
                          prse__arena *arena, prse_error *err)
{
    const prse__node *before;
    prse__buf buf;
    prse__format f = {.in = text, .out = &buf};
    prse_status status =
        prse__yaml_read(&before, arena, text, name, NULL, err);
    if (status)
        return status;
    prse__buf_init(&buf, 0);
    while (f.at < f.in.len && !buf.failed)
        write_line(&f);
    status = buf.failed ? prse__error_nomem(err)
                        : check(before, arena, prse__buf_str(&buf), name, err);
    if (!status)
        return prse__text_take(out, &buf, err);
    prse__buf_free(&buf);
    return status;
}

prse_status prse_pack_format(prse_text **out, prse_str text, const char *name,
                             prse_error *err)
{
    if (!out || (!text.ptr && text.len))
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and text are required");
    prse__arena *arena = prse__arena_new(0);
    if (!arena)
        return prse__error_nomem(err);
    prse_status status = format(out, text, name ? name : "text", arena, err);
    prse__arena_free(arena);
    return status;
}
