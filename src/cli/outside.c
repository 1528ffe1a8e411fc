/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/outside.h"

#include <stdlib.h>
#include <string.h>

#include "cli/args.h"
#include "cli/input.h"

static void drop_line_end(cli_buffer *text)
{
    while (text->len > 0 && strchr(" \t\r\n", text->text[text->len - 1]))
        text->text[--text->len] = '\0';
}

cli_exit cli_outside_token(cli_buffer *out, const cli_context *cli)
{
    const char *path = cli_args_value(cli->args, OPTION_TOKEN_FILE);
    cli_exit code = path ? cli_input_read(out, cli, path) : CLI_OK;
    drop_line_end(out);
    return code;
}

prse_str cli_outside_networks(const cli_context *cli)
{
    const char *given = cli_args_value(cli->args, OPTION_NETWORKS);
    return prse_str_of(given ? given : getenv("PRSE_NETWORKS"));
}

uint32_t cli_outside_has_proxy(void)
{
    static const char *const names[] = {"https_proxy", "HTTPS_PROXY",
                                        "all_proxy", "ALL_PROXY"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return 1;
    }
    return 0;
}
