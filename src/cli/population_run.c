/* SPDX-License-Identifier: Apache-2.0 */
/* Made-up companies as a file, in constant memory. */
#include <stdlib.h>
#include <string.h>

#include "cli/args.h"
#include "cli/commands.h"
#include "cli/company.h"
#include "cli/complain.h"
#include "cli/files_write.h"
#include "cli/output.h"
#include "cli/population_csv.h"
#include "cli/stop.h"

enum { BLOCK = 16384 };

typedef struct making {
    const cli_context *cli;
    prse_engine *engine;
    prse_pack *pack;
    int64_t rows;
    cli_population_options options;
    cli_population population;
    cli_output out;
    cli_files_write file;
    int to_columns;
    prse__files_format format;
    cli_buffer text;
} making;

/* --- The command line --- */

/* Digits alone, from least to most; what is not given stays. */
static cli_exit read_number(uint64_t *out, const cli_context *cli,
                            cli_option_id id, uint64_t least, uint64_t most)
{
    const char *text = cli_args_value(cli->args, id);
    cli_buffer ends[2] = {{0}, {0}};
    if (!text)
        return CLI_OK;
    size_t length = strlen(text);
    if (length > 0 && length < 19 && strspn(text, "0123456789") == length) {
        *out = strtoull(text, NULL, 10);
        if (*out >= least && *out <= most)
            return CLI_OK;
    }
    cli_buffer_add_number(&ends[0], (int64_t)least);
    cli_buffer_add_number(&ends[1], (int64_t)most);
    prse_str values[] = {prse_str_of(cli_option_of(id)->name),
                         cli_buffer_str(&ends[0]), cli_buffer_str(&ends[1]),
                         prse_str_of(text)};
    cli_exit code = cli_complain(cli, CLI_USAGE, TEXT_POPULATION_NUMBER,
                                 values, 4);
    cli_buffer_free(&ends[0]);
    cli_buffer_free(&ends[1]);
    return code;
}

static cli_exit read_detail(making *m)
{
    static const char *const names[] = {
        [CLI_POPULATION_EXACT] = "exact",
        [CLI_POPULATION_BRACKETS] = "brackets",
        [CLI_POPULATION_MIXED] = "mixed"};
    const char *text = cli_args_value(m->cli->args, OPTION_DETAIL);
    prse_str value = prse_str_of(text ? text : "");
    for (size_t i = 0; text && i < sizeof names / sizeof *names; i++) {
        m->options.detail = (cli_population_detail)i;
        if (strcmp(text, names[i]) == 0)
            return CLI_OK;
    }
    m->options.detail = CLI_POPULATION_EXACT;
    return text ? cli_complain(m->cli, CLI_USAGE, TEXT_POPULATION_DETAIL,
                               &value, 1)
                : CLI_OK;
}

static cli_exit read_options(making *m)
{
    uint64_t rows = 1000, seed = 1, missing = 0;
    cli_exit code = read_number(&rows, m->cli, OPTION_ROWS, 0,
                                CLI_POPULATION_MOST);
    if (code == CLI_OK)
        code = read_number(&seed, m->cli, OPTION_SEED, 0, INT64_MAX);
    if (code == CLI_OK)
        code = read_number(&missing, m->cli, OPTION_MISSING, 0, 100);
    if (code == CLI_OK)
        code = read_detail(m);
    m->rows = (int64_t)rows;
    m->options.seed = seed;
    m->options.missing = (uint32_t)missing;
    m->options.identity = 1;
    return code;
}

/* --- The file --- */

static cli_exit write_block(making *m)
{
    int64_t rows = m->population.array.length;
    if (m->to_columns)
        return cli_files_write_block(&m->file, &m->population.array);
    for (int64_t row = 0; row < rows; row++)
        cli_population_add_row(&m->text, &m->population, row);
    cli_output_write(&m->out, cli_buffer_str(&m->text));
    cli_buffer_clear(&m->text);
    return CLI_OK;
}

static cli_exit write_rows(making *m)
{
    cli_exit code = CLI_OK;
    for (int64_t first = 0; code == CLI_OK && first < m->rows;
         first += BLOCK) {
        if (cli_stop_wanted(NULL))
            return CLI_STOPPED;
        if (cli_output_failed(&m->out))
            break;
        cli_population_table(&m->population, first,
                             m->rows - first < BLOCK ? m->rows - first
                                                     : BLOCK);
        code = write_block(m);
    }
    return code;
}

static cli_exit write_file(making *m)
{
    cli_exit code = CLI_OK;
    if (!m->to_columns) {
        cli_population_add_names(&m->text, &m->population);
        cli_output_write(&m->out, cli_buffer_str(&m->text));
        cli_buffer_clear(&m->text);
        return write_rows(m);
    }
    cli_population_table(&m->population, 0, 0);
    code = cli_files_write_open(&m->file, m->cli, &m->out, m->format,
                                &m->population.schema);
    if (code == CLI_OK)
        code = write_rows(m);
    return cli_files_write_close(&m->file, code);
}

static cli_exit make(making *m)
{
    const char *path = cli_args_value(m->cli->args, OPTION_OUT);
    if (!cli_population_make(&m->population, m->pack, m->options, BLOCK))
        return cli_complain(m->cli, CLI_INPUT, TEXT_POPULATION_FACTS, NULL,
                            0);
    m->to_columns = cli_files_named(&m->format, path);
    cli_exit code = cli_output_open(&m->out, path);
    if (code != CLI_OK)
        return code;
    cli_stop_catch();
    code = write_file(m);
    return code == CLI_OK ? cli_output_close(&m->out, CLI_OK)
                          : cli_output_drop(&m->out, code);
}

cli_exit cli_run_population(const cli_context *cli)
{
    making m = {.cli = cli};
    const char *pack = cli_args_value(cli->args, OPTION_PACK);
    prse_error err;
    cli_exit code = read_options(&m);
    if (code == CLI_OK && prse_engine_new(&m.engine, NULL, &err) != PRSE_OK)
        code = cli_complain_error(&err);
    if (code == CLI_OK)
        code = cli_pack_open(&m.pack, m.engine, cli, pack ? pack : "fr-rse",
                             1);
    if (code == CLI_OK)
        code = make(&m);
    cli_population_free(&m.population);
    cli_buffer_free(&m.text);
    prse_pack_unref(m.pack);
    prse_engine_unref(m.engine);
    return code;
}
