/* SPDX-License-Identifier: Apache-2.0 */
/* What a Hub may say: the description of a repository, then, a line each, what
 * its headers tell of every file. The cache is a place where nothing can be
 * written, so that no fetch ends well. */
#include <string.h>

#include "fuzz/fuzz.h"
#include "portailrse/hub.h"

typedef struct hub {
    prse_str description, headers;
} hub;

static prse_str line(prse_str *rest)
{
    const char *end =
        rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;
    size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
    prse_str found = {rest->ptr, len};
    len += end != NULL;
    *rest = (prse_str){rest->ptr + len, rest->len - len};
    return found;
}

static prse_status answer(const hub *it, prse_http_call *call)
{
    static const char *const names[] = {"etag", "x-linked-etag",
                                        "x-linked-size", "content-length",
                                        "x-repo-commit", "location"};
    prse_str rest = it->headers;
    prse_status status = PRSE_OK;
    if (strstr(prse_http_call_url(call).ptr, "/api/"))
        return prse_http_call_answer_body(call, it->description);
    for (size_t i = 0; i < sizeof names / sizeof *names && !status; i++)
        status = prse_http_call_answer_header(call, prse_str_of(names[i]),
                                              line(&rest));
    return status;
}

static prse_status start(void *session, prse_http_call *call, prse_error *err)
{
    (void)err;
    prse_http_call_answer_status(call, 200);
    prse_http_call_finish(call, answer(session, call), (prse_str){0});
    return PRSE_OK;
}

static prse_status open_session(void *self, void **session, prse_error *err)
{
    (void)err;
    *session = self;
    return PRSE_OK;
}

static void close_session(void *session)
{
    (void)session;
}

static prse_status wait_ms(void *session, int64_t ms, prse_error *err)
{
    (void)session;
    (void)ms;
    (void)err;
    return PRSE_OK;
}

static void cancel(void *session, prse_http_call *call)
{
    (void)session;
    (void)call;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *end = size ? memchr(data, '\0', size) : NULL;
    size_t len = end ? (size_t)(end - (const char *)data) : size;
    hub it = {{(const char *)data, len}, {(const char *)data + len,
                                          size - len}};
    prse_http http = {.size = sizeof http, .self = &it, .open = open_session,
                      .close = close_session, .start = start,
                      .wait = wait_ms, .cancel = cancel, .guards = 1};
    const prse_hub_options opts = {.size = sizeof opts, .http = &http,
                                   .cache = PRSE_STR("/dev/null/none"),
                                   .tries = 1};
    prse_hub *made = NULL;
    prse_hub_model *model = NULL;
    prse_error err = {0};
    if (prse_hub_new(&made, &opts, &err))
        return 0;
    prse_status status = prse_hub_fetch(&model, made, PRSE_STR("a/b"),
                                        (prse_str){0}, NULL, &err);
    fuzz_check(status, &err);
    FUZZ_ASSERT(status != PRSE_OK && !model);
    prse_hub_free(made);
    return 0;
}
