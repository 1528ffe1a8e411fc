/* SPDX-License-Identifier: Apache-2.0 */
/* What a reform changes: exactly, then counted on a population. */
#include <stdlib.h>

#include "cli/args.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/reform.h"

static void read_splits(cli_reform *r)
{
    const char *column;
    while ((column = cli_args_nth(r->cli->args, OPTION_BY, r->split_count))) {
        r->splits = cli_resize(r->splits, r->split_count + 1,
                               sizeof *r->splits);
        r->splits[r->split_count++] = (cli_reform_split){.column = column};
    }
}

static void free_tally(cli_reform_tally *tally)
{
    cli_buffer_free(&tally->value);
    free(tally->pairs);
}

static void free_split(cli_reform_split *split)
{
    for (size_t i = 0; i < split->group_count; i++)
        free_tally(&split->groups[i]);
    free(split->groups);
    free(split->rows);
}

static void free_obligation(cli_reform_obligation *o)
{
    for (size_t i = 0; i < o->fact_count; i++)
        cli_buffer_free(&o->facts[i].name);
    free(o->facts);
}

static void close_law(cli_reform *r)
{
    for (size_t side = 0; side < 2; side++) {
        prse_facts_free(r->facts[side]);
        prse_batch_unref(r->answers[side]);
        prse_batch_unref(r->missing[side]);
        prse_pack_unref(r->packs[side]);
        cli_buffer_free(&r->dates[side]);
    }
    prse_engine_unref(r->engine);
    prse_text_free(r->difference);
    prse_text_free(r->difference_json);
}

static void close_reform(cli_reform *r)
{
    for (size_t i = 0; i < r->split_count; i++)
        free_split(&r->splits[i]);
    for (size_t i = 0; i < r->obligation_count; i++)
        free_obligation(&r->obligations[i]);
    free_tally(&r->all);
    cli_reform_table_free(&r->table);
    cli_reform_table_free(&r->doubtful);
    free(r->splits);
    free(r->obligations);
    free(r->fact_cells);
    free(r->lines);
    close_law(r);
}

static cli_exit tell(const cli_reform *r, size_t format)
{
    static void (*const formats[])(cli_buffer *, const cli_reform *) = {
        cli_reform_add_page, cli_reform_add_json, cli_reform_add_csv};
    cli_buffer out = {0};
    formats[format](&out, r);
    cli_exit code = cli_output_text(r->cli, cli_buffer_str(&out));
    cli_buffer_free(&out);
    if (code != CLI_OK)
        return code;
    return r->log.bad_rows > 0 ? CLI_INPUT : CLI_OK;
}

static cli_exit run(cli_reform *r, const char *path, size_t format)
{
    FILE *file = NULL;
    cli_exit code = cli_input_open(&file, path);
    if (code == CLI_OK)
        code = cli_reform_open_law(r);
    if (code == CLI_OK)
        code = cli_reform_read(r, file, cli_input_name(path));
    cli_input_close(file);
    if (code != CLI_OK)
        return code;
    cli_reform_sort(r);
    return tell(r, format);
}

cli_exit cli_run_reform(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json", "csv"};
    const char *path = cli_args_value(cli->args, OPTION_POPULATION);
    cli_reform r = {.cli = cli};
    size_t format;
    cli_exit code = cli_args_format(&format, cli, formats, 3);
    if (code == CLI_OK && !path)
        code = cli_complain(cli, CLI_USAGE, TEXT_REFORM_NO_POPULATION, NULL,
                            0);
    if (code != CLI_OK)
        return code;
    read_splits(&r);
    code = run(&r, path, format);
    close_reform(&r);
    return code;
}
