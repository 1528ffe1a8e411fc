/* SPDX-License-Identifier: Apache-2.0 */
/* A table of companies, one row each, in constant memory. */
#include <errno.h>

#include "cli/batch_answers.h"
#include "cli/batch_errors.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/input.h"
#include "cli/output.h"

typedef struct batch {
    cli_company company;
    cli_csv_reader csv;
    cli_batch_columns columns;
    cli_batch_log log;
    cli_output out;
    cli_buffer row;
} batch;

static cli_exit refuse_record(const batch *b, cli_csv_status status)
{
    static const cli_text_id texts[] = {
        [CLI_CSV_BAD_QUOTE] = TEXT_CSV_BAD_QUOTE,
        [CLI_CSV_OPEN_QUOTE] = TEXT_CSV_OPEN_QUOTE,
        [CLI_CSV_TOO_LARGE] = TEXT_CSV_TOO_LARGE,
    };
    if (status == CLI_CSV_UNREADABLE)
        return cli_complain_system(b->csv.name, errno);
    cli_buffer line = {0};
    cli_buffer_add_number(&line, (int64_t)b->csv.record);
    prse_str values[] = {prse_str_of(b->csv.name), cli_buffer_str(&line)};
    cli_exit code = cli_complain(b->company.cli, CLI_INPUT, texts[status],
                                 values, 2);
    cli_buffer_free(&line);
    return code;
}

static void write_row(batch *b)
{
    cli_buffer_add_text(&b->row, b->csv.has_returns ? "\r\n" : "\n");
    cli_output_write(&b->out, cli_buffer_str(&b->row));
    cli_buffer_clear(&b->row);
}

static void write_header(batch *b)
{
    if (b->csv.has_mark)
        cli_output_write(&b->out, PRSE_STR("\xEF\xBB\xBF"));
    for (size_t i = 0; i < b->columns.given_count; i++) {
        if (i > 0)
            cli_buffer_add_char(&b->row, b->csv.separator);
        cli_csv_add_cell(&b->row,
                         cli_buffer_str(&b->columns.given[i].heading));
    }
    for (size_t i = 0; i < b->columns.added_count; i++) {
        cli_buffer_add_char(&b->row, b->csv.separator);
        cli_csv_add_cell(&b->row,
                         cli_buffer_str(&b->columns.added[i].heading));
    }
    write_row(b);
}

static prse_str cell_at(const batch *b, size_t index)
{
    static const prse_str none = {"", 0};
    prse_str cell = index < b->csv.count ? b->csv.cells[index] : none;
    while (cell.len > 0 && *cell.ptr == ' ') {
        cell.ptr++;
        cell.len--;
    }
    while (cell.len > 0 && cell.ptr[cell.len - 1] == ' ')
        cell.len--;
    return cell;
}

/* 1 when the row has as many cells as the header; tells otherwise. */
static int check_length(batch *b)
{
    if (b->csv.count == b->columns.given_count)
        return 1;
    cli_buffer numbers[2] = {{0}, {0}}, reason = {0};
    cli_buffer_add_number(&numbers[0], (int64_t)b->csv.count);
    cli_buffer_add_number(&numbers[1], (int64_t)b->columns.given_count);
    prse_str values[] = {cli_buffer_str(&numbers[0]),
                         cli_buffer_str(&numbers[1])};
    cli_buffer_add_filled(&reason,
                          cli_text(b->company.cli, TEXT_ROW_LENGTH), values,
                          2);
    cli_batch_log_error(&b->log, b->csv.record, PRSE_STR("-"), PRSE_STR("-"),
                        cli_buffer_str(&reason));
    cli_buffer_free(&numbers[0]);
    cli_buffer_free(&numbers[1]);
    cli_buffer_free(&reason);
    return 0;
}

/* 1 when every cell of a fact could be read; tells which could not. */
static int set_facts(batch *b)
{
    int good = check_length(b);
    prse_facts_clear(b->company.facts);
    for (size_t i = 0; i < b->columns.given_count; i++) {
        const cli_batch_column *column = &b->columns.given[i];
        prse_str value = cell_at(b, i);
        prse_error err;
        if (!column->is_fact || value.len == 0 ||
            prse_facts_set(b->company.facts, column->id, column->year, value,
                           &err) == PRSE_OK)
            continue;
        cli_batch_log_error(&b->log, b->csv.record,
                            cli_buffer_str(&column->heading), value,
                            prse_str_of(err.message));
        good = 0;
    }
    return good;
}

static void add_given(batch *b)
{
    static const prse_str none = {"", 0};
    for (size_t i = 0; i < b->columns.given_count; i++) {
        if (i > 0)
            cli_buffer_add_char(&b->row, b->csv.separator);
        cli_csv_add_cell(&b->row,
                         i < b->csv.count ? b->csv.cells[i] : none);
    }
}

/* A row with a cell that cannot be read gets no answer at all: a pack may
 * take a missing fact for an absent one, which would not be true here. */
static cli_exit answer_row(batch *b)
{
    cli_buffer cell = {0};
    int good = set_facts(b);
    cli_exit code = good ? cli_company_evaluate(&b->company) : CLI_OK;
    add_given(b);
    for (size_t i = 0; i < b->columns.added_count && code == CLI_OK; i++) {
        const cli_batch_answer *column = &b->columns.added[i];
        cli_buffer_clear(&cell);
        if (good)
            code = cli_batch_add_answer(&cell, &b->company, column);
        else
            cli_buffer_add_text(&cell, cli_batch_unknown(column));
        cli_buffer_add_char(&b->row, b->csv.separator);
        cli_csv_add_cell(&b->row, cli_buffer_str(&cell));
    }
    cli_buffer_free(&cell);
    write_row(b);
    cli_batch_log_row(&b->log, !good);
    return code;
}

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

static cli_exit read_header(batch *b)
{
    cli_csv_status status = cli_csv_next(&b->csv);
    if (status == CLI_CSV_END) {
        prse_str name = prse_str_of(b->csv.name);
        return cli_complain(b->company.cli, CLI_INPUT, TEXT_NO_HEADER, &name,
                            1);
    }
    if (status != CLI_CSV_RECORD)
        return refuse_record(b, status);
    cli_exit code = cli_batch_columns_read(&b->columns, &b->company, &b->csv);
    if (code == CLI_OK) {
        tell_passed_columns(b);
        write_header(b);
    }
    return code;
}

static cli_exit answer_rows(batch *b)
{
    cli_csv_status status = CLI_CSV_RECORD;
    cli_exit code = read_header(b);
    while (code == CLI_OK && !cli_output_failed(&b->out)) {
        status = cli_csv_next(&b->csv);
        if (status != CLI_CSV_RECORD)
            break;
        code = answer_row(b);
    }
    if (code == CLI_OK && status > CLI_CSV_END)
        code = refuse_record(b, status);
    cli_batch_log_end(&b->log);
    return code;
}

static cli_exit run(batch *b, FILE *file, const char *path)
{
    const cli_args *args = b->company.cli->args;
    cli_exit code = cli_output_open(&b->out,
                                    cli_args_value(args, OPTION_OUT));
    if (code != CLI_OK)
        return code;
    cli_csv_open(&b->csv, file, cli_input_name(path));
    b->log = cli_batch_log_new(b->company.cli);
    code = answer_rows(b);
    cli_csv_close(&b->csv);
    cli_batch_columns_free(&b->columns);
    cli_buffer_free(&b->row);
    if (code != CLI_OK)
        return cli_output_drop(&b->out, code);
    return cli_output_close(&b->out,
                            b->log.bad_rows > 0 ? CLI_INPUT : CLI_OK);
}

cli_exit cli_run_batch(const cli_context *cli)
{
    const char *path = cli_args_value(cli->args, OPTION_IN);
    FILE *file = NULL;
    batch b = {0};
    cli_exit code = cli_company_open(&b.company, cli);
    if (!path)
        path = "-";
    if (code == CLI_OK)
        code = cli_input_open(&file, path);
    if (code == CLI_OK)
        code = run(&b, file, path);
    cli_input_close(file);
    cli_company_close(&b.company);
    return code;
}
