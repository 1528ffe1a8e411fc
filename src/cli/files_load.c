/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/files_load.h"

#include <dlfcn.h>
#include <string.h>
#include <unistd.h>

#include "cli/buffer.h"
#include "cli/complain.h"
#include "cli/places.h"

enum { PATH_ROOM = 4096 };

/* Where the build puts it: a folder beside the program. */
static void *open_built(void)
{
    static const char name[] = "files/portailrse-files.so";
    char path[PATH_ROOM];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    while (length > 0 && path[length - 1] != '/')
        length--;
    if (length <= 0 || (size_t)length + sizeof name > sizeof path)
        return NULL;
    memcpy(path + length, name, sizeof name);
    return access(path, R_OK) == 0 ? dlopen(path, RTLD_NOW | RTLD_NODELETE)
                                   : NULL;
}

static void *open_module(void)
{
    void *found = open_built();
    return found ? found
                 : dlopen(CLI_INSTALLED_FILES, RTLD_NOW | RTLD_NODELETE);
}

cli_exit cli_files_load(const prse__files **out, const cli_context *cli,
                        const char *name)
{
    void *module = open_module();
    *out = module ? dlsym(module, PRSE_FILES_SYMBOL) : NULL;
    if (*out && (*out)->version == PRSE_FILES_VERSION)
        return CLI_OK;
    const char *why = module ? NULL : dlerror();
    prse_str values[] = {prse_str_of(name),
                         prse_str_of(why ? why : "another version")};
    return cli_complain(cli, CLI_INPUT, TEXT_FILES_NO_MODULE, values, 2);
}

int cli_files_named(prse__files_format *format, const char *path)
{
    static const struct {
        const char *ending;
        prse__files_format format;
    } names[] = {{".parquet", PRSE_FILES_PARQUET},
                 {".arrow", PRSE_FILES_IPC},
                 {".feather", PRSE_FILES_IPC}};
    size_t length = path ? strlen(path) : 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t ending = strlen(names[i].ending);
        *format = names[i].format;
        if (length > ending &&
            strcmp(path + length - ending, names[i].ending) == 0)
            return 1;
    }
    return 0;
}
