/* SPDX-License-Identifier: Apache-2.0 */
/* Keys of receipts: a new one, or the public half of one. */
#include <string.h>
#include <sys/stat.h>

#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/output.h"
#include "cli/receipt_read.h"

static cli_exit write_key(const cli_context *cli, const prse_signing_key *key,
                          int is_private)
{
    prse_text *pem = NULL;
    prse_error err;
    if (prse_signing_key_pem(&pem, key, is_private, &err) != PRSE_OK)
        return cli_complain_error(&err);
    cli_exit code = cli_output_text(cli, prse_text_str(pem));
    prse_text_free(pem);
    return code;
}

/* Nobody else may read it, and whoever replaces a key loses it. */
static cli_exit make(const cli_context *cli)
{
    const char *path = cli_args_value(cli->args, OPTION_OUT);
    prse_signing_key *key = NULL;
    prse_str name = prse_str_of(path);
    struct stat known;
    prse_error err;
    if (path && stat(path, &known) == 0 && S_ISREG(known.st_mode))
        return cli_complain(cli, CLI_IO, TEXT_KEY_EXISTS, &name, 1);
    if (prse_signing_key_make(&key, &err) != PRSE_OK)
        return cli_complain_error(&err);
    umask(077);
    cli_exit code = write_key(cli, key, 1);
    prse_signing_key_free(key);
    return code;
}

static cli_exit show_public(const cli_context *cli)
{
    prse_signing_key *key = NULL;
    cli_exit code =
        cli_receipt_key(&key, cli, cli_args_operand(cli->args, 1));
    if (code == CLI_OK)
        code = write_key(cli, key, 0);
    prse_signing_key_free(key);
    return code;
}

cli_exit cli_run_receipt_key(const cli_context *cli)
{
    const char *word = cli_args_operand(cli->args, 0);
    const char *path = cli_args_operand(cli->args, 1);
    if (word && !path && strcmp(word, "make") == 0)
        return make(cli);
    if (word && path && strcmp(word, "public") == 0)
        return show_public(cli);
    return cli_complain(cli, CLI_USAGE, TEXT_KEY_WORD_MISSING, NULL, 0);
}
