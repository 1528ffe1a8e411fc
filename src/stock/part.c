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
    "PRAGMA page_size = 4096;"
    "PRAGMA cache_size = -65536;"
    "PRAGMA secure_delete = OFF;"
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

static prse_status open_alone(prse__part *part, prse_error *err)
{
    prse_status status = prse__db_open(
        &part->db, prse__buf_str(&part->name), PRSE__DB_MAKE, err);
    return status == PRSE_OK ? prse__db_run(part->db, alone, err) : status;
}

static void forget(const prse__part *part, const char *ending)
{
    prse__buf name;
    prse__buf_init(&name, 0);
    prse__buf_add(&name, prse__buf_str(&part->name));
    prse__buf_adds(&name, ending);
    if (!name.failed)
        unlink(name.ptr);
    prse__buf_free(&name);
}

static void close_file(prse__part *part)
{
    prse__db_close(part->db);
    part->db = NULL;
}

prse_status prse__part_renew(prse__part *part, prse_error *err)
{
    close_file(part);
    forget(part, "-journal");
    forget(part, "");
    return open_alone(part, err);
}

prse_status prse__part_open(prse__part *part, prse_str path,
                            const char *ending, prse_error *err)
{
    *part = (prse__part){0};
    prse__buf_init(&part->whole, 0);
    prse__buf_init(&part->name, 0);
    prse__buf_add(&part->whole, path);
    prse__buf_add(&part->name, path);
    prse__buf_adds(&part->name, ending);
    prse_status status = part->name.failed || part->whole.failed
                             ? prse__error_nomem(err)
                             : open_alone(part, err);
    if (status == PRSE_ESCHEMA) /* no SQLite file: nobody else's either */
        status = prse__part_renew(part, err);
    if (status != PRSE_OK)
        prse__part_close(part);
    return status;
}

void prse__part_close(prse__part *part)
{
    close_file(part);
    prse__buf_free(&part->name);
    prse__buf_free(&part->whole);
}

void prse__part_drop(prse__part *part)
{
    close_file(part);
    forget(part, "-journal");
    forget(part, "");
    prse__part_close(part);
}

/* A new name is on the disk when its folder is. Some file systems cannot be
 * told so, and need not be. */
static void sync_folder(const prse__part *part)
{
    prse__buf folder;
    const char *slash = strrchr(part->whole.ptr, '/');
    prse__buf_init(&folder, 0);
    if (slash)
        prse__buf_add(&folder,
                      (prse_str){part->whole.ptr,
                                 (size_t)(slash - part->whole.ptr) + 1});
    else
        prse__buf_adds(&folder, ".");
    int fd = folder.failed ? -1 : open(folder.ptr, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    prse__buf_free(&folder);
}

prse_status prse__part_finish(prse__part *part, prse_error *err)
{
    close_file(part);
    forget(part, "-journal");
    if (rename(part->name.ptr, part->whole.ptr) != 0)
        return refused(err, part->whole.ptr);
    sync_folder(part);
    return PRSE_OK;
}

int prse__part_exists(prse_str path)
{
    prse__buf name;
    prse__buf_init(&name, 0);
    prse__buf_add(&name, path);
    int exists = !name.failed && access(name.ptr, F_OK) == 0;
    prse__buf_free(&name);
    return exists;
}
