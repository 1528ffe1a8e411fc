/* SPDX-License-Identifier: Apache-2.0 */
/* The module that knows Parquet and Arrow files, loaded when it is needed: the
 * program starts as fast without it, and runs where it is not installed. */
#ifndef PRSE_CLI_FILES_LOAD_H
#define PRSE_CLI_FILES_LOAD_H

#include "cli/cli.h"
#include "files/files.h"

/* Complains, of the file that asks for it, when it cannot be loaded. */
cli_exit cli_files_load(const prse__files **out, const cli_context *cli,
                        const char *name);
/* 1: the ending of a name asks for such a file. */
int cli_files_named(prse__files_format *format, const char *path);

#endif
