/* SPDX-License-Identifier: Apache-2.0 */
/* What a reform changes: exactly, then counted on a population. */
#include <stdlib.h>

#include "cli/args.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/output.h"
#include "cli/reform.h"
#include "cli/reform_law.h"
#include "cli/stop.h"
#include "cli/sweep.h"

enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV };

typedef struct run {
    const cli_context *cli;
    cli_reform_law law;
    cli_reform_file file;
    prse_reform *reform;
} run;

static prse_status count(void *self, const struct ArrowSchema *schema,
                         const struct ArrowArray *table, prse_error *err)
{
    return prse_reform_block(self, schema, table, err);
}

static cli_exit make_reform(run *r)
{
    prse_str *by = cli_alloc(r->file.by_count + 1, sizeof *by);
    for (size_t i = 0; i < r->file.by_count; i++)
        by[i] = prse_str_of(r->file.by[i]);
    prse_reform_options opts = {.size = sizeof opts,
                                .lang = r->cli->lang,
                                .date_a = cli_buffer_str(&r->law.dates[0]),
                                .date_b = cli_buffer_str(&r->law.dates[1]),
                                .by = by,
                                .by_count = r->file.by_count,
                                .bad_row = cli_reform_file_bad_row,
                                .should_stop = cli_stop_wanted,
                                .user = &r->file};
    prse_error err;
    prse_status status = prse_reform_new(&r->reform, r->law.packs[0],
                                         r->law.packs[1], &opts, &err);
    free(by);
    return status == PRSE_OK ? CLI_OK : cli_complain_error(&err);
}

/* The exact situations, as a text for people. */
static cli_exit add_difference(cli_buffer *out, const run *r)
{
    prse_diff_options options = {.size = sizeof options,
                                 .format = PRSE_FORMAT_TEXT,
                                 .lang = r->cli->lang,
                                 .date_a = cli_buffer_str(&r->law.dates[0]),
                                 .date_b = cli_buffer_str(&r->law.dates[1])};
    prse_text *text = NULL;
    prse_error err;
    if (prse_pack_diff(&text, NULL, r->law.packs[0], r->law.packs[1],
                       &options, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_buffer_add(out, prse_text_str(text));
    prse_text_free(text);
    return CLI_OK;
}

static cli_exit tell(const run *r, size_t format)
{
    cli_reform_result result;
    cli_buffer out = {0};
    cli_exit code = cli_reform_result_read(&result, r->reform);
    if (code == CLI_OK && format == FORMAT_TEXT) {
        code = add_difference(&out, r);
        cli_reform_add_page(&out, r->cli, &result);
    } else if (code == CLI_OK && format == FORMAT_CSV) {
        cli_reform_add_csv(&out, &result);
    } else if (code == CLI_OK) {
        cli_buffer_add(&out, prse_text_str(result.json));
    }
    if (code == CLI_OK)
        code = cli_output_text(r->cli, cli_buffer_str(&out));
    if (code == CLI_OK && result.bad_rows > 0)
        code = CLI_INPUT;
    cli_reform_result_free(&result);
    cli_buffer_free(&out);
    return code;
}

/* --- A sweep --- */

static cli_exit write_chart(const cli_sweep *sweep)
{
    const char *path = cli_args_value(sweep->cli->args, OPTION_CHART);
    cli_output file;
    cli_buffer svg = {0};
    if (!path)
        return CLI_OK;
    cli_exit code = cli_output_open(&file, path);
    if (code != CLI_OK)
        return code;
    cli_sweep_add_chart(&svg, sweep);
    cli_output_write(&file, cli_buffer_str(&svg));
    cli_buffer_free(&svg);
    return cli_output_close(&file, CLI_OK);
}

static cli_exit tell_sweep(const cli_sweep *sweep, size_t format)
{
    static void (*const formats[])(cli_buffer *, const cli_sweep *) = {
        [FORMAT_TEXT] = cli_sweep_add_page,
        [FORMAT_JSON] = cli_sweep_add_json,
        [FORMAT_CSV] = cli_sweep_add_csv};
    cli_buffer out = {0};
    formats[format](&out, sweep);
    cli_exit code = write_chart(sweep);
    if (code == CLI_OK)
        code = cli_output_text(sweep->cli, cli_buffer_str(&out));
    cli_buffer_free(&out);
    if (code == CLI_OK && sweep->bad_rows > 0)
        return CLI_INPUT;
    return code;
}

static cli_exit run_sweep(run *r, const char *words, size_t format)
{
    cli_sweep sweep;
    cli_exit code = cli_sweep_open(&sweep, &r->law, words,
                                   cli_reform_file_bad_row, &r->file);
    if (code == CLI_OK)
        code = cli_reform_file_read(
            &r->file, (cli_reform_counter){cli_sweep_count_table, &sweep});
    if (code == CLI_OK) {
        cli_sweep_end(&sweep, r->file.log.bad_rows);
        code = tell_sweep(&sweep, format);
    }
    cli_sweep_close(&sweep);
    return code;
}

/* --- The command --- */

static cli_exit run_reform(run *r, const char *path, size_t format)
{
    const char *sweep = cli_args_value(r->cli->args, OPTION_SWEEP);
    cli_exit code = cli_reform_law_open(&r->law, r->cli);
    if (code == CLI_OK)
        code = cli_reform_file_open(&r->file, r->cli, r->law.packs);
    if (code == CLI_OK)
        code = cli_reform_file_begin(&r->file, path);
    if (code == CLI_OK && sweep)
        return run_sweep(r, sweep, format);
    if (code == CLI_OK)
        code = make_reform(r);
    if (code == CLI_OK)
        code = cli_reform_file_read(&r->file,
                                    (cli_reform_counter){count, r->reform});
    return code == CLI_OK ? tell(r, format) : code;
}

static cli_exit check_options(const cli_context *cli)
{
    int sweep = cli_args_value(cli->args, OPTION_SWEEP) != NULL;
    if (!cli_args_value(cli->args, OPTION_POPULATION))
        return cli_complain(cli, CLI_USAGE, TEXT_REFORM_NO_POPULATION, NULL,
                            0);
    if (sweep && cli_args_value(cli->args, OPTION_BY))
        return cli_complain(cli, CLI_USAGE, TEXT_SWEEP_NOT_BY, NULL, 0);
    if (!sweep && cli_args_value(cli->args, OPTION_CHART))
        return cli_complain(cli, CLI_USAGE, TEXT_SWEEP_NO_CHART, NULL, 0);
    return CLI_OK;
}

cli_exit cli_run_reform(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json", "csv"};
    const char *path = cli_args_value(cli->args, OPTION_POPULATION);
    size_t format;
    cli_exit code = cli_args_format(&format, cli, formats, 3);
    if (code == CLI_OK)
        code = check_options(cli);
    if (code != CLI_OK)
        return code;
    run r = {.cli = cli};
    cli_stop_catch();
    code = run_reform(&r, path, format);
    prse_reform_free(r.reform);
    cli_reform_file_close(&r.file);
    cli_reform_law_close(&r.law);
    return code;
}
