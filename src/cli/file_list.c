/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/file_list.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/complain.h"

enum { DEEPEST = 16 };

static void append(cli_file_list *list, prse_str path)
{
    cli_buffer copy = {0};
    cli_buffer_add(&copy, path);
    list->paths = cli_resize(list->paths, list->count + 1,
                             sizeof *list->paths);
    list->paths[list->count++] = copy.text;
}

static int is_folder(const char *path)
{
    struct stat known;
    return stat(path, &known) == 0 && S_ISDIR(known.st_mode);
}

static int is_yaml(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

static cli_exit add_folder(cli_file_list *list, const char *folder,
                           int depth)
{
    DIR *open_folder = opendir(folder);
    if (!open_folder)
        return cli_complain_system(folder, errno);
    cli_exit code = CLI_OK;
    cli_buffer path = {0};
    struct dirent *entry;
    while (code == CLI_OK && (entry = readdir(open_folder))) {
        if (entry->d_name[0] == '.')
            continue;
        cli_buffer_clear(&path);
        cli_buffer_add_text(&path, folder);
        if (path.text[path.len - 1] != '/')
            cli_buffer_add_char(&path, '/');
        cli_buffer_add_text(&path, entry->d_name);
        if (is_folder(path.text) && depth < DEEPEST)
            code = add_folder(list, path.text, depth + 1);
        else if (is_yaml(entry->d_name))
            append(list, cli_buffer_str(&path));
    }
    closedir(open_folder);
    cli_buffer_free(&path);
    return code;
}

static int compare(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

cli_exit cli_file_list_add(cli_file_list *list, const char *path)
{
    size_t before = list->count;
    if (!is_folder(path)) {
        append(list, prse_str_of(path));
        return CLI_OK;
    }
    cli_exit code = add_folder(list, path, 0);
    if (list->count > before)
        qsort(list->paths + before, list->count - before,
              sizeof *list->paths, compare);
    return code;
}

void cli_file_list_free(cli_file_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->paths[i]);
    free(list->paths);
    *list = (cli_file_list){0};
}
