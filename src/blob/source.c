/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "blob/blob.h"
#include "crypto/crypto.h"

static prse_status read_memory(void *user, uint64_t offset, void *to,
                               size_t room, prse_error *err)
{
    const prse_str *bytes = user;
    if (offset > bytes->len || room > bytes->len - offset)
        return prse__error_set(err, PRSE_EINVAL, "source",
                               "it has %zu bytes only", bytes->len);
    if (room > 0)
        memcpy(to, bytes->ptr + offset, room);
    return PRSE_OK;
}

static prse_status read_file(void *user, uint64_t offset, void *to,
                             size_t room, prse_error *err)
{
    char *at = to;
    while (room > 0) {
        ssize_t got = pread(*(const int *)user, at, room, (off_t)offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            int number = errno;
            prse__error_set(err, PRSE_EIO, "source", "it can't be read");
            if (err)
                err->sys_code = number;
            return PRSE_EIO;
        }
        if (got == 0)
            return prse__error_set(err, PRSE_ESCHEMA, "source",
                                   "it ends before byte %llu",
                                   (unsigned long long)offset + 1);
        at += got;
        room -= (size_t)got;
        offset += (uint64_t)got;
    }
    return PRSE_OK;
}

static prse_status digest_pieces(prse__digest *digest, char *piece,
                                 const prse_blob_source *source,
                                 prse_error *err)
{
    prse_status status = PRSE_OK;
    for (uint64_t at = 0; !status && at < source->bytes;) {
        uint64_t left = source->bytes - at;
        size_t room = left < PRSE__BLOB_PIECE ? (size_t)left
                                              : PRSE__BLOB_PIECE;
        status = source->read(source->user, at, piece, room, err);
        prse__digest_add(digest, (prse_str){piece, status ? 0 : room});
        at += room;
    }
    return status;
}

static prse_status find_digest(prse_blob_source *source, prse_error *err)
{
    unsigned char found[PRSE__DIGEST_BYTES];
    prse__digest *digest = NULL;
    prse_status status = prse__digest_new(&digest, err);
    if (status)
        return status;
    char *piece = prse__alloc(PRSE__BLOB_PIECE, 1);
    status = piece ? digest_pieces(digest, piece, source, err)
                   : prse__error_nomem(err);
    prse__free(piece);
    if (!status)
        status = prse__digest_end(digest, found, err);
    if (!status)
        prse__hex(source->sha256, found, sizeof found);
    prse__digest_free(digest);
    return status;
}

static prse_status complete(prse_blob_source *source, const char *sha256,
                            prse_error *err)
{
    if (!sha256)
        return find_digest(source, err);
    if (strlen(sha256) != PRSE__DIGEST_HEX - 1)
        return prse__error_set(err, PRSE_EINVAL, "source",
                               "its digest is not 64 letters long");
    memcpy(source->sha256, sha256, PRSE__DIGEST_HEX);
    return PRSE_OK;
}

prse_status prse__blob_source_memory(prse_blob_source *out,
                                     const prse_str *bytes,
                                     const char *sha256, prse_error *err)
{
    *out = (prse_blob_source){.size = sizeof *out, .bytes = bytes->len,
                              .user = (void *)(uintptr_t)bytes,
                              .read = read_memory};
    return complete(out, sha256, err);
}

prse_status prse__blob_source_file(prse_blob_source *out, const int *file,
                                   uint64_t bytes, const char *sha256,
                                   prse_error *err)
{
    *out = (prse_blob_source){.size = sizeof *out, .bytes = bytes,
                              .user = (void *)(uintptr_t)file,
                              .read = read_file};
    return complete(out, sha256, err);
}
