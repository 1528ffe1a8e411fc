/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/days.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/texts.h"

static int32_t days_in(int32_t year, int32_t month)
{
    static const int32_t lengths[] = {31, 28, 31, 30, 31, 30,
                                      31, 31, 30, 31, 30, 31};
    int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return lengths[month - 1] + (month == 2 && leap);
}

static int32_t digits(const char *text, size_t count)
{
    int32_t number = 0;
    for (size_t i = 0; i < count; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

int cli_day_read(cli_day *out, const char *text)
{
    static const char shape[] = "dddd-dd-dd";
    if (strlen(text) != sizeof shape - 1)
        return 0;
    for (size_t i = 0; shape[i]; i++) {
        int is_digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == 'd' ? !is_digit : text[i] != '-')
            return 0;
    }
    cli_day day = {digits(text, 4), digits(text + 5, 2),
                   digits(text + 8, 2)};
    if (day.year < 1 || day.month < 1 || day.month > 12 || day.day < 1 ||
        day.day > days_in(day.year, day.month))
        return 0;
    *out = day;
    return 1;
}

cli_day cli_day_today(void)
{
    time_t now = time(NULL);
    struct tm parts = {0};
    if (!localtime_r(&now, &parts))
        return (cli_day){1970, 1, 1};
    return (cli_day){parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday};
}

cli_day cli_day_add_months(cli_day day, int32_t months)
{
    int32_t count = day.year * 12 + day.month - 1 + months;
    cli_day later = {count / 12, count % 12 + 1, day.day};
    int32_t last = days_in(later.year, later.month);
    if (later.day > last)
        later.day = last;
    return later;
}

int cli_day_compare(cli_day a, cli_day b)
{
    int32_t x = (a.year * 12 + a.month) * 31 + a.day;
    int32_t y = (b.year * 12 + b.month) * 31 + b.day;
    return x < y ? -1 : x > y;
}

static void add_day(cli_buffer *out, const char *format, cli_day day)
{
    char text[48];
    snprintf(text, sizeof text, format, (int)day.year, (int)day.month,
             (int)day.day);
    cli_buffer_add_text(out, text);
}

void cli_day_add_iso(cli_buffer *out, cli_day day)
{
    add_day(out, "%04d-%02d-%02d", day);
}

void cli_day_add_digits(cli_buffer *out, cli_day day)
{
    add_day(out, "%04d%02d%02d", day);
}

void cli_day_add_words(cli_buffer *out, const cli_context *cli, cli_day day)
{
    int32_t month = (int32_t)TEXT_JANUARY + day.month - 1;
    cli_buffer_add_number(out, day.day);
    /* The first of a month has its own form in French. */
    if (day.day == 1)
        cli_buffer_add_text(out, cli_text(cli, TEXT_FIRST_OF_MONTH));
    cli_buffer_add_char(out, ' ');
    cli_buffer_add_text(out, cli_text(cli, (cli_text_id)month));
    cli_buffer_add_char(out, ' ');
    cli_buffer_add_number(out, day.year);
}

void cli_day_add_text(cli_buffer *out, const cli_context *cli, prse_str text)
{
    cli_buffer copy = {0};
    cli_day day;
    cli_buffer_add(&copy, text);
    if (cli_day_read(&day, copy.text))
        cli_day_add_words(out, cli, day);
    else
        cli_buffer_add(out, text);
    cli_buffer_free(&copy);
}
