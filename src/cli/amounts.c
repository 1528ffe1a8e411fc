/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/amounts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void cli_add_words(cli_buffer *out, const cli_context *cli, cli_text_id id,
                   const prse_str *values, size_t count)
{
    cli_buffer_add_filled(out, cli_text(cli, id), values, count);
}

void cli_add_count(cli_buffer *out, const cli_context *cli, uint64_t count)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRIu64, count);
    size_t length = strlen(digits);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            cli_buffer_add_text(out, cli_text(cli, TEXT_THOUSANDS));
        cli_buffer_add_char(out, digits[i]);
    }
}

/* Tenths are told below ten, where they matter. */
static void add_tenths(cli_buffer *out, const cli_context *cli,
                       uint64_t tenths)
{
    cli_add_count(out, cli, tenths / 10);
    if (tenths >= 100 || tenths % 10 == 0)
        return;
    cli_buffer_add_text(out, cli_text(cli, TEXT_DECIMAL_MARK));
    cli_buffer_add_number(out, (int64_t)(tenths % 10));
}

void cli_add_size(cli_buffer *out, const cli_context *cli, uint64_t bytes)
{
    static const cli_text_id units[] = {TEXT_BYTES, TEXT_KILOBYTES,
                                        TEXT_MEGABYTES, TEXT_GIGABYTES};
    size_t unit = 0;
    uint64_t scale = 1;
    while (unit + 1 < sizeof units / sizeof *units &&
           bytes / scale >= 1000) {
        scale *= 1000;
        unit++;
    }
    cli_buffer number = {0};
    add_tenths(&number, cli,
               unit == 0 ? bytes * 10 : bytes / (scale / 10));
    prse_str value = cli_buffer_str(&number);
    cli_add_words(out, cli, units[unit], &value, 1);
    cli_buffer_free(&number);
}

/* "{0} min {1} s" of two whole numbers. */
static void add_two(cli_buffer *out, const cli_context *cli, cli_text_id id,
                    uint64_t first, uint64_t second)
{
    cli_buffer numbers[2] = {{0}, {0}};
    cli_add_count(&numbers[0], cli, first);
    cli_add_count(&numbers[1], cli, second);
    prse_str values[] = {cli_buffer_str(&numbers[0]),
                         cli_buffer_str(&numbers[1])};
    cli_add_words(out, cli, id, values, 2);
    cli_buffer_free(&numbers[0]);
    cli_buffer_free(&numbers[1]);
}

void cli_add_duration(cli_buffer *out, const cli_context *cli, int64_t ms)
{
    uint64_t time = ms > 0 ? (uint64_t)ms : 0, seconds = (time + 500) / 1000;
    cli_buffer number = {0};
    if (time < 1000)
        cli_add_count(&number, cli, time);
    else
        add_tenths(&number, cli, time < 9950 ? (time + 50) / 100
                                             : seconds * 10);
    prse_str value = cli_buffer_str(&number);
    if (seconds < 60)
        cli_add_words(out, cli, time < 1000 ? TEXT_MILLISECONDS
                                            : TEXT_SECONDS, &value, 1);
    else if (seconds < 3600)
        add_two(out, cli, TEXT_MINUTES, seconds / 60, seconds % 60);
    else if (seconds < 48 * 3600)
        add_two(out, cli, TEXT_HOURS, seconds / 3600, seconds / 60 % 60);
    else
        add_two(out, cli, TEXT_DAYS, seconds / 86400, 0);
    cli_buffer_free(&number);
}

void cli_add_number_groups(cli_buffer *out, prse_str digits)
{
    int grouped = digits.len == 9 || digits.len == 14;
    for (size_t i = 0; i < digits.len; i++) {
        if (grouped && (i == 3 || i == 6 || i == 9))
            cli_buffer_add_char(out, ' ');
        cli_buffer_add_char(out, digits.ptr[i]);
    }
}
