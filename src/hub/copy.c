/* SPDX-License-Identifier: Apache-2.0 */
/* Files of a model in a folder of their own. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "http/file.h"
#include "hub/hub.h"

enum { PIECE = 65536 };

/* errno, or 0. */
static int write_all(int to, prse_str bytes)
{
    while (bytes.len) {
        ssize_t done = write(to, bytes.ptr, bytes.len);
        if (done < 0 && errno != EINTR)
            return errno;
        if (done > 0) {
            bytes.ptr += done;
            bytes.len -= (size_t)done;
        }
    }
    return 0;
}

static int pour(int from, int to)
{
    char piece[PIECE];
    int number = 0;
    while (!number) {
        ssize_t got = read(from, piece, sizeof piece);
        if (got == 0)
            return 0;
        if (got < 0)
            number = errno == EINTR ? 0 : errno;
        else
            number = write_all(to, (prse_str){piece, (size_t)got});
    }
    return number;
}

static prse_status copy_beside(char *beside, int from, const char *path,
                               prse_error *err)
{
    int to = mkstemp(beside);
    if (to < 0)
        return prse__hub_failed(path, "the file can't be made", errno, err);
    int number = pour(from, to);
    if (!number && fchmod(to, 0644) != 0)
        number = errno;
    if (close(to) != 0 && !number)
        number = errno;
    if (!number && rename(beside, path) != 0)
        number = errno;
    if (!number)
        return PRSE_OK;
    unlink(beside);
    return prse__hub_failed(path, "the file can't be written", number, err);
}

static prse_status copy_file(const char *source, const char *path,
                             prse_error *err)
{
    prse__buf beside;
    int from = open(source, O_RDONLY | O_CLOEXEC);
    if (from < 0)
        return prse__hub_failed(source, "the file can't be opened", errno,
                                err);
    prse__buf_init(&beside, 0);
    prse__buf_addf(&beside, "%s.XXXXXX", path);
    prse_status status = beside.failed
                             ? prse__error_nomem(err)
                             : copy_beside(beside.ptr, from, path, err);
    prse__buf_free(&beside);
    close(from);
    return status;
}

static prse_status copy_one(const prse_hub_model *model, prse_str name,
                            const char *folder, prse_error *err)
{
    prse__buf from, to;
    prse__buf_init(&from, 0);
    prse__buf_init(&to, 0);
    prse__buf_addf(&from, "%s/%s", model->folder.ptr, name.ptr);
    prse__buf_addf(&to, "%s/%s", folder, name.ptr);
    prse_status status = from.failed || to.failed
                             ? prse__error_nomem(err)
                             : prse__hub_make_folders(&to, err);
    if (!status)
        status = copy_file(from.ptr, to.ptr, err);
    prse__buf_free(&from);
    prse__buf_free(&to);
    return status;
}

prse_status prse_hub_model_copy(const prse_hub_model *model, prse_str folder,
                                prse_error *err)
{
    char *path = NULL;
    if (!model)
        return prse__error_set(err, PRSE_EINVAL, "model", "it is NULL");
    prse_status status = prse__folder_path(&path, folder, err);
    if (!status)
        status = prse__folder_make(path, err);
    for (size_t i = 0; i < model->count && !status; i++)
        status = copy_one(model, model->files[i].name, path, err);
    prse__free(path);
    return status;
}
