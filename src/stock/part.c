/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/part.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A transaction without changes takes the lock, which is kept until the file
 * is closed. The journal outlives a kill, and the pages it needs are written
 * before it is given up, so that a power cut does no harm either. */
static const char alone[] =
    "PRAGMA busy_timeout = 500;" /* whoever is at work here will be for long */
    "PRAGMA page_size = 4096;"
    "PRAGMA cache_size = -65536;"
    "PRAGMA secure_delete = ON;" /* what a person asked to hide, and what
                                    pages that were split leave behind */
    "PRAGMA synchronous = NORMAL;"
    "PRAGMA locking_mode = EXCLUSIVE;"
    "BEGIN EXCLUSIVE; COMMIT;";

static prse_status refused(prse_error *err, const char *path)
{
    int reason = errno;
    prse__error_set(err, PRSE_EIO, path, "%s", strerror(reason));
    if (err)
        err->sys_code = reason;
    return PRSE_EIO;
}

prse_status prse__part_name(prse__part *part, prse_str path,
                            const char *ending, prse_error *err)
{
    *part = (prse__part){0};
    size_t folder = path.len;
    while (folder > 0 && path.ptr[folder - 1] != '/')
        folder--;
    prse__buf_add(&part->whole, path);
    prse__buf_add(&part->name, path);
    prse__buf_adds(&part->name, ending);
    prse__buf_add(&part->journal, prse__buf_str(&part->name));
    prse__buf_adds(&part->journal, "-journal");
    prse__buf_add(&part->folder, (prse_str){path.ptr, folder});
    prse__buf_adds(&part->folder, "."); /* "folder/." is the folder too */
    int failed = part->whole.failed || part->name.failed ||
                 part->journal.failed || part->folder.failed;
    return failed ? prse__error_nomem(err) : PRSE_OK;
}

int prse__part_is_whole(const prse__part *part)
{
    return access(part->whole.ptr, F_OK) == 0;
}

/* Who waited for the lock of a file that lost its name meanwhile holds
 * nothing. */
static prse_status open_alone(prse__part *part, prse_error *err)
{
    prse_status status = prse__db_open(
        &part->db, prse__buf_str(&part->name), PRSE__DB_MAKE, err);
    if (status == PRSE_OK)
        status = prse__db_run(part->db, alone, err);
    if (status == PRSE_OK && prse__db_has_moved(part->db))
        status = prse__error_set(err, PRSE_EIO, part->name.ptr,
                                 "another process is at work here");
    return status;
}

static void close_file(prse__part *part)
{
    prse__db_close(part->db);
    part->db = NULL;
}

/* Still locked while it loses its name. */
void prse__part_drop(prse__part *part)
{
    unlink(part->name.ptr);
    unlink(part->journal.ptr);
    close_file(part);
}

prse_status prse__part_renew(prse__part *part, prse_error *err)
{
    prse__part_drop(part);
    return open_alone(part, err);
}

prse_status prse__part_open(prse__part *part, prse_error *err)
{
    prse_status status = open_alone(part, err);
    return status == PRSE_ESCHEMA ? prse__part_renew(part, err) : status;
}

void prse__part_close(prse__part *part)
{
    close_file(part);
    prse__buf_free(&part->whole);
    prse__buf_free(&part->name);
    prse__buf_free(&part->journal);
    prse__buf_free(&part->folder);
}

/* A new name is on the disk when its folder is. Some file systems cannot be
 * told so, and need not be. */
static void sync_folder(const prse__part *part)
{
    int fd = open(part->folder.ptr, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

/* Still locked while it changes its name. */
prse_status prse__part_finish(prse__part *part, prse_error *err)
{
    if (prse__db_has_moved(part->db))
        return prse__error_set(err, PRSE_EIO, part->name.ptr,
                               "somebody took the file away");
    unlink(part->journal.ptr); /* first: a kill must not leave it behind */
    if (rename(part->name.ptr, part->whole.ptr) != 0)
        return refused(err, part->whole.ptr);
    sync_folder(part);
    close_file(part);
    return PRSE_OK;
}
