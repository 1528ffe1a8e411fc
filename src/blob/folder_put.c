/* SPDX-License-Identifier: Apache-2.0 */
/* A blob is written aside, compared with its digest, flushed, and only then
 * given its name. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "blob/folder.h"
#include "crypto/crypto.h"

enum { TRIES = 100 };

typedef struct writing {
    prse__shelf *shelf;
    prse_str key;
    const prse_blob_source *source;
    prse__blob_watch watch;
    int parts;
    int file;
    char name[23];
    char *piece;
    prse__digest *digest;
} writing;

static prse_status write_all(int file, const char *from, size_t len,
                             prse_error *err)
{
    while (len > 0) {
        ssize_t done = write(file, from, len);
        if (done < 0 && errno != EINTR)
            return prse__shelf_fail(errno, "key", "the blob can't be written",
                                    err);
        if (done > 0) {
            from += done;
            len -= (size_t)done;
        }
    }
    return PRSE_OK;
}

static prse_status write_piece(writing *it, uint64_t at, size_t room,
                               prse_error *err)
{
    const prse_blob_source *source = it->source;
    prse_status status = prse__blob_watch_ask(&it->watch, err);
    if (!status)
        status = source->read(source->user, at, it->piece, room, err);
    if (status)
        return status;
    prse__digest_add(it->digest, (prse_str){it->piece, room});
    status = write_all(it->file, it->piece, room, err);
    if (!status)
        prse__blob_watch_tell(&it->watch, at + room, source->bytes);
    return status;
}

static prse_status compare(writing *it, prse_error *err)
{
    unsigned char found[PRSE__DIGEST_BYTES];
    char hex[PRSE__DIGEST_HEX];
    prse_status status = prse__digest_end(it->digest, found, err);
    if (status)
        return status;
    prse__hex(hex, found, sizeof found);
    if (memcmp(hex, it->source->sha256, sizeof hex) != 0)
        return prse__error_set(err, PRSE_ESCHEMA, "source",
                               "its digest is %.12s..., not %.12s... as it "
                               "says: nothing was kept",
                               hex, it->source->sha256);
    return PRSE_OK;
}

static prse_status write_source(writing *it, prse_error *err)
{
    uint64_t bytes = it->source->bytes;
    prse_status status = PRSE_OK;
    for (uint64_t at = 0; !status && at < bytes;) {
        uint64_t left = bytes - at;
        size_t room =
            left < PRSE__BLOB_PIECE ? (size_t)left : PRSE__BLOB_PIECE;
        status = write_piece(it, at, room, err);
        at += room;
    }
    if (!status && bytes == 0)
        prse__blob_watch_tell(&it->watch, 0, 0);
    if (!status)
        status = compare(it, err);
    if (!status && it->shelf->durability != PRSE_NOT_FLUSHED &&
        fsync(it->file) != 0)
        status = prse__shelf_fail(errno, "key", "the blob can't be flushed",
                                  err);
    return status ? status : prse__blob_watch_ask(&it->watch, err);
}

/* The length of what is replaced. */
static prse_status look_old(const prse__shelf_place *place, uint64_t *bytes,
                            prse_error *err)
{
    prse_blob_info info = {.size = sizeof info};
    prse_status status = prse__shelf_look(place, &info, err);
    *bytes = status ? 0 : info.bytes;
    return status == PRSE_ENOTFOUND ? PRSE_OK : status;
}

static prse_status rename_into(writing *it, const prse__shelf_place *place,
                               prse_error *err)
{
    if (renameat(it->parts, it->name, place->folder, place->name) == 0) {
        it->name[0] = '\0';
        return PRSE_OK;
    }
    return prse__shelf_fail(errno == EISDIR ? ELOOP : errno, place->name,
                            "the blob can't get its name", err);
}

/* With the count held: nobody else changes the name or the count. */
static prse_status place_counted(writing *it, const prse__shelf_place *place,
                                 prse__shelf_count *count,
                                 prse_error *err)
{
    uint64_t old, bytes = it->source->bytes;
    prse_status status = look_old(place, &old, err);
    if (!status)
        status = prse__shelf_count_allow(count, it->shelf, old, bytes, err);
    uint64_t kept = count->used > old ? count->used - old : 0;
    if (!status && bytes > old)
        status = prse__shelf_count_keep(count, kept + bytes, err);
    if (!status)
        status = rename_into(it, place, err);
    if (!status && bytes < old) /* too high a count is put right later */
        prse__shelf_count_keep(count, kept + bytes, NULL);
    return status;
}

static prse_status place_once(writing *it, prse_error *err)
{
    prse__shelf_place place = {.folder = -1};
    prse__shelf_count count;
    prse_status status =
        prse__shelf_count_hold(&count, it->shelf, &it->watch, err);
    if (status)
        return status;
    status = prse__shelf_open(&place, it->shelf, it->key, 1, err);
    if (!status)
        status = place_counted(it, &place, &count, err);
    prse__shelf_count_release(&count);
    if (!status && it->shelf->durability == PRSE_DURABLE &&
        fsync(place.folder) != 0)
        status = prse__shelf_fail(errno, "key", "the folder can't be flushed",
                                  err);
    prse__shelf_close(&place);
    return status;
}

/* Again where a folder on the way was removed meanwhile, as the last blob in it
 * was. */
static prse_status place_blob(writing *it, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (int i = 0; i < TRIES; i++) {
        status = place_once(it, err);
        if (status != PRSE_EIO || err->sys_code != ENOENT)
            break;
    }
    return status;
}

/* Before anything is written: is there room, and is the way free? */
static prse_status look_ahead(writing *it, prse_error *err)
{
    prse__shelf_place place = {.folder = -1};
    prse__shelf_count count;
    uint64_t old = 0;
    prse_status status =
        prse__shelf_count_hold(&count, it->shelf, &it->watch, err);
    if (status)
        return status;
    status = prse__shelf_open(&place, it->shelf, it->key, 0, err);
    if (!status)
        status = look_old(&place, &old, err);
    if (status == PRSE_ENOTFOUND)
        status = PRSE_OK;
    if (!status)
        status = prse__shelf_count_allow(&count, it->shelf, old,
                                         it->source->bytes, err);
    prse__shelf_close(&place);
    prse__shelf_count_release(&count);
    return status;
}

static prse_status open_part(writing *it, prse_error *err)
{
    it->parts = prse__shelf_parts(it->shelf);
    if (it->parts < 0)
        return prse__shelf_fail(errno, ".part", "the folder can't be opened",
                                err);
    prse_status status = prse__random_id(it->name, err);
    if (status)
        return status;
    it->file = openat(it->parts, it->name,
                      O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                      0600);
    if (it->file >= 0)
        return PRSE_OK;
    int number = errno;
    it->name[0] = '\0';
    return prse__shelf_fail(number, ".part", "a file can't be made", err);
}

static void clean_up(writing *it)
{
    if (it->file >= 0)
        close(it->file);
    if (it->name[0])
        unlinkat(it->parts, it->name, 0);
    if (it->parts >= 0)
        close(it->parts);
    prse__digest_free(it->digest);
    prse__free(it->piece);
}

static prse_status put(writing *it, prse_error *err)
{
    prse_status status = prse__blob_watch_ask(&it->watch, err);
    if (!status)
        status = look_ahead(it, err);
    if (!status && !(it->piece = prse__alloc(PRSE__BLOB_PIECE, 1)))
        status = prse__error_nomem(err);
    if (!status)
        status = prse__digest_new(&it->digest, err);
    if (!status)
        status = open_part(it, err);
    if (!status)
        status = write_source(it, err);
    return status ? status : place_blob(it, err);
}

prse_status prse__shelf_put(void *self, prse_str key,
                            const prse_blob_source *source,
                            const prse_blob_options *opts, prse_error *err)
{
    writing it = {.shelf = self, .key = key, .source = source,
                  .watch = prse__blob_watch_start(opts, source->bytes),
                  .parts = -1, .file = -1};
    prse_error why = {0}; /* written by what goes well in the end, too */
    prse__shelf_sweep(it.shelf);
    prse_status status = put(&it, &why);
    clean_up(&it);
    if (status && err)
        *err = why;
    return status;
}
