/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/files_write.h"

#include "cli/complain.h"

static int write_bytes(void *user, const void *bytes, size_t count)
{
    cli_output *out = user;
    cli_output_write(out, (prse_str){bytes, count});
    return out->sys_code;
}

/* What the system refused is told when the output is closed. */
static cli_exit failed(const cli_files_write *file, const char *why)
{
    prse_str values[] = {prse_str_of(file->name), prse_str_of(why)};
    if (cli_output_failed(file->out))
        return CLI_OK;
    return cli_complain(file->cli, CLI_INPUT, TEXT_TABLE_FAILED, values, 2);
}

cli_exit cli_files_write_open(cli_files_write *out, const cli_context *cli,
                              cli_output *to, prse__files_format format,
                              struct ArrowSchema *schema)
{
    char why[PRSE_FILES_WHY];
    *out = (cli_files_write){.cli = cli, .out = to,
                             .name = to->path ? to->path : "<stdout>"};
    cli_exit code = cli_files_load(&out->files, cli, out->name);
    if (code != CLI_OK) {
        schema->release(schema);
        return code;
    }
    prse__files_sink sink = {write_bytes, to};
    if (out->files->open(&out->writer, schema, format, sink, why) != 0)
        return failed(out, why);
    return CLI_OK;
}

cli_exit cli_files_write_block(cli_files_write *file,
                               struct ArrowArray *table)
{
    char why[PRSE_FILES_WHY];
    if (file->files->write(file->writer, table, why) != 0)
        return failed(file, why);
    return CLI_OK;
}

cli_exit cli_files_write_close(cli_files_write *file, cli_exit code)
{
    char why[PRSE_FILES_WHY];
    int whole = code == CLI_OK && !cli_output_failed(file->out);
    if (file->writer && file->files->close(file->writer, whole, why) != 0)
        code = failed(file, why);
    file->writer = NULL;
    return code;
}
