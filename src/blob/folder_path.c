/* SPDX-License-Identifier: Apache-2.0 */
/* Walking to a blob, name by name, so that no link is ever followed. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "blob/folder.h"

prse_status prse__shelf_foreign(const char *name, prse_error *err)
{
    return prse__error_set(err, PRSE_EIO, name,
                           "a symbolic link, or a thing of another kind, "
                           "stands where the blob store keeps its own: "
                           "nothing was touched, remove it");
}

static prse_status meaning(int number)
{
    switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return PRSE_ELIMIT;
    case ENOMEM:
        return PRSE_ENOMEM;
    default:
        return PRSE_EIO;
    }
}

prse_status prse__shelf_fail(int number, const char *name, const char *what,
                             prse_error *err)
{
    char reason[128] = "";
    if (number == ELOOP || number == ENOTDIR)
        return prse__shelf_foreign(name, err);
    strerror_r(number, reason, sizeof reason);
    prse_status status =
        prse__error_set(err, meaning(number), name, "%s: %s", what, reason);
    if (err)
        err->sys_code = number;
    return status;
}

int prse__shelf_enter(int folder, const char *name)
{
    return openat(folder, name,
                  O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* A new folder survives a power cut only once the one around it is flushed;
 * so does one that somebody else made a moment ago. */
static int make_folder(const prse__shelf *shelf, int folder, const char *name)
{
    if (mkdirat(folder, name, 0700) != 0 && errno != EEXIST)
        return -1;
    if (shelf->durability == PRSE_DURABLE && fsync(folder) != 0)
        return -1;
    return prse__shelf_enter(folder, name);
}

static int enter(const prse__shelf *shelf, int folder, const char *name,
                 int make)
{
    int inside = prse__shelf_enter(folder, name);
    if (inside < 0 && errno == ENOENT && make)
        inside = make_folder(shelf, folder, name);
    return inside;
}

void prse__shelf_close(prse__shelf_place *place)
{
    if (place->folder >= 0)
        close(place->folder);
    place->folder = -1;
}

static prse_status absent(prse_error *err)
{
    return prse__error_set(err, PRSE_ENOTFOUND, "key",
                           "there is no blob under that key");
}

prse_status prse__shelf_open(prse__shelf_place *out, const prse__shelf *shelf,
                             prse_str key, int make, prse_error *err)
{
    out->folder = prse__shelf_enter(shelf->root, ".");
    while (out->folder >= 0 && prse__shelf_next(&key, out->name)) {
        int inside = enter(shelf, out->folder, out->name, make);
        int number = errno;
        close(out->folder);
        out->folder = inside;
        errno = number;
    }
    if (out->folder >= 0)
        return PRSE_OK;
    if (errno == ENOENT && !make)
        return absent(err);
    return prse__shelf_fail(errno, out->name, "the folder can't be opened",
                            err);
}

prse_status prse__shelf_look(const prse__shelf_place *place,
                             prse_blob_info *out, prse_error *err)
{
    struct stat found;
    if (fstatat(place->folder, place->name, &found, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT
                   ? absent(err)
                   : prse__shelf_fail(errno, place->name,
                                      "the file can't be seen", err);
    if (!S_ISREG(found.st_mode))
        return prse__shelf_foreign(place->name, err);
    out->bytes = (uint64_t)found.st_size;
    out->modified_ms = (int64_t)found.st_mtim.tv_sec * 1000 +
                       found.st_mtim.tv_nsec / 1000000;
    return PRSE_OK;
}

/* The folder that holds the last folder of a key, and its name: 0 where there
 * is none. */
static int open_above(prse__shelf_place *out, const prse__shelf *shelf,
                      prse_str key, size_t depth)
{
    out->folder = prse__shelf_enter(shelf->root, ".");
    for (size_t i = 1; out->folder >= 0; i++) {
        if (!prse__shelf_next(&key, out->name) || i == depth)
            break;
        int inside = prse__shelf_enter(out->folder, out->name);
        close(out->folder);
        out->folder = inside;
    }
    return out->folder >= 0;
}

void prse__shelf_prune(const prse__shelf *shelf, prse_str key)
{
    prse__shelf_place place;
    prse_str rest = key;
    size_t depth = 0;
    int emptied = 1;
    while (prse__shelf_next(&rest, place.name))
        depth++;
    for (; emptied && depth > 0; depth--) {
        emptied = open_above(&place, shelf, key, depth) &&
                  unlinkat(place.folder, place.name, AT_REMOVEDIR) == 0;
        if (emptied && shelf->durability == PRSE_DURABLE)
            fsync(place.folder); /* it comes back empty at worst */
        prse__shelf_close(&place);
    }
}
