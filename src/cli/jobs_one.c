/* SPDX-License-Identifier: Apache-2.0 */
/* One job: showing it, trying it again, taking it back. */
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/jobs_page.h"
#include "cli/queue_open.h"

static cli_exit open_one(prse_queue **queue, prse_str *id,
                         const cli_context *cli, cli_store_how how)
{
    const char *word = cli_args_operand(cli->args, 0);
    if (!word)
        return cli_complain(cli, CLI_USAGE, TEXT_JOB_MISSING, NULL, 0);
    *id = prse_str_of(word);
    return cli_queue_open(queue, cli, how);
}

/* --- Showing --- */

static cli_exit write_page(const cli_context *cli, prse_records *job,
                           prse_records *events)
{
    cli_output out;
    cli_exit code =
        cli_output_open(&out, cli_args_value(cli->args, OPTION_OUT));
    if (code != CLI_OK)
        return code;
    cli_page page = cli_page_on(&out);
    cli_job_page(&page, cli, job, events);
    return cli_output_close(&out, CLI_OK);
}

/* {"job": [its row], "events": [...]} */
static cli_exit write_json(const cli_context *cli, const prse_records *job,
                           const prse_records *events)
{
    prse_text *one = NULL, *all = NULL;
    cli_buffer out = {0};
    prse_error err;
    if (prse_records_json(&one, job, &err) != PRSE_OK ||
        prse_records_json(&all, events, &err) != PRSE_OK) {
        prse_text_free(one);
        return cli_complain_error(&err);
    }
    cli_buffer_add_text(&out, "{\"job\":");
    cli_buffer_add(&out, prse_text_str(one));
    cli_buffer_add_text(&out, ",\"events\":");
    cli_buffer_add(&out, prse_text_str(all));
    cli_buffer_add_text(&out, "}");
    cli_exit code = cli_output_text(cli, cli_buffer_str(&out));
    cli_buffer_free(&out);
    prse_text_free(one);
    prse_text_free(all);
    return code;
}

static cli_exit show(prse_queue *queue, prse_str id, const cli_context *cli,
                     size_t format)
{
    prse_records *job = NULL, *events = NULL;
    prse_error err;
    cli_exit code = CLI_OK;
    if (prse_queue_job(&job, queue, id, &err) != PRSE_OK ||
        prse_queue_events(&events, queue, id, &err) != PRSE_OK)
        code = cli_complain_error(&err);
    else if (format == 1)
        code = write_json(cli, job, events);
    else
        code = write_page(cli, job, events);
    prse_records_free(job);
    prse_records_free(events);
    return code;
}

cli_exit cli_run_jobs_show(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json"};
    prse_queue *queue = NULL;
    prse_str id;
    size_t format = 0;
    cli_exit code = cli_args_format(&format, cli, formats, 2);
    if (code == CLI_OK)
        code = open_one(&queue, &id, cli, CLI_STORE_READ);
    if (code == CLI_OK)
        code = show(queue, id, cli, format);
    prse_queue_unref(queue);
    return code;
}

/* --- Changing --- */

typedef prse_status (*change)(prse_queue *queue, prse_str job,
                              prse_error *err);

static cli_exit run_change(const cli_context *cli, change how,
                           cli_text_id done)
{
    prse_queue *queue = NULL;
    prse_str id;
    prse_error err;
    cli_output out;
    cli_exit code = open_one(&queue, &id, cli, CLI_STORE_WRITE);
    if (code == CLI_OK && how(queue, id, &err) != PRSE_OK)
        code = cli_complain_error(&err);
    prse_queue_unref(queue);
    if (code != CLI_OK)
        return code;
    code = cli_output_open(&out, NULL);
    cli_page page = cli_page_on(&out);
    cli_page_text(&page, 0, prse_str_of(cli_text(cli, done)));
    return cli_output_close(&out, code);
}

cli_exit cli_run_jobs_retry(const cli_context *cli)
{
    return run_change(cli, prse_queue_retry, TEXT_JOB_RETRIED);
}

cli_exit cli_run_jobs_cancel(const cli_context *cli)
{
    return run_change(cli, prse_queue_cancel, TEXT_JOB_TAKEN_BACK);
}
