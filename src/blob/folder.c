/* SPDX-License-Identifier: Apache-2.0 */
#include "blob/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/options.h"

static void free_shelf(void *self)
{
    prse__shelf *shelf = self;
    if (shelf->root >= 0)
        close(shelf->root);
    prse__free(shelf);
}

/* The folder itself may be reached through links: it is its owner's word. */
static prse_status open_root(prse__shelf *shelf, const char *path,
                             prse_error *err)
{
    if (mkdir(path, 0700) != 0 && errno != EEXIST)
        return prse__shelf_fail(errno, path, "the folder can't be made", err);
    shelf->root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (shelf->root >= 0)
        return PRSE_OK;
    if (errno == ENOTDIR)
        return prse__error_set(err, PRSE_EIO, path, "it is no folder");
    return prse__shelf_fail(errno, path, "the folder can't be opened", err);
}

static prse_status count_bytes(prse__shelf *shelf, prse_error *err)
{
    prse_blob_options none = {.size = sizeof none};
    prse__blob_watch watch = prse__blob_watch_start(&none, 0);
    prse__shelf_count count;
    if (shelf->quota == 0)
        return PRSE_OK;
    prse_status status = prse__shelf_count_hold(&count, shelf, &watch, err);
    if (!status)
        status = prse__shelf_count_all(&count, shelf, err);
    prse__shelf_count_release(&count);
    return status;
}

static prse_status open_shelf(prse__shelf **out, const char *path,
                              const prse_blob_folder_options *opts,
                              prse_error *err)
{
    prse__shelf *shelf = prse__alloc(1, sizeof *shelf);
    if (!shelf)
        return prse__error_nomem(err);
    shelf->root = -1;
    shelf->durability = opts->durability;
    shelf->quota = opts->quota;
    atomic_init(&shelf->swept_ms, 0);
    atomic_init(&shelf->counted_ms, 0);
    prse_status status = open_root(shelf, path, err);
    if (!status)
        status = count_bytes(shelf, err);
    if (status) {
        free_shelf(shelf);
        return status;
    }
    prse__shelf_sweep(shelf);
    *out = shelf;
    return PRSE_OK;
}

static prse_status read_options(prse_blob_folder_options *own,
                                const prse_blob_folder_options *opts,
                                prse_error *err)
{
    prse_status status =
        prse__options_read(own, sizeof *own, opts, "folder options", err);
    if (!status && (own->durability < PRSE_DURABLE ||
                    own->durability > PRSE_NOT_FLUSHED))
        return prse__error_set(err, PRSE_EINVAL, "durability",
                               "it is no prse_durability");
    return status;
}

prse_status prse_blob_folder(prse_blob *out, prse_str path,
                             const prse_blob_folder_options *opts,
                             prse_error *err)
{
    prse_blob_folder_options own = {0};
    prse__shelf *shelf = NULL;
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    if (path.len == 0 || !path.ptr || memchr(path.ptr, '\0', path.len))
        return prse__error_set(err, PRSE_EINVAL, "path",
                               "it is empty or holds a NUL character");
    prse_status status = read_options(&own, opts, err);
    if (status)
        return status;
    char *copy = prse__alloc(path.len + 1, 1);
    if (!copy)
        return prse__error_nomem(err);
    memcpy(copy, path.ptr, path.len);
    status = open_shelf(&shelf, copy, &own, err);
    prse__free(copy);
    if (status)
        return status;
    *out = (prse_blob){.size = sizeof *out, .self = shelf,
                       .free = free_shelf, .put = prse__shelf_put,
                       .get = prse__shelf_get, .stat = prse__shelf_stat,
                       .remove = prse__shelf_remove,
                       .list = prse__shelf_list};
    return PRSE_OK;
}
