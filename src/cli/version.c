/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/output.h"

cli_exit cli_run_version(const cli_context *cli)
{
    cli_buffer line = {0};
    cli_buffer_add_text(&line, "portailrse " PRSE_VERSION_TEXT);
    /* The library may have been replaced since the program was built. */
    if (prse_version_number() != PRSE_VERSION_NUMBER) {
        cli_buffer_add_text(&line, " (libportailrse ");
        cli_buffer_add_text(&line, prse_version());
        cli_buffer_add_char(&line, ')');
    }
    cli_exit code = cli_output_text(cli, cli_buffer_str(&line));
    cli_buffer_free(&line);
    return code;
}
