/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/classify_rows.h"

#include <stdlib.h>
#include <string.h>

#include "cli/complain.h"
#include "cli/tsv_reader.h"

enum { MOST_ROWS = 4096 };

cli_exit cli_classify_rows_open(cli_classify_rows *rows,
                                const prse_classifier *classifier)
{
    prse_error err;
    prse_classifier_info info = {.size = sizeof info};
    *rows = (cli_classify_rows){.classifier = classifier};
    if (prse_classifier_describe(classifier, &info, &err) != PRSE_OK)
        return cli_complain_error(&err);
    rows->room = info.batch < MOST_ROWS ? info.batch : MOST_ROWS;
    rows->rows = cli_alloc(rows->room, sizeof *rows->rows);
    rows->sentences = cli_alloc(rows->room, sizeof *rows->sentences);
    rows->labels = cli_alloc(rows->room, sizeof *rows->labels);
    return CLI_OK;
}

void cli_classify_rows_close(cli_classify_rows *rows)
{
    cli_buffer_free(&rows->text);
    free(rows->rows);
    free(rows->sentences);
    free(rows->labels);
    *rows = (cli_classify_rows){0};
}

void cli_classify_rows_add(cli_classify_rows *rows, prse_str row,
                           prse_str cell, uint64_t line)
{
    cli_classify_row *own = &rows->rows[rows->count++];
    *own = (cli_classify_row){
        .start = rows->text.len, .len = row.len, .length = cell.len,
        .line = line};
    own->cell = own->start + (cell.len > 0 ? (size_t)(cell.ptr - row.ptr) : 0);
    cli_buffer_add(&rows->text, row);
}

int cli_classify_rows_full(const cli_classify_rows *rows)
{
    return rows->count == rows->room;
}

/* A place in a sentence becomes one in the file. */
static cli_exit complain(const cli_classify_rows *rows, prse_error *err,
                         const char *name)
{
    size_t shown = strlen(name);
    if (err->line > 0 && err->line <= rows->count) {
        const cli_classify_row *row = &rows->rows[err->line - 1];
        uint32_t within = err->column > 0 ? err->column - 1 : 0;
        err->line = (uint32_t)row->line;
        err->column = within + cli_tsv_column(
            (prse_str){rows->text.text + row->start, row->len},
            row->cell - row->start);
        if (shown >= sizeof err->file)
            shown = sizeof err->file - 1;
        memcpy(err->file, name + strlen(name) - shown, shown + 1);
    }
    return cli_complain_error(err);
}

/* 0.873 in every language: this is a table for programs. */
static void add_confidence(cli_buffer *out, double confidence)
{
    int64_t mille = (int64_t)(confidence * 1000 + 0.5);
    cli_buffer_add_text(out, mille >= 1000 ? "1." : "0.");
    mille %= 1000;
    cli_buffer_add_char(out, (char)('0' + mille / 100));
    cli_buffer_add_char(out, (char)('0' + mille / 10 % 10));
    cli_buffer_add_char(out, (char)('0' + mille % 10));
}

static cli_exit add_cells(const cli_classify_rows *rows, cli_buffer *out,
                          size_t index)
{
    const prse_label *label = &rows->labels[index];
    prse_label_info info = {.size = sizeof info};
    prse_error err;
    if (prse_classifier_label(rows->classifier, label->label, &info, &err) !=
        PRSE_OK)
        return cli_complain_error(&err);
    cli_buffer_add_char(out, '\t');
    cli_buffer_add(out, info.text);
    cli_buffer_add_char(out, '\t');
    cli_buffer_add(out, info.code);
    cli_buffer_add_char(out, '\t');
    add_confidence(out, label->confidence);
    cli_buffer_add_char(out, '\t');
    for (uint32_t i = 0; i < label->evidence_count; i++) {
        const prse_evidence *piece = &label->evidence[i];
        cli_buffer_add_text(out, i > 0 ? " | " : "");
        cli_buffer_add(out, (prse_str){rows->sentences[index].ptr +
                                           piece->offset, piece->length});
    }
    return CLI_OK;
}

static cli_exit write_rows(const cli_classify_rows *rows, cli_output *out,
                           const char *line_end)
{
    cli_buffer line = {0};
    cli_exit code = CLI_OK;
    for (size_t i = 0; code == CLI_OK && i < rows->count; i++) {
        const cli_classify_row *row = &rows->rows[i];
        cli_buffer_clear(&line);
        cli_buffer_add(&line, (prse_str){rows->text.text + row->start,
                                         row->len});
        code = add_cells(rows, &line, i);
        cli_buffer_add_text(&line, line_end);
        cli_output_write(out, cli_buffer_str(&line));
    }
    cli_buffer_free(&line);
    return code;
}

cli_exit cli_classify_rows_write(cli_classify_rows *rows, cli_output *out,
                                 const char *name, const char *line_end)
{
    prse_error err = {0};
    for (size_t i = 0; i < rows->count; i++)
        rows->sentences[i] = (prse_str){
            rows->text.len > 0 ? rows->text.text + rows->rows[i].cell : "",
            rows->rows[i].length};
    if (prse_classifier_classify(rows->classifier, rows->sentences,
                                 rows->count, rows->labels, NULL, &err) !=
        PRSE_OK)
        return complain(rows, &err, name);
    cli_exit code = write_rows(rows, out, line_end);
    cli_buffer_clear(&rows->text);
    rows->count = 0;
    return code;
}
