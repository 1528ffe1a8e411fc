/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/batch_errors.h"

#include <stdio.h>
#include <unistd.h>

#include "cli/args.h"
#include "cli/csv_cell.h"
#include "cli/page.h"
#include "cli/texts.h"
#include "cli/utf8.h"

enum { ROWS_BETWEEN = 5000, MOST_SHOWN = 100, COLUMNS = 4 };

static const size_t widths[COLUMNS] = {8, 24, 16, 0};

cli_batch_log cli_batch_log_new(const cli_context *cli)
{
    return (cli_batch_log){.cli = cli, .on_terminal = isatty(2)};
}

static void say(cli_batch_log *log, cli_text_id text, uint64_t number)
{
    cli_buffer digits = {0}, line = {0};
    cli_buffer_add_number(&digits, (int64_t)number);
    prse_str value = cli_buffer_str(&digits);
    cli_buffer_add_filled(&line, cli_text(log->cli, text), &value, 1);
    fputs(line.text, stderr);
    cli_buffer_free(&digits);
    cli_buffer_free(&line);
}

static void erase_progress(cli_batch_log *log)
{
    if (log->drawn)
        fputs("\r\033[K", stderr);
    log->drawn = 0;
    if (log->bar)
        cli_progress_end(log->bar);
}

void cli_batch_log_row(cli_batch_log *log, int is_bad)
{
    log->rows++;
    log->bad_rows += (uint64_t)is_bad;
    if (!log->on_terminal || log->rows % ROWS_BETWEEN != 0)
        return;
    erase_progress(log);
    say(log, TEXT_ROWS_SO_FAR, log->rows);
    log->drawn = 1;
}

/* Line feeds and other controls would break the table, and bytes that are no
 * text the terminal. */
static void add_clean(cli_buffer *out, prse_str text)
{
    while (text.len > 0) {
        size_t length = cli_utf8_length(text.ptr, text.len);
        int good = length > 1 || (length == 1 && (uint8_t)*text.ptr >= ' ');
        size_t taken = length > 0 ? length : 1;
        cli_buffer_add(out, good ? (prse_str){text.ptr, length}
                                 : prse_str_of(length ? " " : "?"));
        text.ptr += taken;
        text.len -= taken;
    }
}

/* At most the width of its column; what is cut off ends with "…". */
static void add_cell(cli_buffer *out, prse_str cell, size_t width)
{
    cli_buffer clean = {0};
    add_clean(&clean, cell);
    prse_str text = cli_buffer_str(&clean);
    size_t cells = cli_width(text), taken = 0, i = 0;
    size_t most = width > 0 && cells > width ? width - 1 : cells;
    for (; i < text.len; i++) {
        int begins = ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
        if (begins && taken == most)
            break;
        taken += (size_t)begins;
        cli_buffer_add_char(out, text.ptr[i]);
    }
    if (i < text.len) {
        cli_buffer_add_text(out, "…");
        taken++;
    }
    for (; taken < width; taken++)
        cli_buffer_add_char(out, ' ');
    cli_buffer_free(&clean);
}

static void write_row(const prse_str *cells)
{
    cli_buffer line = {0};
    for (size_t i = 0; i < COLUMNS; i++) {
        add_cell(&line, cells[i], widths[i]);
        cli_buffer_add_text(&line, i + 1 < COLUMNS ? "  " : "\n");
    }
    fputs(line.text, stderr);
    cli_buffer_free(&line);
}

static void headings(prse_str *cells, const cli_context *cli)
{
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = prse_str_of(
            cli_text(cli, (cli_text_id)(TEXT_ERROR_LINE + (int)i)));
}

static void write_headings(const cli_context *cli)
{
    prse_str cells[COLUMNS];
    headings(cells, cli);
    write_row(cells);
}

/* --- The file of all errors --- */

static void write_to_file(cli_batch_log *log, const prse_str *cells)
{
    cli_buffer_clear(&log->line);
    for (size_t i = 0; i < COLUMNS; i++) {
        if (i > 0)
            cli_buffer_add_char(&log->line, ',');
        cli_csv_add_cell(&log->line, cells[i]);
    }
    cli_buffer_add_char(&log->line, '\n');
    cli_output_write(&log->file, cli_buffer_str(&log->line));
}

cli_exit cli_batch_log_open(cli_batch_log *log, cli_progress *bar)
{
    const char *path = cli_args_value(log->cli->args, OPTION_ERRORS);
    prse_str cells[COLUMNS];
    log->bar = bar;
    log->on_terminal = bar->terminal;
    cli_exit code = path ? cli_output_open(&log->file, path) : CLI_OK;
    if (!path || code != CLI_OK)
        return code;
    log->to_file = 1;
    headings(cells, log->cli);
    write_to_file(log, cells);
    return CLI_OK;
}

cli_exit cli_batch_log_close(cli_batch_log *log, cli_exit code)
{
    cli_buffer_free(&log->line);
    if (!log->to_file)
        return code;
    log->to_file = 0;
    if (code != CLI_OK && code != CLI_INPUT)
        return cli_output_drop(&log->file, code);
    return cli_output_close(&log->file, code);
}

void cli_batch_log_error(cli_batch_log *log, uint64_t line, prse_str column,
                         prse_str value, prse_str reason)
{
    cli_buffer number = {0};
    cli_buffer_add_number(&number, (int64_t)line);
    prse_str cells[COLUMNS] = {cli_buffer_str(&number), column, value,
                               reason};
    if (log->to_file)
        write_to_file(log, cells);
    if (log->errors < MOST_SHOWN) {
        erase_progress(log);
        if (log->errors == 0)
            write_headings(log->cli);
        write_row(cells);
    }
    log->errors++;
    cli_buffer_free(&number);
}

void cli_batch_log_end(cli_batch_log *log)
{
    erase_progress(log);
    if (log->errors > MOST_SHOWN)
        say(log, TEXT_MORE_ERRORS, log->errors - MOST_SHOWN);
    if (log->bad_rows > 0)
        say(log, TEXT_ROWS_BAD, log->bad_rows);
    if (log->on_terminal || log->bad_rows > 0)
        say(log, TEXT_ROWS_DONE, log->rows);
}
