/* SPDX-License-Identifier: Apache-2.0 */
#include "http/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static prse_status fail(const char *path, const char *what, int number,
                        prse_error *err)
{
    char reason[128] = "";
    strerror_r(number, reason, sizeof reason);
    prse_status status = number == ENOENT ? PRSE_ENOTFOUND : PRSE_EIO;
    prse__error_at(err, status, (prse__place){path, 0, 0}, NULL, "%s: %s",
                   what, reason);
    if (err)
        err->sys_code = number;
    return status;
}

prse_status prse__file_read(prse__buf *out, const char *path, size_t limit,
                            prse_error *err)
{
    char piece[8192];
    size_t got;
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail(path, "the file can't be opened", errno, err);
    while (!out->failed && out->len <= limit &&
           (got = fread(piece, 1, sizeof piece, file)) > 0)
        prse__buf_add(out, (prse_str){piece, got});
    int number = ferror(file) ? errno : 0;
    fclose(file);
    if (number)
        return fail(path, "the file can't be read", number, err);
    if (out->failed)
        return prse__error_nomem(err);
    if (out->len > limit)
        return prse__error_set(err, PRSE_ELIMIT, NULL,
                               "the file is larger than %zu bytes", limit);
    return PRSE_OK;
}

/* errno, or 0. */
static int write_all(int file, prse_str bytes)
{
    while (bytes.len > 0) {
        ssize_t done = write(file, bytes.ptr, bytes.len);
        if (done < 0 && errno != EINTR)
            return errno;
        if (done > 0) {
            bytes.ptr += done;
            bytes.len -= (size_t)done;
        }
    }
    return 0;
}

static prse_status write_beside(char *beside, const char *path, prse_str bytes,
                                prse_error *err)
{
    int file = mkstemp(beside);
    if (file < 0)
        return fail(path, "the file can't be made", errno, err);
    int number = write_all(file, bytes);
    if (close(file) != 0 && !number)
        number = errno;
    if (!number && rename(beside, path) != 0)
        number = errno;
    if (!number)
        return PRSE_OK;
    unlink(beside);
    return fail(path, "the file can't be written", number, err);
}

prse_status prse__file_write(const char *path, prse_str bytes,
                             prse_error *err)
{
    prse__buf beside;
    prse__buf_init(&beside, 0);
    prse__buf_addf(&beside, "%s.XXXXXX", path);
    prse_status status = beside.failed ? prse__error_nomem(err)
                                       : write_beside(beside.ptr, path, bytes,
                                                      err);
    prse__buf_free(&beside);
    return status;
}

prse_status prse__folder_path(char **out, prse_str folder, prse_error *err)
{
    if (folder.len == 0 || memchr(folder.ptr, '\0', folder.len))
        return prse__error_set(err, PRSE_EINVAL, "folder",
                               "it is empty or holds a NUL character");
    char *path = prse__alloc(folder.len + 1, 1);
    if (!path)
        return prse__error_nomem(err);
    memcpy(path, folder.ptr, folder.len);
    *out = path;
    return PRSE_OK;
}

prse_status prse__folder_check(const char *path, prse_error *err)
{
    struct stat found;
    if (stat(path, &found) != 0)
        return fail(path, "the folder can't be opened", errno, err);
    if (!S_ISDIR(found.st_mode))
        return fail(path, "it is no folder", ENOTDIR, err);
    return PRSE_OK;
}

prse_status prse__folder_make(const char *path, prse_error *err)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        return fail(path, "the folder can't be made", errno, err);
    return prse__folder_check(path, err);
}
