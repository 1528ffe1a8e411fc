/* SPDX-License-Identifier: Apache-2.0 */
/* A CSV file as a table: comma or semicolon (found on the header line), quotes,
 * CRLF or LF, byte-order mark. Its text is read by the block; cells are found
 * 64 bytes at a time, and records with quotes are cut with care. */
#ifndef PRSE_CLI_CSV_TABLE_H
#define PRSE_CLI_CSV_TABLE_H

#include "cli/table_source.h"

/* Reads the header line; complains when it cannot. */
cli_exit cli_csv_table_open(cli_table_source *out, cli_table_file *file);

#endif
