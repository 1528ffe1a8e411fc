/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "jail/jail.h"
#include "jail/places.h"

/* Beside the library: where it is installed, and where it is built. Where only
 * a part of it is elsewhere (a module of Python), the place of installation. */
static const char *const folders[] = {"/portailrse/", "/apart/"};

static int is_there(char *to, size_t size, prse_str folder, const char *middle,
                    const char *name)
{
    int length = snprintf(to, size, "%.*s%s%s", (int)folder.len, folder.ptr,
                          middle, name);
    return length > 0 && (size_t)length < size && access(to, R_OK) == 0;
}

static prse_str own_folder(void)
{
    Dl_info found;
    if (!dladdr((const void *)folders, &found) || !found.dli_fname)
        return PRSE_STR("");
    const char *end = strrchr(found.dli_fname, '/');
    if (!end)
        return PRSE_STR(".");
    return (prse_str){found.dli_fname, (size_t)(end - found.dli_fname)};
}

prse_status prse__jail_helper(char *to, size_t size, prse_str folder,
                              const char *name, prse_error *err)
{
    if (folder.len > 0 && is_there(to, size, folder, "/", name))
        return PRSE_OK;
    prse_str own = own_folder();
    for (size_t i = 0; folder.len == 0 && i < 2; i++)
        if (is_there(to, size, own, folders[i], name))
            return PRSE_OK;
    if (folder.len == 0 &&
        is_there(to, size, PRSE_STR(PRSE__JAIL_HELPERS), "/", name))
        return PRSE_OK;
    return prse__error_set(err, PRSE_EUNSUPPORTED, name,
                           "this helper is not where it should be, beside the "
                           "library in portailrse/; nothing is read without "
                           "it");
}
