/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/complain.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/page.h"

/* What it says may be written by anybody: the peer, a file. */
static cli_exit say(cli_buffer *line, cli_exit code)
{
    cli_buffer harmless = {0};
    cli_harmless(&harmless, cli_buffer_str(line));
    cli_buffer_add_char(&harmless, '\n');
    fwrite(harmless.text, 1, harmless.len, stderr);
    cli_buffer_free(&harmless);
    cli_buffer_free(line);
    return code;
}

cli_exit cli_complain(const cli_context *cli, cli_exit code, cli_text_id text,
                      const prse_str *values, size_t count)
{
    cli_buffer line = {0};
    cli_buffer_add_text(&line, "portailrse: ");
    cli_buffer_add_filled(&line, cli_text(cli, text), values, count);
    return say(&line, code);
}

cli_exit cli_exit_of(prse_status status)
{
    switch (status) {
    case PRSE_OK:
        return CLI_OK;
    case PRSE_EIO:
    case PRSE_ETIMEOUT:
    case PRSE_EREFUSED:
    case PRSE_ETLS:
    case PRSE_EDENIED:
    case PRSE_ERATE:
    case PRSE_EPEER:
    case PRSE_EBUSY:
        return CLI_IO;
    case PRSE_ENOMEM:
    case PRSE_EINVAL:
    case PRSE_EABI:
    case PRSE_EINTERNAL:
        return CLI_INTERNAL;
    default:
        return CLI_INPUT;
    }
}

cli_exit cli_complain_error(const prse_error *err)
{
    cli_buffer line = {0};
    cli_buffer_add_text(&line, "portailrse: ");
    if (err->file[0]) {
        cli_buffer_add_text(&line, err->file);
        cli_buffer_add_text(&line, ":");
    }
    if (err->line > 0) {
        cli_buffer_add_number(&line, err->line);
        cli_buffer_add_text(&line, ":");
        cli_buffer_add_number(&line, err->column);
        cli_buffer_add_text(&line, ":");
    }
    if (err->file[0] || err->line > 0)
        cli_buffer_add_char(&line, ' ');
    cli_buffer_add_text(&line, err->message);
    if (err->subject[0]) {
        cli_buffer_add_text(&line, " (");
        cli_buffer_add_text(&line, err->subject);
        cli_buffer_add_char(&line, ')');
    }
    return say(&line, cli_exit_of((prse_status)err->code));
}

cli_exit cli_complain_system(const char *file, int sys_code)
{
    /* Whoever closed the pipe no longer wants to hear from us. */
    if (sys_code == EPIPE)
        return CLI_IO;
    cli_buffer line = {0};
    cli_buffer_add_text(&line, "portailrse: ");
    cli_buffer_add_text(&line, file);
    cli_buffer_add_text(&line, ": ");
    cli_buffer_add_text(&line, strerror(sys_code ? sys_code : EIO));
    return say(&line, CLI_IO);
}
