/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that runs out at every point of every call. */
#include "desk.h"
#include "support/fault.h"

#define XML_KEY \
    "<ListBucketResult><Contents><Key>p/a</Key><Size>1</Size></Contents>" \
    "</ListBucketResult>"
#define TAG "etag: \"x\""

static prse_status nothing(void *user, prse_str bytes, prse_error *err)
{
    (void)user, (void)bytes, (void)err;
    return PRSE_OK;
}

static int found(void *user, prse_str key, const prse_blob_info *info)
{
    (void)user, (void)key, (void)info;
    return 0;
}

static prse_status open_(desk *it, const desk_reply *script, prse_blob *blob,
                         prse_error *err)
{
    desk_init(it, script);
    prse_blob_s3_options opts = desk_options(it);
    opts.tries = 1;
    opts.part_bytes = 5 * 1024 * 1024;
    return prse_blob_s3(blob, &opts, err);
}

PRSE_TEST(faults, of_a_small_upload_are_reported)
{
    static desk it;
    const desk_reply script[] = {{0, 200, TAG, NULL}, {0}};
    prse_blob_source source = desk_source(5);
    PRSE_EACH_FAULT {
        prse_blob blob;
        prse_error err = {0};
        prse_status status = open_(&it, script, &blob, &err);
        if (!status) {
            status = blob.put(blob.self, PRSE_STR("a"), &source, &desk_call,
                              &err);
            blob.free(blob.self);
        }
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(faults, of_an_upload_in_parts_are_reported, .timeout = PRSE_LONG)
{
    static desk it;
    const desk_reply script[] = {
        {0, 200, NULL, "<InitiateMultipartUploadResult><UploadId>u</UploadId>"
         "</InitiateMultipartUploadResult>"},
        {0, 200, TAG, NULL}, {0, 200, TAG, NULL},
        {0, 200, NULL, "<CompleteMultipartUploadResult/>"},
        {0, 200, "content-length: 5242881\n"
         "last-modified: Fri, 24 May 2013 00:00:02 GMT", NULL},
        {0, 204, NULL, NULL}, {0}};
    prse_blob_source source = desk_source(5 * 1024 * 1024 + 1);
    PRSE_EACH_FAULT {
        prse_blob blob;
        prse_error err = {0};
        prse_status status = open_(&it, script, &blob, &err);
        if (!status) {
            status = blob.put(blob.self, PRSE_STR("a"), &source, &desk_call,
                              &err);
            blob.free(blob.self);
        }
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(faults, of_a_download_are_reported)
{
    static desk it;
    const desk_reply script[] = {
        {0, 206, "content-range: bytes 0-4/5\n" TAG, "abcde"}, {0}};
    PRSE_EACH_FAULT {
        prse_blob blob;
        prse_error err = {0};
        prse_status status = open_(&it, script, &blob, &err);
        if (!status) {
            status = blob.get(blob.self, PRSE_STR("a"), 0, 5, nothing, NULL,
                              &desk_call, &err);
            blob.free(blob.self);
        }
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(faults, of_a_list_are_reported)
{
    static desk it;
    const desk_reply script[] = {{0, 200, NULL, XML_KEY}, {0}};
    PRSE_EACH_FAULT {
        prse_blob blob;
        prse_error err = {0};
        prse_status status = open_(&it, script, &blob, &err);
        if (!status) {
            status = blob.list(blob.self, PRSE_STR(""), found, NULL,
                               &desk_call, &err);
            blob.free(blob.self);
        }
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(faults, of_a_refusal_are_reported)
{
    static desk it;
    const desk_reply script[] = {
        {0, 404, NULL, NULL},
        {0, 404, NULL, "<Error><Code>NoSuchKey</Code></Error>"}, {0}};
    PRSE_EACH_FAULT {
        prse_blob blob;
        prse_error err = {0};
        prse_blob_info info = {.size = sizeof info};
        prse_status status = open_(&it, script, &blob, &err);
        if (!status) {
            status = blob.stat(blob.self, PRSE_STR("a"), &info, &desk_call,
                               &err);
            blob.free(blob.self);
        }
        if (status == PRSE_ENOTFOUND) {
            status = PRSE_OK;
            err = (prse_error){0};
        }
        PRSE_FAULT_CHECK(status, err);
    }
}
