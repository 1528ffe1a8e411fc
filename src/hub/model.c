/* SPDX-License-Identifier: Apache-2.0 */
#include "base/options.h"
#include "hub/hub.h"

prse_status prse__hub_model_new(prse_hub_model **out,
                                const prse__hub_name *name, prse_error *err)
{
    prse_hub_model *model = prse__alloc(1, sizeof *model);
    if (model)
        model->arena = prse__arena_new(0);
    if (!model || !model->arena) {
        prse_hub_model_free(model);
        return prse__error_nomem(err);
    }
    model->repository = prse__str_dup(model->arena, name->repository);
    model->revision = prse__str_dup(model->arena, name->revision);
    if (!model->repository.ptr || !model->revision.ptr) {
        prse_hub_model_free(model);
        return prse__error_nomem(err);
    }
    *out = model;
    return PRSE_OK;
}

prse_status prse__hub_model_add(prse_hub_model *model, prse_str name,
                                prse_error *err)
{
    for (size_t i = 0; i < model->count; i++)
        if (prse__str_eq(model->files[i].name, name))
            return PRSE_OK;
    if (model->count == PRSE__HUB_FILES)
        return prse__error_set(err, PRSE_ELIMIT, "files",
                               "more than %d files", (int)PRSE__HUB_FILES);
    prse__hub_file *file = &model->files[model->count];
    file->name = prse__str_dup(model->arena, name);
    if (!file->name.ptr)
        return prse__error_nomem(err);
    model->count++;
    return PRSE_OK;
}

prse_status prse_hub_model_get(const prse_hub_model *model,
                               prse_hub_model_info *out, prse_error *err)
{
    if (!model)
        return prse__error_set(err, PRSE_EINVAL, "model", "it is NULL");
    const prse_hub_model_info info = {
        .size = sizeof info, .file_count = (uint32_t)model->count,
        .repository = model->repository, .revision = model->revision,
        .commit = model->commit, .folder = model->folder,
        .fetched = model->fetched};
    return prse__struct_give(out, &info, sizeof info, err);
}

prse_status prse_hub_model_file(const prse_hub_model *model, size_t index,
                                prse_hub_file *out, prse_error *err)
{
    if (!model)
        return prse__error_set(err, PRSE_EINVAL, "model", "it is NULL");
    if (index >= model->count)
        return prse__error_set(err, PRSE_ENOTFOUND, "index",
                               "the model has %zu files", model->count);
    const prse__hub_file *file = &model->files[index];
    const prse_hub_file given = {.size = sizeof given, .bytes = file->bytes,
                                 .name = file->name, .digest = file->digest};
    return prse__struct_give(out, &given, sizeof given, err);
}

void prse_hub_model_free(prse_hub_model *model)
{
    if (!model)
        return;
    prse__arena_free(model->arena);
    prse__free(model);
}
