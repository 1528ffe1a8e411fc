/* SPDX-License-Identifier: Apache-2.0 */
/* GET /api/models/{repository}/revision/{revision} tells a commit and its
 * files. */
#include "formats/node.h"
#include "hub/hub.h"

enum { MOST_JSON = 16 << 20 };

static prse_status no_answer(const prse__hub_fetch *fetch, const char *wrong)
{
    return prse__error_set(fetch->err, PRSE_EPEER,
                           fetch->model->repository.ptr,
                           "the Hub's description of the repository %s",
                           wrong);
}

static int holds(const prse__node *siblings, prse_str name)
{
    for (const prse__node *n = siblings->first; n; n = n->next) {
        const prse__node *file = prse__node_get(n, "rfilename");
        if (file && prse__str_eq(file->text, name))
            return 1;
    }
    return 0;
}

static prse_status no_file(const prse__hub_fetch *fetch,
                           const prse__node *siblings, prse_str name)
{
    char shown[64];
    int pickled = prse__str_is(name, "model.safetensors") &&
                  holds(siblings, PRSE_STR("pytorch_model.bin"));
    prse__error_copy(shown, sizeof shown, name);
    return prse__error_set(fetch->err,
                           pickled ? PRSE_EDENIED : PRSE_ENOTFOUND, shown,
                           pickled
                               ? "the repository holds pickled weights only, "
                                 "which are programs and are never fetched: "
                                 "its owner can save model.safetensors"
                               : "the repository has no such file at this "
                                 "revision");
}

static prse_status add_files(prse__hub_fetch *fetch,
                             const prse__node *siblings,
                             const prse__hub_files *asked, int usual)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < asked->count && !status; i++)
        status = holds(siblings, asked->names[i])
                     ? prse__hub_model_add(fetch->model, asked->names[i],
                                           fetch->err)
                     : no_file(fetch, siblings, asked->names[i]);
    for (size_t i = 0; usual && prse__hub_welcome[i] && !status; i++)
        if (holds(siblings, prse_str_of(prse__hub_welcome[i])))
            status = prse__hub_model_add(fetch->model,
                                         prse_str_of(prse__hub_welcome[i]),
                                         fetch->err);
    return status;
}

static prse_status read_answer(prse__hub_fetch *fetch, const prse__node *root,
                               const prse__hub_files *asked, int usual)
{
    prse_hub_model *model = fetch->model;
    const prse__node *sha = prse__node_get(root, "sha");
    const prse__node *siblings = prse__node_get(root, "siblings");
    if (!sha || !prse__hub_is_commit(sha->text))
        return no_answer(fetch, "tells no commit of 40 letters");
    if (!siblings || siblings->kind != PRSE__NODE_LIST)
        return no_answer(fetch, "lists no files");
    if (prse__hub_is_commit(model->revision) &&
        !prse__str_eq(model->revision, sha->text))
        return no_answer(fetch, "is of another commit than was asked for");
    model->commit = prse__str_dup(model->arena, sha->text);
    return model->commit.ptr ? add_files(fetch, siblings, asked, usual)
                             : prse__error_nomem(fetch->err);
}

static prse_status read_body(prse__hub_fetch *fetch, prse_str body,
                             const prse__hub_files *asked, int usual)
{
    const prse__node *root = NULL;
    prse_error why = {0};
    prse__arena *arena = prse__arena_new(0);
    if (!arena)
        return prse__error_nomem(fetch->err);
    prse_status status = prse__json_read(&root, arena, body, NULL, NULL, &why);
    if (status == PRSE_ENOMEM)
        prse__error_nomem(fetch->err);
    else if (status)
        status = no_answer(fetch, "is no JSON");
    else
        status = read_answer(fetch, root, asked, usual);
    prse__arena_free(arena);
    return status;
}

prse_status prse__hub_resolve(prse__hub_fetch *fetch,
                              const prse__hub_files *asked, int usual)
{
    prse__buf url;
    prse_http_call *call = NULL;
    const prse__hub_request request = {
        .method = "GET", .url = &url, .most_bytes = MOST_JSON,
        .subject = fetch->model->repository};
    prse__buf_init(&url, 0);
    prse__hub_url(&url, fetch, "/api/models/", "/revision/",
                  fetch->model->revision, (prse_str){0});
    prse_status status = prse__hub_request_run(&call, fetch, &request);
    if (!status)
        status = read_body(fetch, prse__buf_str(&call->answer), asked, usual);
    prse__call_free(call);
    prse__buf_free(&url);
    return status;
}
