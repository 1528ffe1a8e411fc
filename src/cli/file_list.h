/* SPDX-License-Identifier: Apache-2.0 */
/* The YAML files that paths name: a file is itself, a folder is all those in
 * it and below, in alphabetical order. */
#ifndef PRSE_CLI_FILE_LIST_H
#define PRSE_CLI_FILE_LIST_H

#include "cli/buffer.h"

typedef struct cli_file_list {
    char **paths;
    size_t count;
} cli_file_list;

/* Complains when a folder cannot be read. Free in every case. */
cli_exit cli_file_list_add(cli_file_list *list, const char *path);
void cli_file_list_free(cli_file_list *list);

#endif
