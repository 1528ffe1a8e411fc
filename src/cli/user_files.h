/* SPDX-License-Identifier: Apache-2.0 */
/* Where a user keeps settings, data and what may be lost: the XDG base
 * directories. */
#ifndef PRSE_CLI_USER_FILES_H
#define PRSE_CLI_USER_FILES_H

#include "cli/buffer.h"

typedef enum cli_user_folder {
    CLI_CONFIG_FOLDER,
    CLI_DATA_FOLDER,
    CLI_CACHE_FOLDER
} cli_user_folder;

/* Adds the path of a file of the program; 0: the environment names no such
 * folder, not even HOME. */
int cli_user_file(cli_buffer *out, cli_user_folder folder, const char *name);
/* Makes the folders that lead to a file, for the user alone. 0: errno says
 * why it failed. */
int cli_make_folders(const char *path);

#endif
