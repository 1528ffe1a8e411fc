/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/csv_reader.h"

#include <stdlib.h>
#include <string.h>

enum {
    BLOCK = 64 * 1024,
    LARGEST_RECORD = 1024 * 1024,
    MOST_CELLS = 4096
};

static int fill(cli_csv_reader *csv)
{
    csv->at = 0;
    csv->end = fread(csv->block, 1, BLOCK, csv->file);
    return csv->end > 0;
}

/* The next byte, or EOF; it stays where it is. */
static int peek(cli_csv_reader *csv)
{
    if (csv->at == csv->end && !fill(csv))
        return EOF;
    return (unsigned char)csv->block[csv->at];
}

static void pass(cli_csv_reader *csv)
{
    csv->line += csv->block[csv->at] == '\n';
    csv->at++;
}

static int is_separator(char c)
{
    return c == ',' || c == ';';
}

/* Whether a quote here opens quotes: at the beginning of a cell, or right
 * after quotes were closed (two of them stand for one). Elsewhere it is a
 * character like another. */
static int opens_quotes(const cli_csv_reader *csv, size_t i, size_t closed)
{
    return i == csv->at || i == closed + 1 ||
           is_separator(csv->block[i - 1]) || csv->block[i - 1] == '\n';
}

/* CR counts as an end only before LF. */
static int ends_line(const cli_csv_reader *csv, size_t i)
{
    return csv->block[i] == '\r' && i + 1 < csv->end &&
           csv->block[i + 1] == '\n';
}

/* Whichever of , and ; is more frequent on the header line, as far as the
 * first block shows it. */
static void look_at_header(cli_csv_reader *csv)
{
    size_t commas = 0, semicolons = 0, i = csv->at, closed = SIZE_MAX - 1;
    int quoted = 0, any = 0;
    for (; i < csv->end; i++) {
        char c = csv->block[i];
        if (quoted && c == '"')
            closed = i;
        if (c == '"' && (quoted || opens_quotes(csv, i, closed)))
            quoted = !quoted;
        else if (c == '\n' && !quoted && any)
            break;
        any |= c != '\n' && !ends_line(csv, i);
        commas += c == ',' && !quoted;
        semicolons += c == ';' && !quoted;
    }
    csv->separator = semicolons > commas ? ';' : ',';
    csv->has_returns = i > 0 && i < csv->end && csv->block[i - 1] == '\r';
}

void cli_csv_open(cli_csv_reader *csv, FILE *file, const char *name)
{
    *csv = (cli_csv_reader){.file = file, .name = name, .line = 1};
    csv->block = cli_alloc(BLOCK, 1);
    csv->starts = cli_alloc(MOST_CELLS + 1, sizeof *csv->starts);
    csv->cells = cli_alloc(MOST_CELLS, sizeof *csv->cells);
    (void)fill(csv);
    csv->has_mark = csv->end >= 3 && memcmp(csv->block, "\xEF\xBB\xBF", 3) ==
                                         0;
    csv->at = csv->has_mark ? 3 : 0;
    look_at_header(csv);
}

void cli_csv_close(cli_csv_reader *csv)
{
    free(csv->block);
    free(csv->starts);
    free(csv->cells);
    cli_buffer_free(&csv->text);
    *csv = (cli_csv_reader){0};
}

/* CR counts as an end only before LF. */
static int at_line_end(cli_csv_reader *csv)
{
    int c = peek(csv);
    if (c != '\r')
        return c == '\n' || c == EOF;
    if (csv->at + 1 == csv->end) {
        /* The pair may be cut by the end of the block. */
        csv->block[0] = '\r';
        csv->at = 0;
        csv->end = 1 + fread(csv->block + 1, 1, BLOCK - 1, csv->file);
    }
    return csv->at + 1 == csv->end || csv->block[csv->at + 1] == '\n';
}

static void pass_line_end(cli_csv_reader *csv)
{
    if (peek(csv) == '\r')
        pass(csv);
    if (peek(csv) == '\n')
        pass(csv);
}

static int too_large(const cli_csv_reader *csv)
{
    return csv->text.len > LARGEST_RECORD;
}

static cli_csv_status read_quoted(cli_csv_reader *csv)
{
    pass(csv);
    for (;;) {
        int c = peek(csv);
        if (c == EOF)
            return CLI_CSV_OPEN_QUOTE;
        pass(csv);
        if (c == '"' && peek(csv) != '"')
            break;
        if (c == '"')
            pass(csv);
        cli_buffer_add_char(&csv->text, (char)c);
        if (too_large(csv))
            return CLI_CSV_TOO_LARGE;
    }
    return at_line_end(csv) || peek(csv) == csv->separator
               ? CLI_CSV_RECORD
               : CLI_CSV_BAD_QUOTE;
}

static cli_csv_status read_plain(cli_csv_reader *csv)
{
    while (!at_line_end(csv) && peek(csv) != csv->separator) {
        cli_buffer_add_char(&csv->text, (char)peek(csv));
        pass(csv);
        if (too_large(csv))
            return CLI_CSV_TOO_LARGE;
    }
    return CLI_CSV_RECORD;
}

/* The text moves while it grows, so that cells are cut at the end. */
static void cut_cells(cli_csv_reader *csv)
{
    prse_str all = cli_buffer_str(&csv->text);
    csv->starts[csv->count] = all.len;
    for (size_t i = 0; i < csv->count; i++)
        csv->cells[i] = (prse_str){all.ptr + csv->starts[i],
                                   csv->starts[i + 1] - csv->starts[i]};
}

static cli_csv_status read_record(cli_csv_reader *csv)
{
    for (;;) {
        if (csv->count == MOST_CELLS)
            return CLI_CSV_TOO_LARGE;
        csv->starts[csv->count++] = csv->text.len;
        cli_csv_status status =
            peek(csv) == '"' ? read_quoted(csv) : read_plain(csv);
        if (status != CLI_CSV_RECORD)
            return status;
        if (at_line_end(csv))
            break;
        pass(csv);
    }
    pass_line_end(csv);
    cut_cells(csv);
    return CLI_CSV_RECORD;
}

cli_csv_status cli_csv_next(cli_csv_reader *csv)
{
    while (peek(csv) != EOF && at_line_end(csv))
        pass_line_end(csv);
    csv->count = 0;
    csv->record = csv->line;
    cli_buffer_clear(&csv->text);
    cli_csv_status status =
        peek(csv) == EOF ? CLI_CSV_END : read_record(csv);
    return ferror(csv->file) ? CLI_CSV_UNREADABLE : status;
}
