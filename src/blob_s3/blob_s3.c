/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/options.h"
#include "blob_s3/options.h"
#include "http/clock.h"
#include "http/plug.h"

/* Without the backend for HTTP, which is its giver's until all went well. */
static void drop(prse__s3 *s3)
{
    prse__s3_free_sessions(s3);
    if (s3->key.secret.len > 0 && s3->key.secret.ptr)
        prse__wipe((void *)(uintptr_t)s3->key.secret.ptr, s3->key.secret.len);
    prse__arena_free(s3->arena);
    pthread_mutex_destroy(&s3->lock);
    prse__free(s3);
}

static void free_s3(void *self)
{
    prse__s3 *s3 = self;
    prse_http http = s3->http;
    drop(s3);
    prse__http_free(&http);
}

static prse_status set_http(prse__s3 *s3, prse_http *given, prse_error *err)
{
    prse_status status = given ? prse__http_check(given, err)
                               : prse_http_curl(&s3->http, NULL, err);
    if (status || !given)
        return status;
    s3->http = *given;
    memset(given, 0, sizeof *given);
    return PRSE_OK;
}

static prse_status set_up(prse__s3 *s3, const prse_blob_s3_options *opts,
                          prse_error *err)
{
    prse_status status = PRSE_OK;
    s3->arena = prse__arena_new(0);
    if (!s3->arena)
        return prse__error_nomem(err);
    if (opts->clock)
        status = prse__clock_check(opts->clock, err);
    if (!status)
        s3->clock = opts->clock ? *opts->clock : prse__clock_system();
    if (!status)
        status = prse__s3_settings(s3, opts, err);
    if (!status)
        status = prse__random(&s3->chance, sizeof s3->chance, err);
    return status ? status : set_http(s3, opts->http, err);
}

prse_status prse_blob_s3(prse_blob *out, const prse_blob_s3_options *opts,
                         prse_error *err)
{
    prse_blob_s3_options own = {0};
    if (!out || !opts)
        return prse__error_set(err, PRSE_EINVAL, out ? "opts" : "out",
                               "it is NULL");
    prse_status status = prse__options_read(&own, sizeof own, opts,
                                            "options of S3", err);
    if (status)
        return status;
    prse__s3 *s3 = prse__alloc(1, sizeof *s3);
    if (!s3)
        return prse__error_nomem(err);
    pthread_mutex_init(&s3->lock, NULL);
    status = set_up(s3, &own, err);
    if (status) {
        drop(s3);
        return status;
    }
    *out = (prse_blob){.size = sizeof *out, .self = s3, .free = free_s3,
                       .put = prse__s3_put, .get = prse__s3_get,
                       .stat = prse__s3_stat, .remove = prse__s3_remove,
                       .list = prse__s3_list, .link = prse__s3_link};
    return PRSE_OK;
}
