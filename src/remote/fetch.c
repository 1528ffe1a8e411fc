/* SPDX-License-Identifier: Apache-2.0 */
/* A document comes in pieces, each of which is judged as it comes: what is no
 * answer of 200, no PDF or too large is not waited for. */
#include <string.h>

#include "base/options.h"
#include "remote/remote.h"
#include "remote/spool.h"

enum { HTTP_OK = 200 };

struct prse_remote_file {
    prse__remote_spool spool;
    char sha256[PRSE__DIGEST_HEX];
};

typedef struct taking {
    prse__remote_spool *spool;
    prse_error why; /* filled when a piece was refused */
} taking;

static prse_status no_pdf(prse_error *err)
{
    return prse__error_set(err, PRSE_ESCHEMA, "document",
                           "it is no PDF: \"%%PDF-\" is not within its first "
                           "KiB");
}

/* What another try is worth. */
static prse_status worth(int32_t http)
{
    static const struct {
        int32_t http;
        prse_status status;
    } known[] = {{401, PRSE_EDENIED}, {403, PRSE_EDENIED},
                 {404, PRSE_ENOTFOUND}, {410, PRSE_ENOTFOUND},
                 {429, PRSE_ERATE}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].http == http)
            return known[i].status;
    return PRSE_EPEER;
}

static prse_status other_status(int32_t http, prse_error *err)
{
    if (http >= 300 && http < 400)
        return prse__error_set(err, PRSE_EDENIED, "document",
                               "the server redirects (%d), which is not "
                               "followed", (int)http);
    return prse__error_set(err, worth(http), "document",
                           "the server answered %d instead of 200", (int)http);
}

static prse_status take(void *user, const prse_http_call *call,
                        prse_str bytes)
{
    taking *it = user;
    if (call->http != HTTP_OK)
        return other_status(call->http, &it->why);
    prse_status status = prse__remote_spool_add(it->spool, bytes, &it->why);
    if (!status && prse__remote_spool_is_pdf(it->spool, 0) == 0)
        status = no_pdf(&it->why);
    return status;
}

static prse_status run(prse__remote_asking *asking, taking *it,
                       prse_error *err)
{
    prse_http_call *call = asking->call;
    /* What is packed has another length and another beginning. */
    prse_status status = prse__call_add_header(
        call, PRSE_STR("accept-encoding"), PRSE_STR("identity"), err);
    if (status)
        return status;
    call->sink = take;
    call->drain = it;
    asking->idle_ms = asking->remote->opts.idle_ms;
    status = prse__remote_run(asking, err);
    if (status && it->why.code) {
        if (err)
            *err = it->why;
        return (prse_status)it->why.code;
    }
    if (status)
        return status;
    if (call->http != HTTP_OK)
        return other_status(call->http, err);
    return prse__remote_spool_is_pdf(it->spool, 1) == 1 ? PRSE_OK
                                                        : no_pdf(err);
}

static prse_status fetch(prse_remote_file *file, prse__remote_asking *asking,
                         prse_error *err)
{
    taking it = {.spool = &file->spool};
    prse_status status = prse__remote_spool_open(
        &file->spool, asking->remote->opts.folder, err);
    if (!status)
        status = run(asking, &it, err);
    if (!status)
        status = prse__remote_spool_end(&file->spool, file->sha256, err);
    return status;
}

prse_status prse_remote_fetch(prse_remote_file **out, prse_remote *remote,
                              prse_str url, const prse_remote_watch *watch,
                              prse_error *err)
{
    prse__remote_asking asking;
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status =
        prse__remote_prepare(&asking, remote, "GET", url, watch, err);
    if (status)
        return status;
    prse_remote_file *file = prse__alloc(1, sizeof *file);
    if (file) {
        file->spool.file = -1;
        status = fetch(file, &asking, err);
    } else {
        status = prse__error_nomem(err);
    }
    prse__call_free(asking.call);
    if (status)
        prse_remote_file_free(file);
    else
        *out = file;
    return status;
}

prse_status prse_remote_file_get(const prse_remote_file *file,
                                 prse_remote_file_info *out, prse_error *err)
{
    prse_remote_file_info info = {.size = sizeof info};
    if (!file)
        return prse__error_set(err, PRSE_EINVAL, "file", "it is NULL");
    info.bytes = file->spool.bytes;
    memcpy(info.sha256, file->sha256, sizeof file->sha256);
    info.path = prse__buf_str(&file->spool.path);
    return prse__struct_give(out, &info, sizeof info, err);
}

void prse_remote_file_free(prse_remote_file *file)
{
    if (!file)
        return;
    prse__remote_spool_drop(&file->spool);
    prse__free(file);
}
