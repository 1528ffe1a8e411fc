/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/receipt_read.h"

#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/days.h"
#include "cli/input.h"
#include "cli/json_value.h"

/* The library does not know where a text comes from. */
static cli_exit refuse(prse_error *err, const char *path)
{
    snprintf(err->file, sizeof err->file, "%s", cli_input_name(path));
    return cli_complain_error(err);
}

static cli_exit check(cli_receipt *out, const char *path,
                      const cli_buffer *text,
                      const prse_receipt_verify_options *opts)
{
    prse_error err;
    out->check.size = sizeof out->check;
    if (prse_receipt_verify(&out->check, &out->report, cli_buffer_str(text),
                            opts, &err) != PRSE_OK)
        return refuse(&err, path);
    out->json = cli_json_at(prse_text_str(out->report), "receipt");
    return CLI_OK;
}

cli_exit cli_receipt_read(cli_receipt *out, const cli_context *cli,
                          const prse_receipt_verify_options *opts)
{
    const char *path = cli_args_operand(cli->args, 0);
    prse_str name = prse_str_of(cli->command->name);
    cli_buffer text = {0};
    if (!path)
        return cli_complain(cli, CLI_USAGE, TEXT_RECEIPT_MISSING, &name, 1);
    cli_exit code = cli_input_read(&text, cli, path);
    if (code == CLI_OK)
        code = check(out, path, &text, opts);
    cli_buffer_free(&text);
    return code;
}

void cli_receipt_close(cli_receipt *receipt)
{
    prse_text_free(receipt->report);
}

void cli_receipt_title(cli_page *page, const cli_context *cli,
                       const cli_receipt *receipt)
{
    static const char *const paths[] = {"subject", "pack.id", "pack.version",
                                        "date"};
    cli_buffer parts[4] = {{0}}, day = {0}, title = {0};
    prse_str values[4];
    for (size_t i = 0; i < 4; i++) {
        cli_json_add_value(&parts[i], cli_json_at(receipt->json, paths[i]));
        values[i] = cli_buffer_str(&parts[i]);
    }
    if (values[0].len == 0)
        values[0] = prse_str_of(cli_text(cli, TEXT_RECEIPT_NOBODY));
    cli_day_add_text(&day, cli, values[3]);
    values[3] = cli_buffer_str(&day);
    cli_buffer_add_filled(&title, cli_text(cli, TEXT_RECEIPT_TITLE), values,
                          4);
    cli_page_title(page, cli_buffer_str(&title));
    for (size_t i = 0; i < 4; i++)
        cli_buffer_free(&parts[i]);
    cli_buffer_free(&day);
    cli_buffer_free(&title);
}

cli_exit cli_receipt_key(prse_signing_key **out, const cli_context *cli,
                         const char *path)
{
    cli_buffer pem = {0};
    prse_error err;
    if (!path)
        return CLI_OK;
    cli_exit code = cli_input_read(&pem, cli, path);
    if (code == CLI_OK &&
        prse_signing_key_read(out, cli_buffer_str(&pem), &err) != PRSE_OK)
        code = refuse(&err, path);
    if (pem.room > 0)
        memset(pem.text, 0, pem.room);
    cli_buffer_free(&pem);
    return code;
}
