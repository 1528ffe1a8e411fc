/* SPDX-License-Identifier: Apache-2.0 */
/* What leaves: methods, addresses, headers, and how often. */
#include <string.h>

#include "desk.h"
#include "blob_s3/s3.h"

enum { PART = 5 * 1024 * 1024 };

#define MODIFIED "last-modified: Fri, 24 May 2013 00:00:02 GMT"
#define TAG "etag: \"a<b\""
#define STARTED \
    {0, 200, "date: Fri, 24 May 2013 00:00:00 GMT", \
     "<InitiateMultipartUploadResult><UploadId>u/1+</UploadId>" \
     "</InitiateMultipartUploadResult>"}
#define COMPLETED \
    {0, 200, NULL, "<CompleteMultipartUploadResult><ETag>x</ETag>" \
     "</CompleteMultipartUploadResult>"}

static prse_status put(desk *it, const desk_reply *replies, uint64_t bytes,
                       prse_error *err)
{
    desk_init(it, replies);
    prse_blob_s3_options opts = desk_options(it);
    prse_blob blob;
    opts.part_bytes = PART;
    cr_assert_eq(prse_blob_s3(&blob, &opts, err), PRSE_OK);
    prse_blob_source source = desk_source(bytes);
    prse_status status = blob.put(blob.self, PRSE_STR("a/b"), &source,
                                  &desk_call, err);
    blob.free(blob.self);
    return status;
}

PRSE_TEST(put, of_a_small_blob_is_one_request)
{
    static desk it;
    prse_error err = {0};
    const desk_reply script[] = {{0, 200, TAG, NULL}, {0}};
    cr_assert_eq(put(&it, script, 3, &err), PRSE_OK, "%s", err.message);
    cr_assert_eq(it.count, (size_t)1);
    cr_assert(desk_said(&it, 0,
                        "PUT https://s3.example.org/portail/p/a/b\n"));
    cr_assert(desk_said(&it, 0, "content-type: application/octet-stream\n"));
    cr_assert(desk_said(&it, 0, "x-amz-content-sha256: "
                        "cd2eb0837c9b4c962c22d2ff8b5441b7b45805887f051d39bf133"
                        "b583baf6860\n"));
    cr_assert(desk_said(&it, 0, "\n\nxxx"));
}

PRSE_TEST(put, signs_all_that_it_says)
{
    static desk it;
    prse_error err = {0};
    const desk_reply script[] = {{0, 200, TAG, NULL}, {0}};
    put(&it, script, 3, &err);
    cr_assert(desk_said(&it, 0, "authorization: AWS4-HMAC-SHA256 Credential="
                        "PRSEACCESS/20130524/fr-par/s3/aws4_request,"
                        "SignedHeaders=content-type;host;x-amz-content-sha256;"
                        "x-amz-date,Signature="));
    cr_assert_not(desk_said(&it, 0, DESK_SECRET));
}

PRSE_TEST(put, of_a_large_blob_goes_in_parts)
{
    static desk it;
    prse_error err = {0};
    const desk_reply script[] = {
        STARTED, {0, 200, TAG, NULL}, {0, 200, "etag: 2", NULL}, COMPLETED,
        {0, 200, "content-length: 5242881\n" MODIFIED, NULL}, {0}};
    cr_assert_eq(put(&it, script, PART + 1, &err), PRSE_OK, "%s",
                 err.message);
    cr_assert_eq(it.count, (size_t)5);
    cr_assert(desk_said(&it, 0, "/portail/p/a/b?uploads=\n"));
    cr_assert(desk_said(&it, 1, "?partNumber=1&uploadId=u%2F1%2B\n"));
    cr_assert(desk_said(&it, 3, "<Part><PartNumber>1</PartNumber><ETag>&#34;a"
                        "&#60;b&#34;</ETag></Part><Part><PartNumber>2"
                        "</PartNumber><ETag>2</ETag></Part>"));
}

static void aborts(const desk_reply *script, prse_status expected,
                   size_t requests)
{
    static desk it;
    prse_error err = {0};
    cr_assert_eq(put(&it, script, PART + 1, &err), expected, "%s",
                 err.message);
    cr_assert_eq(err.code, (int32_t)expected);
    cr_assert_eq(it.count, requests);
    cr_assert(desk_said(&it, requests - 1, "DELETE https://s3.example.org/"
                        "portail/p/a/b?uploadId=u%2F1%2B\n"));
}

PRSE_TEST(put, aborts_what_it_can_not_end)
{
    const desk_reply denied[] = {STARTED, {0, 403, NULL, NULL},
                                 {0, 204, NULL, NULL}, {0}};
    aborts(denied, PRSE_EDENIED, 3);
    const desk_reply untagged[] = {STARTED, {0, 200, NULL, NULL},
                                   {0, 204, NULL, NULL}, {0}};
    aborts(untagged, PRSE_EPEER, 3);
    const desk_reply late[] = {
        STARTED, {0, 200, TAG, NULL}, {0, 200, TAG, NULL},
        {0, 200, NULL, "<Error><Code>AccessDenied</Code></Error>"},
        {0, 204, NULL, NULL}, {0}};
    aborts(late, PRSE_EDENIED, 5);
    const desk_reply blanks[] = { /* sent to keep the connection open */
        STARTED, {0, 200, TAG, NULL}, {0, 200, TAG, NULL},
        {0, 200, NULL, "\r\n   \n<?xml version=\"1.0\"?><Error><Code>"
         "AccessDenied</Code></Error>"},
        {0, 204, NULL, NULL}, {0}};
    aborts(blanks, PRSE_EDENIED, 5);
    const desk_reply other[] = {
        STARTED, {0, 200, TAG, NULL}, {0, 200, TAG, NULL}, COMPLETED,
        {0, 200, "content-length: 7\n" MODIFIED, NULL}, {0, 204, NULL, NULL},
        {0}};
    aborts(other, PRSE_EIO, 6);
}

PRSE_TEST(put, whose_end_was_lost_looks_what_is_there)
{
    static desk it;
    prse_error err = {0};
    const desk_reply gone = {0, 404, NULL,
                             "<Error><Code>NoSuchUpload</Code></Error>"};
    const desk_reply there[] = {
        STARTED, {0, 200, TAG, NULL}, {0, 200, TAG, NULL},
        {PRSE_EIO, 0, NULL, NULL}, gone,
        {0, 200, "content-length: 5242881\n" MODIFIED, NULL}, {0}};
    cr_assert_eq(put(&it, there, PART + 1, &err), PRSE_OK, "%s", err.message);
    const desk_reply older[] = {
        STARTED, {0, 200, TAG, NULL}, {0, 200, TAG, NULL},
        {PRSE_EIO, 0, NULL, NULL}, gone,
        {0, 200, "content-length: 5242881\n"
         "last-modified: Thu, 23 May 2013 23:00:00 GMT", NULL},
        {0, 204, NULL, NULL}, {0}};
    aborts(older, PRSE_EIO, 7);
}

PRSE_TEST(put, whose_start_can_not_be_read_ends_there)
{
    static desk it;
    static const char *bodies[] = {NULL, "{}", "<a/>",
                                   "<InitiateMultipartUploadResult/>"};
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        prse_error err = {0};
        const desk_reply script[] = {{0, 200, NULL, bodies[i]}, {0}};
        cr_assert_eq(put(&it, script, PART + 1, &err), PRSE_EPEER);
        cr_assert_eq(it.count, (size_t)1);
    }
}

PRSE_TEST(put, of_more_than_parts_can_hold_is_refused_unasked)
{
    static desk it;
    const desk_reply script[] = {{0}};
    desk_init(&it, script);
    prse_blob blob = desk_open(&it);
    static const uint64_t sizes[] = {(UINT64_C(64000) << 20) + 1,
                                     (UINT64_C(5) << 40) + 1, INT64_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        prse_error err = {0};
        prse_blob_source source = desk_source(0);
        source.bytes = sizes[i];
        cr_assert_eq(blob.put(blob.self, PRSE_STR("a"), &source, &desk_call,
                              &err), PRSE_ELIMIT);
        cr_assert_eq(err.code, PRSE_ELIMIT);
    }
    blob.free(blob.self);
    cr_assert_eq(it.count, (size_t)0);
}

PRSE_TEST(requests, to_a_virtual_host_name_the_bucket_there)
{
    static desk it;
    prse_blob blob;
    prse_error err = {0};
    const desk_reply script[] = {{0, 204, NULL, NULL}, {0}};
    desk_init(&it, script);
    prse_blob_s3_options opts = desk_options(&it);
    opts.virtual_host = 1;
    opts.endpoint = PRSE_STR("https://s3.example.org:443/");
    cr_assert_eq(prse_blob_s3(&blob, &opts, &err), PRSE_OK);
    cr_assert_eq(blob.remove(blob.self, PRSE_STR("k"), &desk_call, &err),
                 PRSE_OK);
    blob.free(blob.self);
    cr_assert(desk_said(&it, 0,
                        "DELETE https://portail.s3.example.org:443/p/k\n"));
}

static size_t tried(const desk_reply *script, prse_status expected)
{
    static desk it;
    prse_error err = {0};
    desk_init(&it, script);
    prse_blob blob = desk_open(&it);
    cr_assert_eq(blob.remove(blob.self, PRSE_STR("k"), &desk_call, &err),
                 expected, "%s", err.message);
    blob.free(blob.self);
    return it.count;
}

PRSE_TEST(requests, are_tried_again_when_that_may_help)
{
    const desk_reply slow[] = {{0, 503, NULL, NULL}, {0, 500, NULL, NULL},
                               {PRSE_EIO, 0, NULL, NULL},
                               {0, 204, NULL, NULL}, {0}};
    cr_assert_eq(tried(slow, PRSE_OK), (size_t)4);
    const desk_reply down[] = {{0, 503, NULL, NULL}, {0, 503, NULL, NULL},
                               {0, 503, NULL, NULL}, {0, 503, NULL, NULL},
                               {0}};
    cr_assert_eq(tried(down, PRSE_EPEER), (size_t)4);
    const desk_reply denied[] = {{0, 403, NULL, NULL}, {0}};
    cr_assert_eq(tried(denied, PRSE_EDENIED), (size_t)1);
    const desk_reply nobody[] = {{PRSE_EREFUSED, 0, NULL, NULL}, {0}};
    cr_assert_eq(tried(nobody, PRSE_EREFUSED), (size_t)1);
    const desk_reply later[] = {{0, 503, "retry-after: 3600", NULL}, {0}};
    cr_assert_eq(tried(later, PRSE_EPEER), (size_t)1);
}

static void round_trip(prse_str key, const char *expected)
{
    prse__buf name;
    char copy[1024];
    prse__buf_init(&name, 0);
    prse__s3_name_add(&name, key);
    cr_assert_str_eq(name.ptr, expected);
    memcpy(copy, name.ptr, name.len);
    cr_assert(prse__str_eq(prse__s3_name_undo(copy, name.len), key));
    prse__buf_free(&name);
}

PRSE_TEST(names, of_long_segments_go_on_behind_a_mark)
{
    char key[512], expected[600];
    memset(key, 'k', sizeof key);
    memset(expected, 'k', sizeof expected);
    round_trip(PRSE_STR("a/b.c"), "a/b.c");
    expected[180] = '\0';
    round_trip((prse_str){key, 180}, expected);
    expected[180] = '~';
    expected[181] = '/';
    expected[183] = '\0';
    round_trip((prse_str){key, 181}, expected);
}
