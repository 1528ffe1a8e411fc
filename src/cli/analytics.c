/* SPDX-License-Identifier: Apache-2.0 */
/* The figures for Metabase. */
#include "portailrse/analytics.h"

#include <stdlib.h>

#include "cli/amounts.h"
#include "cli/commands.h"
#include "cli/company.h"
#include "cli/complain.h"
#include "cli/page.h"
#include "cli/store_open.h"
#include "cli/work.h"

typedef struct job {
    const cli_context *cli;
    cli_store store;
    prse_engine *engine;
    prse_pack *pack;
    prse_str url;
    prse_analytics_options options;
    prse_analytics_done done;
    cli_work work;
} job;

static prse_str value(const cli_context *cli, cli_option_id option)
{
    const char *text = cli_args_value(cli->args, option);
    return prse_str_of(text);
}

static void read_names(prse_analytics_options *out, const cli_context *cli)
{
    *out = (prse_analytics_options){.size = sizeof *out,
                                    .schema = value(cli, OPTION_SCHEMA),
                                    .reader = value(cli, OPTION_READER)};
}

/* --- sync --- */

static cli_exit read_options(job *j)
{
    const char *salt = getenv("PRSE_ANALYTICS_SALT");
    read_names(&j->options, j->cli);
    j->url = value(j->cli, OPTION_TO);
    j->options.salt = prse_str_of(salt);
    j->options.full = cli_args_value(j->cli->args, OPTION_FULL) != NULL;
    if (j->url.len == 0)
        return cli_complain(j->cli, CLI_USAGE, TEXT_FIGURES_MISSING, NULL, 0);
    return j->options.salt.len > 0
               ? CLI_OK
               : cli_complain(j->cli, CLI_USAGE, TEXT_SALT_MISSING, NULL, 0);
}

static cli_exit open_pack(job *j)
{
    const char *name = cli_args_value(j->cli->args, OPTION_PACK);
    prse_error err;
    if (!name)
        return CLI_OK;
    if (prse_engine_new(&j->engine, NULL, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_pack_open(&j->pack, j->engine, j->cli, name, 1);
    j->options.pack = j->pack;
    return code;
}

static cli_exit open_store(job *j)
{
    const char *given = cli_args_value(j->cli->args, OPTION_FROM);
    prse_str address;
    cli_exit code = cli_store_address(&address, j->cli, given);
    return code == CLI_OK ? cli_store_open_portal(&j->store, j->cli, address,
                                                  CLI_STORE_READ)
                          : code;
}

static cli_exit show_done(const job *j)
{
    const uint64_t counts[] = {j->done.read, j->done.written,
                               j->done.removed};
    cli_buffer texts[4] = {{0}}, line = {0};
    prse_str values[4];
    cli_output out;
    cli_exit code = cli_output_open(&out, NULL);
    cli_page page = cli_page_on(&out);
    for (size_t i = 0; i < 3; i++)
        cli_add_count(&texts[i], j->cli, counts[i]);
    cli_add_duration(&texts[3], j->cli,
                     cli_progress_time(&j->work.progress));
    for (size_t i = 0; i < 4; i++)
        values[i] = cli_buffer_str(&texts[i]);
    cli_add_words(&line, j->cli,
                  j->done.full ? TEXT_FIGURES_MADE : TEXT_FIGURES_UPDATED,
                  values, 4);
    cli_page_text(&page, 0, cli_buffer_str(&line));
    for (size_t i = 0; i < 4; i++)
        cli_buffer_free(&texts[i]);
    cli_buffer_free(&line);
    return cli_output_close(&out, code);
}

/* What the options say wrongly is no defect of the program. */
static cli_exit refuse(job *j, const prse_error *err)
{
    if (err->code == PRSE_EINVAL) {
        cli_work_pause(&j->work);
        return cli_complain_given(err);
    }
    return cli_work_refuse(&j->work, err, TEXT_SYNC_STOPPED);
}

static cli_exit sync(job *j)
{
    prse_error err;
    cli_work_begin(&j->work, j->cli, 0);
    j->options.work = &j->work.given;
    j->done.size = sizeof j->done;
    if (prse_analytics_sync(&j->done, &j->store.store, j->url, &j->options,
                            &err) != PRSE_OK)
        return refuse(j, &err);
    cli_work_pause(&j->work);
    return show_done(j);
}

cli_exit cli_run_analytics_sync(const cli_context *cli)
{
    job j = {.cli = cli};
    cli_exit code = read_options(&j);
    if (code == CLI_OK)
        code = open_pack(&j);
    if (code == CLI_OK)
        code = open_store(&j);
    if (code == CLI_OK)
        code = sync(&j);
    cli_store_close(&j.store);
    prse_pack_unref(j.pack);
    prse_engine_unref(j.engine);
    return code;
}

/* --- schema --- */

cli_exit cli_run_analytics_schema(const cli_context *cli)
{
    prse_analytics_options options;
    prse_text *sql = NULL;
    prse_error err;
    read_names(&options, cli);
    if (prse_analytics_schema(&sql, &options, &err) != PRSE_OK)
        return cli_complain_given(&err);
    cli_exit code = cli_output_text(cli, prse_text_str(sql));
    prse_text_free(sql);
    return code;
}
