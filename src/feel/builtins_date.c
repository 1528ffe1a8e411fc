/* SPDX-License-Identifier: Apache-2.0 */
/* Dates and durations. Times are not part of this evaluator yet. */
#include "feel/builtin.h"

#include <string.h>

static const prse__value *null_of(const prse__args *args)
{
    (void)args;
    return &prse__value_null;
}

static const prse__value *as_text(const prse__args *args, const char *text)
{
    return prse__eval_text(args->ev, prse_str_of(text));
}

static const prse__value *date_of_parts(const prse__args *args)
{
    int64_t part[3];
    prse__date date;
    for (size_t i = 0; i < 3; i++)
        if (!prse__arg_int(args, i, &part[i]) || part[i] < -9999 ||
            part[i] > 9999)
            return &prse__value_null;
    prse__ymd ymd = {(int32_t)part[0], (int32_t)part[1], (int32_t)part[2]};
    if (!prse__date_from(&date, ymd))
        return &prse__value_null;
    return prse__eval_amount(args->ev, PRSE__VALUE_DATE, date);
}

static const prse__value *date_of(const prse__args *args)
{
    if (args->count > 1)
        return args->count == 3 ? date_of_parts(args) : &prse__value_null;
    const prse__value *from = prse__arg_scalar(args, 0);
    prse__date date;
    if (from->kind == PRSE__VALUE_DATE)
        return from;
    if (from->kind != PRSE__VALUE_STRING ||
        !prse__date_parse(&date, from->text))
        return &prse__value_null;
    return prse__eval_amount(args->ev, PRSE__VALUE_DATE, date);
}

static const prse__value *duration_of(const prse__args *args)
{
    prse_str text;
    if (!prse__arg_string(args, 0, &text))
        return &prse__value_null;
    const prse__value *value = prse__feel_at(args->ev->arena, text);
    int is_date = value && value->kind == PRSE__VALUE_DATE;
    return is_date ? &prse__value_null : value;
}

static int arg_date(const prse__args *args, size_t i, prse__date *out)
{
    const prse__value *value = prse__arg_scalar(args, i);
    *out = (prse__date)value->amount;
    return value->kind == PRSE__VALUE_DATE;
}

/* Whole months from one date to the other, towards zero. */
static const prse__value *months_between(const prse__args *args)
{
    prse__date from, to;
    if (!arg_date(args, 0, &from) || !arg_date(args, 1, &to))
        return &prse__value_null;
    prse__ymd a = prse__date_ymd(from), b = prse__date_ymd(to);
    int64_t months = (b.year - a.year) * 12 + (b.month - a.month);
    if (to >= from)
        months -= b.day < a.day;
    else
        months += b.day > a.day;
    return prse__eval_amount(args->ev, PRSE__VALUE_MONTHS, months);
}

static const prse__value *day_of_week(const prse__args *args)
{
    static const char *const NAMES[] = {"Monday",   "Tuesday", "Wednesday",
                                        "Thursday", "Friday",  "Saturday",
                                        "Sunday"};
    prse__date date;
    return arg_date(args, 0, &date)
               ? as_text(args, NAMES[prse__date_weekday(date) - 1])
               : &prse__value_null;
}

static const prse__value *month_of_year(const prse__args *args)
{
    static const char *const NAMES[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    prse__date date;
    return arg_date(args, 0, &date)
               ? as_text(args, NAMES[prse__date_ymd(date).month - 1])
               : &prse__value_null;
}

static int64_t day_in_year(prse__date date)
{
    prse__date first;
    prse__ymd ymd = {prse__date_ymd(date).year, 1, 1};
    return prse__date_from(&first, ymd) ? (int64_t)date - first + 1 : 0;
}

static const prse__value *day_of_year(const prse__args *args)
{
    prse__date date;
    return arg_date(args, 0, &date)
               ? prse__eval_int(args->ev, day_in_year(date))
               : &prse__value_null;
}

/* ISO 8601: a week belongs to the year of its Thursday. */
static const prse__value *week_of_year(const prse__args *args)
{
    prse__date date;
    if (!arg_date(args, 0, &date))
        return &prse__value_null;
    prse__date thursday = date - prse__date_weekday(date) + 4;
    return prse__eval_int(args->ev, (day_in_year(thursday) - 1) / 7 + 1);
}

static const prse__builtin TABLE[] = {
    {"date", date_of, 1, 3, "from|year,month,day"},
    {"duration", duration_of, 1, 1, "from"},
    {"years and months duration", months_between, 2, 2, "from,to"},
    {"day of week", day_of_week, 1, 1, "date"},
    {"day of year", day_of_year, 1, 1, "date"},
    {"month of year", month_of_year, 1, 1, "date"},
    {"week of year", week_of_year, 1, 1, "date"},
    {"time", null_of, 0, PRSE__ANY_NUMBER, "from"},
    {"date and time", null_of, 0, PRSE__ANY_NUMBER, "from"},
};

const prse__builtin_group prse__builtins_date = {
    TABLE, sizeof TABLE / sizeof *TABLE};
