/* SPDX-License-Identifier: Apache-2.0 */
/* The grammar of JSON, without building anything. */
#include "formats/json_scan.h"

#include <string.h>

enum { LONGEST_NUMBER = 64 };

/* What may come next. */
typedef enum expectation {
    VALUE,
    VALUE_OR_CLOSE, /* after [ */
    KEY,            /* after a comma inside { } */
    KEY_OR_CLOSE,   /* after { */
    COLON,
    COMMA_OR_CLOSE,
    END
} expectation;

typedef struct scan {
    const prse__reader *reader;
    prse_str text;
    size_t pos;
    char *masked; /* may be NULL */
    const prse__json_watch *watch; /* may be NULL */
    expectation next;
    size_t depth;
    char open[PRSE__JSON_DEEPEST]; /* '[' or '{' a level */
} scan;

static prse_status fail(const scan *s, const char *message)
{
    return prse__reader_fail(s->reader, s->pos, message);
}

/* The byte at an offset, 0 past the end: never part of JSON. */
static char at(prse_str text, size_t pos)
{
    return pos < text.len ? text.ptr[pos] : '\0';
}

static size_t skip_blanks(prse_str text, size_t pos)
{
    for (;;) {
        char c = at(text, pos);
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return pos;
        pos++;
    }
}

static size_t skip_digits(prse_str text, size_t pos)
{
    while (at(text, pos) >= '0' && at(text, pos) <= '9')
        pos++;
    return pos;
}

/* The four hex digits at pos, -1 when they are not. */
static int hex4(prse_str text, size_t pos)
{
    int value = 0;
    for (size_t i = pos; i < pos + 4; i++) {
        int digit = prse__hex_digit(at(text, i));
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* Moves past a backslash-u sequence or pair, s->pos being on its 'u'. */
static prse_status scan_unicode(scan *s)
{
    int unit = hex4(s->text, s->pos + 1);
    if (unit < 0)
        return fail(s, "\\u needs four hexadecimal digits");
    if (unit == 0)
        return fail(s, "the character \\u0000 is not accepted");
    if (unit < 0xD800 || unit > 0xDFFF) {
        s->pos += 5;
        return PRSE_OK;
    }
    int low = at(s->text, s->pos + 5) == '\\' &&
                      at(s->text, s->pos + 6) == 'u'
                  ? hex4(s->text, s->pos + 7)
                  : -1;
    if (unit > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
        return fail(s, "half of a surrogate pair");
    s->pos += 11;
    return PRSE_OK;
}

static prse_status scan_escape(scan *s)
{
    s->pos++;
    char c = at(s->text, s->pos);
    if (c == 'u')
        return scan_unicode(s);
    if (c == '\0' || !strchr("\"\\/bfnrt", c))
        return fail(s, "no such escape in JSON");
    s->pos++;
    return PRSE_OK;
}

static prse_status scan_string(scan *s)
{
    size_t from = s->pos++;
    while (s->pos < s->text.len) {
        unsigned char c = (unsigned char)s->text.ptr[s->pos];
        if (c == '"') {
            s->pos++;
            return PRSE_OK;
        }
        if (c < 0x20)
            return fail(s, "control characters must be escaped in strings");
        prse_status status = PRSE_OK;
        if (c == '\\')
            status = scan_escape(s);
        else
            s->pos++;
        if (status)
            return status;
    }
    s->pos = from;
    return fail(s, "string without closing quote");
}

/* End of the number that begins at pos, or pos when there is none. */
static size_t number_end(prse_str text, size_t pos)
{
    size_t from = pos;
    pos += at(text, pos) == '-';
    size_t end = at(text, pos) == '0' ? pos + 1 : skip_digits(text, pos);
    if (end == pos)
        return from;
    if (at(text, end) == '.') {
        pos = end + 1;
        end = skip_digits(text, pos);
        if (end == pos)
            return from;
    }
    if (at(text, end) == 'e' || at(text, end) == 'E') {
        pos = end + 1;
        pos += at(text, pos) == '+' || at(text, pos) == '-';
        end = skip_digits(text, pos);
        if (end == pos)
            return from;
    }
    return end;
}

static void note_number(const scan *s, size_t end)
{
    if (s->watch)
        s->watch->number(s->watch->user,
                         (prse_str){s->text.ptr + s->pos, end - s->pos});
    if (!s->masked)
        return;
    memset(s->masked + s->pos, ' ', end - s->pos);
    s->masked[s->pos] = '0';
}

static prse_status scan_number(scan *s)
{
    size_t end = number_end(s->text, s->pos);
    if (end == s->pos)
        return fail(s, "a number is written like -12.5 or 1e3");
    if (end - s->pos > LONGEST_NUMBER)
        return prse__error_at(s->reader->err, PRSE_ELIMIT,
                              prse__reader_place(s->reader, s->pos), NULL,
                              "a number has at most %d characters",
                              LONGEST_NUMBER);
    if (skip_digits(s->text, end) > end)
        return fail(s, "a number does not begin with 0");
    note_number(s, end);
    s->pos = end;
    return PRSE_OK;
}

static prse_status scan_word(scan *s)
{
    static const char *const words[] = {"true", "false", "null"};
    if (s->pos >= s->text.len)
        return fail(s, "the text ends where a value is expected");
    prse_str rest = {s->text.ptr + s->pos, s->text.len - s->pos};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (prse__str_starts(rest, words[i])) {
            s->pos += strlen(words[i]);
            return PRSE_OK;
        }
    }
    return fail(s, "expected a value: text in double quotes, a number, true, "
                   "false, null, [ or {");
}

static void after_value(scan *s)
{
    s->next = s->depth > 0 ? COMMA_OR_CLOSE : END;
}

static prse_status scan_open(scan *s, char bracket)
{
    if (s->depth >= s->reader->depth)
        return prse__reader_too_deep(s->reader,
                                     prse__reader_place(s->reader, s->pos));
    s->open[s->depth++] = bracket;
    if (s->watch)
        s->watch->open(s->watch->user, s->depth);
    s->pos++;
    s->next = bracket == '[' ? VALUE_OR_CLOSE : KEY_OR_CLOSE;
    return PRSE_OK;
}

static void scan_close(scan *s)
{
    s->depth--;
    s->pos++;
    after_value(s);
}

static prse_status scan_value(scan *s)
{
    char c = at(s->text, s->pos);
    if (c == '[' || c == '{')
        return scan_open(s, c);
    prse_status status;
    if (c == '"')
        status = scan_string(s);
    else if (c == '-' || (c >= '0' && c <= '9'))
        status = scan_number(s);
    else
        status = scan_word(s);
    after_value(s);
    return status;
}

static prse_status scan_key(scan *s)
{
    if (at(s->text, s->pos) != '"')
        return fail(s, s->next == KEY && at(s->text, s->pos) == '}'
                           ? "no comma may stand before }"
                           : "expected a key in double quotes");
    s->next = COLON;
    size_t from = s->pos;
    prse_status status = scan_string(s);
    if (!status && s->watch)
        s->watch->key(s->watch->user, s->depth,
                      (prse_str){s->text.ptr + from, s->pos - from});
    return status;
}

static prse_status scan_colon(scan *s)
{
    if (at(s->text, s->pos) != ':')
        return fail(s, "expected : after the key");
    s->pos++;
    s->next = VALUE;
    return PRSE_OK;
}

static prse_status scan_comma_or_close(scan *s)
{
    char c = at(s->text, s->pos);
    int list = s->open[s->depth - 1] == '[';
    if (c == (list ? ']' : '}')) {
        scan_close(s);
        return PRSE_OK;
    }
    if (c != ',')
        return fail(s, list ? "expected , or ]" : "expected , or }");
    s->pos = skip_blanks(s->text, s->pos + 1);
    if (list && at(s->text, s->pos) == ']')
        return fail(s, "no comma may stand before ]");
    s->next = list ? VALUE : KEY;
    return PRSE_OK;
}

static prse_status scan_step(scan *s)
{
    char c = at(s->text, s->pos);
    switch (s->next) {
    case VALUE_OR_CLOSE:
    case KEY_OR_CLOSE:
        if (c == (s->next == VALUE_OR_CLOSE ? ']' : '}')) {
            scan_close(s);
            return PRSE_OK;
        }
        return s->next == VALUE_OR_CLOSE ? scan_value(s) : scan_key(s);
    case VALUE:
        return scan_value(s);
    case KEY:
        return scan_key(s);
    case COLON:
        return scan_colon(s);
    case COMMA_OR_CLOSE:
        return scan_comma_or_close(s);
    case END:
        break;
    }
    return fail(s, "nothing may follow the first value");
}

prse_status prse__json_scan(const prse__reader *reader, char *masked,
                            const prse__json_watch *watch)
{
    scan s = {.reader = reader, .text = reader->text, .masked = masked,
              .watch = watch, .next = VALUE};
    prse_status status = PRSE_OK;
    while (!status) {
        s.pos = skip_blanks(s.text, s.pos);
        if (s.next == END && s.pos == s.text.len)
            break;
        status = scan_step(&s);
    }
    return status;
}
