/* SPDX-License-Identifier: Apache-2.0 */
#include "store_sqlite/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Empty, and for its owner only before it gets its name. What fails here is
 * said better by SQLite, which then tries. */
static prse_status make_private(const prse__buf *path, prse_error *err)
{
    prse__buf name;
    prse__buf_init(&name, 0);
    prse__buf_add(&name, prse__buf_str(path));
    prse__buf_adds(&name, ".XXXXXX");
    if (name.failed) {
        prse__buf_free(&name);
        return prse__error_nomem(err);
    }
    int fd = mkstemp(name.ptr);
    if (fd >= 0) {
        close(fd);
        int linked = link(name.ptr, path->ptr);
        (void)linked;
        unlink(name.ptr);
    }
    prse__buf_free(&name);
    return PRSE_OK;
}

/* Where there are no hard links, or the name is a link to nowhere, SQLite made
 * the file, which still is empty. */
static prse_status keep_private(const prse__buf *path, prse_error *err)
{
    if (chmod(path->ptr, S_IRUSR | S_IWUSR) == 0)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EIO, path->ptr,
                           "cannot be kept from other users: %s",
                           strerror(errno));
}

static prse__db_mode mode_of(const prse_store_sqlite_options *opts, int first)
{
    if (opts->read_only)
        return PRSE__DB_READ;
    return first && !opts->must_exist ? PRSE__DB_MAKE : PRSE__DB_WRITE;
}

/* A file on a medium that nobody can write, closed in peace: its log, which
 * cannot be made there, is not needed. */
static int never_changes(const prse__lite *store)
{
    struct statvfs medium;
    return statvfs(store->path.ptr, &medium) == 0 &&
           (medium.f_flag & ST_RDONLY) && access(store->log.ptr, F_OK) != 0;
}

static prse_status open_so(prse__lite_tx *tx, prse__db_mode mode,
                           const prse__db_waiting *waiting, prse_error *err)
{
    const prse__buf *path = &tx->store->path;
    if (mode == PRSE__DB_READ && never_changes(tx->store))
        mode = PRSE__DB_FROZEN;
    return prse__db_open_waiting(&tx->db, prse__buf_str(path), mode, waiting,
                                 err);
}

prse_status prse__lite_open_file(prse__lite_tx *tx,
                                 const prse__db_waiting *waiting, int first,
                                 prse_error *err)
{
    const prse__buf *path = &tx->store->path;
    prse__db_mode mode = mode_of(&tx->store->opts, first);
    struct stat at;
    int absent = mode == PRSE__DB_MAKE && stat(path->ptr, &at) != 0 &&
                 errno == ENOENT;
    prse_status status = absent ? make_private(path, err) : PRSE_OK;
    if (!status)
        status = open_so(tx, mode, waiting, err);
    if (!status && absent)
        status = keep_private(path, err);
    if (status == PRSE_ENOTFOUND && !first)
        status = prse__error_set(err, PRSE_EIO, path->ptr,
                                 "the file is not there any more");
    return status;
}
