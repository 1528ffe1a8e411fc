/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/number.h"

#include <string.h>

#include "cli/args.h"
#include "cli/complain.h"

cli_exit cli_operands_join(cli_buffer *out, const cli_context *cli,
                           size_t but_last, cli_text_id missing)
{
    const cli_args *args = cli->args;
    for (size_t i = 0; i + but_last < args->operand_count; i++) {
        cli_buffer_add_text(out, i > 0 ? " " : "");
        cli_buffer_add_text(out, args->operands[i]);
    }
    if (out->len > 0)
        return CLI_OK;
    return cli_complain(cli, CLI_USAGE, missing, NULL, 0);
}

cli_exit cli_number_read(prse_number *out, const cli_context *cli,
                         prse_str text)
{
    prse_error err;
    *out = (prse_number){.size = sizeof *out};
    switch (prse_number_read(out, text, &err)) {
    case PRSE_OK:
        return CLI_OK;
    case PRSE_EPARSE:
        return cli_complain(cli, CLI_INPUT, TEXT_NOT_A_NUMBER, &text, 1);
    case PRSE_ETYPE:
        return cli_complain(cli, CLI_INPUT, TEXT_WRONG_DIGITS, &text, 1);
    default:
        return cli_complain_error(&err);
    }
}

int cli_number_is_meant(prse_str text)
{
    enum { FEWEST_DIGITS = 7 };
    prse_number number = {.size = sizeof number};
    prse_status status = prse_number_read(&number, text, NULL);
    size_t digits = 0, letters = 0;
    for (size_t i = 0; i < text.len; i++) {
        digits += text.ptr[i] >= '0' && text.ptr[i] <= '9';
        letters += (text.ptr[i] | 0x20) >= 'a' && (text.ptr[i] | 0x20) <= 'z';
    }
    /* Some companies are called 1001 or 4 6. */
    return status != PRSE_EPARSE ||
           (digits >= FEWEST_DIGITS && letters == 0);
}
