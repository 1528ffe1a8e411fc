/* SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"

enum {
    LEAST_YEAR = -9999,
    LARGEST_YEAR = 9999,
    DAYS_OF_400_YEARS = 146097,
    DAYS_TO_1970 = 719468 /* from 0000-03-01 */
};

static int is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int prse__date_days_in_month(int32_t year, int32_t month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30,
                                         31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && is_leap(year));
}

static int32_t floor_div(int32_t a, int32_t b)
{
    return a / b - (a % b < 0);
}

/* Years begin in March here, so that the leap day comes last. */
int prse__date_from(prse__date *out, prse__ymd ymd)
{
    if (ymd.year < LEAST_YEAR || ymd.year > LARGEST_YEAR || ymd.day < 1 ||
        ymd.day > prse__date_days_in_month(ymd.year, ymd.month))
        return 0;
    int32_t year = ymd.year - (ymd.month <= 2);
    int32_t month = (ymd.month + 9) % 12;
    int32_t era = floor_div(year, 400);
    int32_t of_era = year - era * 400;
    int32_t of_year = (153 * month + 2) / 5 + ymd.day - 1;
    int32_t days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    *out = era * DAYS_OF_400_YEARS + days - DAYS_TO_1970;
    return 1;
}

prse__ymd prse__date_ymd(prse__date date)
{
    int32_t day = date + DAYS_TO_1970;
    int32_t era = floor_div(day, DAYS_OF_400_YEARS);
    int32_t rest = day - era * DAYS_OF_400_YEARS;
    int32_t of_era =
        (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    int32_t of_year = rest - (365 * of_era + of_era / 4 - of_era / 100);
    int32_t month = (5 * of_year + 2) / 153;
    prse__ymd ymd = {
        .year = of_era + era * 400 + (month >= 10),
        .month = month < 10 ? month + 3 : month - 9,
        .day = of_year - (153 * month + 2) / 5 + 1,
    };
    return ymd;
}

/* `count` digits and nothing else, or -1. */
static int32_t number_at(const char *text, int count)
{
    int32_t value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

int prse__date_parse(prse__date *out, prse_str text)
{
    int negative = text.len == 11 && text.ptr[0] == '-';
    if (text.len != (negative ? 11 : 10))
        return 0;
    const char *p = text.ptr + negative;
    if (p[4] != '-' || p[7] != '-')
        return 0;
    prse__ymd ymd = {number_at(p, 4), number_at(p + 5, 2),
                     number_at(p + 8, 2)};
    if (ymd.year < 0 || (negative && ymd.year == 0))
        return 0;
    if (negative)
        ymd.year = -ymd.year;
    return prse__date_from(out, ymd);
}

prse_status prse__date_read(prse__date *out, prse_str text, const char *name,
                            prse_error *err)
{
    int shown = text.len > 60 ? 60 : (int)text.len;
    if (prse__date_parse(out, text))
        return PRSE_OK;
    return prse__error_set(err, PRSE_EPARSE, name,
                           "expected a date such as 2026-11-23, found `%.*s`",
                           shown, text.ptr ? text.ptr : "");
}

void prse__date_print(prse__buf *buf, prse__date date)
{
    prse__ymd ymd = prse__date_ymd(date);
    int year = ymd.year < 0 ? -ymd.year : ymd.year;
    prse__buf_addf(buf, "%s%04d-%02d-%02d", ymd.year < 0 ? "-" : "", year,
                   (int)ymd.month, (int)ymd.day);
}

int prse__date_add_months(prse__date *out, prse__date date, int32_t months)
{
    prse__ymd ymd = prse__date_ymd(date);
    int64_t total = (int64_t)ymd.year * 12 + ymd.month - 1 + months;
    int64_t year = total / 12 - (total % 12 < 0);
    if (year < LEAST_YEAR || year > LARGEST_YEAR)
        return 0;
    ymd.year = (int32_t)year;
    ymd.month = (int32_t)(total - year * 12) + 1;
    int last = prse__date_days_in_month(ymd.year, ymd.month);
    if (ymd.day > last)
        ymd.day = last;
    return prse__date_from(out, ymd);
}

/* Day 0, 1970-01-01, was a Thursday. */
int prse__date_weekday(prse__date date)
{
    return (date % 7 + 7 + 3) % 7 + 1;
}
