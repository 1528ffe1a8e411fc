/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/sha256.h"

static prse_status refused(prse_error *err, const char *path)
{
    int reason = errno;
    prse_status status = reason == ENOENT ? PRSE_ENOTFOUND : PRSE_EIO;
    prse__place at = {path, 0, 0};
    prse__error_at(err, status, at, NULL, "%s", strerror(reason));
    if (err)
        err->sys_code = reason;
    return status;
}

static prse_status copy_path(char **out, prse_str path, prse_error *err)
{
    if (path.len == 0 || memchr(path.ptr, '\0', path.len))
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "the name of a file is needed");
    char *copy = prse__alloc(path.len + 1, 1);
    if (!copy)
        return prse__error_nomem(err);
    memcpy(copy, path.ptr, path.len);
    *out = copy;
    return PRSE_OK;
}

/* As much as there is, up to `size`. */
static prse_status read_some(int fd, const char *path, char *to, size_t size,
                             size_t *got, prse_error *err)
{
    ssize_t count = -1;
    do
        count = read(fd, to, size);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        return refused(err, path);
    *got = (size_t)count;
    return PRSE_OK;
}

/* macOS packs a shadow of every file. */
static int is_csv(prse_str name)
{
    static const char end[] = ".csv";
    size_t len = sizeof end - 1;
    if (name.len < len || prse__str_starts(name, "__MACOSX/"))
        return 0;
    for (size_t i = 0; i < len; i++) {
        char c = name.ptr[name.len - len + i];
        if (c != end[i] && (c < 'A' || c > 'Z' || c - 'A' + 'a' != end[i]))
            return 0;
    }
    return 1;
}

static prse_status open_member(prse__stock_file *file, prse_error *err)
{
    prse__zip_entry entry;
    prse__place at = {file->path, 0, 0};
    size_t count = prse__zip_count(file->zip), found = 0;
    for (size_t i = 0; i < count; i++) {
        if (!prse__zip_entry_at(file->zip, i, &entry) || !is_csv(entry.name))
            continue;
        file->index = i;
        file->size = entry.size;
        found++;
    }
    if (found != 1)
        return prse__error_at(err, PRSE_ESCHEMA, at, NULL,
                              found ? "the archive has several .csv in it"
                                    : "the archive has no .csv in it");
    return prse__zip_member_open(&file->member, file->zip, file->index, NULL,
                                 err);
}

static prse_status open_zip(prse__stock_file *file, prse_error *err)
{
    close(file->fd);
    file->fd = -1;
    prse_status status = prse__zip_open(&file->zip, file->path, err);
    return status == PRSE_OK ? open_member(file, err) : status;
}

static prse_status open_any(prse__stock_file *file, prse_error *err)
{
    struct stat about;
    char mark[2];
    file->fd = open(file->path, O_RDONLY | O_CLOEXEC);
    if (file->fd < 0 || fstat(file->fd, &about) != 0)
        return refused(err, file->path);
    file->size = (uint64_t)about.st_size;
    size_t got = 0;
    prse_status status = read_some(file->fd, file->path, mark, sizeof mark,
                                   &got, err);
    if (status != PRSE_OK)
        return status;
    if (got == sizeof mark && memcmp(mark, "PK", sizeof mark) == 0)
        return open_zip(file, err);
    return prse__stock_file_go_to(file, 0, err);
}

prse_status prse__stock_file_open(prse__stock_file *file, prse_str path,
                                  prse_error *err)
{
    *file = (prse__stock_file){.fd = -1};
    prse_status status = copy_path(&file->path, path, err);
    if (status == PRSE_OK)
        status = open_any(file, err);
    if (status != PRSE_OK)
        prse__stock_file_close(file);
    return status;
}

void prse__stock_file_close(prse__stock_file *file)
{
    if (file->fd >= 0)
        close(file->fd);
    prse__zip_member_close(file->member);
    prse__zip_close(file->zip);
    prse__free(file->path);
    *file = (prse__stock_file){.fd = -1};
}

static prse_status read_file(void *self, char *to, size_t size, size_t *got,
                             prse_error *err)
{
    prse__stock_file *file = self;
    return file->member
               ? prse__zip_member_read(file->member, to, size, got, err)
               : read_some(file->fd, file->path, to, size, got, err);
}

prse__csv_source prse__stock_file_source(prse__stock_file *file)
{
    return (prse__csv_source){file, read_file};
}

prse_status prse__stock_file_go_to(prse__stock_file *file, uint64_t offset,
                                   prse_error *err)
{
    if (!file->member)
        return lseek(file->fd, (off_t)offset, SEEK_SET) < 0
                   ? refused(err, file->path) : PRSE_OK;
    prse_status status = PRSE_OK;
    if (offset < prse__zip_member_offset(file->member)) {
        prse__zip_member_close(file->member);
        file->member = NULL;
        status = prse__zip_member_open(&file->member, file->zip, file->index,
                                       NULL, err);
    }
    return status == PRSE_OK
               ? prse__zip_member_skip_to(file->member, offset, err) : status;
}

/* --- Telling files apart --- */

enum { SAMPLE = 64 * 1024 };

static prse_status add_sample(prse__buf *to, int fd, const char *path,
                              char *bytes, prse_error *err)
{
    char hex[65];
    size_t len = 0, got = 1;
    prse_status status = PRSE_OK;
    while (status == PRSE_OK && got > 0 && len < SAMPLE) {
        status = read_some(fd, path, bytes + len, SAMPLE - len, &got, err);
        len += status == PRSE_OK ? got : 0;
    }
    prse__sha256_hex(hex, (prse_str){bytes, len});
    prse__buf_addf(to, " %s", hex);
    return status;
}

static prse_status trace(prse__buf *to, prse__buf *state, int fd,
                         const char *path, prse_error *err)
{
    struct stat about;
    char *bytes = prse__alloc(SAMPLE, 1);
    if (!bytes)
        return prse__error_nomem(err);
    prse_status status = add_sample(to, fd, path, bytes, err);
    if (status == PRSE_OK && fstat(fd, &about) != 0)
        status = refused(err, path);
    if (status == PRSE_OK) {
        prse__buf_addf(to, " %" PRIdMAX, (intmax_t)about.st_size);
        prse__buf_addf(state, " %" PRIdMAX ".%09ld",
                       (intmax_t)about.st_mtim.tv_sec,
                       (long)about.st_mtim.tv_nsec);
        if (about.st_size > SAMPLE &&
            lseek(fd, about.st_size - SAMPLE, SEEK_SET) < 0)
            status = refused(err, path);
        else
            status = add_sample(to, fd, path, bytes, err);
    }
    prse__free(bytes);
    return status;
}

prse_status prse__stock_file_trace(prse__buf *to, prse__buf *state,
                                   prse_str path, prse_error *err)
{
    char *name = NULL;
    if (path.len == 0)
        return PRSE_OK;
    prse_status status = copy_path(&name, path, err);
    if (status != PRSE_OK)
        return status;
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        status = refused(err, name);
    } else {
        status = trace(to, state, fd, name, err);
        close(fd);
    }
    prse__free(name);
    return status;
}
