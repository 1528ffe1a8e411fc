/* SPDX-License-Identifier: Apache-2.0 */
/* Strings. Positions count code points. matches, replace and split need
 * regular expressions and are not offered yet. */
#include "feel/builtin.h"
#include "feel/value_compare.h"

#include <string.h>

enum { LONGEST_PRINT = 16 * 1024 * 1024, ABSENT = -1 };

static const prse__value *part(prse__eval *ev, prse_str s, size_t from,
                               size_t to)
{
    static const char empty[] = "";
    prse_str text = {from < to ? s.ptr + from : empty, to - from};
    return prse__eval_text(ev, text);
}

/* The byte offset of a code point; the length when it is past the end. */
static size_t offset_of(prse_str s, int64_t point)
{
    size_t at = 0;
    while (point-- > 0 && at < s.len)
        prse__utf8_next(s, &at);
    return at;
}

static const prse__value *substring(const prse__args *args)
{
    prse_str s;
    int64_t start, length;
    if (!prse__arg_string(args, 0, &s) || !prse__arg_int(args, 1, &start))
        return &prse__value_null;
    int64_t count = (int64_t)prse__utf8_length(s);
    if (start < 0 && start >= -count)
        start += count + 1;
    if (start < 1 || start > count || !prse__eval_charge(args->ev, s.len / 64))
        return &prse__value_null;
    size_t from = offset_of(s, start - 1), to = s.len;
    if (args->count > 2) {
        if (!prse__arg_int(args, 2, &length) || length < 1)
            return &prse__value_null;
        prse_str rest = {s.ptr + from, s.len - from};
        to = from + offset_of(rest, length);
    }
    return part(args->ev, s, from, to);
}

static const prse__value *length_of(const prse__args *args)
{
    prse_str s;
    if (!prse__arg_string(args, 0, &s))
        return &prse__value_null;
    return prse__eval_int(args->ev, (int64_t)prse__utf8_length(s));
}

/* --- Case: runs of letters with the distance to the other case --- */

static const struct {
    uint32_t first, last; /* upper case letters */
    uint32_t step;        /* 2: every other one, lower case in between */
    uint32_t distance;
} CASES[] = {
    {'A', 'Z', 1, 32},         {0xC0, 0xD6, 1, 32},   {0xD8, 0xDE, 1, 32},
    {0x100, 0x12E, 2, 1},      {0x132, 0x136, 2, 1},  {0x139, 0x147, 2, 1},
    {0x14A, 0x176, 2, 1},      {0x179, 0x17D, 2, 1},  {0x391, 0x3A1, 1, 32},
    {0x3A3, 0x3AB, 1, 32},     {0x400, 0x40F, 1, 80}, {0x410, 0x42F, 1, 32},
    {0x1E00, 0x1E94, 2, 1},    {0x1EA0, 0x1EFE, 2, 1},
};
static const uint32_t Y_DIAERESIS[] = {0x178, 0xFF}; /* upper, lower */

static uint32_t in_case(uint32_t c, int upper)
{
    if (c == Y_DIAERESIS[upper])
        return upper ? Y_DIAERESIS[0] : Y_DIAERESIS[1];
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        uint32_t shift = upper ? CASES[i].distance : 0;
        if (c < CASES[i].first + shift || c > CASES[i].last + shift)
            continue;
        if ((c - CASES[i].first - shift) % CASES[i].step == 0)
            return upper ? c - shift : c + CASES[i].distance;
    }
    return c;
}

/* Both cases of these letters take as many bytes. */
static const prse__value *change_case(const prse__args *args, int upper)
{
    prse_str s;
    if (!prse__arg_string(args, 0, &s))
        return &prse__value_null;
    char *text = prse__eval_alloc(args->ev, s.len + 4, 1);
    if (!text)
        return NULL;
    size_t len = 0;
    for (size_t at = 0; at < s.len;)
        len += prse__utf8_encode(text + len,
                                 in_case(prse__utf8_next(s, &at), upper));
    return prse__eval_text(args->ev, (prse_str){text, len});
}

static const prse__value *upper_case(const prse__args *args)
{
    return change_case(args, 1);
}

static const prse__value *lower_case(const prse__args *args)
{
    return change_case(args, 0);
}

/* --- Looking inside --- */

/* Cost is length times length in the worst case, so it is charged. */
static int64_t find(prse__eval *ev, prse_str s, prse_str match)
{
    for (size_t at = 0; at + match.len <= s.len; at++) {
        if (match.len == 0 || memcmp(s.ptr + at, match.ptr, match.len) == 0)
            return (int64_t)at;
        if (at % 64 == 63 && !prse__eval_charge(ev, 1 + match.len / 64))
            break;
    }
    return ABSENT;
}

static int two_strings(const prse__args *args, prse_str *s, prse_str *match)
{
    return prse__arg_string(args, 0, s) && prse__arg_string(args, 1, match);
}

static const prse__value *substring_before(const prse__args *args)
{
    prse_str s, match;
    if (!two_strings(args, &s, &match))
        return &prse__value_null;
    int64_t at = find(args->ev, s, match);
    return part(args->ev, s, 0, at == ABSENT ? 0 : (size_t)at);
}

static const prse__value *substring_after(const prse__args *args)
{
    prse_str s, match;
    if (!two_strings(args, &s, &match))
        return &prse__value_null;
    int64_t at = find(args->ev, s, match);
    return part(args->ev, s, at == ABSENT ? s.len : (size_t)at + match.len,
                s.len);
}

static const prse__value *contains(const prse__args *args)
{
    prse_str s, match;
    if (!two_strings(args, &s, &match))
        return &prse__value_null;
    return prse__value_boolean(find(args->ev, s, match) != ABSENT);
}

static int same_at(prse_str s, size_t at, prse_str match)
{
    return prse__str_eq((prse_str){s.ptr + at, match.len}, match);
}

static const prse__value *starts_with(const prse__args *args)
{
    prse_str s, match;
    if (!two_strings(args, &s, &match))
        return &prse__value_null;
    return prse__value_boolean(match.len <= s.len && same_at(s, 0, match));
}

static const prse__value *ends_with(const prse__args *args)
{
    prse_str s, match;
    if (!two_strings(args, &s, &match))
        return &prse__value_null;
    return prse__value_boolean(match.len <= s.len &&
                               same_at(s, s.len - match.len, match));
}

/* --- To and from other values --- */

static int print_plain(prse__buf *buf, const prse__value *value)
{
    if (value->kind == PRSE__VALUE_DATE ||
        value->kind == PRSE__VALUE_MONTHS || value->kind == PRSE__VALUE_SECONDS)
        prse__value_print_calendar(buf, value);
    else
        return prse__value_print_bounded(buf, value);
    return 1;
}

static const prse__value *string_of(const prse__args *args)
{
    const prse__value *value = prse__arg(args, 0);
    if (value->kind == PRSE__VALUE_NULL || value->kind == PRSE__VALUE_STRING)
        return value;
    prse__buf buf;
    prse__buf_init(&buf, LONGEST_PRINT);
    if (!print_plain(&buf, value))
        prse__eval_too_deep(args->ev);
    const prse__value *text = NULL;
    if (!buf.failed && prse__eval_charge(args->ev, buf.len))
        text = prse__eval_copy(args->ev, prse__buf_str(&buf));
    prse__buf_free(&buf);
    return text;
}

static const prse__value *join_all(prse__eval *ev, const prse__value *list,
                                   prse_str between, size_t size)
{
    char *text = prse__eval_alloc(ev, size, 1);
    size_t len = 0, done = 0;
    if (!text)
        return NULL;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i]->kind != PRSE__VALUE_STRING)
            continue;
        prse_str pieces[] = {between, list->items[i]->text};
        for (int p = done++ ? 0 : 1; p < 2; p++) {
            if (pieces[p].len > 0)
                memcpy(text + len, pieces[p].ptr, pieces[p].len);
            len += pieces[p].len;
        }
    }
    return prse__eval_text(ev, (prse_str){text, len});
}

static const prse__value *string_join(const prse__args *args)
{
    const prse__value *list;
    prse_str between = {NULL, 0};
    size_t size = 1; /* the end */
    if (!prse__arg_list(args, 0, &list) ||
        (prse__arg(args, 1)->kind != PRSE__VALUE_NULL &&
         !prse__arg_string(args, 1, &between)))
        return &prse__value_null;
    for (size_t i = 0; i < list->count; i++) {
        const prse__value *item = list->items[i];
        if (item->kind != PRSE__VALUE_NULL && item->kind != PRSE__VALUE_STRING)
            return &prse__value_null;
        if (__builtin_add_overflow(size, item->text.len + between.len, &size))
            return &prse__value_null;
    }
    return join_all(args->ev, list, between, size);
}

/* A separator: one of the allowed characters, 0 when absent; 0: wrong. */
static int separator(const prse__args *args, size_t i, const char *allowed,
                     char *out)
{
    prse_str text;
    *out = '\0';
    if (prse__arg(args, i)->kind == PRSE__VALUE_NULL)
        return 1;
    if (!prse__arg_string(args, i, &text) || text.len != 1 ||
        !strchr(allowed, text.ptr[0]))
        return 0;
    *out = text.ptr[0];
    return 1;
}

static const prse__value *number_of(const prse__args *args)
{
    prse_str s;
    char group, point;
    prse__dec number;
    if (!prse__arg_string(args, 0, &s) || args->count == 2 ||
        !separator(args, 1, " ,.", &group) ||
        !separator(args, 2, ",.", &point) || (group && group == point))
        return &prse__value_null;
    char *text = prse__eval_alloc(args->ev, s.len + 1, 1);
    size_t len = 0;
    if (!text)
        return NULL;
    for (size_t i = 0; i < s.len; i++) {
        if (group && s.ptr[i] == group)
            continue;
        if (point == ',' && s.ptr[i] == '.')
            return &prse__value_null;
        text[len++] = point && s.ptr[i] == point ? '.' : s.ptr[i];
    }
    if (!prse__dec_parse(&number, (prse_str){text, len}))
        return &prse__value_null;
    return prse__eval_number(args->ev, number);
}

static const prse__builtin TABLE[] = {
    {"substring", substring, 2, 3, "string,start position,length"},
    {"string length", length_of, 1, 1, "string"},
    {"upper case", upper_case, 1, 1, "string"},
    {"lower case", lower_case, 1, 1, "string"},
    {"substring before", substring_before, 2, 2, "string,match"},
    {"substring after", substring_after, 2, 2, "string,match"},
    {"contains", contains, 2, 2, "string,match"},
    {"starts with", starts_with, 2, 2, "string,match"},
    {"ends with", ends_with, 2, 2, "string,match"},
    {"string", string_of, 1, 1, "from"},
    {"string join", string_join, 1, 2, "list,delimiter"},
    {"number", number_of, 1, 3,
     "from,grouping separator,decimal separator"},
};

const prse__builtin_group prse__builtins_string = {
    TABLE, sizeof TABLE / sizeof *TABLE};
