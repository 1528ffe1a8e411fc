/* SPDX-License-Identifier: Apache-2.0 */
/* A workbook as bytes: it is written to a private file of the folder for
 * temporary files, which is gone before the call ends. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/options.h"
#include "passages/xlsx.h"

enum { PIECE = 64 * 1024, DAY_S = 24 * 60 * 60 };

static prse_status failed(prse_error *err, const char *doing, int code)
{
    prse__error_set(err, PRSE_EIO, NULL, "a temporary file could not be %s: "
                    "%s", doing, strerror(code));
    if (err)
        err->sys_code = code;
    return PRSE_EIO;
}

/* The path of a new, empty file. */
static prse_status make_file(prse__buf *path, const char *spool,
                             prse_error *err)
{
    prse__buf_addf(path, "%s/portailrse-XXXXXX", spool);
    if (path->failed)
        return prse__error_nomem(err);
    int file = mkstemp(path->ptr);
    if (file < 0)
        return failed(err, "made", errno);
    close(file);
    return PRSE_OK;
}

static prse_status give(int file, prse_blob_sink sink, void *user,
                        prse_error *err)
{
    char *piece = prse__alloc(PIECE, 1);
    prse_status status = piece ? PRSE_OK : prse__error_nomem(err);
    for (ssize_t got = 1; !status && got > 0;) {
        got = read(file, piece, PIECE);
        if (got < 0)
            status = failed(err, "read", errno);
        else if (got > 0)
            status = sink(user, (prse_str){piece, (size_t)got}, err);
    }
    prse__free(piece);
    return status;
}

static prse_status give_file(const char *path, prse_blob_sink sink,
                             void *user, prse_error *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return failed(err, "opened", errno);
    prse_status status = give(file, sink, user, err);
    close(file);
    return status;
}

static prse_status write_and_give(const prse_passages *passages,
                                  const prse_workbook_options *opts,
                                  time_t created, prse_blob_sink sink,
                                  void *user, prse_error *err)
{
    prse__buf path;
    prse__buf_init(&path, 0);
    prse_status status = make_file(&path, opts->spool, err);
    if (!status) {
        status = prse__passages_workbook(path.ptr, passages, opts, created,
                                         err);
        if (!status)
            status = give_file(path.ptr, sink, user, err);
        unlink(path.ptr);
    }
    prse__buf_free(&path);
    return status;
}

prse_status prse_passages_xlsx(const prse_passages *passages,
                               const prse_workbook_options *opts,
                               prse_blob_sink sink, void *user,
                               prse_error *err)
{
    prse_workbook_options own = {.size = sizeof own};
    prse__date day;
    if (!passages || !sink)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "passages or sink is NULL");
    prse_status status = prse__options_read(&own, sizeof own, opts,
                                            "prse_workbook_options", err);
    if (status)
        return status;
    if (!own.spool)
        own.spool = "/tmp";
    if (!own.created.len)
        own.created = PRSE_STR("1980-01-01");
    status = prse__date_read(&day, own.created, "created", err);
    return status ? status
                  : write_and_give(passages, &own, (time_t)day * DAY_S, sink,
                                   user, err);
}
