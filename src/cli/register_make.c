/* SPDX-License-Identifier: Apache-2.0 */
/* The offline register out of Insee's stock files, whole or brought up to
 * date, and with the public file of Egapro. */
#include <string.h>
#include <unistd.h>

#include "cli/amounts.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/register_stat.h"
#include "cli/services.h"
#include "cli/stop.h"
#include "cli/user_files.h"

typedef struct making making;

typedef struct job {
    cli_exit (*read)(making *m);
    prse_status (*run)(const making *m, prse_error *err);
    int updates; /* a register that is there */
    cli_text_id done, stopped;
} job;

struct making {
    const cli_context *cli;
    const job *job;
    cli_buffer path;
    prse_str file; /* of Egapro */
    prse_register_options options;
    cli_progress progress;
};

/* The name says which file it is, whatever its place. */
static int holds_establishments(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    return strstr(name, "tablissement") != NULL;
}

static cli_exit read_stock(making *m)
{
    const cli_args *args = m->cli->args;
    for (size_t i = 0; i < args->operand_count; i++) {
        const char *path = args->operands[i];
        prse_str *kind = holds_establishments(path) || m->options.units.len
                             ? &m->options.establishments
                             : &m->options.units;
        if (kind->len > 0)
            kind = &m->options.units;
        *kind = prse_str_of(path);
    }
    const char *date = cli_args_value(args, OPTION_DATE);
    m->options.date = prse_str_of(date);
    if (m->options.units.len > 0 ||
        (m->job->updates && m->options.establishments.len > 0))
        return CLI_OK;
    return cli_complain(m->cli, CLI_USAGE, TEXT_STOCK_MISSING, NULL, 0);
}

static cli_exit read_egapro(making *m)
{
    const char *path = cli_args_operand(m->cli->args, 0);
    m->file = prse_str_of(path);
    return m->file.len > 0 ? CLI_OK
                           : cli_complain(m->cli, CLI_USAGE,
                                          TEXT_EGAPRO_MISSING, NULL, 0);
}

static cli_exit find_place(making *m)
{
    int named = 0;
    cli_exit code = cli_register_path(&m->path, m->cli, &named);
    if (code != CLI_OK)
        return code;
    if (m->path.len == 0)
        return cli_complain(m->cli, CLI_USAGE, TEXT_REGISTER_NOWHERE, NULL,
                            0);
    /* A mistyped folder must not come into being. */
    if (!named)
        cli_make_folders(m->path.text);
    return CLI_OK;
}

static cli_exit refuse(const making *m, const prse_error *err)
{
    prse_str path = cli_buffer_str(&m->path);
    switch (err->code) {
    case PRSE_ECANCELED:
        cli_complain(m->cli, CLI_FINDINGS, m->job->stopped, NULL, 0);
        cli_stop_end();
        return CLI_FINDINGS;
    case PRSE_EEXISTS:
        return cli_complain(m->cli, CLI_INPUT, TEXT_REGISTER_EXISTS, &path,
                            1);
    case PRSE_ENOTFOUND:
        if (m->job->updates && access(m->path.text, F_OK) != 0)
            return cli_complain(m->cli, CLI_IO, TEXT_NO_REGISTER, &path, 1);
        cli_complain_error(err);
        return CLI_IO;
    default:
        return cli_complain_error(err);
    }
}

/* "fait en 12 s" */
static void show_time(cli_page *page, const making *m)
{
    cli_buffer time = {0}, line = {0};
    cli_add_duration(&time, m->cli, cli_progress_time(&m->progress));
    prse_str value = cli_buffer_str(&time);
    cli_add_words(&line, m->cli, m->job->done, &value, 1);
    cli_page_text(page, 0, cli_buffer_str(&line));
    cli_buffer_free(&time);
    cli_buffer_free(&line);
}

static cli_exit show_summary(const making *m)
{
    prse_register *reg = NULL;
    prse_error err;
    cli_output out;
    if (prse_register_open(&reg, cli_buffer_str(&m->path), &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_output_open(&out, NULL);
    cli_page page = cli_page_on(&out);
    show_time(&page, m);
    code = cli_register_show(&page, m->cli, reg, cli_buffer_str(&m->path));
    prse_register_free(reg);
    return cli_output_close(&out, code);
}

static cli_exit make(making *m)
{
    prse_error err;
    m->progress = cli_progress_on(m->cli);
    m->options.should_stop = cli_stop_wanted;
    m->options.progress = cli_progress_show;
    m->options.user = &m->progress;
    cli_stop_catch();
    prse_status status = m->job->run(m, &err);
    cli_progress_end(&m->progress);
    return status == PRSE_OK ? show_summary(m) : refuse(m, &err);
}

static cli_exit run(const cli_context *cli, const job *what)
{
    making m = {.cli = cli,
                .job = what,
                .options = {.size = sizeof m.options}};
    cli_exit code = what->read(&m);
    if (code == CLI_OK)
        code = find_place(&m);
    if (code == CLI_OK)
        code = make(&m);
    cli_buffer_free(&m.path);
    return code;
}

static prse_status run_import(const making *m, prse_error *err)
{
    return prse_register_import(cli_buffer_str(&m->path), &m->options, err);
}

static prse_status run_update(const making *m, prse_error *err)
{
    return prse_register_update(cli_buffer_str(&m->path), &m->options, err);
}

static prse_status run_egapro(const making *m, prse_error *err)
{
    return prse_register_add_egapro(cli_buffer_str(&m->path), m->file,
                                    &m->options, err);
}

cli_exit cli_run_register_import(const cli_context *cli)
{
    static const job import = {read_stock, run_import, 0, TEXT_DONE_IN,
                               TEXT_IMPORT_STOPPED};
    return run(cli, &import);
}

cli_exit cli_run_register_update(const cli_context *cli)
{
    static const job update = {read_stock, run_update, 1, TEXT_UPDATED_IN,
                               TEXT_UPDATE_STOPPED};
    return run(cli, &update);
}

cli_exit cli_run_register_egapro(const cli_context *cli)
{
    static const job egapro = {read_egapro, run_egapro, 1, TEXT_UPDATED_IN,
                               TEXT_UPDATE_STOPPED};
    return run(cli, &egapro);
}
