/* SPDX-License-Identifier: Apache-2.0 */
/* Parquet and Arrow files as tables. */
#ifndef PRSE_CLI_FILES_TABLE_H
#define PRSE_CLI_FILES_TABLE_H

#include "cli/table_source.h"

/* Each complains when it cannot. */
cli_exit cli_files_table_parquet(cli_table_source *out, cli_table_file *file);
cli_exit cli_files_table_ipc(cli_table_source *out, cli_table_file *file);

#endif
