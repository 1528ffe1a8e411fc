/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/user_files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct {
    const char *variable;
    const char *below_home;
} folders[] = {
    [CLI_CONFIG_FOLDER] = {"XDG_CONFIG_HOME", "/.config"},
    [CLI_DATA_FOLDER] = {"XDG_DATA_HOME", "/.local/share"},
    [CLI_CACHE_FOLDER] = {"XDG_CACHE_HOME", "/.cache"},
};

int cli_user_file(cli_buffer *out, cli_user_folder folder, const char *name)
{
    const char *base = getenv(folders[folder].variable);
    const char *home = getenv("HOME");
    /* The specification wants relative paths to be ignored. */
    if (base && base[0] == '/') {
        cli_buffer_add_text(out, base);
    } else if (home && home[0] == '/') {
        cli_buffer_add_text(out, home);
        cli_buffer_add_text(out, folders[folder].below_home);
    } else {
        return 0;
    }
    cli_buffer_add_text(out, "/portailrse/");
    cli_buffer_add_text(out, name);
    return 1;
}

int cli_make_folders(const char *path)
{
    cli_buffer folder = {0};
    int made = 1;
    for (size_t i = 1; path[i] && made; i++) {
        if (path[i] != '/')
            continue;
        cli_buffer_clear(&folder);
        cli_buffer_add(&folder, (prse_str){path, i});
        made = mkdir(folder.text, 0700) == 0 || errno == EEXIST;
    }
    cli_buffer_free(&folder);
    return made;
}
