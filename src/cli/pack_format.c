/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "cli/args.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/file_list.h"
#include "cli/input.h"
#include "cli/output.h"

static int same(prse_str a, prse_str b)
{
    return a.len == b.len && (a.len == 0 || !memcmp(a.ptr, b.ptr, a.len));
}

static cli_exit replace(const char *path, prse_str text)
{
    cli_output out;
    cli_exit code = cli_output_open(&out, path);
    if (code != CLI_OK)
        return code;
    cli_output_write(&out, text);
    return cli_output_close(&out, CLI_OK);
}

typedef struct formatting {
    const cli_context *cli;
    cli_output names; /* of the files that change */
    int only_tells;
    int changed;
} formatting;

/* The standard input is answered on the standard output. */
static cli_exit give(formatting *f, const char *path, prse_str old,
                     prse_str formatted)
{
    if (strcmp(path, "-") == 0 && !f->only_tells) {
        cli_output_write(&f->names, formatted);
        return CLI_OK;
    }
    if (same(old, formatted))
        return CLI_OK;
    f->changed = 1;
    cli_output_write(&f->names, prse_str_of(cli_input_name(path)));
    cli_output_write(&f->names, PRSE_STR("\n"));
    return f->only_tells ? CLI_OK : replace(path, formatted);
}

static cli_exit format_file(formatting *f, const char *path)
{
    cli_buffer text = {0};
    prse_text *formatted = NULL;
    prse_error err;
    cli_exit code = cli_input_read(&text, f->cli, path);
    if (code == CLI_OK &&
        prse_pack_format(&formatted, cli_buffer_str(&text),
                         cli_input_name(path), &err) != PRSE_OK)
        code = cli_complain_error(&err);
    if (code == CLI_OK)
        code = give(f, path, cli_buffer_str(&text),
                    prse_text_str(formatted));
    prse_text_free(formatted);
    cli_buffer_free(&text);
    return code;
}

cli_exit cli_run_pack_format(const cli_context *cli)
{
    cli_file_list list = {0};
    formatting f = {.cli = cli};
    cli_exit code = cli_output_open(&f.names, NULL);
    f.only_tells = cli_args_value(cli->args, OPTION_CHECK) != NULL;
    if (cli->args->operand_count == 0)
        return cli_complain(cli, CLI_USAGE, TEXT_FILES_MISSING, NULL, 0);
    for (size_t i = 0; i < cli->args->operand_count && code == CLI_OK; i++)
        code = cli_file_list_add(&list, cli->args->operands[i]);
    for (size_t i = 0; i < list.count && code == CLI_OK; i++)
        code = format_file(&f, list.paths[i]);
    cli_file_list_free(&list);
    if (code == CLI_OK && f.changed && f.only_tells)
        code = CLI_FINDINGS;
    return cli_output_close(&f.names, code);
}
