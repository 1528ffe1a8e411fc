/* SPDX-License-Identifier: Apache-2.0 */
/* The jobs of a queue. */
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/jobs_page.h"
#include "cli/queue_open.h"

enum { USUAL = 10, MOST = 1000 };

static cli_exit read_limit(uint32_t *out, const cli_context *cli)
{
    const char *text = cli_args_value(cli->args, OPTION_LIMIT);
    *out = USUAL;
    if (!text)
        return CLI_OK;
    size_t digits = strspn(text, "0123456789");
    long limit = digits == strlen(text) && digits < 5 ? strtol(text, NULL, 10)
                                                      : 0;
    *out = (uint32_t)limit;
    prse_str values[] = {prse_str_of("limit"),
                         prse_str_of(cli_text(cli, TEXT_WANTS_EVENTS)),
                         prse_str_of(text)};
    return limit >= 1 && limit <= MOST
               ? CLI_OK
               : cli_complain(cli, CLI_USAGE, TEXT_WRONG_FILTER, values, 3);
}

static cli_exit read_state(int32_t *out, const cli_context *cli)
{
    const char *text = cli_args_value(cli->args, OPTION_STATE);
    *out = text ? cli_job_state(prse_str_of(text)) : 0;
    prse_str values[] = {prse_str_of("state"),
                         prse_str_of(cli_text(cli, TEXT_WANTS_STATE)),
                         prse_str_of(text)};
    return *out || !text
               ? CLI_OK
               : cli_complain(cli, CLI_USAGE, TEXT_WRONG_FILTER, values, 3);
}

static cli_exit read_query(prse_jobs_query *out, const cli_context *cli)
{
    const char *company = cli_args_value(cli->args, OPTION_COMPANY);
    *out = (prse_jobs_query){.size = sizeof *out};
    cli_exit code = read_limit(&out->limit, cli);
    if (code == CLI_OK)
        code = read_state(&out->state, cli);
    if (code == CLI_OK && company && out->state)
        code = cli_complain(cli, CLI_USAGE, TEXT_STATE_OR_COMPANY, NULL, 0);
    out->siren = prse_str_of(company);
    return code;
}

static cli_exit write_page(const cli_context *cli, prse_records *jobs)
{
    cli_output out;
    cli_exit code =
        cli_output_open(&out, cli_args_value(cli->args, OPTION_OUT));
    if (code != CLI_OK)
        return code;
    cli_page page = cli_page_on(&out);
    for (size_t i = 0; i < prse_records_count(jobs); i++)
        cli_job_line(&page, cli, jobs, i);
    if (prse_records_count(jobs) == 0)
        cli_page_text(&page, 0, prse_str_of(cli_text(cli, TEXT_NO_JOB)));
    return cli_output_close(&out, CLI_OK);
}

static cli_exit write_json(const cli_context *cli, const prse_records *jobs)
{
    prse_text *json = NULL;
    prse_error err;
    if (prse_records_json(&json, jobs, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_output_text(cli, prse_text_str(json));
    prse_text_free(json);
    return code;
}

static cli_exit list(prse_queue *queue, const prse_jobs_query *which,
                     const cli_context *cli, size_t format)
{
    prse_records *jobs = NULL;
    prse_error err;
    if (prse_queue_jobs(&jobs, queue, which, &err) != PRSE_OK)
        return cli_complain_given(&err);
    cli_exit code = format == 1 ? write_json(cli, jobs)
                                : write_page(cli, jobs);
    prse_records_free(jobs);
    return code;
}

cli_exit cli_run_jobs_list(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json"};
    prse_queue *queue = NULL;
    prse_jobs_query which;
    size_t format = 0;
    cli_exit code = cli_args_format(&format, cli, formats, 2);
    if (code == CLI_OK)
        code = read_query(&which, cli);
    if (code == CLI_OK)
        code = cli_queue_open(&queue, cli, CLI_STORE_READ);
    if (code == CLI_OK)
        code = list(queue, &which, cli, format);
    prse_queue_unref(queue);
    return code;
}
