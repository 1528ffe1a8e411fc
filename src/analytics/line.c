/* SPDX-License-Identifier: Apache-2.0 */
#include "analytics/line.h"

enum { ENOUGH = 64 * 1024 };

prse_status prse__lines_open(prse__lines *lines, prse__pg *pg,
                             const prse__lot *lot, prse_error *err)
{
    prse__buf sql;
    *lines = (prse__lines){.pg = pg};
    prse__buf_init(&lines->text, 0);
    prse__buf_init(&lines->one, 0);
    prse__buf_init(&sql, 0);
    prse__buf_addf(&sql, "COPY lot_%s (%s) FROM STDIN", lot->name,
                   lot->columns);
    prse_status status = sql.failed ? prse__error_nomem(err)
                                    : prse__pg_copy_begin(pg, sql.ptr, err);
    prse__buf_free(&sql);
    return status;
}

void prse__lines_drop(prse__lines *lines)
{
    prse__buf_free(&lines->text);
    prse__buf_free(&lines->one);
}

static prse_status send(prse__lines *lines, prse_error *err)
{
    if (lines->text.failed || lines->one.failed)
        return prse__error_nomem(err);
    prse_status status =
        lines->text.len ? prse__pg_copy_add(lines->pg,
                                            prse__buf_str(&lines->text), err)
                        : PRSE_OK;
    lines->text.len = 0;
    return status;
}

prse_status prse__lines_close(prse__lines *lines, prse_error *err)
{
    uint64_t rows;
    prse_status status = send(lines, err);
    if (!status)
        status = prse__pg_copy_end(lines->pg, &rows, err);
    prse__lines_drop(lines);
    return status;
}

static void next(prse__lines *lines)
{
    if (lines->inside)
        prse__buf_addc(&lines->text, '\t');
    lines->inside = 1;
}

void prse__line_text(prse__lines *lines, prse_str text)
{
    next(lines);
    prse__pg_copy_text(&lines->text, text);
}

void prse__line_null(prse__lines *lines)
{
    next(lines);
    prse__buf_adds(&lines->text, "\\N");
}

void prse__line_text_or_null(prse__lines *lines, prse_str text)
{
    if (text.len)
        prse__line_text(lines, text);
    else
        prse__line_null(lines);
}

void prse__line_int(prse__lines *lines, int64_t number)
{
    next(lines);
    prse__buf_addf(&lines->text, "%lld", (long long)number);
}

void prse__line_bool(prse__lines *lines, int yes)
{
    next(lines);
    prse__buf_addc(&lines->text, yes ? 't' : 'f');
}

void prse__line_value(prse__lines *lines, const prse_value *value)
{
    if (value->type == PRSE_TYPE_NULL) {
        prse__line_null(lines);
        return;
    }
    lines->one.len = 0;
    prse__field_print(&lines->one, value);
    prse__line_text(lines, prse__buf_str(&lines->one));
}

prse_status prse__line_end(prse__lines *lines, prse_error *err)
{
    prse__buf_addc(&lines->text, '\n');
    lines->inside = 0;
    return lines->text.len < ENOUGH && !lines->text.failed ? PRSE_OK
                                                            : send(lines, err);
}
