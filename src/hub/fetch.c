/* SPDX-License-Identifier: Apache-2.0 */
#include "base/options.h"
#include "http/clock.h"
#include "hub/hub.h"

static prse_status read_heads(prse__hub_fetch *fetch)
{
    prse_hub_model *model = fetch->model;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < model->count && !status; i++) {
        status = prse__hub_file_head(fetch, &model->files[i]);
        fetch->total += model->files[i].bytes;
    }
    return status;
}

/* Names appear when all the bytes are there. */
static prse_status link_all(prse__hub_fetch *fetch)
{
    prse_hub_model *model = fetch->model;
    prse_status status = prse__hub_folder(fetch->hub, model, fetch->err);
    for (size_t i = 0; i < model->count && !status; i++)
        status = prse__hub_link(fetch->hub, model, &model->files[i],
                                fetch->err);
    return status ? status
                  : prse__hub_ref_write(fetch->hub, model, fetch->err);
}

static prse_status run(prse__hub_fetch *fetch, const prse__hub_files *files,
                       int usual)
{
    prse_hub_model *model = fetch->model;
    prse_status status = prse__hub_resolve(fetch, files, usual);
    if (!status)
        status = read_heads(fetch);
    for (size_t i = 0; i < model->count && !status; i++)
        status = prse__hub_file_get(fetch, &model->files[i]);
    return status ? status : link_all(fetch);
}

static void set_time(prse__hub_fetch *fetch)
{
    int64_t now = prse__clock_monotonic(&fetch->hub->clock);
    int64_t ms = fetch->watch.deadline_ms;
    fetch->until = ms > 0 && ms < INT64_MAX - now ? now + ms : INT64_MAX;
    fetch->pause = now;
    fetch->chance = (uint64_t)prse__clock_now(&fetch->hub->clock);
}

static prse_status check(const prse_hub *hub, const prse_hub_watch *watch,
                         prse_error *err)
{
    if (!hub)
        return prse__error_set(err, PRSE_EINVAL, "hub", "it is NULL");
    if (watch->deadline_ms < 0)
        return prse__error_set(err, PRSE_EINVAL, "deadline_ms",
                               "it is in the past");
    return PRSE_OK;
}

prse_status prse_hub_fetch(prse_hub_model **out, prse_hub *hub, prse_str name,
                           prse_str files, const prse_hub_watch *watch,
                           prse_error *err)
{
    prse__hub_name read;
    prse__hub_files wanted;
    prse__hub_fetch fetch = {.hub = hub, .err = err};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__options_read(&fetch.watch, sizeof fetch.watch,
                                            watch, "watch", err);
    if (!status)
        status = check(hub, &fetch.watch, err);
    if (!status)
        status = prse__hub_name_read(&read, name, err);
    if (!status)
        status = prse__hub_files_read(&wanted, files, err);
    if (!status)
        status = prse__hub_model_new(&fetch.model, &read, err);
    if (status)
        return status;
    set_time(&fetch);
    status = run(&fetch, &wanted, prse__str_trim(files).len == 0);
    if (status)
        prse_hub_model_free(fetch.model);
    else
        *out = fetch.model;
    return status;
}
