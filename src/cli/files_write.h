/* SPDX-License-Identifier: Apache-2.0 */
/* A table that is written as a Parquet or Arrow file, block by block. */
#ifndef PRSE_CLI_FILES_WRITE_H
#define PRSE_CLI_FILES_WRITE_H

#include "cli/files_load.h"
#include "cli/output.h"

typedef struct cli_files_write {
    const cli_context *cli;
    const char *name;
    const prse__files *files;
    prse__files_writer *writer;
    cli_output *out;
} cli_files_write;

/* Takes the schema in every case. Each complains when it fails. */
cli_exit cli_files_write_open(cli_files_write *out, const cli_context *cli,
                              cli_output *to, prse__files_format format,
                              struct ArrowSchema *schema);
/* Takes the table in every case. */
cli_exit cli_files_write_block(cli_files_write *file,
                               struct ArrowArray *table);
/* In every case, before the output is closed; a code other than CLI_OK
 * leaves the file without its end. */
cli_exit cli_files_write_close(cli_files_write *file, cli_exit code);

#endif
