/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/options.h"
#include "blob/folder.h"

/* O_NONBLOCK: a planted pipe would keep us waiting. */
static prse_status open_blob(int *out, uint64_t *bytes,
                             const prse__shelf *shelf, prse_str key,
                             prse_error *err)
{
    prse__shelf_place place;
    struct stat found;
    prse_status status = prse__shelf_open(&place, shelf, key, 0, err);
    if (status)
        return status;
    *out = openat(place.folder, place.name,
                  O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (*out < 0 && errno == ENOENT)
        status = prse__error_set(err, PRSE_ENOTFOUND, "key",
                                 "there is no blob under that key");
    else if (*out < 0)
        status = prse__shelf_fail(errno, place.name,
                                  "the blob can't be opened", err);
    else if (fstat(*out, &found) != 0 || !S_ISREG(found.st_mode))
        status = prse__shelf_foreign(place.name, err);
    else
        *bytes = (uint64_t)found.st_size;
    prse__shelf_close(&place);
    return status;
}

static prse_status read_some(int file, char *to, size_t room, uint64_t at,
                             size_t *got, prse_error *err)
{
    ssize_t done;
    do
        done = pread(file, to, room, (off_t)at);
    while (done < 0 && errno == EINTR);
    if (done < 0)
        return prse__shelf_fail(errno, "key", "the blob can't be read", err);
    if (done == 0)
        return prse__error_set(err, PRSE_EIO, "key",
                               "the blob was cut at byte %llu while it was "
                               "read", (unsigned long long)at);
    *got = (size_t)done;
    return PRSE_OK;
}

typedef struct reading {
    int file;
    uint64_t from, total;
    char *piece;
    prse_blob_sink sink;
    void *user;
    prse__blob_watch watch;
} reading;

static prse_status give(reading *it, prse_error *err)
{
    prse_status status = prse__blob_watch_ask(&it->watch, err);
    for (uint64_t done = 0; !status && done < it->total;) {
        uint64_t left = it->total - done;
        size_t room =
            left < PRSE__BLOB_PIECE ? (size_t)left : PRSE__BLOB_PIECE;
        size_t got = 0;
        status = read_some(it->file, it->piece, room, it->from + done, &got,
                           err);
        if (!status)
            status = it->sink(it->user, (prse_str){it->piece, got}, err);
        done += got;
        if (!status)
            prse__blob_watch_tell(&it->watch, done, it->total);
        if (!status && done < it->total)
            status = prse__blob_watch_ask(&it->watch, err);
    }
    return status;
}

static uint64_t within(uint64_t bytes, uint64_t offset, uint64_t length)
{
    uint64_t left = offset < bytes ? bytes - offset : 0;
    return length < left ? length : left;
}

prse_status prse__shelf_get(void *self, prse_str key, uint64_t offset,
                            uint64_t length, prse_blob_sink sink, void *user,
                            const prse_blob_options *opts, prse_error *err)
{
    reading it = {.file = -1, .from = offset, .sink = sink, .user = user};
    uint64_t bytes = 0;
    prse_status status = open_blob(&it.file, &bytes, self, key, err);
    it.total = within(bytes, offset, length);
    it.watch = prse__blob_watch_start(opts, it.total);
    if (!status && !(it.piece = prse__alloc(PRSE__BLOB_PIECE, 1)))
        status = prse__error_nomem(err);
    if (!status)
        status = give(&it, err);
    prse__free(it.piece);
    if (it.file >= 0)
        close(it.file);
    return status;
}

prse_status prse__shelf_stat(void *self, prse_str key, prse_blob_info *out,
                             const prse_blob_options *opts, prse_error *err)
{
    prse__blob_watch watch = prse__blob_watch_start(opts, 0);
    prse__shelf_place place;
    prse_blob_info info = {.size = sizeof info};
    prse_status status = prse__blob_watch_ask(&watch, err);
    if (!status)
        status = prse__shelf_open(&place, self, key, 0, err);
    if (status)
        return status;
    status = prse__shelf_look(&place, &info, err);
    prse__shelf_close(&place);
    return status ? status : prse__struct_give(out, &info, sizeof info, err);
}

/* With the count held. */
static prse_status unlink_counted(const prse__shelf *shelf,
                                  const prse__shelf_place *place,
                                  prse__shelf_count *count, prse_error *err)
{
    prse_blob_info info = {.size = sizeof info};
    prse_status status = prse__shelf_look(place, &info, err);
    if (status)
        return status;
    if (unlinkat(place->folder, place->name, 0) != 0)
        return errno == ENOENT
                   ? prse__error_set(err, PRSE_ENOTFOUND, "key",
                                     "somebody else removed it")
                   : prse__shelf_fail(errno, place->name,
                                      "the blob can't be removed", err);
    prse__shelf_count_keep(
        count, count->used > info.bytes ? count->used - info.bytes : 0, NULL);
    if (shelf->durability == PRSE_DURABLE && fsync(place->folder) != 0)
        return prse__shelf_fail(errno, place->name,
                                "the folder can't be flushed", err);
    return PRSE_OK;
}

prse_status prse__shelf_remove(void *self, prse_str key,
                               const prse_blob_options *opts,
                               prse_error *err)
{
    prse__blob_watch watch = prse__blob_watch_start(opts, 0);
    prse__shelf_place place = {.folder = -1};
    prse__shelf_count count = {.file = -1};
    prse_status status = prse__blob_watch_ask(&watch, err);
    if (!status)
        status = prse__shelf_open(&place, self, key, 0, err);
    if (!status)
        status = prse__shelf_count_hold(&count, self, &watch, err);
    if (!status)
        status = unlink_counted(self, &place, &count, err);
    prse__shelf_count_release(&count);
    prse__shelf_close(&place);
    if (!status)
        prse__shelf_prune(self, key);
    return status;
}
