/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/files_table.h"

#include <string.h>

#include "cli/complain.h"
#include "cli/files_load.h"

/* All that such a file is lies in its stream. */
static void close_nothing(void *self)
{
    (void)self;
}

/* Its end tells where everything is, so that it cannot come in order. */
static cli_exit open_file(cli_table_source *out, cli_table_file *file,
                          prse__files_format format)
{
    static const cli_table_kind kind = {.close = close_nothing};
    char why[PRSE_FILES_WHY];
    const prse__files *files;
    prse_str values[2] = {prse_str_of(file->name)};
    if (strcmp(file->path, "-") == 0 || fseek(file->file, 0, SEEK_END) != 0)
        return cli_complain(file->cli, CLI_INPUT, TEXT_FILES_PIPE, values, 1);
    cli_exit code = cli_files_load(&files, file->cli, file->name);
    if (code != CLI_OK)
        return code;
    *out = (cli_table_source){.kind = &kind};
    if (files->read(&out->stream, file->path, format, why) == 0)
        return CLI_OK;
    values[1] = prse_str_of(why);
    return cli_complain(file->cli, CLI_INPUT, TEXT_TABLE_FAILED, values, 2);
}

cli_exit cli_files_table_parquet(cli_table_source *out, cli_table_file *file)
{
    return open_file(out, file, PRSE_FILES_PARQUET);
}

cli_exit cli_files_table_ipc(cli_table_source *out, cli_table_file *file)
{
    return open_file(out, file, PRSE_FILES_IPC);
}
