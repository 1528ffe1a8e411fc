/* SPDX-License-Identifier: Apache-2.0 */
/* The cache as the Hub's own tools keep it:
 *     models--owner--name/refs/<branch>         the commit, as text
 *     models--owner--name/blobs/<digest>        the bytes
 *     models--owner--name/snapshots/<commit>/   names, which lead to blobs
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "http/file.h"
#include "hub/hub.h"

static void add_repository(prse__buf *out, prse_str name)
{
    prse__buf_adds(out, "/models--");
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] == '/')
            prse__buf_adds(out, "--");
        else
            prse__buf_addc(out, name.ptr[i]);
}

void prse__hub_place(prse__buf *out, const prse_hub *hub,
                     const prse_hub_model *model, const char *kind,
                     prse_str name)
{
    int is_lock = strcmp(kind, ".locks") == 0; /* they stand apart */
    prse__buf_clear(out);
    prse__buf_add(out, hub->opts.cache);
    prse__buf_adds(out, is_lock ? "/.locks" : "");
    add_repository(out, model->repository);
    prse__buf_adds(out, is_lock ? "" : "/");
    prse__buf_adds(out, is_lock ? "" : kind);
    prse__buf_addc(out, '/');
    prse__buf_add(out, name);
}

static prse_status make_one(char *path, prse_error *err)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return PRSE_OK;
    return prse__hub_failed(path, "the folder can't be made", errno, err);
}

prse_status prse__hub_make_folders(prse__buf *path, prse_error *err)
{
    if (path->failed)
        return prse__error_nomem(err);
    for (size_t i = 1; i < path->len; i++) {
        if (path->ptr[i] != '/')
            continue;
        path->ptr[i] = '\0';
        prse_status status = make_one(path->ptr, err);
        path->ptr[i] = '/';
        if (status)
            return status;
    }
    return PRSE_OK;
}

/* --- Snapshots --- */

static void snapshot_of(prse__buf *out, const prse_hub *hub,
                        const prse_hub_model *model)
{
    prse__hub_place(out, hub, model, "snapshots", model->commit);
}

prse_status prse__hub_folder(const prse_hub *hub, prse_hub_model *model,
                             prse_error *err)
{
    prse__buf path;
    prse__buf_init(&path, 0);
    snapshot_of(&path, hub, model);
    if (!path.failed)
        model->folder = prse__str_dup(model->arena, prse__buf_str(&path));
    prse__buf_free(&path);
    return model->folder.ptr ? PRSE_OK : prse__error_nomem(err);
}

/* ../../blobs/<digest>, and one step more for each folder of the name. */
static void add_target(prse__buf *out, const prse__hub_file *file)
{
    prse__buf_adds(out, "../../");
    for (size_t i = 0; i < file->name.len; i++)
        if (file->name.ptr[i] == '/')
            prse__buf_adds(out, "../");
    prse__buf_adds(out, "blobs/");
    prse__buf_add(out, file->digest);
}

/* In one step, whatever was there. */
static prse_status put_link(const char *target, const char *path,
                            prse_error *err)
{
    prse__buf beside;
    prse__buf_init(&beside, 0);
    prse__buf_addf(&beside, "%s.%ld.link", path, (long)getpid());
    prse_status status = beside.failed ? prse__error_nomem(err) : PRSE_OK;
    if (!status) {
        unlink(beside.ptr);
        if (symlink(target, beside.ptr) != 0 ||
            rename(beside.ptr, path) != 0) {
            int number = errno;
            unlink(beside.ptr);
            status = prse__hub_failed(path, "the link can't be made", number,
                                      err);
        }
    }
    prse__buf_free(&beside);
    return status;
}

prse_status prse__hub_link(const prse_hub *hub, const prse_hub_model *model,
                           const prse__hub_file *file, prse_error *err)
{
    prse__buf path, target;
    prse__buf_init(&path, 0);
    prse__buf_init(&target, 0);
    snapshot_of(&path, hub, model);
    prse__buf_addc(&path, '/');
    prse__buf_add(&path, file->name);
    add_target(&target, file);
    prse_status status = prse__hub_make_folders(&path, err);
    if (!status)
        status = target.failed ? prse__error_nomem(err)
                               : put_link(target.ptr, path.ptr, err);
    prse__buf_free(&path);
    prse__buf_free(&target);
    return status;
}

/* --- Branches and tags --- */

prse_status prse__hub_ref_write(const prse_hub *hub,
                                const prse_hub_model *model, prse_error *err)
{
    prse__buf path;
    if (prse__hub_is_commit(model->revision))
        return PRSE_OK;
    prse__buf_init(&path, 0);
    prse__hub_place(&path, hub, model, "refs", model->revision);
    prse_status status = prse__hub_make_folders(&path, err);
    if (!status)
        status = prse__file_write(path.ptr, model->commit, err);
    prse__buf_free(&path);
    return status;
}

static prse_status not_kept(const prse_hub_model *model, prse_error *err)
{
    return prse__error_set(err, PRSE_ENOTFOUND, model->repository.ptr,
                           "it is not in the cache at this revision, \"%s\": "
                           "it must be fetched first",
                           model->revision.ptr);
}

prse_status prse__hub_ref_read(const prse_hub *hub, prse_hub_model *model,
                               prse_error *err)
{
    prse__buf path, text;
    prse_error why = {0};
    prse__buf_init(&path, 0);
    prse__buf_init(&text, 0);
    prse__hub_place(&path, hub, model, "refs", model->revision);
    prse_status status = path.failed ? prse__error_nomem(&why)
                                     : prse__file_read(&text, path.ptr, 4096,
                                                       &why);
    prse_str commit = prse__str_trim(prse__buf_str(&text));
    if (status == PRSE_ENOTFOUND ||
        (!status && !prse__hub_is_commit(commit))) {
        status = not_kept(model, err);
    } else if (!status) {
        model->commit = prse__str_dup(model->arena, commit);
        status = model->commit.ptr ? PRSE_OK : prse__error_nomem(err);
    } else if (err) {
        *err = why;
    }
    prse__buf_free(&path);
    prse__buf_free(&text);
    return status;
}
