/* SPDX-License-Identifier: Apache-2.0 */
#include "blob_s3/s3.h"
#include "http/http_date.h"

static prse_status read_info(prse_blob_info *out,
                             const prse__s3_request *request, prse_error *err)
{
    if (!prse__s3_number(&out->bytes,
                         prse__s3_header(request, "content-length")))
        return prse__s3_odd(request, "the answer says no length", err);
    if (!prse__http_date_parse(&out->modified_ms,
                               prse__s3_header(request, "last-modified")))
        return prse__s3_odd(request, "the answer says no date", err);
    return PRSE_OK;
}

/* HEAD answers without a body, so that a missing blob, a missing bucket and a
 * proxy's page look the same: GET says which it is. */
static prse_status why_absent(prse__s3 *s3, prse_str key,
                              const prse__blob_watch *watch, prse_error *err)
{
    prse__s3_request request = {.method = "GET", .key = key,
                                .range = PRSE_STR("bytes=0-0"),
                                .most = PRSE__S3_SMALL};
    prse_status status = prse__s3_ask(s3, &request, watch, err);
    prse__s3_free_answer(&request);
    if (status)
        return status;
    return prse__error_set(err, PRSE_EIO, "stat",
                           "it was made while it was asked for: ask again");
}

prse_status prse__s3_look(prse__s3 *s3, prse_str key, prse_blob_info *out,
                          const prse__blob_watch *watch, prse_error *err)
{
    prse__s3_request request = {.method = "HEAD", .key = key,
                                .most = PRSE__S3_SMALL};
    prse_error why = {0};
    prse_status status = prse__s3_ask(s3, &request, watch, &why);
    if (!status)
        status = read_info(out, &request, &why);
    prse__s3_free_answer(&request);
    if (status && request.http == 404)
        return why_absent(s3, key, watch, err);
    if (status && err)
        *err = why;
    return status;
}

prse_status prse__s3_stat(void *self, prse_str key, prse_blob_info *out,
                          const prse_blob_options *opts, prse_error *err)
{
    prse__blob_watch watch = prse__blob_watch_start(opts, 0);
    return prse__s3_look(self, key, out, &watch, err);
}

prse_status prse__s3_remove(void *self, prse_str key,
                            const prse_blob_options *opts, prse_error *err)
{
    prse__blob_watch watch = prse__blob_watch_start(opts, 0);
    prse__s3_request request = {.method = "DELETE", .key = key,
                                .most = PRSE__S3_SMALL};
    prse_status status = prse__s3_ask(self, &request, &watch, err);
    prse__s3_free_answer(&request);
    return status;
}
