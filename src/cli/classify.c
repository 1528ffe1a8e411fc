/* SPDX-License-Identifier: Apache-2.0 */
/* A table of sentences gets columns that tell their topics. */
#include <errno.h>

#include "cli/args.h"
#include "cli/batch_errors.h"
#include "cli/classify_rows.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/input.h"
#include "cli/model.h"
#include "cli/tsv_reader.h"

typedef struct work {
    const cli_context *cli;
    prse_classifier classifier;
    cli_tsv_reader tsv;
    cli_classify_rows rows;
    cli_batch_log log;
    cli_output out;
    size_t columns, column; /* how many, and which holds the sentences */
} work;

static const char *line_end(const work *w)
{
    return w->tsv.has_returns ? "\r\n" : "\n";
}

enum { NUMBERS = 4 };

/* The name of the file, then the numbers. */
static cli_exit refuse(const work *w, cli_text_id text,
                       const uint64_t numbers[NUMBERS])
{
    cli_buffer digits[NUMBERS] = {{0}, {0}, {0}, {0}};
    prse_str values[NUMBERS + 1] = {prse_str_of(w->tsv.name)};
    for (size_t i = 0; i < NUMBERS; i++) {
        cli_buffer_add_number(&digits[i], (int64_t)numbers[i]);
        values[i + 1] = cli_buffer_str(&digits[i]);
    }
    cli_exit code = cli_complain(w->cli, CLI_INPUT, text, values, NUMBERS + 1);
    for (size_t i = 0; i < NUMBERS; i++)
        cli_buffer_free(&digits[i]);
    return code;
}

static cli_exit refuse_status(const work *w, cli_tsv_status status)
{
    if (status == CLI_TSV_UNREADABLE)
        return cli_complain_system(w->tsv.name, errno);
    return refuse(w, TEXT_TSV_TOO_LARGE, (uint64_t[]){w->tsv.line, 0, 0, 0});
}

/* Where the row ends too early, or goes on. */
static cli_exit refuse_length(const work *w, prse_str row, size_t cells)
{
    size_t at = row.len;
    if (cells > w->columns)
        at = (size_t)(cli_tsv_cell(row, w->columns).ptr - row.ptr);
    uint64_t column = cli_tsv_column(row, at);
    return refuse(w, TEXT_TSV_ROW_LENGTH,
                  (uint64_t[]){w->tsv.line, column, cells, w->columns});
}

static cli_exit refuse_column(const work *w, const char *wanted)
{
    cli_buffer names = {0};
    prse_str header = cli_buffer_str(&w->tsv.row);
    for (size_t i = 0; i < w->columns; i++) {
        cli_buffer_add_text(&names, i > 0 ? ", " : "");
        cli_buffer_add(&names, cli_tsv_cell(header, i));
    }
    prse_str values[] = {prse_str_of(w->tsv.name), prse_str_of(wanted),
                         cli_buffer_str(&names)};
    cli_exit code = cli_complain(w->cli, CLI_INPUT, TEXT_TSV_NO_COLUMN, values,
                                 3);
    cli_buffer_free(&names);
    return code;
}

static int has_column(const work *w, prse_str header, const cli_buffer *name)
{
    for (size_t i = 0; i < w->columns; i++)
        if (cli_str_is(cli_tsv_cell(header, i), name->text))
            return 1;
    return 0;
}

/* "label", or where the table has it already "label_2". */
static void add_heading(const work *w, cli_buffer *line, prse_str header,
                        const char *wanted)
{
    cli_buffer name = {0};
    cli_buffer_add_text(&name, wanted);
    for (int64_t number = 2; has_column(w, header, &name); number++) {
        cli_buffer_clear(&name);
        cli_buffer_add_text(&name, wanted);
        cli_buffer_add_char(&name, '_');
        cli_buffer_add_number(&name, number);
    }
    if (!cli_str_is(cli_buffer_str(&name), wanted)) {
        prse_str values[] = {prse_str_of(wanted), cli_buffer_str(&name)};
        cli_complain(w->cli, CLI_OK, TEXT_TSV_RENAMED, values, 2);
    }
    cli_buffer_add_char(line, '\t');
    cli_buffer_add(line, cli_buffer_str(&name));
    cli_buffer_free(&name);
}

static void write_header(work *w)
{
    static const char *const added[] = {"label", "code", "confidence",
                                        "evidence"};
    cli_buffer line = {0};
    prse_str header = cli_buffer_str(&w->tsv.row);
    cli_buffer_add_text(&line, w->tsv.has_mark ? "\xEF\xBB\xBF" : "");
    cli_buffer_add(&line, header);
    for (size_t i = 0; i < sizeof added / sizeof *added; i++)
        add_heading(w, &line, header, added[i]);
    cli_buffer_add_text(&line, line_end(w));
    cli_output_write(&w->out, cli_buffer_str(&line));
    cli_buffer_free(&line);
}

static cli_exit read_header(work *w)
{
    const char *wanted = cli_args_value(w->cli->args, OPTION_COLUMN);
    cli_tsv_status status = cli_tsv_next(&w->tsv);
    prse_str name = prse_str_of(w->tsv.name);
    if (!wanted)
        wanted = "text";
    if (status == CLI_TSV_END || (!status && w->tsv.row.len == 0))
        return cli_complain(w->cli, CLI_INPUT, TEXT_NO_HEADER, &name, 1);
    if (status != CLI_TSV_ROW)
        return refuse_status(w, status);
    prse_str header = cli_buffer_str(&w->tsv.row);
    w->columns = cli_tsv_count(header);
    while (w->column < w->columns &&
           !cli_str_is(cli_tsv_cell(header, w->column), wanted))
        w->column++;
    if (w->column == w->columns)
        return refuse_column(w, wanted);
    write_header(w);
    return CLI_OK;
}

static cli_exit flush(work *w)
{
    return cli_classify_rows_write(&w->rows, &w->out, w->tsv.name,
                                   line_end(w));
}

/* A blank line is no row, unless rows have one cell. */
static cli_exit take_row(work *w)
{
    prse_str row = cli_buffer_str(&w->tsv.row);
    size_t cells = cli_tsv_count(row);
    if (row.len == 0 && w->columns > 1)
        return CLI_OK;
    if (cells != w->columns)
        return refuse_length(w, row, cells);
    cli_classify_rows_add(&w->rows, row, cli_tsv_cell(row, w->column),
                          w->tsv.line);
    cli_batch_log_row(&w->log, 0);
    return cli_classify_rows_full(&w->rows) ? flush(w) : CLI_OK;
}

static cli_exit classify_rows(work *w)
{
    cli_tsv_status status = CLI_TSV_ROW;
    cli_exit code = read_header(w);
    while (code == CLI_OK && !cli_output_failed(&w->out)) {
        status = cli_tsv_next(&w->tsv);
        if (status != CLI_TSV_ROW)
            break;
        code = take_row(w);
    }
    if (code == CLI_OK && status > CLI_TSV_END)
        code = refuse_status(w, status);
    if (code == CLI_OK)
        code = flush(w);
    if (code == CLI_OK)
        cli_batch_log_end(&w->log);
    return code;
}

static cli_exit run(work *w, FILE *file, const char *path)
{
    cli_exit code = cli_classify_rows_open(&w->rows, &w->classifier);
    if (code == CLI_OK)
        code = cli_output_open(&w->out,
                               cli_args_value(w->cli->args, OPTION_OUT));
    if (code != CLI_OK)
        return code;
    cli_tsv_open(&w->tsv, file, cli_input_name(path));
    w->log = cli_batch_log_new(w->cli);
    code = classify_rows(w);
    cli_tsv_close(&w->tsv);
    return code == CLI_OK ? cli_output_close(&w->out, CLI_OK)
                          : cli_output_drop(&w->out, code);
}

cli_exit cli_run_classify(const cli_context *cli)
{
    const char *path = cli_args_value(cli->args, OPTION_IN);
    work w = {.cli = cli};
    FILE *file = NULL;
    if (!path)
        path = "-";
    cli_exit code = cli_model_open(&w.classifier, cli, 1);
    if (code == CLI_OK)
        code = cli_input_open(&file, path);
    if (code == CLI_OK)
        code = run(&w, file, path);
    cli_input_close(file);
    cli_classify_rows_close(&w.rows);
    prse_classifier_drop(&w.classifier);
    return code;
}
