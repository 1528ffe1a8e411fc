/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/findings.h"

#include "cli/amounts.h"

cli_exit cli_findings_begin(cli_findings *findings, const cli_context *cli)
{
    *findings = (cli_findings){.cli = cli};
    cli_exit code = cli_output_open(&findings->out, NULL);
    findings->page = cli_page_on(&findings->out);
    cli_work_begin(&findings->work, cli, 0);
    return code;
}

void cli_findings_add(void *user, prse_str text)
{
    cli_findings *findings = user;
    cli_work_pause(&findings->work);
    cli_buffer line = {0};
    cli_buffer_add_text(&line, "- ");
    cli_buffer_add(&line, text);
    cli_page_line(&findings->page, 0, CLI_RED, cli_buffer_str(&line));
    cli_buffer_free(&line);
    findings->count++;
}

static void show_count(cli_findings *findings, prse_str shown)
{
    cli_buffer count = {0}, line = {0};
    cli_text_id text = findings->count == 0   ? TEXT_CHECK_GOOD
                       : findings->count == 1 ? TEXT_CHECK_FINDING
                                              : TEXT_CHECK_FINDINGS;
    cli_add_count(&count, findings->cli, findings->count);
    prse_str values[] = {shown, cli_buffer_str(&count)};
    cli_add_words(&line, findings->cli, text, values, 2);
    cli_page_text(&findings->page, 0, cli_buffer_str(&line));
    cli_buffer_free(&count);
    cli_buffer_free(&line);
}

cli_exit cli_findings_end(cli_findings *findings, const prse_error *err,
                          prse_str shown)
{
    cli_work_pause(&findings->work);
    if (!err || findings->count > 0)
        show_count(findings, shown);
    cli_exit written = cli_output_close(&findings->out, CLI_OK);
    cli_exit failed =
        err ? cli_work_refuse(&findings->work, err, TEXT_CHECK_STOPPED)
            : CLI_OK;
    if (failed == CLI_STOPPED || findings->count == 0)
        return failed != CLI_OK ? failed : written;
    return CLI_FINDINGS;
}
