/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/csv_record.h"

#include <stdlib.h>
#include <string.h>

#include "cli/csv_block.h"

/* Where a record is cut. */
typedef struct cutter {
    cli_csv_cells *out;
    const char *text;
    size_t at, size;
    char separator;
} cutter;

static void begin_cell(cli_csv_cells *cells)
{
    if (cells->count + 2 > cells->room) {
        cells->room = cells->room ? 2 * cells->room : 32;
        cells->starts = cli_resize(cells->starts, cells->room,
                                   sizeof *cells->starts);
        cells->cells = cli_resize(cells->cells, cells->room,
                                  sizeof *cells->cells);
    }
    cells->starts[cells->count++] = cells->text.len;
}

static int ends_line(const cutter *c)
{
    const char *at = c->text + c->at;
    return *at == '\n' ||
           (*at == '\r' && c->at + 1 < c->size && at[1] == '\n');
}

/* A quote is doubled inside quotes. */
static cli_csv_state cut_quoted(cutter *c)
{
    const char *quote;
    c->at++;
    while ((quote = memchr(c->text + c->at, '"', c->size - c->at))) {
        size_t length = (size_t)(quote - c->text) - c->at;
        cli_buffer_add(&c->out->text, (prse_str){c->text + c->at, length});
        c->at += length + 1;
        if (c->at == c->size)
            return CLI_CSV_CUT;
        if (c->text[c->at] != '"') {
            if (c->text[c->at] == '\r' && c->at + 1 == c->size)
                return CLI_CSV_CUT;
            return c->text[c->at] == c->separator || ends_line(c)
                       ? CLI_CSV_WHOLE
                       : CLI_CSV_TEXT_AFTER;
        }
        cli_buffer_add_char(&c->out->text, '"');
        c->at++;
    }
    return CLI_CSV_CUT;
}

static cli_csv_state cut_plain(cutter *c)
{
    size_t first = c->at;
    while (c->at < c->size && c->text[c->at] != c->separator && !ends_line(c))
        c->at++;
    cli_buffer_add(&c->out->text, (prse_str){c->text + first, c->at - first});
    return c->at < c->size ? CLI_CSV_WHOLE : CLI_CSV_CUT;
}

static cli_csv_state cut_cells(cutter *c)
{
    cli_csv_cells *out = c->out;
    while (c->at < c->size) {
        if (out->count == CLI_CSV_MOST_CELLS)
            return CLI_CSV_LARGE;
        begin_cell(out);
        cli_csv_state state =
            c->text[c->at] == '"' ? cut_quoted(c) : cut_plain(c);
        if (out->text.len > CLI_CSV_LARGEST)
            return CLI_CSV_LARGE;
        if (state != CLI_CSV_WHOLE)
            return state;
        if (ends_line(c)) {
            c->at += c->text[c->at] == '\r' ? 2 : 1;
            return CLI_CSV_WHOLE;
        }
        c->at++;
    }
    return CLI_CSV_CUT;
}

cli_csv_state cli_csv_cut(cli_csv_cells *out, const char *text, size_t *size,
                          char separator)
{
    cutter c = {.out = out, .text = text, .size = *size,
                .separator = separator};
    out->count = 0;
    cli_buffer_clear(&out->text);
    cli_csv_state state = cut_cells(&c);
    if (state != CLI_CSV_WHOLE)
        return state;
    *size = c.at;
    out->starts[out->count] = out->text.len;
    cli_buffer_reserve(&out->text, CLI_CSV_SLACK);
    memset(out->text.text + out->text.len, 0, CLI_CSV_SLACK);
    for (size_t i = 0; i < out->count; i++)
        out->cells[i] = (prse_str){out->text.text + out->starts[i],
                                   out->starts[i + 1] - out->starts[i]};
    return state;
}

void cli_csv_cells_free(cli_csv_cells *cells)
{
    cli_buffer_free(&cells->text);
    free(cells->starts);
    free(cells->cells);
    *cells = (cli_csv_cells){0};
}

prse_str cli_csv_trim(prse_str cell)
{
    while (cell.len > 0 && (*cell.ptr == ' ' || *cell.ptr == '\t')) {
        cell.ptr++;
        cell.len--;
    }
    while (cell.len > 0 && (cell.ptr[cell.len - 1] == ' ' ||
                            cell.ptr[cell.len - 1] == '\t'))
        cell.len--;
    return cell;
}
