/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runs/document.h"

/* A full disk may have room later, so that it is no limit of the document. */
static prse_status complain(const char *what, prse_error *err)
{
    int reason = errno;
    prse__error_set(err, PRSE_EIO, "spool", "%s: %s", what, strerror(reason));
    if (err)
        err->sys_code = reason;
    return PRSE_EIO;
}

static prse_status make_file(prse__document *document, const char *folder,
                             prse_error *err)
{
    prse__buf path;
    prse__buf_init(&path, 0);
    prse__buf_addf(&path, "%s/portailrse-document-XXXXXX",
                   folder ? folder : "/tmp");
    if (path.failed)
        return prse__error_nomem(err);
    document->file = mkstemp(path.ptr); /* 0600 */
    prse_status status =
        document->file < 0
            ? complain("the folder for documents takes no file", err)
            : PRSE_OK;
    if (!status) {
        unlink(path.ptr);
        fcntl(document->file, F_SETFD, FD_CLOEXEC);
    }
    prse__buf_free(&path);
    return status;
}

prse_status prse__run_spool_open(prse__run_spool *spool,
                                 prse__document *document, const char *folder,
                                 prse_error *err)
{
    *spool = (prse__run_spool){.document = document};
    prse_status status = prse__digest_new(&spool->digest, err);
    return status ? status : make_file(document, folder, err);
}

prse_status prse__run_spool_take(void *user, prse_str bytes, prse_error *err)
{
    prse__run_spool *spool = user;
    prse__digest_add(spool->digest, bytes);
    spool->document->bytes += bytes.len;
    while (bytes.len) {
        ssize_t done = write(spool->document->file, bytes.ptr, bytes.len);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return complain("the document cannot be kept", err);
        bytes.ptr += done;
        bytes.len -= (size_t)done;
    }
    return PRSE_OK;
}

prse_status prse__run_spool_end(prse__run_spool *spool, prse_status status,
                                prse_error *err)
{
    unsigned char raw[PRSE__DIGEST_BYTES];
    if (!status)
        status = prse__digest_end(spool->digest, raw, err);
    if (!status)
        prse__hex(spool->document->sha256, raw, sizeof raw);
    prse__digest_free(spool->digest);
    spool->digest = NULL;
    return status;
}
