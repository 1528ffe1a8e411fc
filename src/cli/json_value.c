/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/json_value.h"

#include <string.h>

static const prse_str nothing = {"", 0};

static int is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip_blanks(prse_str text, size_t at)
{
    while (at < text.len && is_blank(text.ptr[at]))
        at++;
    return at;
}

/* Past the string that begins at `at`. */
static size_t skip_string(prse_str text, size_t at)
{
    for (at++; at < text.len && text.ptr[at] != '"'; at++)
        at += text.ptr[at] == '\\';
    return at < text.len ? at + 1 : text.len;
}

/* Past the value that begins at `at`. */
static size_t skip_value(prse_str text, size_t at)
{
    size_t depth = 0;
    while (at < text.len) {
        char c = text.ptr[at];
        int opens = c == '{' || c == '[', closes = c == '}' || c == ']';
        if (depth == 0 && (closes || c == ',' || is_blank(c)))
            break;
        at = c == '"' ? skip_string(text, at) : at + 1;
        depth += (size_t)opens;
        depth -= closes && depth > 0;
        if (depth == 0 && (closes || c == '"'))
            break;
    }
    return at;
}

int cli_json_next(prse_str object, size_t *at, prse_str *name,
                  prse_str *value)
{
    size_t i = *at;
    while (i < object.len && (is_blank(object.ptr[i]) ||
                              object.ptr[i] == ',' || object.ptr[i] == '{'))
        i++;
    if (i >= object.len || object.ptr[i] != '"')
        return 0;
    size_t end = skip_string(object, i);
    if (end - i < 2)
        return 0;
    *name = (prse_str){object.ptr + i + 1, end - i - 2};
    i = skip_blanks(object, end);
    if (i >= object.len || object.ptr[i] != ':')
        return 0;
    i = skip_blanks(object, i + 1);
    end = skip_value(object, i);
    *value = (prse_str){object.ptr + i, end - i};
    *at = end;
    return 1;
}

int cli_json_item(prse_str list, size_t *at, prse_str *value)
{
    size_t i = *at;
    while (i < list.len && (is_blank(list.ptr[i]) || list.ptr[i] == ',' ||
                            (i == 0 && list.ptr[i] == '[')))
        i++;
    if (i >= list.len || list.ptr[i] == ']')
        return 0;
    *at = skip_value(list, i);
    *value = (prse_str){list.ptr + i, *at - i};
    return *at > i;
}

static prse_str member(prse_str object, const char *key, size_t length)
{
    prse_str name, value;
    if (object.len == 0 || object.ptr[0] != '{')
        return nothing;
    for (size_t at = 0; cli_json_next(object, &at, &name, &value);)
        if (name.len == length && memcmp(name.ptr, key, length) == 0)
            return value;
    return nothing;
}

prse_str cli_json_at(prse_str object, const char *path)
{
    size_t start = skip_blanks(object, 0);
    prse_str value = {object.ptr + start, object.len - start};
    while (*path && value.len > 0) {
        size_t length = strcspn(path, ".");
        value = member(value, path, length);
        path += length + (path[length] == '.');
    }
    return value;
}

static uint32_t hex(prse_str text, size_t at)
{
    uint32_t point = 0;
    for (size_t i = at; i < at + 4 && i < text.len; i++) {
        char c = text.ptr[i];
        point = point * 16 + (uint32_t)(c <= '9'   ? c - '0'
                                        : c <= 'F' ? c - 'A' + 10
                                                   : c - 'a' + 10);
    }
    return point;
}

/* Below U+0800: the library escapes nothing but control characters. */
static void add_point(cli_buffer *out, uint32_t point)
{
    if (point < 0x80) {
        cli_buffer_add_char(out, (char)point);
        return;
    }
    cli_buffer_add_char(out, (char)(0xC0 | (point >> 6 & 0x1F)));
    cli_buffer_add_char(out, (char)(0x80 | (point & 0x3F)));
}

static void add_string(cli_buffer *out, prse_str text)
{
    static const char letters[] = "nrtbf", meant[] = "\n\r\t\b\f";
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\\' || i + 1 >= text.len) {
            cli_buffer_add_char(out, text.ptr[i]);
            continue;
        }
        char c = text.ptr[++i];
        const char *letter = memchr(letters, c, sizeof letters - 1);
        if (c == 'u') {
            add_point(out, hex(text, i + 1));
            i += 4;
        } else {
            cli_buffer_add_char(out, letter ? meant[letter - letters] : c);
        }
    }
}

void cli_json_add_value(cli_buffer *out, prse_str value)
{
    if (cli_json_is_nothing(value))
        return;
    if (value.ptr[0] == '"' && value.len >= 2)
        add_string(out, (prse_str){value.ptr + 1, value.len - 2});
    else
        cli_buffer_add(out, value);
}

int cli_json_is(prse_str value, const char *text)
{
    return value.len >= 2 && value.ptr[0] == '"' &&
           cli_str_is((prse_str){value.ptr + 1, value.len - 2}, text);
}

int cli_json_is_nothing(prse_str value)
{
    return value.len == 0 || cli_str_is(value, "null");
}

int64_t cli_json_number(prse_str value)
{
    int negative = value.len > 0 && value.ptr[0] == '-';
    int64_t number = 0;
    for (size_t i = (size_t)negative; i < value.len; i++) {
        int digit = value.ptr[i] - '0';
        if (digit < 0 || digit > 9 || number > INT64_MAX / 10 - 1)
            break;
        number = number * 10 + digit;
    }
    return negative ? -number : number;
}
