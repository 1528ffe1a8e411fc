/* SPDX-License-Identifier: Apache-2.0 */
/* Loaded into a PostgreSQL server: as long as the file PRSE_FULL_DISK is there,
 * its tables cannot be written, with the errno that the file holds. */
#undef _FILE_OFFSET_BITS /* names are what they seem */
#define _GNU_SOURCE 1
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

typedef ssize_t writing(int file, const void *from, size_t size, off_t at);

static int is_table(int file)
{
    char link[64], path[512];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    return strstr(path, "/base/") != NULL;
}

static int refusal(void)
{
    const char *name = getenv("PRSE_FULL_DISK");
    int number = 0;
    FILE *from = name ? fopen(name, "r") : NULL;
    if (from && fscanf(from, "%d", &number) != 1)
        number = 0;
    if (from)
        fclose(from);
    return number;
}

static ssize_t write_at(const char *name, int file, const void *from,
                        size_t size, off_t at)
{
    int number = refusal();
    if (number && is_table(file)) {
        errno = number;
        return -1;
    }
    void *real = dlsym(RTLD_NEXT, name);
    writing *call = NULL;
    memcpy(&call, &real, sizeof call);
    return call(file, from, size, at);
}

ssize_t pwrite(int file, const void *from, size_t size, off_t at)
{
    return write_at("pwrite", file, from, size, at);
}

ssize_t pwrite64(int file, const void *from, size_t size, off64_t at)
{
    return write_at("pwrite64", file, from, size, at);
}
