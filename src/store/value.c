/* SPDX-License-Identifier: Apache-2.0 */
/* Values of rows: making, comparing, printing, reading. */
#include <inttypes.h>

#include "base/date.h"
#include "crypto/crypto.h"
#include "store/store.h"

static prse_value number_of(prse_type type, int64_t number)
{
    return (prse_value){.type = (int32_t)type, .number = number};
}

static prse_value text_of(prse_type type, prse_str text)
{
    return (prse_value){.type = (int32_t)type, .text = text};
}

prse_value prse__field_null(void)
{
    return (prse_value){.type = PRSE_TYPE_NULL};
}

prse_value prse__field_text(prse_str text)
{
    return text_of(PRSE_TYPE_TEXT, text);
}

prse_value prse__field_text_or_null(prse_str text)
{
    return text.len > 0 ? prse__field_text(text) : prse__field_null();
}

prse_value prse__field_int(int64_t number)
{
    return number_of(PRSE_TYPE_INT, number);
}

prse_value prse__field_bool(int32_t yes)
{
    return number_of(PRSE_TYPE_BOOL, yes != 0);
}

prse_value prse__field_date(int32_t day)
{
    return number_of(PRSE_TYPE_DATE, day);
}

prse_value prse__field_time(int64_t ms)
{
    return number_of(PRSE_TYPE_TIME, ms);
}

prse_value prse__field_json(prse_str json)
{
    return text_of(PRSE_TYPE_JSON, json);
}

prse_value prse__field_bytes(prse_str bytes)
{
    return text_of(PRSE_TYPE_BYTES, bytes);
}

static int is_number(int32_t type)
{
    return type == PRSE_TYPE_INT || type == PRSE_TYPE_BOOL ||
           type == PRSE_TYPE_DATE || type == PRSE_TYPE_TIME;
}

int prse__field_cmp(const prse_value *a, const prse_value *b)
{
    int there = (a->type != PRSE_TYPE_NULL) - (b->type != PRSE_TYPE_NULL);
    if (there || a->type == PRSE_TYPE_NULL)
        return there;
    if (is_number(a->type))
        return (a->number > b->number) - (a->number < b->number);
    return prse__str_cmp(a->text, b->text);
}

void prse__field_print(prse__buf *out, const prse_value *value)
{
    switch (value->type) {
    case PRSE_TYPE_NULL:
        break;
    case PRSE_TYPE_INT:
        prse__buf_addf(out, "%" PRId64, value->number);
        break;
    case PRSE_TYPE_BOOL:
        prse__buf_adds(out, value->number ? "true" : "false");
        break;
    case PRSE_TYPE_DATE:
        prse__date_print(out, (prse__date)value->number);
        break;
    case PRSE_TYPE_TIME:
        prse__time_print(out, value->number);
        break;
    case PRSE_TYPE_BYTES:
        prse__base64(out, value->text);
        break;
    default:
        prse__buf_add(out, value->text);
    }
}

/* A whole number, and nothing around it. */
static int read_number(int64_t *out, prse_str text)
{
    size_t at = text.len > 0 && text.ptr[0] == '-';
    int64_t value = 0;
    if (at == text.len)
        return 0;
    for (; at < text.len; at++) {
        int digit = text.ptr[at] - '0';
        if (digit < 0 || digit > 9 || value < (INT64_MIN + digit) / 10)
            return 0;
        value = value * 10 - digit; /* the least has no opposite */
    }
    if (text.ptr[0] != '-' && value == INT64_MIN)
        return 0;
    *out = text.ptr[0] == '-' ? value : -value;
    return 1;
}

static int read_bool(int64_t *out, prse_str text)
{
    if (prse__str_is(text, "true"))
        *out = 1;
    else if (prse__str_is(text, "false"))
        *out = 0;
    else
        return read_number(out, text) && (*out == 0 || *out == 1);
    return 1;
}

static int read_date(int64_t *out, prse_str text)
{
    prse__date day;
    if (!prse__date_parse(&day, text))
        return read_number(out, text);
    *out = day;
    return 1;
}

static int read_time(int64_t *out, prse_str text)
{
    return prse__time_read(out, text) || read_number(out, text);
}

prse_status prse__field_read(prse_value *out, int32_t type, prse_str text,
                             prse_error *err)
{
    static const struct {
        int (*read)(int64_t *out, prse_str text);
        const char *right;
    } kinds[] = {
        [PRSE_TYPE_INT] = {read_number, "a whole number of 64 bits"},
        [PRSE_TYPE_BOOL] = {read_bool, "true or false"},
        [PRSE_TYPE_DATE] = {read_date, "a day like 2026-11-26"},
        [PRSE_TYPE_TIME] = {read_time, "a moment like "
                                       "2026-11-26T20:58:27.000Z"},
    };
    if (type == PRSE_TYPE_BYTES || type < PRSE_TYPE_TEXT ||
        type > PRSE_TYPE_BYTES)
        return prse__error_set(err, PRSE_EPARSE, NULL,
                               "no value of this type is read from text");
    *out = (prse_value){.type = type};
    if (!is_number(type))
        out->text = text;
    else if (!kinds[type].read(&out->number, text))
        return prse__error_set(err, PRSE_EPARSE, NULL,
                               "\"%.*s\" is not %s",
                               (int)(text.len < 40 ? text.len : 40),
                               text.len ? text.ptr : "", kinds[type].right);
    return PRSE_OK;
}
