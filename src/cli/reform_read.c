/* SPDX-License-Identifier: Apache-2.0 */
/* The population: a CSV file, read in constant memory. */
#include <errno.h>
#include <string.h>

#include "cli/complain.h"
#include "cli/fact_name.h"
#include "cli/reform.h"

static cli_exit refuse_record(const cli_reform *r, cli_csv_status status)
{
    static const cli_text_id texts[] = {
        [CLI_CSV_END] = TEXT_NO_HEADER,
        [CLI_CSV_BAD_QUOTE] = TEXT_CSV_BAD_QUOTE,
        [CLI_CSV_OPEN_QUOTE] = TEXT_CSV_OPEN_QUOTE,
        [CLI_CSV_TOO_LARGE] = TEXT_CSV_TOO_LARGE,
    };
    if (status == CLI_CSV_UNREADABLE)
        return cli_complain_system(r->csv.name, errno);
    cli_buffer line = {0};
    cli_buffer_add_number(&line, (int64_t)r->csv.record);
    prse_str values[] = {prse_str_of(r->csv.name), cli_buffer_str(&line)};
    cli_exit code = cli_complain(r->cli, CLI_INPUT, texts[status], values, 2);
    cli_buffer_free(&line);
    return code;
}

static prse_str without_blanks(prse_str text)
{
    while (text.len > 0 && (*text.ptr == ' ' || *text.ptr == '\t')) {
        text.ptr++;
        text.len--;
    }
    while (text.len > 0 && (text.ptr[text.len - 1] == ' ' ||
                            text.ptr[text.len - 1] == '\t'))
        text.len--;
    return text;
}

/* --- The first line --- */

static int is_fact(const cli_reform *r, prse_str heading)
{
    prse_str id;
    int32_t year;
    return cli_fact_name_read(&id, &year, heading) &&
           (prse_pack_fact_index(r->packs[0], id) != SIZE_MAX ||
            prse_pack_fact_index(r->packs[1], id) != SIZE_MAX);
}

static int is_split(const cli_reform *r, prse_str heading)
{
    for (size_t i = 0; i < r->split_count; i++)
        if (cli_str_is(heading, r->splits[i].column))
            return 1;
    return 0;
}

static void read_heading(cli_reform *r, size_t cell, cli_buffer *unread)
{
    prse_str heading = without_blanks(r->csv.cells[cell]);
    for (size_t i = 0; i < r->split_count; i++)
        if (cli_str_is(heading, r->splits[i].column))
            r->splits[i].cell = cell;
    if (is_fact(r, heading)) {
        r->fact_cells[r->table.column_count] = cell;
        cli_reform_table_add_column(&r->table, heading);
        cli_reform_table_add_column(&r->doubtful, heading);
    } else if (!is_split(r, heading)) {
        cli_buffer_add_text(unread, unread->len > 0 ? ", " : "");
        cli_buffer_add(unread, heading);
    }
}

static cli_exit check_splits(const cli_reform *r)
{
    for (size_t i = 0; i < r->split_count; i++) {
        prse_str values[] = {prse_str_of(r->splits[i].column),
                             prse_str_of(r->csv.name)};
        if (r->splits[i].cell == SIZE_MAX)
            return cli_complain(r->cli, CLI_INPUT, TEXT_REFORM_NO_COLUMN,
                                values, 2);
    }
    return CLI_OK;
}

/* Which columns nobody reads: a misspelt fact would else go unnoticed. */
static cli_exit read_header(cli_reform *r)
{
    cli_buffer unread = {0};
    cli_csv_status status = cli_csv_next(&r->csv);
    if (status != CLI_CSV_RECORD)
        return refuse_record(r, status);
    r->heading_count = r->csv.count;
    r->fact_cells = cli_alloc(r->csv.count, sizeof *r->fact_cells);
    for (size_t i = 0; i < r->csv.count; i++)
        read_heading(r, i, &unread);
    prse_str value = cli_buffer_str(&unread);
    if (unread.len > 0)
        cli_complain(r->cli, CLI_OK, TEXT_REFORM_UNREAD, &value, 1);
    cli_buffer_free(&unread);
    return check_splits(r);
}

/* --- Rows --- */

static void refuse_row(cli_reform *r)
{
    cli_buffer numbers[2] = {{0}, {0}}, reason = {0};
    cli_buffer_add_number(&numbers[0], (int64_t)r->csv.count);
    cli_buffer_add_number(&numbers[1], (int64_t)r->heading_count);
    prse_str values[] = {cli_buffer_str(&numbers[0]),
                         cli_buffer_str(&numbers[1])};
    cli_buffer_add_filled(&reason, cli_text(r->cli, TEXT_ROW_LENGTH), values,
                          2);
    cli_batch_log_error(&r->log, r->csv.record, PRSE_STR("-"), PRSE_STR("-"),
                        cli_buffer_str(&reason));
    cli_batch_log_row(&r->log, 1);
    cli_buffer_free(&numbers[0]);
    cli_buffer_free(&numbers[1]);
    cli_buffer_free(&reason);
}

static cli_exit find_groups(cli_reform *r)
{
    for (size_t i = 0; i < r->split_count; i++) {
        cli_reform_split *split = &r->splits[i];
        prse_str value = without_blanks(r->csv.cells[split->cell]);
        size_t group = cli_reform_group(split, r, value);
        prse_str name = prse_str_of(split->column);
        if (group == SIZE_MAX)
            return cli_complain(r->cli, CLI_INPUT, TEXT_REFORM_MANY_VALUES,
                                &name, 1);
        split->rows[r->table.rows] = group;
    }
    return CLI_OK;
}

static cli_exit take_row(cli_reform *r)
{
    if (r->csv.count != r->heading_count) {
        refuse_row(r);
        return CLI_OK;
    }
    cli_exit code = find_groups(r);
    for (size_t i = 0; i < r->table.column_count; i++)
        cli_reform_table_set(&r->table, i,
                             without_blanks(r->csv.cells[r->fact_cells[i]]));
    r->lines[r->table.rows] = r->csv.record;
    cli_reform_table_end_row(&r->table);
    if (code == CLI_OK && cli_reform_table_is_full(&r->table))
        return cli_reform_count(r);
    return code;
}

static cli_exit read_rows(cli_reform *r)
{
    cli_csv_status status = CLI_CSV_RECORD;
    cli_exit code = read_header(r);
    while (code == CLI_OK) {
        status = cli_csv_next(&r->csv);
        if (status != CLI_CSV_RECORD)
            break;
        code = take_row(r);
    }
    if (code == CLI_OK && status > CLI_CSV_END)
        return refuse_record(r, status);
    return code == CLI_OK ? cli_reform_count(r) : code;
}

cli_exit cli_reform_read(cli_reform *r, FILE *file, const char *name)
{
    r->lines = cli_alloc(CLI_REFORM_ROWS, sizeof *r->lines);
    for (size_t i = 0; i < r->split_count; i++) {
        r->splits[i].cell = SIZE_MAX;
        r->splits[i].rows = cli_alloc(CLI_REFORM_ROWS,
                                      sizeof *r->splits[i].rows);
    }
    r->all = cli_reform_tally_make(r);
    r->log = cli_batch_log_new(r->cli);
    cli_csv_open(&r->csv, file, name);
    cli_exit code = read_rows(r);
    cli_csv_close(&r->csv);
    cli_batch_log_end(&r->log);
    return code;
}
