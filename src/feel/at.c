/* SPDX-License-Identifier: Apache-2.0 */
/* @"...": dates and durations of ISO 8601. */
#include "feel/eval.h"

typedef struct designator {
    char letter;
    prse__value_kind kind;
    int64_t factor;
} designator;

static const designator DATE_PART[] = {
    {'Y', PRSE__VALUE_MONTHS, 12},
    {'M', PRSE__VALUE_MONTHS, 1},
    {'D', PRSE__VALUE_SECONDS, 86400},
};
static const designator TIME_PART[] = {
    {'H', PRSE__VALUE_SECONDS, 3600},
    {'M', PRSE__VALUE_SECONDS, 60},
    {'S', PRSE__VALUE_SECONDS, 1},
};
enum { PARTS = 3 };

typedef struct duration {
    const char *at, *end;
    prse__value_kind kind; /* NULL until the first component */
    int64_t amount;
} duration;

static int digit(const duration *d)
{
    return d->at < d->end && *d->at >= '0' && *d->at <= '9';
}

static int read_count(duration *d, int64_t *out)
{
    *out = 0;
    if (!digit(d))
        return 0;
    for (; digit(d); d->at++)
        if (__builtin_mul_overflow(*out, 10, out) ||
            __builtin_add_overflow(*out, *d->at - '0', out))
            return 0;
    return d->at < d->end;
}

/* Amounts are whole seconds: a fraction is read only when it is nothing. */
static void skip_zero_fraction(duration *d)
{
    const char *at = d->at + 1;
    while (at < d->end && *at == '0')
        at++;
    if (*d->at == '.' && at < d->end && *at == 'S')
        d->at = at;
}

/* The components of one half, each at most once and in order; 0: malformed. */
static int read_half(duration *d, const designator parts[PARTS])
{
    int found = 0;
    for (int i = 0; digit(d);) {
        int64_t count;
        if (!read_count(d, &count))
            return 0;
        skip_zero_fraction(d);
        while (i < PARTS && parts[i].letter != *d->at)
            i++;
        if (i == PARTS || (d->kind && d->kind != parts[i].kind) ||
            __builtin_mul_overflow(count, parts[i].factor, &count) ||
            __builtin_add_overflow(d->amount, count, &d->amount))
            return 0;
        d->kind = parts[i++].kind;
        d->at++;
        found = 1;
    }
    return found;
}

static int read_duration(prse__value *out, prse_str text)
{
    duration d = {.at = text.ptr, .end = text.ptr + text.len};
    int negative = text.len > 0 && *d.at == '-';
    d.at += negative;
    if (d.at == d.end || *d.at++ != 'P')
        return 0;
    const char *start = d.at;
    int found = read_half(&d, DATE_PART);
    if (d.at < d.end && *d.at == 'T' && (found || d.at == start)) {
        d.at++;
        found = read_half(&d, TIME_PART);
    }
    if (!found || d.at != d.end)
        return 0;
    *out = (prse__value){.kind = d.kind,
                         .amount = negative ? -d.amount : d.amount};
    return 1;
}

const prse__value *prse__feel_at(prse__arena *arena, prse_str text)
{
    prse__date date;
    if (prse__date_parse(&date, text))
        return prse__value_date(arena, date);
    prse__value found;
    if (text.len == 0 || !read_duration(&found, text))
        return &prse__value_null;
    prse__value *value = prse__arena_alloc(arena, 1, sizeof *value);
    if (value)
        *value = found;
    return value;
}
