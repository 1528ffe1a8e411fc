/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/date.h"
#include "support/test.h"

static prse__date day(const char *text)
{
    prse__date date = 0;
    cr_assert(prse__date_parse(&date, prse_str_of(text)), "%s is a day", text);
    return date;
}

static void expect(prse__date date, const char *want)
{
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__date_print(&buf, date);
    cr_expect_str_eq(buf.ptr, want);
    prse__buf_free(&buf);
}

PRSE_TEST(date, counts_from_1970)
{
    cr_expect_eq(day("1970-01-01"), 0);
    cr_expect_eq(day("1969-12-31"), -1);
    cr_expect_eq(day("2000-03-01"), 11017);
    cr_expect_eq(day("2026-11-23"), 20780);
}

PRSE_TEST(date, no_text_is_no_day)
{
    prse__date date = 0;
    cr_expect_not(prse__date_parse(&date, (prse_str){NULL, 0}));
    cr_expect_not(prse__date_parse(&date, PRSE_STR("")));
}

PRSE_TEST(date, every_day_of_eight_centuries_goes_there_and_back)
{
    prse__date first = day("1600-01-01"), last = day("2400-12-31");
    prse__ymd before = {1599, 12, 31};
    for (prse__date d = first; d <= last; d++) {
        prse__ymd ymd = prse__date_ymd(d);
        prse__date again = 0;
        cr_assert(prse__date_from(&again, ymd));
        cr_assert_eq(again, d);
        int next_day = ymd.day == before.day + 1;
        int month_ends = before.day == prse__date_days_in_month(before.year,
                                                                before.month);
        cr_assert(next_day || (ymd.day == 1 && month_ends));
        before = ymd;
    }
}

PRSE_TEST(date, refuses_days_that_do_not_exist)
{
    static const char *const wrong[] = {
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-01",
        "26-01-01", "2026/01/01", "2026-01-01 ", "", "1900-02-29",
        "2026-01-0x", "+2026-01-01"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        prse__date date;
        cr_expect_not(prse__date_parse(&date, prse_str_of(wrong[i])), "%s",
                      wrong[i]);
    }
}

PRSE_TEST(date, years_before_our_era_print_and_read)
{
    expect(day("-0044-03-15"), "-0044-03-15");
}

PRSE_TEST(date, adding_months_stops_at_the_months_end)
{
    static const struct {
        const char *from;
        int32_t months;
        const char *to;
    } cases[] = {
        {"2024-12-31", 6, "2025-06-30"}, {"2024-02-29", 12, "2025-02-28"},
        {"2026-01-31", 1, "2026-02-28"}, {"2026-03-31", -1, "2026-02-28"},
        {"2026-11-23", -11, "2025-12-23"}, {"2026-11-23", 0, "2026-11-23"},
        {"2026-10-11", 48, "2030-10-11"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__date to = 0;
        cr_assert(prse__date_add_months(&to, day(cases[i].from),
                                        cases[i].months));
        expect(to, cases[i].to);
    }
    prse__date out;
    cr_expect_not(prse__date_add_months(&out, day("9999-12-31"), 1));
    cr_expect_not(prse__date_add_months(&out, 0, -2147483647));
}

PRSE_TEST(date, weekdays_begin_on_monday)
{
    cr_expect_eq(prse__date_weekday(day("1970-01-01")), 4);
    cr_expect_eq(prse__date_weekday(day("1969-12-28")), 7);
    cr_expect_eq(prse__date_weekday(day("2026-11-23")), 1);
    cr_expect_eq(prse__date_weekday(day("-0001-01-01")), 5);
}

PRSE_TEST(date, a_parameter_that_is_none_is_named_and_shown)
{
    prse__date out = 0;
    prse_error err = {0};
    char endless[500];
    memset(endless, 'x', sizeof endless);
    cr_expect_eq(prse__date_read(&out, PRSE_STR("2026-11-23"), "jour", &err),
                 PRSE_OK);
    cr_expect_eq(err.code, 0);
    cr_expect_eq(prse__date_read(&out, PRSE_STR("demain"), "jour", &err),
                 PRSE_EPARSE);
    cr_expect_str_eq(err.subject, "jour");
    cr_expect_str_eq(err.message,
                     "expected a date such as 2026-11-23, found `demain`");
    cr_expect_eq(prse__date_read(&out, (prse_str){0}, "jour", &err),
                 PRSE_EPARSE);
    cr_expect_eq(prse__date_read(&out, (prse_str){endless, sizeof endless},
                                 "jour", &err),
                 PRSE_EPARSE);
    cr_expect_lt(strlen(err.message), 120);
}
