/* SPDX-License-Identifier: Apache-2.0 */
/* Pipe tables with their columns aligned:
 *
 *   F | effectif || taille  |
 *     | < 50     || "petit" | */
#include "engine/pack_format.h"

enum { MOST_CELLS = 64, LONGEST_POLICY = 2 };

/* The cells of a line: [0] is the hit policy; doubled[i]: the separator before
 * cell i is "||". The last pipe has no cell behind it. */
typedef struct row {
    size_t count;
    prse_str cells[MOST_CELLS];
    int doubled[MOST_CELLS];
    int closed; /* the line ends with a pipe */
} row;

/* Behind the string that begins here. */
static size_t string_end(prse_str line, size_t at)
{
    for (at++; at < line.len && line.ptr[at] != '"'; at++)
        if (line.ptr[at] == '\\')
            at++;
    return at < line.len ? at + 1 : line.len;
}

/* The pipe that ends the cell which begins at `at`; the end of the line when
 * there is none. A range such as ]1..2[ opens with what others close with, so
 * that only the sum of brackets counts. */
static size_t cell_end(prse_str line, size_t at)
{
    int brackets = 0;
    while (at < line.len) {
        char c = line.ptr[at];
        if (c == '"') {
            at = string_end(line, at);
            continue;
        }
        if (c == '|' && brackets == 0)
            return at;
        brackets += c == '(' || c == '[' || c == '{';
        brackets -= c == ')' || c == ']' || c == '}';
        at++;
    }
    return at;
}

static int split(row *out, prse_str line)
{
    size_t at = 0;
    int doubled = 0;
    *out = (row){.closed = 0};
    for (;;) {
        size_t end = cell_end(line, at);
        prse_str cell = prse__str_trim((prse_str){line.ptr + at, end - at});
        if (end == line.len && cell.len == 0 && out->count) {
            out->closed = 1;
            return !doubled;
        }
        if (out->count == MOST_CELLS)
            return 0;
        out->cells[out->count] = cell;
        out->doubled[out->count++] = doubled;
        if (end == line.len)
            return 1;
        doubled = end + 1 < line.len && line.ptr[end + 1] == '|';
        at = end + 1 + (size_t)doubled;
    }
}

static int is_text(prse_str line)
{
    prse_str text = prse__str_trim(line);
    return text.len > 0 && !prse__str_starts(text, "//");
}

/* Lines of one table have the same separators. */
static int alike(const row *a, const row *b)
{
    if (a->count != b->count)
        return 0;
    for (size_t i = 0; i < a->count; i++)
        if (a->doubled[i] != b->doubled[i])
            return 0;
    return 1;
}

static int measure(size_t *widths, const prse_str *lines, size_t count)
{
    row first = {.count = 0}, own;
    for (size_t i = 0; i < count; i++) {
        if (!is_text(lines[i]))
            continue;
        if (!split(&own, lines[i]) || own.count < 2)
            return 0;
        if (!first.count)
            first = own;
        if (!alike(&first, &own) || own.cells[0].len > LONGEST_POLICY)
            return 0;
        for (size_t c = 0; c < own.count; c++) {
            size_t width = prse__utf8_length(own.cells[c]);
            widths[c] = width > widths[c] ? width : widths[c];
        }
    }
    return first.count > 0;
}

static void write_row(prse__buf *out, const row *r, const size_t *widths)
{
    for (size_t c = 0; c < r->count; c++) {
        size_t width = prse__utf8_length(r->cells[c]);
        if (c)
            prse__buf_adds(out, r->doubled[c] ? "|| " : "| ");
        prse__buf_add(out, r->cells[c]);
        for (; width < widths[c] && (r->closed || c + 1 < r->count); width++)
            prse__buf_addc(out, ' ');
        if (c + 1 < r->count && (c || widths[0]))
            prse__buf_addc(out, ' ');
    }
    prse__buf_adds(out, r->closed ? " |\n" : "\n");
}

int prse__format_table(prse__buf *out, const prse_str *lines, size_t count,
                       size_t column)
{
    size_t widths[MOST_CELLS] = {0};
    row own;
    if (!measure(widths, lines, count))
        return 0;
    for (size_t i = 0; i < count; i++) {
        prse_str text = prse__str_trim(lines[i]);
        for (size_t c = 0; text.len && c < column; c++)
            prse__buf_addc(out, ' ');
        if (is_text(lines[i]) && split(&own, lines[i])) {
            write_row(out, &own, widths);
            continue;
        }
        prse__buf_add(out, text);
        prse__buf_addc(out, '\n');
    }
    return 1;
}
