/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "cli/commands.h"
#include "cli/company.h"
#include "cli/complain.h"
#include "cli/receipt_page.h"

typedef struct job {
    const cli_context *cli;
    prse_engine *engine;
    prse_pack *pack;
    prse_signing_key *key;
    cli_receipt receipt;
    cli_buffer today;
    int as_json;
} job;

/* A pack must be named: the receipt's own word for it proves nothing. */
static cli_exit open_pack(job *j)
{
    const char *name = cli_args_value(j->cli->args, OPTION_PACK);
    prse_error err;
    if (!name)
        return CLI_OK;
    if (prse_engine_new(&j->engine, NULL, &err) != PRSE_OK)
        return cli_complain_error(&err);
    return cli_pack_open(&j->pack, j->engine, j->cli, name, 1);
}

static cli_exit read_today(job *j)
{
    const char *text = cli_args_value(j->cli->args, OPTION_TODAY);
    prse_str word = prse_str_of(text);
    cli_day day = cli_day_today();
    if (!text)
        return CLI_OK;
    if (strcmp(text, "now") != 0 && !cli_day_read(&day, text))
        return cli_complain(j->cli, CLI_USAGE, TEXT_NOT_A_DAY, &word, 1);
    if (!cli_args_value(j->cli->args, OPTION_PACK))
        return cli_complain(j->cli, CLI_USAGE, TEXT_TODAY_NEEDS_PACK, NULL,
                            0);
    cli_day_add_iso(&j->today, day);
    return CLI_OK;
}

static cli_exit verify(job *j)
{
    const prse_receipt_verify_options opts = {.size = sizeof opts,
                                              .lang = (int32_t)j->cli->lang,
                                              .pack = j->pack,
                                              .key = j->key,
                                              .today =
                                                  cli_buffer_str(&j->today)};
    cli_exit code = cli_receipt_read(&j->receipt, j->cli, &opts);
    if (code != CLI_OK)
        return code;
    code = j->as_json
               ? cli_output_text(j->cli, prse_text_str(j->receipt.report))
               : cli_receipt_page(j->cli, &j->receipt, j->key != NULL);
    if (code != CLI_OK)
        return code;
    return j->receipt.check.holds ? CLI_OK : CLI_FINDINGS;
}

cli_exit cli_run_receipt_verify(const cli_context *cli)
{
    static const char *const formats[] = {"text", "json"};
    job j = {.cli = cli};
    size_t format = 0;
    cli_exit code = cli_args_format(&format, cli, formats, 2);
    j.as_json = format == 1;
    if (code == CLI_OK)
        code = read_today(&j);
    if (code == CLI_OK)
        code = cli_receipt_key(&j.key, cli,
                               cli_args_value(cli->args, OPTION_PUBLIC_KEY));
    if (code == CLI_OK)
        code = open_pack(&j);
    if (code == CLI_OK)
        code = verify(&j);
    cli_receipt_close(&j.receipt);
    cli_buffer_free(&j.today);
    prse_signing_key_free(j.key);
    prse_pack_unref(j.pack);
    prse_engine_unref(j.engine);
    return code;
}
