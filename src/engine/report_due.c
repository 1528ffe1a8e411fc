/* SPDX-License-Identifier: Apache-2.0 */
/* Deadlines: yearly days, fixed dates, and dates computed from facts. */
#include "base/error.h"
#include "engine/evaluate.h"
#include "base/options.h"
#include "engine/report.h"

/* The next such day, today included; 29 February is the 28th in other
 * years. */
static prse__date next_yearly(const prse__deadline *d, prse__date today)
{
    prse__date date = today;
    int32_t year = prse__date_ymd(today).year;
    for (int32_t y = year; y <= year + 1; y++) {
        int32_t last = prse__date_days_in_month(y, d->month);
        prse__ymd ymd = {y, d->month, d->day < last ? d->day : last};
        prse__date_from(&date, ymd);
        if (date >= today)
            break;
    }
    return date;
}

/* A repeated date: the first occurrence that is not past. */
static prse__date next_repeat(prse__date first, int32_t every,
                              prse__date today)
{
    prse__date date = first;
    for (int32_t n = 1; every > 0 && date < today && n < 10000; n++)
        if (!prse__date_add_months(&date, first, n * every))
            return first;
    return date;
}

static prse_status compute_due(prse__date *out, int *known,
                               prse_report *report, const prse__deadline *d,
                               prse_error *err)
{
    const prse__value *value;
    prse__arena_reset(report->arena);
    prse_status status = prse__evaluate_rule(
        &value, known, report->arena, &report->pack->rules,
        &report->facts->profile, &d->due, report->date, 1, err);
    if (status)
        return status;
    *known = *known && value->kind == PRSE__VALUE_DATE;
    if (*known)
        *out = (prse__date)value->amount;
    return PRSE_OK;
}

static prse_status find_due(prse__date *out, int *known, prse_report *report,
                            const prse__deadline *d, prse_error *err)
{
    *known = 1;
    if (d->month) {
        *out = next_yearly(d, report->date);
    } else if (d->once != PRSE__ALWAYS) {
        *out = next_repeat(d->once, d->every, report->date);
    } else {
        return compute_due(out, known, report, d, err);
    }
    return PRSE_OK;
}

/* 1 when the deadline surely concerns the company. */
static int concerns(prse_report *report, size_t obligation, size_t deadline)
{
    prse__judge *judge = &report->judge;
    prse__dd dd =
        prse__judge_dd(judge, obligation, PRSE__PART_DEADLINE, deadline);
    return prse_report_answer(report, obligation) == PRSE_SUBJECT &&
           prse__judge_only(judge, dd) == PRSE__DD_TRUE;
}

/* The day that the pack writes, before a short month cut it. */
static int32_t anchor_day(const prse__deadline *d, int32_t day)
{
    if (d->month)
        return d->day;
    return d->once != PRSE__ALWAYS ? prse__date_ymd(d->once).day : day;
}

prse_status prse_report_due(prse_report *report, size_t obligation,
                            size_t deadline, prse_lang lang, prse_due *out,
                            prse_error *err)
{
    prse__date date = 0;
    int known = 0;
    prse_status status = prse__report_ready(report, obligation, err);
    if (status)
        return status;
    const prse__obligation *o = &report->pack->tree->obligations[obligation];
    if (deadline >= o->deadline_count)
        return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                               "the obligation has no deadline %zu",
                               deadline);
    const prse__deadline *d = &o->deadlines[deadline];
    if (concerns(report, obligation, deadline))
        status = find_due(&date, &known, report, d, err);
    if (status)
        return status;
    prse_due own = {.known = known,
                    .every = d->month ? 12 : d->every,
                    .label = prse__text_in(d->label, lang)};
    if (known) {
        prse__ymd ymd = prse__date_ymd(date);
        own.year = ymd.year;
        own.month = ymd.month;
        own.day = ymd.day;
        own.anchor_day = anchor_day(d, ymd.day);
    }
    return prse__struct_give(out, &own, sizeof own, err);
}
