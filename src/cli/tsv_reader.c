/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/tsv_reader.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024, LARGEST_ROW = 1024 * 1024 };

static int fill(cli_tsv_reader *tsv)
{
    tsv->at = 0;
    tsv->end = fread(tsv->block, 1, BLOCK, tsv->file);
    return tsv->end > 0;
}

void cli_tsv_open(cli_tsv_reader *tsv, FILE *file, const char *name)
{
    *tsv = (cli_tsv_reader){.file = file, .name = name};
    tsv->block = cli_alloc(BLOCK, 1);
    (void)fill(tsv);
    tsv->has_mark = tsv->end >= 3 &&
                    memcmp(tsv->block, "\xEF\xBB\xBF", 3) == 0;
    tsv->at = tsv->has_mark ? 3 : 0;
}

void cli_tsv_close(cli_tsv_reader *tsv)
{
    free(tsv->block);
    cli_buffer_free(&tsv->row);
    *tsv = (cli_tsv_reader){0};
}

/* Adds up to the end of the line or of the block; 1: the line has ended. */
static int add_piece(cli_tsv_reader *tsv)
{
    char *from = tsv->block + tsv->at;
    size_t left = tsv->end - tsv->at;
    char *stop = memchr(from, '\n', left);
    size_t taken = stop ? (size_t)(stop - from) : left;
    cli_buffer_add(&tsv->row, (prse_str){from, taken});
    tsv->at += taken + (stop != NULL);
    return stop != NULL;
}

static void drop_return(cli_tsv_reader *tsv)
{
    size_t len = tsv->row.len;
    int there = len > 0 && tsv->row.text[len - 1] == '\r';
    if (there)
        tsv->row.text[--tsv->row.len] = '\0';
    if (tsv->line == 1)
        tsv->has_returns = there;
}

cli_tsv_status cli_tsv_next(cli_tsv_reader *tsv)
{
    int ended = 0, any = 0;
    cli_buffer_clear(&tsv->row);
    tsv->line++;
    while (!ended && (tsv->at < tsv->end || fill(tsv))) {
        any = 1;
        ended = add_piece(tsv);
        if (tsv->row.len > LARGEST_ROW)
            return CLI_TSV_TOO_LARGE;
    }
    if (ferror(tsv->file))
        return CLI_TSV_UNREADABLE;
    if (!any)
        return CLI_TSV_END;
    drop_return(tsv);
    return CLI_TSV_ROW;
}

size_t cli_tsv_count(prse_str row)
{
    size_t count = 1;
    for (size_t i = 0; i < row.len; i++)
        count += row.ptr[i] == '\t';
    return count;
}

prse_str cli_tsv_cell(prse_str row, size_t index)
{
    for (;; index--) {
        const char *tab = row.len > 0 ? memchr(row.ptr, '\t', row.len) : NULL;
        size_t length = tab ? (size_t)(tab - row.ptr) : row.len;
        if (index == 0 || !tab)
            return (prse_str){row.ptr, length};
        row.ptr += length + 1;
        row.len -= length + 1;
    }
}

uint32_t cli_tsv_column(prse_str row, size_t byte)
{
    uint32_t column = 1;
    for (size_t i = 0; i < byte; i++)
        column += ((unsigned char)row.ptr[i] & 0xC0) != 0x80;
    return column;
}
