/* SPDX-License-Identifier: Apache-2.0 */
/* Calendar days: the program knows today, the library does not. */
#ifndef PRSE_CLI_DAYS_H
#define PRSE_CLI_DAYS_H

#include "cli/buffer.h"

typedef struct cli_day {
    int32_t year, month, day;
} cli_day;

/* Reads 2026-11-23; 0 when that is no day of the calendar. */
int cli_day_read(cli_day *out, const char *text);
cli_day cli_day_today(void);
/* The same day some months later, or the last one of a shorter month. */
cli_day cli_day_add_months(cli_day day, int32_t months);
int cli_day_compare(cli_day a, cli_day b);
/* 2026-11-23 */
void cli_day_add_iso(cli_buffer *out, cli_day day);
/* 20261123 */
void cli_day_add_digits(cli_buffer *out, cli_day day);
/* 23 novembre 2026 */
void cli_day_add_words(cli_buffer *out, const cli_context *cli, cli_day day);
/* The same of 2026-11-23; any other text stays as it is. */
void cli_day_add_text(cli_buffer *out, const cli_context *cli, prse_str text);

#endif
