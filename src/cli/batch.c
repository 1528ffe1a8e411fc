/* SPDX-License-Identifier: Apache-2.0 */
/* A table of companies, one row each, by columns and in constant memory. */
#include <stdlib.h>

#include "cli/batch_errors.h"
#include "cli/batch_write.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/csv_cell.h"
#include "cli/files_write.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/stop.h"
#include "portailrse/batch.h"

enum { WRITTEN_AT_ONCE = 1 << 18 };

typedef struct batch {
    cli_company company;
    cli_table *table;
    cli_table_style style;
    cli_batch_columns columns;
    prse_batch *plan;
    struct ArrowArrayStream tables, answers;
    cli_batch_write *write;
    cli_batch_log log;
    cli_progress progress;
    cli_output out;
    cli_files_write file; /* instead of CSV, when */
    prse__files_format format;
    int to_columns;   /* the ending of --out asks for it */
    cli_buffer text;  /* not written yet */
    int stops; /* at the first row in error */
} batch;

/* --- Rows in error --- */

static void blame(batch *b, int64_t row, prse_str column, prse_str value,
                  prse_str reason)
{
    cli_batch_log_error(&b->log, cli_table_line(b->table, row), column, value,
                        reason);
}

/* The cells that cannot be read, one by one. */
static size_t blame_cells(batch *b, int64_t row)
{
    cli_buffer cell = {0};
    size_t bad = 0;
    for (size_t i = 0; i < b->columns.given_count; i++) {
        const cli_batch_column *column = &b->columns.given[i];
        prse_error err;
        cli_buffer_clear(&cell);
        if (!column->is_fact)
            continue;
        cli_table_add_cell(&cell, b->table, i, row);
        if (cell.len == 0 ||
            prse_facts_set(b->company.facts, column->id, column->year,
                           cli_buffer_str(&cell), &err) == PRSE_OK)
            continue;
        blame(b, row, cli_buffer_str(&column->heading), cli_buffer_str(&cell),
              prse_str_of(err.message));
        bad++;
    }
    cli_buffer_free(&cell);
    return bad;
}

/* What the answers themselves say, for what is not a matter of a cell. */
static void blame_answers(batch *b, int64_t row, prse_str error)
{
    prse_str column = error;
    for (size_t i = 0; i + 1 < error.len; i++) {
        if (error.ptr[i] != ':' || error.ptr[i + 1] != ' ')
            continue;
        column.len = i;
        error = (prse_str){error.ptr + i + 2, error.len - i - 2};
        blame(b, row, column, PRSE_STR("-"), error);
        return;
    }
    blame(b, row, PRSE_STR("-"), PRSE_STR("-"), error);
}

/* A row with a cell that cannot be read gets no answer at all: a pack may
 * take a missing fact for an absent one, which would not be true here. */
static void tell_error(batch *b, int64_t row, prse_str error)
{
    cli_buffer reason = {0};
    if (cli_table_fault(&reason, b->table, row))
        blame(b, row, PRSE_STR("-"), PRSE_STR("-"), cli_buffer_str(&reason));
    else if (blame_cells(b, row) == 0)
        blame_answers(b, row, error);
    b->log.bad_rows++;
    cli_buffer_free(&reason);
}

/* --- Blocks --- */

static void end_line(batch *b)
{
    cli_buffer_add_text(&b->text, b->style.has_returns ? "\r\n" : "\n");
}

static void write_text(batch *b)
{
    cli_output_write(&b->out, cli_buffer_str(&b->text));
    cli_buffer_clear(&b->text);
}

static void write_header(batch *b)
{
    if (b->style.has_mark)
        cli_output_write(&b->out, PRSE_STR("\xEF\xBB\xBF"));
    cli_table_add_names(&b->text, b->table);
    for (size_t i = 0; i < b->columns.added_count; i++) {
        cli_buffer_add_char(&b->text, b->style.separator);
        cli_csv_add_cell(&b->text,
                         cli_buffer_str(&b->columns.added[i].heading));
    }
    end_line(b);
}

/* The answers go on as they are, the columns of the table before them. */
static cli_exit write_columns(batch *b, struct ArrowArray *answers)
{
    for (int64_t row = 0; row < answers->length; row++) {
        prse_str error = cli_batch_write_error(b->write, answers, row);
        b->log.rows++;
        if (error.len > 0)
            tell_error(b, row, error);
        if (error.len > 0 && b->stops)
            return CLI_INPUT;
    }
    return cli_files_write_block(&b->file, answers);
}

static cli_exit write_rows(batch *b, const struct ArrowArray *answers)
{
    for (int64_t row = 0; row < answers->length; row++) {
        prse_str error = cli_batch_write_error(b->write, answers, row);
        b->log.rows++;
        if (error.len > 0)
            tell_error(b, row, error);
        if (error.len > 0 && b->stops)
            return CLI_INPUT;
        cli_table_add_row(&b->text, b->table, row);
        cli_batch_write_row(&b->text, b->write, answers, row);
        end_line(b);
        if (b->text.len >= WRITTEN_AT_ONCE)
            write_text(b);
    }
    return CLI_OK;
}

static void show_progress(batch *b)
{
    prse_register_progress at = {.size = sizeof at,
                                 .doing = prse_str_of(
                                     cli_table_name(b->table)),
                                 .rows = b->log.rows,
                                 .done = cli_table_done(b->table),
                                 .total = cli_table_size(b->table)};
    cli_progress_show(&b->progress, &at);
}

/* Why a stream ended. */
static cli_exit judge_failure(batch *b)
{
    if (cli_stop_wanted(NULL))
        return CLI_STOPPED;
    cli_exit code = cli_table_failed(b->table);
    if (code != CLI_OK)
        return code;
    const char *text = b->answers.get_last_error(&b->answers);
    prse_str values[] = {prse_str_of(cli_table_name(b->table)),
                         prse_str_of(text ? text : "?")};
    return cli_complain(b->company.cli, CLI_INPUT, TEXT_TABLE_FAILED, values,
                        2);
}

static cli_exit answer_blocks(batch *b)
{
    struct ArrowArray answers = {0};
    cli_exit code = CLI_OK;
    int failure = 0;
    if (!b->to_columns)
        write_header(b);
    while (code == CLI_OK && !cli_output_failed(&b->out)) {
        failure = b->answers.get_next(&b->answers, &answers);
        if (failure || !answers.release)
            break;
        code = b->to_columns ? write_columns(b, &answers)
                             : write_rows(b, &answers);
        if (answers.release)
            answers.release(&answers);
        show_progress(b);
    }
    write_text(b);
    cli_progress_end(&b->progress);
    if (failure)
        code = judge_failure(b);
    if (b->to_columns)
        code = cli_files_write_close(&b->file, code);
    cli_batch_log_end(&b->log);
    return code;
}

/* --- Before the first row --- */

/* Which columns are no facts: a misspelt one would else go unnoticed. */
static void tell_passed_columns(const batch *b)
{
    cli_buffer names = {0};
    for (size_t i = 0; i < b->columns.given_count; i++) {
        if (b->columns.given[i].is_fact)
            continue;
        cli_buffer_add_text(&names, names.len > 0 ? ", " : "");
        cli_buffer_add(&names, cli_buffer_str(&b->columns.given[i].heading));
    }
    prse_str value = cli_buffer_str(&names);
    if (names.len > 0)
        cli_complain(b->company.cli, CLI_OK, TEXT_PASSED_COLUMNS, &value, 1);
    cli_buffer_free(&names);
}

/* A file of columns gets those of the table too, as they are. */
static prse_str *names_to_keep(const batch *b, size_t *count)
{
    const struct ArrowSchema *schema = cli_table_schema(b->table);
    *count = b->to_columns ? (size_t)schema->n_children : 0;
    prse_str *names = cli_alloc(*count + 1, sizeof *names);
    for (size_t i = 0; i < *count; i++)
        names[i] = prse_str_of(schema->children[i]->name);
    return names;
}

static cli_exit open_answers(batch *b)
{
    struct ArrowSchema schema;
    if (b->answers.get_schema(&b->answers, &schema) != 0)
        return judge_failure(b);
    cli_exit code =
        cli_batch_write_open(&b->write, &b->columns, &b->company, &schema,
                             b->style.separator);
    if (code == CLI_OK && b->to_columns)
        return cli_files_write_open(&b->file, b->company.cli, &b->out,
                                    b->format, &schema);
    schema.release(&schema);
    return code;
}

static cli_exit make_plan(batch *b)
{
    prse_error err;
    size_t kept;
    prse_str *keep = names_to_keep(b, &kept);
    prse_batch_options options = {
        .size = sizeof options,
        .columns = b->columns.wanted | PRSE_BATCH_ERRORS,
        .date = cli_buffer_str(&b->company.date),
        .others = PRSE_BATCH_IGNORE_OTHERS,
        .style = b->to_columns ? PRSE_BATCH_WORDS : PRSE_BATCH_CODES,
        .keep = keep,
        .keep_count = kept,
        .should_stop = cli_stop_wanted};
    cli_table_stream(b->table, &b->tables);
    int planned =
        prse_batch_new(&b->plan, b->company.pack, &options, &err) ==
            PRSE_OK &&
        prse_batch_stream(&b->answers, b->plan, &b->tables, &err) == PRSE_OK;
    free(keep);
    return planned ? open_answers(b) : cli_complain_error(&err);
}

static cli_exit open_table(batch *b)
{
    const cli_context *cli = b->company.cli;
    const char *path = cli_args_value(cli->args, OPTION_IN);
    cli_exit code = cli_table_open(&b->table, cli, path ? path : "-");
    if (code != CLI_OK)
        return code;
    b->style = cli_table_style_of(b->table);
    code = cli_batch_columns_read(&b->columns, &b->company, b->table);
    if (code != CLI_OK)
        return code;
    tell_passed_columns(b);
    return make_plan(b);
}

/* --- The whole run --- */

static cli_exit answer(batch *b)
{
    cli_exit code = open_table(b);
    if (code == CLI_OK)
        code = cli_batch_log_open(&b->log, &b->progress);
    if (code == CLI_OK)
        code = answer_blocks(b);
    return cli_batch_log_close(&b->log, code);
}

static cli_exit run(batch *b)
{
    const cli_args *args = b->company.cli->args;
    cli_exit code = cli_output_open(&b->out,
                                    cli_args_value(args, OPTION_OUT));
    if (code != CLI_OK)
        return code;
    cli_stop_catch();
    code = answer(b);
    if (cli_stop_wanted(NULL))
        code = CLI_STOPPED;
    if (code != CLI_OK)
        return cli_output_drop(&b->out, code);
    return cli_output_close(&b->out,
                            b->log.bad_rows > 0 ? CLI_INPUT : CLI_OK);
}

static void close_batch(batch *b)
{
    cli_batch_write_close(b->write);
    if (b->answers.release)
        b->answers.release(&b->answers);
    prse_batch_unref(b->plan);
    cli_table_close(b->table);
    cli_batch_columns_free(&b->columns);
    cli_buffer_free(&b->text);
    cli_company_close(&b->company);
}

cli_exit cli_run_batch(const cli_context *cli)
{
    batch b = {.progress = cli_progress_on(cli)};
    b.log = cli_batch_log_new(cli);
    b.to_columns = cli_files_named(&b.format,
                                   cli_args_value(cli->args, OPTION_OUT));
    b.stops = cli_args_value(cli->args, OPTION_STOP_ON_ERROR) != NULL;
    cli_progress_wait(&b.progress);
    cli_exit code = cli_company_open(&b.company, cli);
    if (code == CLI_OK)
        code = cli_batch_columns_choose(&b.columns, cli);
    if (code == CLI_OK)
        code = run(&b);
    close_batch(&b);
    return code;
}
