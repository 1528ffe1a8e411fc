/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700
#include "shelf.h"

#include <ftw.h>

#include "crypto/crypto.h"
#include "support/http_at_once.h"

static const char CONFIG[] = "{}", WEIGHTS[] = "numbers";
static const char MODEL[] =
    "{\"sha\":\"" COMMIT "\",\"siblings\":[{\"rfilename\":\"config.json\"},"
    "{\"rfilename\":\"model.safetensors\"}]}";

static prse_status header(prse_http_call *call, const char *name,
                          const char *value)
{
    return prse_http_call_answer_header(call, prse_str_of(name),
                                        prse_str_of(value));
}

static prse_status answer(shelf *it, prse_http_call *call)
{
    const char *url = prse_http_call_url(call).ptr;
    int body = strcmp(prse_http_call_method(call).ptr, "GET") == 0;
    const char *text = strstr(url, "/api/")          ? MODEL
                       : strstr(url, "/config.json") ? CONFIG
                                                     : WEIGHTS;
    prse_http_call_answer_status(call, 200);
    prse_status status = header(call, "etag", text == CONFIG ? it->config
                                                             : it->weights);
    if (!status)
        status = header(call, "content-length", text == CONFIG ? "2" : "7");
    if (!status && body)
        status = prse_http_call_answer_body(call, prse_str_of(text));
    return status;
}

static prse_status start(void *session, prse_http_call *call, prse_error *err)
{
    shelf *it = session;
    (void)err;
    it->asked++;
    prse_http_call_finish(call, answer(it, call), (prse_str){0});
    return PRSE_OK;
}

static void note_free(void *self)
{
    ((shelf *)self)->freed++;
}

void shelf_open(shelf *it)
{
    *it = (shelf){.freed = 0};
    folder_make(&it->folder);
    snprintf(it->cache, sizeof it->cache, "%s/hub", it->folder.path);
    prse__git_hex(it->config, prse_str_of(CONFIG), NULL);
    prse__digest_hex(it->weights, prse_str_of(WEIGHTS), NULL);
    it->http = http_at_once(it, note_free, start);
}

prse_hub *shelf_hub(shelf *it)
{
    prse_hub *hub = NULL;
    prse_error err = {0};
    prse_http http = it->http;
    const prse_hub_options opts = {.size = sizeof opts, .http = &http,
                                   .cache = prse_str_of(it->cache)};
    cr_assert_eq(prse_hub_new(&hub, &opts, &err), PRSE_OK, "%s", err.message);
    return hub;
}

static int remove_one(const char *path, const struct stat *is, int kind,
                      struct FTW *at)
{
    (void)is;
    (void)kind;
    (void)at;
    return remove(path);
}

void shelf_empty(shelf *it)
{
    nftw(it->cache, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void shelf_close(shelf *it)
{
    shelf_empty(it);
    folder_drop(&it->folder);
}
