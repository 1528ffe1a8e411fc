/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/csv_stream.h"

#include <string.h>

enum {
    MOST_FIELDS = 4096,
    LARGEST_RECORD = 1024 * 1024,
    FIRST_BLOCK = 256 * 1024
};

struct prse__csv_stream {
    prse__csv_source source;
    char *file;
    char *block;     /* bytes [begin, end) are read and not yet given out */
    size_t cap, begin, end;
    int ended;       /* the source has no more */
    uint64_t offset; /* of block[0] in the source */
    uint32_t line;   /* of block[begin] */
    char separator;  /* '\0' before the first record */
    prse_str *fields;
    size_t count;
    prse_str record; /* the last one, as it stands in the block */
    uint32_t record_line;
    char *unescaped; /* room for the quoted fields of one record */
    size_t unescaped_cap;
};

/* What became of cutting a record out of the block. */
typedef enum cut {
    CUT_DONE,
    CUT_MORE, /* the block ends before the record does */
    CUT_FAILED
} cut;

prse_status prse__csv_stream_open(prse__csv_stream **out,
                                  prse__csv_source source, const char *file,
                                  prse_error *err)
{
    prse_str name = prse_str_of(file);
    prse__csv_stream *csv = prse__alloc(1, sizeof *csv);
    if (!csv)
        return prse__error_nomem(err);
    csv->source = source;
    csv->line = csv->record_line = 1;
    csv->cap = FIRST_BLOCK;
    csv->file = prse__alloc(name.len + 1, 1);
    csv->block = prse__alloc(csv->cap, 1);
    csv->fields = prse__alloc(MOST_FIELDS, sizeof *csv->fields);
    if (!csv->file || !csv->block || !csv->fields) {
        prse__csv_stream_close(csv);
        return prse__error_nomem(err);
    }
    if (name.len > 0)
        memcpy(csv->file, name.ptr, name.len);
    *out = csv;
    return PRSE_OK;
}

void prse__csv_stream_close(prse__csv_stream *csv)
{
    if (!csv)
        return;
    prse__free(csv->file);
    prse__free(csv->block);
    prse__free(csv->fields);
    prse__free(csv->unescaped);
    prse__free(csv);
}

/* The place of byte `at` of the last record. */
static prse__place place_of(const prse__csv_stream *csv, size_t at)
{
    prse__place place = {csv->file, csv->record_line, 1};
    for (size_t i = 0; i < at; i++) {
        int continues = ((unsigned char)csv->record.ptr[i] & 0xC0) == 0x80;
        place.column += !continues;
        if (csv->record.ptr[i] == '\n') {
            place.line++;
            place.column = 1;
        }
    }
    return place;
}

prse__place prse__csv_stream_place(const prse__csv_stream *csv, size_t field)
{
    size_t at = 0;
    int quoted = 0;
    for (; at < csv->record.len && field > 0; at++) {
        char c = csv->record.ptr[at];
        if (c == '"')
            quoted = !quoted;
        field -= c == csv->separator && !quoted;
    }
    return place_of(csv, at);
}

static cut fail(const prse__csv_stream *csv, prse_status code, size_t at,
                const char *message, prse_error *err, prse_status *status)
{
    *status = prse__error_at(err, code, place_of(csv, at), NULL, "%s",
                             message);
    return CUT_FAILED;
}

/* Whichever of , and ; is more frequent on the first line. */
static char find_separator(prse_str line)
{
    size_t commas = 0, semicolons = 0;
    int quoted = 0;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (c == '"')
            quoted = !quoted;
        commas += c == ',' && !quoted;
        semicolons += c == ';' && !quoted;
    }
    return semicolons > commas ? ';' : ',';
}

static cut too_many(const prse__csv_stream *csv, size_t at, prse_error *err,
                    prse_status *status)
{
    return fail(csv, PRSE_ELIMIT, at, "more than 4,096 fields in a record",
                err, status);
}

/* A record without any quote: what most are. Most fields are empty or short,
 * so that the look at the first byte saves many calls. */
static cut cut_plain(prse__csv_stream *csv, prse_error *err,
                     prse_status *status)
{
    const char *at = csv->record.ptr, *end = at + csv->record.len;
    const char separator = csv->separator;
    const char *stop = at;
    for (; stop; at = stop + 1) {
        if (csv->count == MOST_FIELDS)
            return too_many(csv, (size_t)(at - csv->record.ptr), err, status);
        stop = at < end && *at == separator
                   ? at : memchr(at, separator, (size_t)(end - at));
        csv->fields[csv->count++] =
            (prse_str){at, (size_t)((stop ? stop : end) - at)};
        if (!stop)
            break;
    }
    return CUT_DONE;
}

/* The closing quote of a field whose first byte after the opening quote is
 * `at`; end when there is none. Doubled quotes are counted. */
static const char *closing_quote(const char *at, const char *end,
                                 size_t *doubled)
{
    while ((at = memchr(at, '"', (size_t)(end - at))) != NULL) {
        if (at + 1 >= end || at[1] != '"')
            return at;
        ++*doubled;
        at += 2;
    }
    return end;
}

/* Copies a field whose quotes are doubled, one for two. */
static void unescape(prse__csv_stream *csv, prse_str *field, size_t *used)
{
    char *to = csv->unescaped + *used;
    size_t len = 0;
    for (size_t i = 0; i < field->len; i++) {
        to[len++] = field->ptr[i];
        i += field->ptr[i] == '"';
    }
    *used += len;
    *field = (prse_str){to, len};
}

static int room_to_unescape(prse__csv_stream *csv)
{
    if (csv->unescaped_cap >= csv->cap)
        return 1;
    char *more = prse__resize(csv->unescaped, csv->unescaped_cap, csv->cap, 1);
    if (!more)
        return 0;
    csv->unescaped = more;
    csv->unescaped_cap = csv->cap;
    return 1;
}

/* A carriage return before the line feed belongs to the line's end. */
static void drop_return(prse_str *text)
{
    if (text->len > 0 && text->ptr[text->len - 1] == '\r')
        text->len--;
}

/* Where a plain field ends: at a separator or at the end of its line. */
static const char *plain_end(const char *at, const char *end, char separator)
{
    while (at < end && *at != separator && *at != '\n' && *at != '"')
        at++;
    return at;
}

static cut cut_unquoted(prse__csv_stream *csv, const char **at,
                        const char *end, prse_error *err, prse_status *status)
{
    prse_str *field = &csv->fields[csv->count++];
    const char *from = *at;
    *at = plain_end(from, end, csv->separator);
    *field = (prse_str){from, (size_t)(*at - from)};
    if (*at == end || **at == '\n')
        drop_return(field);
    if (*at < end && **at == '"')
        return fail(csv, PRSE_EPARSE, (size_t)(*at - csv->record.ptr),
                    "a field that holds quotes must be quoted itself, with "
                    "each inner quote doubled", err, status);
    return CUT_DONE;
}

/* Steps over the carriage return of a line's end. */
static const char *after_return(const char *at, const char *end)
{
    if (at == end || *at != '\r')
        return at;
    return at + 1 == end || at[1] == '\n' ? at + 1 : at;
}

/* *at is moved to the end of the field; `used`: of the unescaped bytes. */
static cut cut_field(prse__csv_stream *csv, const char **at, const char *end,
                     size_t *used, prse_error *err, prse_status *status)
{
    const char *from = *at;
    if (from == end || *from != '"')
        return cut_unquoted(csv, at, end, err, status);
    size_t doubled = 0;
    const char *close = closing_quote(from + 1, end, &doubled);
    if (end - close < 2 && !csv->ended)
        return CUT_MORE; /* one byte more tells "" from " */
    if (close == end)
        return fail(csv, PRSE_EPARSE, (size_t)(from - csv->record.ptr),
                    "quote without closing quote", err, status);
    prse_str *field = &csv->fields[csv->count++];
    *field = (prse_str){from + 1, (size_t)(close - from - 1)};
    if (doubled)
        unescape(csv, field, used);
    *at = after_return(close + 1, end);
    if (*at < end && **at != csv->separator && **at != '\n')
        return fail(csv, PRSE_EPARSE, (size_t)(*at - csv->record.ptr),
                    "expected a separator after the closing quote", err,
                    status);
    return CUT_DONE;
}

/* A record with quotes: its line ends may be inside them, so that its end is
 * known last. */
static cut cut_quoted(prse__csv_stream *csv, prse_error *err,
                      prse_status *status)
{
    const char *at = csv->block + csv->begin, *end = csv->block + csv->end;
    size_t used = 0;
    csv->record = (prse_str){at, (size_t)(end - at)};
    if (!room_to_unescape(csv)) {
        *status = prse__error_nomem(err);
        return CUT_FAILED;
    }
    for (;; at++) {
        if (csv->count == MOST_FIELDS)
            return too_many(csv, (size_t)(at - csv->record.ptr), err, status);
        cut done = cut_field(csv, &at, end, &used, err, status);
        if (done != CUT_DONE)
            return done;
        if (at == end && !csv->ended)
            return CUT_MORE;
        if (at == end || *at == '\n')
            break;
    }
    csv->record.len = (size_t)(at - csv->record.ptr);
    return CUT_DONE;
}

/* Cuts the record at `begin`; blank lines are records without fields. */
static cut cut_record(prse__csv_stream *csv, prse_error *err,
                      prse_status *status)
{
    const char *from = csv->block + csv->begin;
    size_t left = csv->end - csv->begin;
    const char *feed = memchr(from, '\n', left);
    csv->count = 0;
    csv->record_line = csv->line;
    if (!feed && !csv->ended)
        return CUT_MORE;
    csv->record = (prse_str){from, feed ? (size_t)(feed - from) : left};
    prse_str line = csv->record;
    drop_return(&csv->record);
    if (csv->record.len > 0 && csv->separator == '\0')
        csv->separator = find_separator(csv->record);
    cut done = CUT_DONE;
    if (memchr(from, '"', csv->record.len))
        return cut_quoted(csv, err, status);
    if (csv->record.len > 0)
        done = cut_plain(csv, err, status);
    csv->record = line;
    return done;
}

/* Steps over the record that was cut and the end of its line. */
static void step_over(prse__csv_stream *csv)
{
    size_t len = csv->record.len;
    uint32_t lines = 0;
    if (csv->begin + len < csv->end) {
        len++;
        lines++;
    }
    const char *at = csv->record.ptr, *end = at + csv->record.len;
    if (csv->unescaped) /* only quotes hide line ends */
        while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
            lines++;
            at++;
        }
    csv->begin += len;
    csv->line += lines;
}

/* Eight bytes at a time: nearly all records are plain ASCII. */
static int all_ascii(prse_str text)
{
    uint64_t all = 0, word;
    size_t i = 0;
    for (; i + sizeof word <= text.len; i += sizeof word) {
        memcpy(&word, text.ptr + i, sizeof word);
        all |= word;
    }
    for (; i < text.len; i++)
        all |= (unsigned char)text.ptr[i];
    return (all & UINT64_C(0x8080808080808080)) == 0;
}

static prse_status check_utf8(const prse__csv_stream *csv, prse_error *err)
{
    if (all_ascii(csv->record))
        return PRSE_OK;
    size_t valid = prse__utf8_check(csv->record);
    if (valid == csv->record.len)
        return PRSE_OK;
    return prse__error_at(err, PRSE_EPARSE, place_of(csv, valid), NULL,
                          "invalid UTF-8: save the file as UTF-8");
}

/* Room for more bytes: what is left moves to the front of the block, which
 * grows when a record fills it. */
static prse_status make_room(prse__csv_stream *csv, prse_error *err)
{
    size_t left = csv->end - csv->begin;
    if (csv->begin > 0)
        memmove(csv->block, csv->block + csv->begin, left);
    csv->offset += csv->begin;
    csv->begin = 0;
    csv->end = left;
    if (left < csv->cap)
        return PRSE_OK;
    prse__place at = {csv->file, csv->line, 1};
    if (csv->cap >= LARGEST_RECORD)
        return prse__error_at(err, PRSE_ELIMIT, at, NULL,
                              "a record of more than 1 MiB");
    char *block = prse__resize(csv->block, csv->cap, 2 * csv->cap, 1);
    if (!block)
        return prse__error_nomem(err);
    csv->block = block;
    csv->cap *= 2;
    return PRSE_OK;
}

static prse_status read_more(prse__csv_stream *csv, prse_error *err)
{
    size_t got = 0;
    prse_status status = make_room(csv, err);
    if (status == PRSE_OK)
        status = csv->source.read(csv->source.self, csv->block + csv->end,
                                  csv->cap - csv->end, &got, err);
    csv->end += got;
    csv->ended = got == 0;
    return status;
}

static void skip_mark(prse__csv_stream *csv)
{
    prse_str start = {csv->block + csv->begin, csv->end - csv->begin};
    if (csv->offset + csv->begin == 0 &&
        prse__str_starts(start, "\xEF\xBB\xBF"))
        csv->begin += 3;
}

prse_status prse__csv_stream_next(prse__csv_stream *csv,
                                  const prse_str **fields, size_t *count,
                                  prse_error *err)
{
    prse_status status = PRSE_OK;
    *count = 0;
    while (csv->begin < csv->end || !csv->ended) {
        skip_mark(csv);
        cut done = cut_record(csv, err, &status);
        if (done == CUT_MORE)
            status = read_more(csv, err);
        if (status != PRSE_OK)
            return status;
        if (done == CUT_MORE)
            continue;
        step_over(csv);
        if (csv->count == 0)
            continue;
        *fields = csv->fields;
        *count = csv->count;
        return check_utf8(csv, err);
    }
    return PRSE_OK;
}

prse__csv_point prse__csv_stream_point(const prse__csv_stream *csv)
{
    return (prse__csv_point){csv->offset + csv->begin, csv->line};
}

void prse__csv_stream_go_on(prse__csv_stream *csv, prse__csv_point from)
{
    csv->begin = csv->end = 0;
    csv->ended = 0;
    csv->offset = from.offset;
    csv->line = from.line;
}
