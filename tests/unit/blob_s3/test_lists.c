/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "desk.h"

#define ENTRY(key) \
    "<Contents><Key>" key "</Key><Size>3</Size>" \
    "<LastModified>2026-11-26T21:30:26.123Z</LastModified></Contents>"
#define PAGE(body) \
    "<?xml version='1.0'?><ListBucketResult xmlns='http://s3/'>" body \
    "</ListBucketResult>"
#define MORE "<IsTruncated>true</IsTruncated>"

static prse_status list(desk *it, const desk_reply *replies, prse__buf *out,
                        prse_error *err)
{
    desk_init(it, replies);
    prse_blob blob = desk_open_tries(it, 1);
    prse__buf_init(out, 0);
    prse_status status = blob.list(blob.self, PRSE_STR("a"), desk_found, out,
                                   &desk_call, err);
    blob.free(blob.self);
    return status;
}

PRSE_TEST(lists, go_on_to_the_last_page)
{
    static desk it;
    prse__buf out;
    prse_error err = {0};
    const desk_reply script[] = {
        {0, 200, NULL, PAGE(ENTRY("p/a") MORE "<NextContinuationToken>x+/="
                            "</NextContinuationToken>")},
        {0, 200, NULL, PAGE(ENTRY("p/ab/c") ENTRY("p/ab"))}, {0}};
    cr_assert_eq(list(&it, script, &out, &err), PRSE_OK, "%s", err.message);
    cr_assert_str_eq(out.ptr, "a 3\nab 3\nab/c 3\n");
    cr_assert(desk_said(&it, 0, "GET https://s3.example.org/portail?"
                        "encoding-type=url&list-type=2&max-keys=1000&"
                        "prefix=p%2Fa\n"));
    cr_assert(desk_said(&it, 1, "?continuation-token=x%2B%2F%3D&encoding"));
    prse__buf_free(&out);
}

PRSE_TEST(lists, decode_keys_and_leave_out_others)
{
    static desk it;
    prse__buf out;
    prse_error err = {0};
    const desk_reply script[] = {
        {0, 200, NULL, PAGE(ENTRY("p/a%2Db") ENTRY("p/A") ENTRY("q/a")
                            ENTRY("p/a%20b") ENTRY("p/a/") ENTRY("p/ab%")
                            ENTRY("p/b") ENTRY("p/a%00")
                            "<EncodingType>url</EncodingType>")}, {0}};
    cr_assert_eq(list(&it, script, &out, &err), PRSE_OK, "%s", err.message);
    cr_assert_str_eq(out.ptr, "a-b 3\n");
    prse__buf_free(&out);
}

static int stop(void *user, prse_str key, const prse_blob_info *info)
{
    (void)key;
    cr_assert_eq(info->modified_ms, INT64_C(1795728626000));
    return ++*(int *)user == 2;
}

PRSE_TEST(lists, stop_when_told)
{
    static desk it;
    int told = 0;
    prse_error err = {0};
    const desk_reply script[] = {
        {0, 200, NULL, PAGE(ENTRY("p/a") ENTRY("p/b") ENTRY("p/c") MORE
                            "<NextContinuationToken>x"
                            "</NextContinuationToken>")}, {0}};
    desk_init(&it, script);
    prse_blob blob = desk_open(&it);
    cr_assert_eq(blob.list(blob.self, PRSE_STR(""), stop, &told, &desk_call,
                           &err), PRSE_OK);
    blob.free(blob.self);
    cr_assert_eq(told, 2);
    cr_assert_eq(it.count, (size_t)1);
}

PRSE_TEST(lists, that_are_odd_are_refused)
{
    static const char *pages[] = {
        "", "{}", "<html></html", PAGE("<Contents><Key>p/a</Key></Contents") ,
        PAGE("<Contents><Size>3</Size></Contents>"),
        PAGE("<Contents><Key>p/a</Key><Size>x</Size></Contents>"),
        PAGE("<Contents><Key>p/a</Key><Size>-1</Size></Contents>"),
        PAGE("<Contents><Key>p/a</Key><LastModified>2026-11-26"
             "</LastModified></Contents>"),
        PAGE("<Contents><Key>p/a</Key><LastModified>2026-11-26T25:00:00Z"
             "</LastModified></Contents>"),
        PAGE(ENTRY("p/a") ENTRY("p/a")), PAGE(ENTRY("p/a") MORE)};
    static desk it;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        prse__buf out;
        prse_error err = {0};
        const desk_reply script[] = {{0, 200, NULL, pages[i]}, {0}};
        cr_assert_eq(list(&it, script, &out, &err), PRSE_EPEER, "%s",
                     pages[i]);
        cr_assert_eq(err.code, PRSE_EPEER);
        prse__buf_free(&out);
    }
}

PRSE_TEST(lists, out_of_order_from_page_to_page_are_refused)
{
    static desk it;
    prse__buf out;
    prse_error err = {0};
    const desk_reply script[] = {
        {0, 200, NULL, PAGE(ENTRY("p/ab") MORE "<NextContinuationToken>x"
                            "</NextContinuationToken>")},
        {0, 200, NULL, PAGE(ENTRY("p/aa"))}, {0}};
    cr_assert_eq(list(&it, script, &out, &err), PRSE_EPEER);
    cr_assert_not_null(strstr(err.message, "order"), "%s", err.message);
    prse__buf_free(&out);
}

/* A service that does not understand where to go on. */
PRSE_TEST(lists, that_begin_again_are_refused)
{
    static desk it;
    static desk_reply script[DESK_SENT + 1];
    for (size_t i = 0; i < DESK_SENT; i++)
        script[i] = (desk_reply){0, 200, NULL,
                                 PAGE(ENTRY("p/A B") MORE
                                      "<NextContinuationToken>x"
                                      "</NextContinuationToken>")};
    prse__buf out;
    prse_error err = {0};
    cr_assert_eq(list(&it, script, &out, &err), PRSE_EPEER);
    cr_assert_not_null(strstr(err.message, "no end"), "%s", err.message);
    cr_assert_eq(it.count, (size_t)2);
    prse__buf_free(&out);
}

PRSE_TEST(lists, without_an_end_are_refused)
{
    static desk it;
    static desk_reply script[DESK_SENT + 1];
    for (size_t i = 0; i < DESK_SENT; i++)
        script[i] = (desk_reply){0, 200, NULL,
                                 PAGE(MORE "<NextContinuationToken>x"
                                      "</NextContinuationToken>")};
    prse__buf out;
    prse_error err = {0};
    cr_assert_eq(list(&it, script, &out, &err), PRSE_EPEER);
    prse__buf_free(&out);
}
