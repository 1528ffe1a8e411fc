/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/cells.h"

#include <string.h>

#include "base/date.h"

static const prse_str nothing = {NULL, 0};

/* --- Names --- */

/* Nearly all names: visible ASCII with single blanks between words. */
static int is_plain(prse_str text)
{
    int blank = 1;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c < ' ' || c > '~' || c == '|' || c == '[' || (c == ' ' && blank))
            return 0;
        blank = c == ' ';
    }
    return !blank && text.len <= 200;
}

static prse_str without_bars(prse__clean *clean, prse_str text)
{
    char *copy = prse__arena_alloc(clean->arena, text.len, 1);
    clean->failed |= !copy;
    for (size_t i = 0; copy && i < text.len; i++)
        copy[i] = text.ptr[i] == '|' ? '/' : text.ptr[i];
    return copy ? (prse_str){copy, text.len} : nothing;
}

prse_str prse__cell_name(prse__clean *clean, prse_str cell)
{
    if (cell.len == 0)
        return nothing;
    if (is_plain(cell))
        return cell;
    if (memchr(cell.ptr, '|', cell.len))
        cell = without_bars(clean, cell);
    return prse__clean_text(clean, cell);
}

void prse__cells_join(prse__buf *names, prse_str name)
{
    prse_str all = prse__buf_str(names);
    if (name.len == 0)
        return;
    for (size_t from = 0; from < all.len;) {
        const char *bar = memchr(all.ptr + from, '|', all.len - from);
        size_t to = bar ? (size_t)(bar - all.ptr) : all.len;
        if (prse__str_eq((prse_str){all.ptr + from, to - from}, name))
            return;
        from = to + 1;
    }
    if (all.len > 0)
        prse__buf_addc(names, '|');
    prse__buf_add(names, name);
}

/* --- Codes and days --- */

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static prse_str digits(prse_str cell, size_t count)
{
    if (cell.len != count)
        return nothing;
    for (size_t i = 0; i < count; i++)
        if (!is_digit(cell.ptr[i]))
            return nothing;
    return cell;
}

prse_str prse__cell_code(prse__clean *clean, prse_str cell)
{
    (void)clean;
    if (cell.len > 16)
        return nothing;
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.ptr[i];
        int letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!letter && !is_digit(c) && c != '.')
            return nothing;
    }
    return cell;
}

prse_str prse__cell_four(prse__clean *clean, prse_str cell)
{
    (void)clean;
    return digits(cell, 4);
}

prse_str prse__cell_five(prse__clean *clean, prse_str cell)
{
    (void)clean;
    return digits(cell, 5);
}

prse_str prse__cell_day(prse__clean *clean, prse_str cell)
{
    prse__date date;
    (void)clean;
    if (cell.len > 10 && (cell.ptr[10] == 'T' || cell.ptr[10] == ' '))
        cell.len = 10;
    return cell.len > 0 && prse__date_parse(&date, cell) ? cell : nothing;
}

prse_str prse__cell_commune(prse__clean *clean, prse_str cell)
{
    (void)clean;
    if (prse__str_starts(cell, "2A") || prse__str_starts(cell, "2B"))
        return digits((prse_str){cell.ptr + 2, cell.len - 2}, 3).len
                   ? cell : nothing;
    return digits(cell, 5);
}

prse_str prse__cell_country(prse__clean *clean, prse_str cell)
{
    (void)clean;
    return prse__str_starts(cell, "99") ? digits(cell, 5) : nothing;
}

prse_str prse__cell_yes_no(prse__clean *clean, prse_str cell)
{
    (void)clean;
    return prse__str_is(cell, "O") || prse__str_is(cell, "N") ? cell
                                                              : nothing;
}

/* --- Rows --- */

void prse__cells_read(prse_unit *unit, prse__clean *clean,
                      const prse__cell_field *fields,
                      const prse__columns *columns, const prse_str *row)
{
    for (; fields->how; fields++) {
        prse_str cell = prse__columns_get(columns, row, fields->column);
        prse_str *text = (prse_str *)(void *)((char *)unit + fields->at);
        if (cell.len > 0 && text->len == 0)
            *text = fields->how(clean, cell);
    }
}
