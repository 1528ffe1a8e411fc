/* SPDX-License-Identifier: Apache-2.0 */
/* The population: a CSV file, read in constant memory. */
#include <errno.h>
#include <stdlib.h>

#include "cli/args.h"
#include "cli/complain.h"
#include "cli/fact_name.h"
#include "cli/input.h"
#include "cli/reform.h"

static cli_exit refuse_record(const cli_reform_file *f, cli_csv_status status)
{
    static const cli_text_id texts[] = {
        [CLI_CSV_END] = TEXT_NO_HEADER,
        [CLI_CSV_BAD_QUOTE] = TEXT_CSV_BAD_QUOTE,
        [CLI_CSV_OPEN_QUOTE] = TEXT_CSV_OPEN_QUOTE,
        [CLI_CSV_TOO_LARGE] = TEXT_CSV_TOO_LARGE,
    };
    if (status == CLI_CSV_UNREADABLE)
        return cli_complain_system(f->csv.name, errno);
    cli_buffer line = {0};
    cli_buffer_add_number(&line, (int64_t)f->csv.record);
    prse_str values[] = {prse_str_of(f->csv.name), cli_buffer_str(&line)};
    cli_exit code = cli_complain(f->cli, CLI_INPUT, texts[status], values, 2);
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

static int is_fact(const cli_reform_file *f, prse_str heading)
{
    prse_str id;
    int32_t year;
    return cli_fact_name_read(&id, &year, heading) &&
           (prse_pack_fact_index(f->packs[0], id) != SIZE_MAX ||
            prse_pack_fact_index(f->packs[1], id) != SIZE_MAX);
}

static int is_split(const cli_reform_file *f, prse_str heading)
{
    for (size_t i = 0; i < f->by_count; i++)
        if (cli_str_is(heading, f->by[i]))
            return 1;
    return 0;
}

static void read_heading(cli_reform_file *f, size_t cell, cli_buffer *unread)
{
    prse_str heading = without_blanks(f->csv.cells[cell]);
    if (is_fact(f, heading) || is_split(f, heading)) {
        f->cells[f->table.column_count] = cell;
        cli_reform_table_add_column(&f->table, heading);
    } else {
        cli_buffer_add_text(unread, unread->len > 0 ? ", " : "");
        cli_buffer_add(unread, heading);
    }
}

static int has_column(const cli_reform_file *f, const char *name)
{
    for (size_t i = 0; i < f->table.column_count; i++)
        if (cli_str_is(cli_buffer_str(&f->table.columns[i].name), name))
            return 1;
    return 0;
}

static cli_exit check_splits(const cli_reform_file *f)
{
    for (size_t i = 0; i < f->by_count; i++) {
        prse_str values[] = {prse_str_of(f->by[i]),
                             prse_str_of(f->csv.name)};
        if (!has_column(f, f->by[i]))
            return cli_complain(f->cli, CLI_INPUT, TEXT_REFORM_NO_COLUMN,
                                values, 2);
    }
    return CLI_OK;
}

/* Which columns nobody reads: a misspelt fact would else go unnoticed. */
static cli_exit read_header(cli_reform_file *f)
{
    cli_buffer unread = {0};
    cli_csv_status status = cli_csv_next(&f->csv);
    if (status != CLI_CSV_RECORD)
        return refuse_record(f, status);
    f->heading_count = f->csv.count;
    f->cells = cli_alloc(f->csv.count, sizeof *f->cells);
    for (size_t i = 0; i < f->csv.count; i++)
        read_heading(f, i, &unread);
    prse_str value = cli_buffer_str(&unread);
    if (unread.len > 0)
        cli_complain(f->cli, CLI_OK, TEXT_REFORM_UNREAD, &value, 1);
    cli_buffer_free(&unread);
    return check_splits(f);
}

/* --- Rows --- */

static void refuse_row(cli_reform_file *f)
{
    cli_buffer numbers[2] = {{0}, {0}}, reason = {0};
    cli_buffer_add_number(&numbers[0], (int64_t)f->csv.count);
    cli_buffer_add_number(&numbers[1], (int64_t)f->heading_count);
    prse_str values[] = {cli_buffer_str(&numbers[0]),
                         cli_buffer_str(&numbers[1])};
    cli_buffer_add_filled(&reason, cli_text(f->cli, TEXT_ROW_LENGTH), values,
                          2);
    cli_batch_log_error(&f->log, f->csv.record, PRSE_STR("-"), PRSE_STR("-"),
                        cli_buffer_str(&reason));
    cli_buffer_free(&numbers[0]);
    cli_buffer_free(&numbers[1]);
    cli_buffer_free(&reason);
}

/* The reason of either pack why it cannot take a cell, or nothing. */
static int refused(prse_error *why, const cli_reform_file *f,
                   prse_str heading, prse_str cell)
{
    prse_str id;
    int32_t year;
    cli_fact_name_read(&id, &year, heading);
    for (size_t side = 0; side < 2; side++)
        if (prse_pack_fact_index(f->packs[side], id) != SIZE_MAX &&
            prse_facts_set(f->facts[side], id, year, cell, why) != PRSE_OK)
            return 1;
    return 0;
}

void cli_reform_file_bad_row(void *user, int64_t at, prse_str reason)
{
    cli_reform_file *f = user;
    size_t row = (size_t)(at - f->rows);
    (void)reason; /* of one pack, and without the value */
    cli_batch_log_row(&f->log, 1);
    for (size_t i = 0; i < f->table.column_count; i++) {
        prse_str heading = cli_buffer_str(&f->table.columns[i].name);
        prse_str cell = cli_reform_table_cell(&f->table, i, row);
        prse_error why;
        if (cell.len > 0 && is_fact(f, heading) &&
            refused(&why, f, heading, cell))
            cli_batch_log_error(&f->log, f->lines[row], heading, cell,
                                prse_str_of(why.message));
    }
}

static cli_exit complain_table(const cli_reform_file *f,
                               const prse_error *err)
{
    prse_str name = prse_str_of(err->subject);
    return err->code == PRSE_ELIMIT
               ? cli_complain(f->cli, CLI_INPUT, TEXT_REFORM_MANY_VALUES,
                              &name, 1)
               : cli_complain_error(err);
}

static cli_exit count_table(cli_reform_file *f)
{
    cli_reform_view view;
    prse_error err;
    uint64_t bad = f->log.bad_rows;
    cli_reform_view_open(&view, &f->table);
    prse_status status = f->counter.count(f->counter.self, &view.schema,
                                          &view.array, &err);
    cli_reform_view_close(&view);
    for (uint64_t i = f->log.bad_rows - bad; i < f->table.rows; i++)
        cli_batch_log_row(&f->log, 0);
    f->rows += (int64_t)f->table.rows;
    cli_reform_table_clear(&f->table);
    return status == PRSE_OK ? CLI_OK : complain_table(f, &err);
}

static cli_exit take_row(cli_reform_file *f)
{
    int whole = f->csv.count == f->heading_count;
    if (!whole)
        refuse_row(f);
    for (size_t i = 0; i < f->table.column_count; i++)
        cli_reform_table_set(&f->table, i,
                             whole ? without_blanks(f->csv.cells[f->cells[i]])
                                   : PRSE_STR(""));
    f->lines[f->table.rows] = f->csv.record;
    cli_reform_table_end_row(&f->table, whole);
    return cli_reform_table_is_full(&f->table) ? count_table(f) : CLI_OK;
}

static cli_exit read_rows(cli_reform_file *f)
{
    cli_csv_status status = CLI_CSV_RECORD;
    cli_exit code = read_header(f);
    while (code == CLI_OK) {
        status = cli_csv_next(&f->csv);
        if (status != CLI_CSV_RECORD)
            break;
        code = take_row(f);
    }
    if (code == CLI_OK && status > CLI_CSV_END)
        return refuse_record(f, status);
    return code == CLI_OK ? count_table(f) : code;
}

/* --- Life --- */

static void read_splits(cli_reform_file *f)
{
    const char *column;
    while ((column = cli_args_nth(f->cli->args, OPTION_BY, f->by_count))) {
        f->by = cli_resize(f->by, f->by_count + 1, sizeof *f->by);
        f->by[f->by_count++] = column;
    }
}

cli_exit cli_reform_file_open(cli_reform_file *f, const cli_context *cli,
                              prse_pack *const packs[2])
{
    prse_error err;
    *f = (cli_reform_file){.cli = cli};
    read_splits(f);
    for (size_t side = 0; side < 2; side++) {
        f->packs[side] = packs[side];
        if (prse_facts_new(&f->facts[side], packs[side], &err) != PRSE_OK)
            return cli_complain_error(&err);
    }
    return CLI_OK;
}

cli_exit cli_reform_file_read(cli_reform_file *f, const char *path)
{
    FILE *input = NULL;
    cli_exit code = cli_input_open(&input, path);
    if (code != CLI_OK)
        return code;
    f->log = cli_batch_log_new(f->cli);
    cli_csv_open(&f->csv, input, cli_input_name(path));
    code = read_rows(f);
    cli_csv_close(&f->csv);
    cli_batch_log_end(&f->log);
    cli_input_close(input);
    return code;
}

void cli_reform_file_close(cli_reform_file *f)
{
    cli_reform_table_free(&f->table);
    prse_facts_free(f->facts[0]);
    prse_facts_free(f->facts[1]);
    free(f->by);
    free(f->cells);
}
