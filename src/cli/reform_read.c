/* SPDX-License-Identifier: Apache-2.0 */
/* The population: a file, read in constant memory. */
#include <stdlib.h>

#include "cli/args.h"
#include "cli/complain.h"
#include "cli/fact_name.h"
#include "cli/reform.h"
#include "cli/stop.h"

/* --- Columns --- */

static int is_fact(const cli_reform_file *f, prse_str heading)
{
    prse_str id;
    int32_t year;
    return cli_fact_name_read(&id, &year, heading) &&
           (prse_pack_fact_index(f->packs[0], id) != SIZE_MAX ||
            prse_pack_fact_index(f->packs[1], id) != SIZE_MAX);
}

static int is_asked(const cli_reform_file *f, prse_str heading)
{
    for (size_t i = 0; i < f->by_count; i++)
        if (cli_str_is(heading, f->by[i]))
            return 1;
    return 0;
}

/* Which columns nobody reads: a misspelt fact would else go unnoticed. */
static void tell_unread(const cli_reform_file *f,
                        const struct ArrowSchema *schema)
{
    cli_buffer unread = {0};
    for (int64_t i = 0; i < schema->n_children; i++) {
        prse_str heading = prse_str_of(schema->children[i]->name);
        if (is_fact(f, heading) || is_asked(f, heading))
            continue;
        cli_buffer_add_text(&unread, unread.len > 0 ? ", " : "");
        cli_buffer_add(&unread, heading);
    }
    prse_str value = cli_buffer_str(&unread);
    if (unread.len > 0)
        cli_complain(f->cli, CLI_OK, TEXT_REFORM_UNREAD, &value, 1);
    cli_buffer_free(&unread);
}

static cli_exit check_asked(const cli_reform_file *f,
                            const struct ArrowSchema *schema)
{
    for (size_t i = 0; i < f->by_count; i++) {
        prse_str values[] = {prse_str_of(f->by[i]),
                             prse_str_of(cli_table_name(f->table))};
        int64_t at = 0;
        while (at < schema->n_children &&
               !cli_str_is(prse_str_of(schema->children[at]->name), f->by[i]))
            at++;
        if (at == schema->n_children)
            return cli_complain(f->cli, CLI_INPUT, TEXT_REFORM_NO_COLUMN,
                                values, 2);
    }
    return CLI_OK;
}

/* --- Rows in error --- */

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

static void blame_cell(cli_reform_file *f, int64_t row, size_t column,
                       prse_str heading)
{
    cli_buffer cell = {0};
    prse_error why;
    cli_table_add_cell(&cell, f->table, column, row);
    if (cell.len > 0 && refused(&why, f, heading, cli_buffer_str(&cell)))
        cli_batch_log_error(&f->log, cli_table_line(f->table, row), heading,
                            cli_buffer_str(&cell), prse_str_of(why.message));
    cli_buffer_free(&cell);
}

void cli_reform_file_bad_row(void *user, int64_t at, prse_str why)
{
    cli_reform_file *f = user;
    const struct ArrowSchema *schema = cli_table_schema(f->table);
    int64_t row = at - f->rows;
    cli_buffer reason = {0};
    (void)why; /* of one pack, and without the value */
    f->log.bad_rows++;
    if (cli_table_fault(&reason, f->table, row))
        cli_batch_log_error(&f->log, cli_table_line(f->table, row),
                            PRSE_STR("-"), PRSE_STR("-"),
                            cli_buffer_str(&reason));
    else
        for (int64_t i = 0; i < schema->n_children; i++) {
            prse_str heading = prse_str_of(schema->children[i]->name);
            if (is_fact(f, heading))
                blame_cell(f, row, (size_t)i, heading);
        }
    cli_buffer_free(&reason);
}

/* --- Tables --- */

static cli_exit complain_table(const cli_reform_file *f,
                               const prse_error *err)
{
    prse_str name = prse_str_of(err->subject);
    if (err->code == PRSE_ECANCELED)
        return CLI_STOPPED;
    return err->code == PRSE_ELIMIT
               ? cli_complain(f->cli, CLI_INPUT, TEXT_REFORM_MANY_VALUES,
                              &name, 1)
               : cli_complain_error(err);
}

static void show_progress(cli_reform_file *f)
{
    prse_register_progress at = {
        .size = sizeof at,
        .doing = prse_str_of(cli_table_name(f->table)),
        .rows = (uint64_t)f->rows,
        .done = cli_table_done(f->table),
        .total = cli_table_size(f->table)};
    cli_progress_show(&f->progress, &at);
}

static cli_exit count_tables(cli_reform_file *f, cli_reform_counter counter,
                             struct ArrowArrayStream *tables)
{
    const struct ArrowSchema *schema = cli_table_schema(f->table);
    struct ArrowArray table = {.length = 0};
    prse_status status = PRSE_OK;
    prse_error err;
    while (status == PRSE_OK) {
        if (tables->get_next(tables, &table) != 0)
            return cli_table_failed(f->table);
        if (!table.release)
            return CLI_OK;
        if (cli_stop_wanted(NULL))
            status = PRSE_ECANCELED;
        else
            status = counter.count(counter.self, schema, &table, &err);
        f->rows += table.length;
        table.release(&table);
        show_progress(f);
    }
    if (cli_stop_wanted(NULL))
        return CLI_STOPPED;
    return complain_table(f, &err);
}

cli_exit cli_reform_file_read(cli_reform_file *f, cli_reform_counter counter)
{
    struct ArrowArrayStream tables = {.release = NULL};
    cli_exit code = cli_batch_log_open(&f->log, &f->progress);
    if (code == CLI_OK) {
        cli_table_stream(f->table, &tables);
        code = count_tables(f, counter, &tables);
        cli_progress_end(&f->progress);
        cli_batch_log_end(&f->log);
    }
    if (tables.release)
        tables.release(&tables);
    return cli_batch_log_close(&f->log, code);
}

/* --- Life --- */

cli_exit cli_reform_file_open(cli_reform_file *f, const cli_context *cli,
                              prse_pack *const packs[2])
{
    const char *column;
    prse_error err;
    *f = (cli_reform_file){.cli = cli, .log = cli_batch_log_new(cli),
                           .progress = cli_progress_on(cli)};
    cli_progress_wait(&f->progress);
    while ((column = cli_args_nth(cli->args, OPTION_BY, f->by_count))) {
        f->by = cli_resize(f->by, f->by_count + 1, sizeof *f->by);
        f->by[f->by_count++] = column;
    }
    for (size_t side = 0; side < 2; side++) {
        f->packs[side] = packs[side];
        if (prse_facts_new(&f->facts[side], packs[side], &err) != PRSE_OK)
            return cli_complain_error(&err);
    }
    return CLI_OK;
}

cli_exit cli_reform_file_begin(cli_reform_file *f, const char *path)
{
    cli_exit code = cli_table_open(&f->table, f->cli, path);
    if (code != CLI_OK)
        return code;
    tell_unread(f, cli_table_schema(f->table));
    return check_asked(f, cli_table_schema(f->table));
}

void cli_reform_file_close(cli_reform_file *f)
{
    cli_table_close(f->table);
    prse_facts_free(f->facts[0]);
    prse_facts_free(f->facts[1]);
    free(f->by);
}
