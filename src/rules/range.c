/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/range.h"

#include <string.h>

typedef struct reader {
    prse__arena *arena;
    int date;
    prse_str text; /* as a whole, for errors */
    prse_error *err;
} reader;

static prse_status refuse(const reader *r, const char *why)
{
    char shown[64];
    prse__error_copy(shown, sizeof shown, r->text);
    return prse__error_set(
        r->err, PRSE_ETYPE, NULL, "`%s` %s", shown,
        why ? why
        : r->date
            ? "is no range of dates: write 2026-11-23, "
              "2026-01-01..2026-12-31, [2026-01-01..2027-01-01) or "
              ">= 2026-01-01"
            : "is no range of numbers: write 50, 50..249, [50..300) or >= 50");
}

/* 2026-11-23, or @"2026-11-23" as FEEL writes it. */
static int read_date(prse__date *out, prse_str text)
{
    if (prse__str_starts(text, "@\"") && text.len > 3 &&
        text.ptr[text.len - 1] == '"')
        text = (prse_str){text.ptr + 2, text.len - 3};
    return prse__date_parse(out, text);
}

static prse_status read_value(const reader *r, prse_str text,
                              prse__bound *bound)
{
    prse__date date = 0;
    prse__dec number = {{0}};
    text = prse__str_trim(text);
    if (r->date ? !read_date(&date, text) : !prse__dec_parse(&number, text))
        return refuse(r, NULL);
    bound->present = 1;
    bound->value = r->date ? prse__value_date(r->arena, date)
                           : prse__value_number(r->arena, number);
    return bound->value ? PRSE_OK : prse__error_nomem(r->err);
}

static const char *find_dots(prse_str text)
{
    for (size_t i = 0; i + 1 < text.len; i++)
        if (text.ptr[i] == '.' && text.ptr[i + 1] == '.')
            return text.ptr + i;
    return NULL;
}

/* a..b, with the brackets around it if any. */
static prse_status read_interval(const reader *r, const char *dots,
                                 prse__range *out)
{
    prse_str text = r->text;
    int bracketed = strchr("[(]", text.ptr[0]) != NULL;
    char last = text.ptr[text.len - 1];
    if (bracketed != (strchr("])[", last) != NULL))
        return refuse(r, NULL);
    out->low.open = bracketed && text.ptr[0] != '[';
    out->high.open = bracketed && last != ']';
    const char *from = text.ptr + bracketed;
    const char *end = text.ptr + text.len - bracketed;
    prse_str low = {from, (size_t)(dots - from)};
    prse_str high = {dots + 2, (size_t)(end - dots) - 2};
    prse_status status = read_value(r, low, &out->low);
    return status ? status : read_value(r, high, &out->high);
}

static prse_status read_comparison(const reader *r, prse__range *out)
{
    prse_str text = r->text;
    prse__bound *bound = text.ptr[0] == '<' ? &out->high : &out->low;
    size_t sign = text.len > 1 && text.ptr[1] == '=' ? 2 : 1;
    bound->open = sign == 1;
    return read_value(r, (prse_str){text.ptr + sign, text.len - sign}, bound);
}

static prse_status read_exact(const reader *r, prse__range *out)
{
    prse_status status = read_value(r, r->text, &out->low);
    out->high = out->low;
    return status;
}

static prse_status check_order(const reader *r, const prse__range *range)
{
    int order = 0;
    if (!range->low.present || !range->high.present)
        return PRSE_OK;
    prse__value_compare(&order, range->low.value, range->high.value);
    if (order > 0)
        return refuse(r, "ends before it begins");
    if (order == 0 && (range->low.open || range->high.open))
        return refuse(r, "contains nothing");
    return PRSE_OK;
}

prse_status prse__range_read(prse__range *out, prse__arena *arena, int date,
                             prse_str text, prse_error *err)
{
    reader r = {arena, date, prse__str_trim(text), err};
    prse__range range = {.low = {0}, .high = {0}};
    if (r.text.len == 0)
        return refuse(&r, NULL);
    const char *dots = find_dots(r.text);
    prse_status status;
    if (dots)
        status = read_interval(&r, dots, &range);
    else if (r.text.ptr[0] == '<' || r.text.ptr[0] == '>')
        status = read_comparison(&r, &range);
    else
        status = read_exact(&r, &range);
    if (!status)
        status = check_order(&r, &range);
    if (!status)
        *out = range;
    return status;
}
