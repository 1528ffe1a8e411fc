/* SPDX-License-Identifier: Apache-2.0 */
/* Where blobs are before they have their name. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/steady.h"
#include "blob/folder.h"

enum { HOUR_S = 3600 };
static const char parts_name[] = ".part";

int prse__shelf_parts(const prse__shelf *shelf)
{
    int folder = prse__shelf_enter(shelf->root, parts_name);
    if (folder >= 0 || errno != ENOENT)
        return folder;
    if (mkdirat(shelf->root, parts_name, 0700) != 0 && errno != EEXIST)
        return -1;
    return prse__shelf_enter(shelf->root, parts_name);
}

static int is_old(int folder, const char *name, int64_t now)
{
    struct stat found;
    return fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISREG(found.st_mode) && now - found.st_mtim.tv_sec > HOUR_S;
}

/* A put that is under way writes, so that its file is never an hour old. */
static void remove_old(DIR *parts, int64_t now)
{
    for (struct dirent *it; (it = readdir(parts)) != NULL;)
        if (is_old(dirfd(parts), it->d_name, now))
            unlinkat(dirfd(parts), it->d_name, 0);
}

static int is_due(prse__shelf *shelf, int64_t now_ms)
{
    int64_t then = atomic_load(&shelf->swept_ms);
    return (then == 0 || now_ms - then >= HOUR_S * INT64_C(1000)) &&
           atomic_compare_exchange_strong(&shelf->swept_ms, &then, now_ms);
}

void prse__shelf_sweep(prse__shelf *shelf)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    if (!is_due(shelf, prse__steady_ms() + 1))
        return;
    int folder = prse__shelf_enter(shelf->root, parts_name);
    DIR *parts = folder >= 0 ? fdopendir(folder) : NULL;
    if (parts) {
        remove_old(parts, now.tv_sec);
        closedir(parts);
    } else if (folder >= 0) {
        close(folder);
    }
}
