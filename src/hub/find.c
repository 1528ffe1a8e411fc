/* SPDX-License-Identifier: Apache-2.0 */
/* Looking into the cache, without a network. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hub/hub.h"

enum { LINK_ROOM = 512 };

static prse_str last_part(prse_str path)
{
    size_t from = path.len;
    while (from && path.ptr[from - 1] != '/')
        from--;
    return (prse_str){path.ptr + from, path.len - from};
}

/* The digest is the name of the blob that the name leads to. */
static prse_status read_file(prse_hub_model *model, prse__hub_file *file,
                             const char *path, int *there, prse_error *err)
{
    char target[LINK_ROOM];
    struct stat is;
    *there = stat(path, &is) == 0 && S_ISREG(is.st_mode);
    ssize_t len = *there ? readlink(path, target, sizeof target) : 0;
    if (*there)
        file->bytes = (uint64_t)is.st_size;
    if (len > 0)
        file->digest = prse__str_dup(
            model->arena, last_part((prse_str){target, (size_t)len}));
    return len > 0 && !file->digest.ptr ? prse__error_nomem(err) : PRSE_OK;
}

/* 1 in *there: it is one of the model's now. */
static prse_status look(prse_hub_model *model, prse_str name, int *there,
                        prse_error *err)
{
    prse__buf path;
    prse__buf_init(&path, 0);
    prse__buf_add(&path, model->folder);
    prse__buf_addc(&path, '/');
    prse__buf_add(&path, name);
    size_t at = model->count;
    prse_status status = path.failed ? prse__error_nomem(err)
                                     : prse__hub_model_add(model, name, err);
    *there = 1;
    if (!status && at < model->count)
        status = read_file(model, &model->files[at], path.ptr, there, err);
    if (!*there)
        model->count = at;
    prse__buf_free(&path);
    return status;
}

static prse_status not_there(const prse_hub_model *model, prse_str name,
                             prse_error *err)
{
    return prse__error_set(err, PRSE_ENOTFOUND, model->repository.ptr,
                           "the cache has no %.*s of it at \"%s\": it must be "
                           "fetched first", (int)name.len, name.ptr,
                           model->revision.ptr);
}

static prse_status look_for_all(prse_hub_model *model,
                                const prse__hub_files *files, int usual,
                                prse_error *err)
{
    int there = 1;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < files->count && !status; i++) {
        status = look(model, files->names[i], &there, err);
        if (!status && !there)
            return not_there(model, files->names[i], err);
    }
    for (size_t i = 0; usual && prse__hub_welcome[i] && !status; i++)
        status = look(model, prse_str_of(prse__hub_welcome[i]), &there, err);
    return status;
}

static prse_status find(prse_hub_model *model, const prse_hub *hub,
                        const prse__hub_files *files, int usual,
                        prse_error *err)
{
    prse_status status = PRSE_OK;
    if (prse__hub_is_commit(model->revision))
        model->commit = model->revision;
    else
        status = prse__hub_ref_read(hub, model, err);
    if (!status)
        status = prse__hub_folder(hub, model, err);
    return status ? status : look_for_all(model, files, usual, err);
}

prse_status prse_hub_find(prse_hub_model **out, const prse_hub *hub,
                          prse_str name, prse_str files, prse_error *err)
{
    prse__hub_name read;
    prse__hub_files wanted;
    prse_hub_model *model = NULL;
    if (!out || !hub)
        return prse__error_set(err, PRSE_EINVAL, out ? "hub" : "out",
                               "it is NULL");
    prse_status status = prse__hub_name_read(&read, name, err);
    if (!status)
        status = prse__hub_files_read(&wanted, files, err);
    if (!status)
        status = prse__hub_model_new(&model, &read, err);
    if (status)
        return status;
    status = find(model, hub, &wanted, prse__str_trim(files).len == 0, err);
    if (status)
        prse_hub_model_free(model);
    else
        *out = model;
    return status;
}
