/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/population_csv.h"

#include "cli/csv_cell.h"

enum { NUMBER_MOST = 24 };

static void add_number(cli_buffer *out, int64_t number)
{
    char digits[NUMBER_MOST];
    size_t at = sizeof digits;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do
        digits[--at] = (char)('0' + left % 10);
    while (left /= 10);
    if (number < 0)
        digits[--at] = '-';
    cli_buffer_add(out, (prse_str){digits + at, sizeof digits - at});
}

static void add_digits(char *to, int64_t number, int count)
{
    for (; count > 0; number /= 10)
        to[--count] = (char)('0' + number % 10);
}

/* Days since 1970, of this century: years begin in March, so that the day
 * that is left out is the last. */
static void add_day(cli_buffer *out, int64_t days)
{
    char text[] = "yyyy-mm-dd";
    days -= 11017; /* 2000-03-01 */
    int64_t year = (4 * days + 3) / 1461;
    int64_t day = days - year * 1461 / 4;
    int64_t month = (5 * day + 2) / 153;
    add_digits(text, 2000 + year + (month > 9), 4);
    add_digits(text + 5, month + (month > 9 ? -9 : 3), 2);
    add_digits(text + 8, day - (153 * month + 2) / 5 + 1, 2);
    cli_buffer_add(out, (prse_str){text, 10});
}

static void add_cell(cli_buffer *out, const cli_population *p, size_t column,
                     int64_t row)
{
    const cli_population_column *c = &p->columns[column];
    const char *format = p->fields[column].format;
    int64_t value = c->values[row];
    if (!(c->validity[row / 8] >> row % 8 & 1))
        return;
    if (*format == 'u')
        value = row;
    if (c->ends)
        cli_csv_add_cell(out, (prse_str){c->letters + c->ends[value],
                                         (size_t)(c->ends[value + 1] -
                                                  c->ends[value])});
    else if (*format == 't')
        add_day(out, value);
    else
        add_number(out, value);
}

void cli_population_add_names(cli_buffer *out, const cli_population *p)
{
    for (size_t i = 0; i < p->count; i++) {
        if (i > 0)
            cli_buffer_add_char(out, ',');
        cli_csv_add_cell(out, prse_str_of(p->columns[i].name));
    }
    cli_buffer_add_char(out, '\n');
}

void cli_population_add_row(cli_buffer *out, const cli_population *p,
                            int64_t row)
{
    for (size_t i = 0; i < p->count; i++) {
        if (i > 0)
            cli_buffer_add_char(out, ',');
        add_cell(out, p, i, row);
    }
    cli_buffer_add_char(out, '\n');
}
