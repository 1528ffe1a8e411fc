/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* O_TMPFILE */
#include "remote/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
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

/* --- A file that has its name only once it is whole: what a killed process had
 * begun is nowhere, where the system can do so. --- */

static int open_nameless(prse_str folder)
{
#ifdef O_TMPFILE
    if (access("/proc/self/fd", X_OK) == 0) /* by which it is named */
        return open(folder.ptr, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#endif
    (void)folder;
    return -1;
}

static prse_status open_file(prse__remote_spool *spool, prse_str folder,
                             prse_error *err)
{
    spool->file = open_nameless(folder);
    if (spool->file >= 0)
        return PRSE_OK;
    spool->file = open(spool->path.ptr,
                       O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (spool->file < 0)
        return complain("the folder for documents takes no file", err);
    spool->is_named = 1;
    return PRSE_OK;
}

static prse_status give_name(prse__remote_spool *spool, prse_error *err)
{
    char self[32];
    if (spool->is_named)
        return PRSE_OK;
    snprintf(self, sizeof self, "/proc/self/fd/%d", spool->file);
    if (linkat(AT_FDCWD, self, AT_FDCWD, spool->path.ptr,
               AT_SYMLINK_FOLLOW) != 0)
        return complain("the document cannot be kept", err);
    spool->is_named = 1;
    return PRSE_OK;
}

prse_status prse__remote_spool_open(prse__remote_spool *spool,
                                    prse_str folder, prse_error *err)
{
    char id[23];
    *spool = (prse__remote_spool){.file = -1};
    prse__buf_init(&spool->path, 0);
    prse_status status = prse__random_id(id, err);
    if (status)
        return status;
    prse__buf_add(&spool->path, folder);
    prse__buf_addf(&spool->path, "/portailrse-document-%s", id);
    status = spool->path.failed ? prse__error_nomem(err)
                                : prse__digest_new(&spool->digest, err);
    if (!status)
        status = open_file(spool, folder, err);
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
    if (!status)
        status = give_name(spool, err);
    int closed = close(spool->file);
    spool->file = -1;
    if (!status && closed != 0)
        status = complain("the document cannot be kept", err);
    return status;
}

void prse__remote_spool_drop(prse__remote_spool *spool)
{
    if (spool->file >= 0)
        close(spool->file);
    if (spool->is_named)
        unlink(spool->path.ptr);
    spool->file = -1;
    spool->is_named = 0;
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
