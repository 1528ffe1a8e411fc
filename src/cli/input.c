/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/input.h"

#include <errno.h>
#include <string.h>

#include "cli/complain.h"

/* Far above any fact file; keeps a wrong path (a disk image) from being
 * swallowed whole. */
enum { LARGEST_INPUT = 256 * 1024 * 1024 };

const char *cli_input_name(const char *path)
{
    return strcmp(path, "-") == 0 ? "<stdin>" : path;
}

cli_exit cli_input_open(FILE **out, const char *path)
{
    *out = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    return *out ? CLI_OK : cli_complain_system(path, errno);
}

void cli_input_close(FILE *file)
{
    if (file && file != stdin)
        fclose(file);
}

cli_exit cli_input_read(cli_buffer *out, const cli_context *cli,
                        const char *path)
{
    FILE *file = NULL;
    char block[16384];
    size_t got = 0;
    cli_exit code = cli_input_open(&file, path);
    if (code != CLI_OK)
        return code;
    while (out->len <= LARGEST_INPUT &&
           (got = fread(block, 1, sizeof block, file)) > 0)
        cli_buffer_add(out, (prse_str){block, got});
    if (ferror(file))
        code = cli_complain_system(cli_input_name(path), errno);
    cli_input_close(file);
    if (out->len > LARGEST_INPUT) {
        prse_str name = prse_str_of(cli_input_name(path));
        code = cli_complain(cli, CLI_INPUT, TEXT_INPUT_TOO_LARGE, &name, 1);
    }
    return code;
}
