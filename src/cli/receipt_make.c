/* SPDX-License-Identifier: Apache-2.0 */
#include <time.h>

#include "cli/commands.h"
#include "cli/company.h"
#include "cli/complain.h"
#include "cli/output.h"
#include "cli/receipt_read.h"

/* Now, as "2026-11-26T20:58:27Z". */
static void add_moment(cli_buffer *out)
{
    time_t now = time(NULL);
    struct tm utc;
    char text[32];
    if (gmtime_r(&now, &utc) &&
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc) > 0)
        cli_buffer_add_text(out, text);
}

static cli_exit make(const cli_company *company, const prse_signing_key *key)
{
    const char *subject = cli_args_value(company->cli->args, OPTION_SUBJECT);
    cli_buffer moment = {0};
    prse_text *text = NULL;
    prse_error err;
    add_moment(&moment);
    const prse_receipt_options opts = {.size = sizeof opts,
                                       .subject = prse_str_of(subject),
                                       .issued = cli_buffer_str(&moment),
                                       .key = key};
    cli_exit code = CLI_OK;
    if (prse_receipt_make(&text, company->pack, company->known,
                          cli_buffer_str(&company->date), &opts,
                          &err) != PRSE_OK)
        code = cli_complain_error(&err);
    else
        code = cli_output_text(company->cli, prse_text_str(text));
    prse_text_free(text);
    cli_buffer_free(&moment);
    return code;
}

cli_exit cli_run_receipt_make(const cli_context *cli)
{
    cli_company company = {0};
    prse_signing_key *key = NULL;
    cli_exit code = cli_receipt_key(&key, cli,
                                    cli_args_value(cli->args, OPTION_KEY));
    if (code == CLI_OK)
        code = cli_company_open(&company, cli);
    if (code == CLI_OK)
        code = cli_company_read_facts(&company);
    if (code == CLI_OK)
        code = make(&company, key);
    cli_company_close(&company);
    prse_signing_key_free(key);
    return code;
}
