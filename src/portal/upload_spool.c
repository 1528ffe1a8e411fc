/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/upload_spool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 65536 };

static prse_status complain(const char *what, prse_error *err)
{
    int reason = errno;
    prse_status status = reason == ENOSPC || reason == EDQUOT ||
                                 reason == EFBIG
                             ? PRSE_ELIMIT
                             : PRSE_EIO;
    prse__error_set(err, status, "spool", "%s: %s", what, strerror(reason));
    if (err)
        err->sys_code = reason;
    return status;
}

static prse_status open_file(prse__spool *spool, prse_str folder,
                             prse_error *err)
{
    prse__buf_init(&spool->path, 0);
    prse__buf_add(&spool->path, folder);
    prse__buf_adds(&spool->path, "/portailrse-upload-XXXXXX");
    if (spool->path.failed) {
        prse__buf_free(&spool->path);
        return prse__error_nomem(err);
    }
    spool->file = mkstemp(spool->path.ptr); /* 0600 */
    if (spool->file >= 0)
        return PRSE_OK;
    prse_status status =
        complain("the folder for uploads takes no file", err);
    prse__buf_free(&spool->path);
    return status;
}

static prse_status write_all(prse__spool *spool, const char *from,
                             size_t count, prse_error *err)
{
    while (count) {
        ssize_t done = write(spool->file, from, count);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return complain("the upload cannot be kept", err);
        from += done;
        count -= (size_t)done;
    }
    return PRSE_OK;
}

static void keep_first(prse__spool *spool, const char *from, size_t count)
{
    size_t room = sizeof spool->first - spool->first_count;
    size_t taken = count < room ? count : room;
    memcpy(spool->first + spool->first_count, from, taken);
    spool->first_count += taken;
}

static prse_status take(prse__spool *spool, prse__digest *digest,
                        const char *from, size_t count, uint64_t most,
                        prse_error *err)
{
    spool->bytes += count;
    if (spool->bytes > most)
        return prse__error_set(err, PRSE_ELIMIT, "upload",
                               "the file is larger than the %llu bytes that "
                               "are accepted", (unsigned long long)most);
    prse__digest_add(digest, (prse_str){from, count});
    keep_first(spool, from, count);
    return write_all(spool, from, count, err);
}

/* The host's own function, which may give no reason. */
static prse_status ask(const prse_upload *upload, char *to, size_t room,
                       size_t *got, prse_error *err)
{
    prse_error own = {0};
    prse_status status = upload->read(upload->user, to, room, got, &own);
    return prse__portal_heard(status, &own, "upload",
                              "its bytes did not come, and read() gave no "
                              "reason", err);
}

static prse_status pump(prse__spool *spool, prse__digest *digest,
                        const prse_upload *upload, uint64_t most,
                        prse_error *err)
{
    char piece[PIECE];
    prse_status status = PRSE_OK;
    for (size_t got = 1; got && !status;) {
        if (upload->should_stop && upload->should_stop(upload->user))
            return prse__error_set(err, PRSE_ECANCELED, "upload",
                                   "stopped, as the caller asked");
        got = 0;
        status = ask(upload, piece, sizeof piece, &got, err);
        if (!status && got > sizeof piece)
            status = prse__error_set(err, PRSE_EINVAL, "upload",
                                     "read() gave more than there was room");
        if (!status && got)
            status = take(spool, digest, piece, got, most, err);
        if (!status && upload->progress)
            upload->progress(upload->user, spool->bytes);
    }
    return status;
}

static prse_status read_all(prse__spool *spool, const prse_upload *upload,
                            uint64_t most, prse_error *err)
{
    unsigned char raw[PRSE__DIGEST_BYTES];
    prse__digest *digest = NULL;
    prse_status status = prse__digest_new(&digest, err);
    if (!status)
        status = pump(spool, digest, upload, most, err);
    if (!status)
        status = prse__digest_end(digest, raw, err);
    if (!status)
        prse__hex(spool->digest, raw, sizeof raw);
    prse__digest_free(digest);
    if (!status && spool->bytes == 0)
        status = prse__error_set(err, PRSE_ESCHEMA, "upload",
                                 "the file is empty");
    return status;
}

prse_status prse__spool_fill(prse__spool *spool, const prse_upload *upload,
                             const prse__spool_options *how, prse_error *err)
{
    *spool = (prse__spool){.file = -1};
    prse_status status = open_file(spool, how->folder, err);
    if (!status && !how->named)
        prse__spool_unname(spool);
    if (!status)
        status = read_all(spool, upload, how->most, err);
    if (status)
        prse__spool_drop(spool);
    return status;
}

void prse__spool_unname(prse__spool *spool)
{
    if (spool->path.len)
        unlink(spool->path.ptr);
    prse__buf_free(&spool->path);
}

void prse__spool_drop(prse__spool *spool)
{
    if (spool->file < 0)
        return;
    prse__spool_unname(spool);
    close(spool->file);
    spool->file = -1;
}
