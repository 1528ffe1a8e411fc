/* SPDX-License-Identifier: Apache-2.0 */
#include "remote/spool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static prse_status complain(const char *what, prse_error *err)
{
    int reason = errno;
    prse_status status = reason == ENOSPC || reason == EDQUOT ||
                                 reason == EFBIG
                             ? PRSE_ELIMIT
                             : PRSE_EIO;
    prse__error_set(err, status, "folder", "%s: %s", what, strerror(reason));
    if (err)
        err->sys_code = reason;
    return status;
}

prse_status prse__remote_spool_open(prse__remote_spool *spool,
                                    prse_str folder, prse_error *err)
{
    *spool = (prse__remote_spool){.file = -1};
    prse__buf_init(&spool->path, 0);
    prse__buf_add(&spool->path, folder);
    prse__buf_adds(&spool->path, "/portailrse-document-XXXXXX");
    prse_status status = spool->path.failed
                             ? prse__error_nomem(err)
                             : prse__digest_new(&spool->digest, err);
    if (!status) {
        spool->file = mkstemp(spool->path.ptr); /* 0600 */
        if (spool->file < 0)
            status = complain("the folder for documents takes no file", err);
    }
    if (status)
        prse__remote_spool_drop(spool);
    return status;
}

static void keep_head(prse__remote_spool *spool, prse_str bytes)
{
    size_t room = sizeof spool->head - spool->head_len;
    size_t taken = bytes.len < room ? bytes.len : room;
    memcpy(spool->head + spool->head_len, bytes.ptr, taken);
    spool->head_len += taken;
}

prse_status prse__remote_spool_add(prse__remote_spool *spool, prse_str bytes,
                                   prse_error *err)
{
    if (bytes.len == 0)
        return PRSE_OK;
    keep_head(spool, bytes);
    prse__digest_add(spool->digest, bytes);
    spool->bytes += bytes.len;
    while (bytes.len) {
        ssize_t done = write(spool->file, bytes.ptr, bytes.len);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return complain("the document cannot be kept", err);
        bytes.ptr += done;
        bytes.len -= (size_t)done;
    }
    return PRSE_OK;
}

prse_status prse__remote_spool_end(prse__remote_spool *spool,
                                   char hex[PRSE__DIGEST_HEX],
                                   prse_error *err)
{
    unsigned char raw[PRSE__DIGEST_BYTES];
    prse_status status = prse__digest_end(spool->digest, raw, err);
    if (!status)
        prse__hex(hex, raw, sizeof raw);
    int closed = close(spool->file);
    spool->file = -1;
    if (!status && closed != 0)
        status = complain("the document cannot be kept", err);
    return status;
}

void prse__remote_spool_drop(prse__remote_spool *spool)
{
    size_t len = spool->path.len;
    if (spool->file >= 0)
        close(spool->file);
    /* A name that mkstemp() did not fill in yet is no file of ours. */
    if (len >= 6 && strcmp(spool->path.ptr + len - 6, "XXXXXX") != 0)
        unlink(spool->path.ptr);
    spool->file = -1;
    prse__buf_free(&spool->path);
    prse__digest_free(spool->digest);
    spool->digest = NULL;
}

int prse__remote_spool_is_pdf(const prse__remote_spool *spool, int ended)
{
    static const char mark[] = "%PDF-";
    size_t len = sizeof mark - 1;
    for (size_t at = 0; at + len <= spool->head_len; at++)
        if (memcmp(spool->head + at, mark, len) == 0)
            return 1;
    return ended || spool->head_len == sizeof spool->head ? 0 : -1;
}
