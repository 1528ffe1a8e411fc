/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "desk.h"
#include "support/fault.h"

static prse_status make(desk *it, const prse_blob_link *link, prse__buf *out,
                        prse_error *err)
{
    static const desk_reply none[] = {{0}};
    prse_blob blob;
    desk_init(it, none);
    prse_blob_s3_options opts = desk_options(it);
    opts.endpoint = PRSE_STR("https://s3.amazonaws.com");
    opts.virtual_host = 1;
    opts.region = PRSE_STR("us-east-1");
    opts.bucket = PRSE_STR("examplebucket");
    opts.prefix = (prse_str){0};
    opts.access_key = PRSE_STR("AKIAIOSFODNN7EXAMPLE");
    opts.secret_key = PRSE_STR("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    prse__buf_init(out, 0);
    prse_status status = prse_blob_s3(&blob, &opts, err);
    if (status)
        return status;
    status = blob.link(blob.self, PRSE_STR("test.txt"), link, desk_text, out,
                       err);
    blob.free(blob.self);
    return status;
}

static prse_blob_link link_of(int64_t expires_s)
{
    return (prse_blob_link){.size = sizeof(prse_blob_link),
                            .expires_s = expires_s};
}

PRSE_TEST(links, are_those_of_the_published_example)
{
    static desk it;
    prse__buf out;
    prse_error err = {0};
    prse_blob_link link = link_of(86400);
    cr_assert_eq(make(&it, &link, &out, &err), PRSE_OK, "%s", err.message);
    cr_assert_str_eq(
        out.ptr,
        "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm="
        "AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2F"
        "us-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&"
        "X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
        "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    cr_assert_eq(it.count, (size_t)0);
    prse__buf_free(&out);
}

PRSE_TEST(links, live_an_hour_and_a_week_at_most)
{
    static desk it;
    prse__buf out;
    prse_error err = {0};
    prse_blob_link link = link_of(0);
    cr_assert_eq(make(&it, &link, &out, &err), PRSE_OK);
    cr_assert_not_null(strstr(out.ptr, "X-Amz-Expires=3600&"));
    prse__buf_free(&out);
    static const int64_t refused[] = {-1, 604801, INT64_MIN, INT64_MAX};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        link = link_of(refused[i]);
        cr_assert_eq(make(&it, &link, &out, &err), PRSE_EINVAL);
        cr_assert_eq(out.len, (size_t)0);
        prse__buf_free(&out);
    }
}

PRSE_TEST(links, to_write_are_others_and_carry_no_name)
{
    static desk it;
    prse__buf reading, writing;
    prse_error err = {0};
    prse_blob_link link = link_of(60);
    cr_assert_eq(make(&it, &link, &reading, &err), PRSE_OK);
    link.upload = 1;
    link.file_name = PRSE_STR("a.pdf");
    cr_assert_eq(make(&it, &link, &writing, &err), PRSE_OK);
    cr_assert_null(strstr(writing.ptr, "disposition"));
    cr_assert_str_neq(reading.ptr, writing.ptr);
    prse__buf_free(&reading);
    prse__buf_free(&writing);
}

PRSE_TEST(links, smuggle_nothing_into_a_header)
{
    static desk it;
    prse__buf out;
    prse_error err = {0};
    prse_blob_link link = link_of(60);
    link.file_name = PRSE_STR("a\"; x=\"b&c=d%.pdf");
    cr_assert_eq(make(&it, &link, &out, &err), PRSE_OK);
    cr_assert_not_null(strstr(
        out.ptr, "&response-content-disposition=attachment%3B%20filename%3D"
        "%22a_%3B%20x%3D_b%26c%3Dd_.pdf%22%3B%20filename%2A%3DUTF-8%27%27a"
        "%2522%253B"), "%s", out.ptr);
    prse__buf_free(&out);
    link.file_name = PRSE_STR("a\r\nset-cookie: b");
    cr_assert_eq(make(&it, &link, &out, &err), PRSE_EINVAL);
    prse__buf_free(&out);
}

PRSE_TEST(links, report_lack_of_memory)
{
    static desk it;
    PRSE_EACH_FAULT {
        prse__buf out;
        prse_error err = {0};
        prse_blob_link link = link_of(60);
        link.file_name = PRSE_STR("a.pdf");
        prse_status status = make(&it, &link, &out, &err);
        if (!status && out.failed)
            status = prse__error_nomem(&err);
        PRSE_FAULT_CHECK(status, err);
        prse__buf_free(&out);
    }
}
