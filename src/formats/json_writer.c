/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/json_writer.h"

#include <inttypes.h>

enum { DEEPEST = 63 }; /* a bit of `seen` a level */

void prse__json_init(prse__json *json, prse__buf *buf, int indent)
{
    *json = (prse__json){.buf = buf, .indent = indent};
}

static void new_line(prse__json *json)
{
    if (json->indent == 0)
        return;
    prse__buf_addc(json->buf, '\n');
    for (int i = 0; i < json->depth * json->indent; i++)
        prse__buf_addc(json->buf, ' ');
}

/* What stands before a key or a value: its comma and its line. */
static void before(prse__json *json)
{
    uint64_t level = UINT64_C(1) << json->depth;
    if (json->after_key) {
        json->after_key = 0;
        return;
    }
    if (json->seen & level)
        prse__buf_addc(json->buf, ',');
    if (json->depth > 0)
        new_line(json);
    json->seen |= level;
}

void prse__json_open(prse__json *json, char bracket)
{
    before(json);
    prse__buf_addc(json->buf, bracket);
    if (json->depth == DEEPEST) {
        json->buf->failed = 1;
        return;
    }
    json->depth++;
    json->seen &= ~(UINT64_C(1) << json->depth);
}

void prse__json_close(prse__json *json, char bracket)
{
    int empty = !(json->seen >> json->depth & 1);
    if (json->depth > 0)
        json->depth--;
    if (!empty)
        new_line(json);
    prse__buf_addc(json->buf, bracket);
}

static const char *escape_of(unsigned char c)
{
    static const char *const escapes[128] = {
        ['"'] = "\\\"", ['\\'] = "\\\\", ['\b'] = "\\b", ['\f'] = "\\f",
        ['\n'] = "\\n", ['\r'] = "\\r",  ['\t'] = "\\t",
    };
    return c < 128 ? escapes[c] : NULL;
}

static void add_quoted(prse__buf *buf, prse_str text)
{
    size_t from = 0;
    prse__buf_addc(buf, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        const char *escape = escape_of(c);
        if (!escape && c >= 0x20)
            continue;
        prse__buf_add(buf, (prse_str){text.ptr + from, i - from});
        if (escape)
            prse__buf_adds(buf, escape);
        else
            prse__buf_addf(buf, "\\u%04x", c);
        from = i + 1;
    }
    if (text.len > from)
        prse__buf_add(buf, (prse_str){text.ptr + from, text.len - from});
    prse__buf_addc(buf, '"');
}

void prse__json_key(prse__json *json, prse_str key)
{
    before(json);
    add_quoted(json->buf, key);
    prse__buf_adds(json->buf, json->indent ? ": " : ":");
    json->after_key = 1;
}

void prse__json_string(prse__json *json, prse_str text)
{
    before(json);
    add_quoted(json->buf, text);
}

void prse__json_raw(prse__json *json, prse_str literal)
{
    before(json);
    prse__buf_add(json->buf, literal);
}

void prse__json_int(prse__json *json, int64_t value)
{
    before(json);
    prse__buf_addf(json->buf, "%" PRId64, value);
}

void prse__json_bool(prse__json *json, int value)
{
    prse__json_raw(json, value ? PRSE_STR("true") : PRSE_STR("false"));
}

void prse__json_null(prse__json *json)
{
    prse__json_raw(json, PRSE_STR("null"));
}

void prse__json_put(prse__json *json, const char *key, prse_str text)
{
    prse__json_key(json, prse_str_of(key));
    prse__json_string(json, text);
}

void prse__json_put_int(prse__json *json, const char *key, int64_t value)
{
    prse__json_key(json, prse_str_of(key));
    prse__json_int(json, value);
}

void prse__json_put_bool(prse__json *json, const char *key, int value)
{
    prse__json_key(json, prse_str_of(key));
    prse__json_bool(json, value);
}
