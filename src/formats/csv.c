/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/csv.h"

#include <string.h>

enum { MOST_FIELDS = 4096, LARGEST_RECORD = 1024 * 1024 };

struct prse__csv {
    prse_str text;
    size_t pos;        /* of the next byte */
    size_t line_start; /* where the current line begins */
    size_t record;     /* where the current record begins */
    uint32_t line;     /* of pos */
    uint32_t record_line;
    char separator;
    char *file;
    prse__arena *arena; /* unescaped fields of one record */
    prse_str *fields;
    size_t count;
};

static prse_status fail(const prse__csv *csv, prse_status code, size_t pos,
                        const char *message, prse_error *err)
{
    prse_str before = {csv->text.ptr + csv->line_start,
                       pos - csv->line_start};
    uint32_t column = (uint32_t)prse__utf8_length(before) + 1;
    prse__place place = {csv->file, csv->line, column};
    return prse__error_at(err, code, place, NULL, "%s", message);
}

/* Whichever of , and ; is more frequent on the header line. */
static char find_separator(prse_str text)
{
    size_t commas = 0, semicolons = 0;
    int quoted = 0, content = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"')
            quoted = !quoted;
        else if (c == '\n' && !quoted && content)
            break;
        content |= c != '\n' && c != '\r';
        commas += c == ',' && !quoted;
        semicolons += c == ';' && !quoted;
    }
    return semicolons > commas ? ';' : ',';
}

static prse_status check_utf8(prse__csv *csv, prse_error *err)
{
    size_t valid = prse__utf8_check(csv->text);
    if (valid == csv->text.len)
        return PRSE_OK;
    for (size_t i = 0; i < valid; i++) {
        if (csv->text.ptr[i] == '\n') {
            csv->line++;
            csv->line_start = i + 1;
        }
    }
    return fail(csv, PRSE_EPARSE, valid,
                "invalid UTF-8: save the file as UTF-8", err);
}

static int allocate(prse__csv *csv, const char *file)
{
    prse_str name = prse_str_of(file);
    csv->file = prse__alloc(name.len + 1, 1);
    csv->arena = prse__arena_new(0);
    csv->fields = prse__alloc(MOST_FIELDS, sizeof *csv->fields);
    if (!csv->file || !csv->arena || !csv->fields)
        return 0;
    if (name.len > 0)
        memcpy(csv->file, name.ptr, name.len);
    return 1;
}

prse_status prse__csv_new(prse__csv **out, prse_str text, const char *file,
                          prse_error *err)
{
    prse__csv *csv = prse__alloc(1, sizeof *csv);
    if (!csv || !allocate(csv, file)) {
        prse__csv_free(csv);
        return prse__error_nomem(err);
    }
    if (prse__str_starts(text, "\xEF\xBB\xBF"))
        text = (prse_str){text.ptr + 3, text.len - 3};
    csv->text = text;
    csv->line = 1;
    csv->separator = find_separator(text);
    prse_status status = check_utf8(csv, err);
    if (status)
        prse__csv_free(csv);
    else
        *out = csv;
    return status;
}

void prse__csv_free(prse__csv *csv)
{
    if (!csv)
        return;
    prse__free(csv->file);
    prse__free(csv->fields);
    prse__arena_free(csv->arena);
    prse__free(csv);
}

/* Length of the line end at pos: 1, 2, or 0 when there is none. */
static size_t line_end(const prse__csv *csv, size_t pos)
{
    const char *p = csv->text.ptr + pos;
    size_t left = csv->text.len - pos;
    if (left >= 1 && p[0] == '\n')
        return 1;
    return left >= 2 && p[0] == '\r' && p[1] == '\n' ? 2 : 0;
}

static void next_line(prse__csv *csv, size_t start)
{
    csv->line++;
    csv->line_start = start;
}

static prse_status read_plain(prse__csv *csv, prse_str *field, prse_error *err)
{
    size_t from = csv->pos;
    for (; csv->pos < csv->text.len; csv->pos++) {
        char c = csv->text.ptr[csv->pos];
        if (c == csv->separator || line_end(csv, csv->pos))
            break;
        if (c == '"')
            return fail(csv, PRSE_EPARSE, csv->pos,
                        "a field that holds quotes must be quoted itself, "
                        "with each inner quote doubled", err);
        if (c == '\r')
            return fail(csv, PRSE_EPARSE, csv->pos,
                        "carriage return without line feed", err);
    }
    *field = (prse_str){csv->text.ptr + from, csv->pos - from};
    return PRSE_OK;
}

/* Copies a field whose quotes are doubled, one for two. */
static prse_status unescape(prse__csv *csv, prse_str *field, prse_error *err)
{
    char *copy = prse__arena_alloc(csv->arena, field->len, 1);
    if (!copy)
        return prse__error_nomem(err);
    size_t len = 0;
    for (size_t i = 0; i < field->len; i++) {
        copy[len++] = field->ptr[i];
        i += field->ptr[i] == '"';
    }
    *field = (prse_str){copy, len};
    return PRSE_OK;
}

static prse_status unclosed(const prse__csv *csv, size_t open, uint32_t line,
                            size_t line_start, prse_error *err)
{
    prse__csv there = *csv;
    there.line = line;
    there.line_start = line_start;
    return fail(&there, PRSE_EPARSE, open, "quote without closing quote", err);
}

static prse_status read_quoted(prse__csv *csv, prse_str *field,
                               prse_error *err)
{
    size_t open = csv->pos, line_start = csv->line_start, doubled = 0;
    uint32_t line = csv->line;
    const char *text = csv->text.ptr;
    for (csv->pos++; csv->pos < csv->text.len; csv->pos++) {
        if (text[csv->pos] == '\n')
            next_line(csv, csv->pos + 1);
        if (text[csv->pos] != '"')
            continue;
        if (csv->pos + 1 >= csv->text.len || text[csv->pos + 1] != '"')
            break;
        doubled++;
        csv->pos++;
    }
    if (csv->pos >= csv->text.len)
        return unclosed(csv, open, line, line_start, err);
    *field = (prse_str){text + open + 1, csv->pos - open - 1};
    csv->pos++;
    if (csv->pos < csv->text.len && text[csv->pos] != csv->separator &&
        !line_end(csv, csv->pos))
        return fail(csv, PRSE_EPARSE, csv->pos,
                    "expected a separator after the closing quote", err);
    return doubled ? unescape(csv, field, err) : PRSE_OK;
}

static prse_status read_field(prse__csv *csv, prse_error *err)
{
    if (csv->count == MOST_FIELDS)
        return fail(csv, PRSE_ELIMIT, csv->pos,
                    "more than 4,096 fields in a record", err);
    prse_str *field = &csv->fields[csv->count];
    int quoted = csv->pos < csv->text.len && csv->text.ptr[csv->pos] == '"';
    prse_status status = quoted ? read_quoted(csv, field, err)
                                : read_plain(csv, field, err);
    if (status)
        return status;
    csv->count++;
    if (csv->pos - csv->record > LARGEST_RECORD)
        return fail(csv, PRSE_ELIMIT, csv->pos, "a record of more than 1 MiB",
                    err);
    return PRSE_OK;
}

static void skip_blank_lines(prse__csv *csv)
{
    size_t end;
    while (csv->pos < csv->text.len && (end = line_end(csv, csv->pos)) > 0) {
        csv->pos += end;
        next_line(csv, csv->pos);
    }
}

prse_status prse__csv_next(prse__csv *csv, const prse_str **fields,
                           size_t *count, prse_error *err)
{
    prse__arena_reset(csv->arena);
    csv->count = 0;
    skip_blank_lines(csv);
    csv->record = csv->pos;
    csv->record_line = csv->line;
    int more = csv->pos < csv->text.len;
    while (more) {
        prse_status status = read_field(csv, err);
        if (status)
            return status;
        more = csv->pos < csv->text.len &&
               csv->text.ptr[csv->pos] == csv->separator;
        csv->pos += (size_t)more;
    }
    size_t end = csv->pos < csv->text.len ? line_end(csv, csv->pos) : 0;
    if (end > 0) {
        csv->pos += end;
        next_line(csv, csv->pos);
    }
    *fields = csv->fields;
    *count = csv->count;
    return PRSE_OK;
}

uint32_t prse__csv_line(const prse__csv *csv)
{
    return csv->record_line;
}

char prse__csv_separator(const prse__csv *csv)
{
    return csv->separator;
}

/* The other separator too: on the header line it would be counted when the
 * text is read again. */
static int must_be_quoted(prse_str field)
{
    for (size_t i = 0; i < field.len; i++) {
        char c = field.ptr[i];
        if (c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r')
            return 1;
    }
    return 0;
}

void prse__csv_add_field(prse__buf *buf, prse_str field)
{
    if (!must_be_quoted(field)) {
        prse__buf_add(buf, field);
        return;
    }
    prse__buf_addc(buf, '"');
    for (size_t i = 0; i < field.len; i++) {
        prse__buf_addc(buf, field.ptr[i]);
        if (field.ptr[i] == '"')
            prse__buf_addc(buf, '"');
    }
    prse__buf_addc(buf, '"');
}
