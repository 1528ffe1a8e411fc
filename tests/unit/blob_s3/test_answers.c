/* SPDX-License-Identifier: Apache-2.0 */
/* What an answer means, and what only a hostile or broken service says. */
#include <string.h>

#include "desk.h"

#define XML(code) \
    "<?xml version=\"1.0\"?><Error><Code>" code \
    "</Code><Message>said so</Message></Error>"
#define DATED "date: Fri, 24 May 2013 00:00:00 GMT"
#define PIECE "content-range: bytes 0-4/5\netag: \"e\""

static prse_status get(desk *it, const desk_reply *replies, prse__buf *out,
                       prse_error *err)
{
    desk_init(it, replies);
    prse_blob blob = desk_open_tries(it, 1);
    prse__buf_init(out, 0);
    prse_status status = blob.get(blob.self, PRSE_STR("k"), 0, 5, desk_take,
                                  out, &desk_call, err);
    blob.free(blob.self);
    return status;
}

static void gets(const desk_reply *reply, prse_status expected,
                 const char *says)
{
    static desk it;
    prse__buf out;
    prse_error err = {0};
    const desk_reply script[] = {*reply, {0}};
    prse_status status = get(&it, script, &out, &err);
    cr_assert_eq(status, expected, "%d %.80s: %s", (int)reply->http,
                 reply->body ? reply->body : "", err.message);
    cr_assert_eq(err.code, (int32_t)expected);
    cr_assert_not_null(strstr(err.message, says), "%s", err.message);
    cr_assert_null(strstr(err.message, DESK_SECRET));
    cr_assert_eq(out.len, (size_t)0);
    prse__buf_free(&out);
}

PRSE_TEST(answers, mean_what_their_code_says)
{
    static const struct {
        int32_t http;
        const char *body;
        prse_status status;
    } cases[] = {
        {403, XML("AccessDenied"), PRSE_EDENIED},
        {403, XML("SignatureDoesNotMatch"), PRSE_EDENIED},
        {403, XML("InvalidAccessKeyId"), PRSE_EDENIED},
        {400, XML("AuthorizationHeaderMalformed"), PRSE_EDENIED},
        {404, XML("NoSuchKey"), PRSE_ENOTFOUND},
        {404, XML("NoSuchBucket"), PRSE_EPEER},
        {503, XML("SlowDown"), PRSE_ERATE},
        {429, XML("TooManyRequests"), PRSE_ERATE},
        {500, XML("InternalError"), PRSE_EPEER},
        {400, XML("EntityTooLarge"), PRSE_ELIMIT},
        {403, XML("QuotaExceeded"), PRSE_ELIMIT},
        {412, XML("PreconditionFailed"), PRSE_EIO},
        {301, XML("PermanentRedirect"), PRSE_EPEER},
        {418, XML("Teapot"), PRSE_EPEER}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        gets(&(desk_reply){0, cases[i].http, NULL, cases[i].body},
             cases[i].status, "said so");
}

PRSE_TEST(answers, without_a_code_mean_what_their_number_says)
{
    static const struct {
        int32_t http;
        prse_status status;
    } cases[] = {{401, PRSE_EDENIED}, {403, PRSE_EDENIED},
                 {404, PRSE_EPEER},   {413, PRSE_ELIMIT},
                 {429, PRSE_ERATE},   {507, PRSE_ELIMIT},
                 {302, PRSE_EPEER},   {502, PRSE_EPEER}};
    static const char *bodies[] = {NULL, "<html>no</html>", "{}", "<Error>",
                                   "<!DOCTYPE x><Error/>"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (size_t j = 0; j < sizeof bodies / sizeof bodies[0]; j++)
            gets(&(desk_reply){0, cases[i].http, NULL, bodies[j]},
                 cases[i].status, "no reason given");
}

PRSE_TEST(answers, of_the_network_keep_their_status)
{
    static const prse_status kept[] = {PRSE_EIO, PRSE_ETIMEOUT, PRSE_EREFUSED,
                                       PRSE_ETLS, PRSE_ENOMEM};
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        gets(&(desk_reply){kept[i], 0, NULL, NULL}, kept[i], "");
}

PRSE_TEST(answers, say_odd_things_in_one_short_line)
{
    static char body[70000];
    static desk it;
    prse__buf out;
    prse_error err = {0};
    memset(body, 'a', sizeof body - 1);
    memcpy(body, "<Error><Code>A&#10;B</Code><Message>", 36);
    memcpy(body + sizeof body - 20, "</Message></Error>", 19);
    const desk_reply script[] = {{0, 500, NULL, body}, {0}};
    cr_assert_eq(get(&it, script, &out, &err), PRSE_EPEER);
    cr_assert_null(strchr(err.message, '\n'));
    prse__buf_free(&out);
}

PRSE_TEST(pieces, are_given_when_they_are_what_was_asked)
{
    static desk it;
    prse__buf out;
    prse_error err = {0};
    const desk_reply script[] = {{0, 206, PIECE, "abcde"}, {0}};
    cr_assert_eq(get(&it, script, &out, &err), PRSE_OK, "%s", err.message);
    cr_assert_str_eq(out.ptr, "abcde");
    cr_assert(desk_said(&it, 0, "range: bytes=0-4\n"));
    cr_assert(desk_said(&it, 0, "accept-encoding: identity\n"));
    prse__buf_free(&out);
}

PRSE_TEST(pieces, of_a_service_without_ranges_are_cut_out)
{
    static desk it;
    prse__buf out;
    prse_error err = {0};
    const desk_reply script[] = {{0, 200, NULL, "abcdefgh"}, {0}};
    cr_assert_eq(get(&it, script, &out, &err), PRSE_OK, "%s", err.message);
    cr_assert_str_eq(out.ptr, "abcde");
    prse__buf_free(&out);
}

PRSE_TEST(pieces, that_are_others_are_refused)
{
    static const char *headers[] = {
        NULL, "content-range: bytes", "content-range: bytes 1-5/6",
        "content-range: bytes 0-4/*", "content-range: bytes 0-4/0",
        "content-range: bytes -4/5", "content-range: bytes/0-4",
        "content-range: bytes 0-4/99999999999999999999999",
        "content-range: items 0-4/5"};
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
        gets(&(desk_reply){0, 206, headers[i], "abcde"}, PRSE_EPEER, "");
    gets(&(desk_reply){0, 206, PIECE, "abcd"}, PRSE_EIO, "");
    gets(&(desk_reply){0, 206, PIECE, "abcdef"}, PRSE_EIO, "");
    gets(&(desk_reply){0, 206, PIECE, NULL}, PRSE_EIO, "");
}

PRSE_TEST(pieces, past_the_end_are_empty)
{
    static desk it;
    prse__buf out;
    prse_error err = {0};
    const desk_reply script[] = {{0, 416, NULL, XML("InvalidRange")}, {0}};
    cr_assert_eq(get(&it, script, &out, &err), PRSE_OK);
    cr_assert_eq(out.len, (size_t)0);
    cr_assert_eq(err.code, 0);
    prse__buf_free(&out);
}

/* 4 MiB and a bit: the second piece can't be past the end. */
PRSE_TEST(pieces, that_are_missing_at_the_end_are_no_end)
{
    static desk it;
    static char first[4 * 1024 * 1024 + 1];
    prse__buf out;
    prse_error err = {0};
    memset(first, 'x', sizeof first - 1);
    const desk_reply script[] = {
        {0, 206, "content-range: bytes 0-4194303/4194309\netag: \"e\"",
         first},
        {0, 416, NULL, XML("InvalidRange")}, {0}};
    desk_init(&it, script);
    prse_blob blob = desk_open_tries(&it, 1);
    prse__buf_init(&out, 0);
    cr_assert_eq(blob.get(blob.self, PRSE_STR("k"), 0, 4194309, desk_take,
                          &out, &desk_call, &err),
                 PRSE_EPEER);
    cr_assert_eq(err.code, PRSE_EPEER);
    blob.free(blob.self);
    prse__buf_free(&out);
}

static prse_status stat_(desk *it, const desk_reply *replies,
                         prse_blob_info *info, prse_error *err)
{
    desk_init(it, replies);
    prse_blob blob = desk_open_tries(it, 1);
    info->size = sizeof *info;
    prse_status status =
        blob.stat(blob.self, PRSE_STR("k"), info, &desk_call, err);
    blob.free(blob.self);
    return status;
}

PRSE_TEST(stat, reads_length_and_time)
{
    static desk it;
    prse_blob_info info;
    prse_error err = {0};
    const desk_reply script[] = {
        {0, 200, "content-length: 18446744073709551615\n"
         "last-modified: Fri, 24 May 2013 00:00:01 GMT", NULL}, {0}};
    cr_assert_eq(stat_(&it, script, &info, &err), PRSE_OK);
    cr_assert_eq(info.bytes, UINT64_MAX);
    cr_assert_eq(info.modified_ms, INT64_C(1369353601000));
}

PRSE_TEST(stat, refuses_answers_without_them)
{
    static desk it;
    static const char *headers[] = {
        NULL, "content-length: 3",
        "content-length: -3\nlast-modified: Fri, 24 May 2013 00:00:01 GMT",
        "content-length: 18446744073709551616\n"
        "last-modified: Fri, 24 May 2013 00:00:01 GMT",
        "content-length: 3\nlast-modified: yesterday"};
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        prse_blob_info info;
        prse_error err = {0};
        const desk_reply script[] = {{0, 200, headers[i], NULL}, {0}};
        cr_assert_eq(stat_(&it, script, &info, &err), PRSE_EPEER);
        cr_assert_eq(err.code, PRSE_EPEER);
    }
}

PRSE_TEST(stat, asks_what_a_404_without_a_body_means)
{
    static const struct {
        desk_reply second;
        prse_status status;
    } cases[] = {{{0, 404, NULL, XML("NoSuchKey")}, PRSE_ENOTFOUND},
                 {{0, 404, NULL, XML("NoSuchBucket")}, PRSE_EPEER},
                 {{0, 404, NULL, "<html>no</html>"}, PRSE_EPEER},
                 {{0, 206, PIECE, "a"}, PRSE_EIO}};
    static desk it;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        prse_blob_info info;
        prse_error err = {0};
        const desk_reply script[] = {{0, 404, NULL, NULL}, cases[i].second,
                                     {0}};
        cr_assert_eq(stat_(&it, script, &info, &err), cases[i].status);
        cr_assert_eq(it.count, (size_t)2);
    }
}

PRSE_TEST(clock, is_set_by_the_services_date_and_kept)
{
    static desk it;
    prse_error err = {0};
    prse_blob_info info = {.size = sizeof info};
    const desk_reply script[] = {
        {0, 403, "date: Fri, 24 May 2013 00:20:00 GMT",
         XML("RequestTimeTooSkewed")},
        {0, 204, NULL, NULL}, {0, 204, NULL, NULL}, {0}};
    (void)info;
    desk_init(&it, script);
    prse_blob blob = desk_open_tries(&it, 1);
    for (int i = 0; i < 2; i++)
        cr_assert_eq(blob.remove(blob.self, PRSE_STR("k"), &desk_call, &err),
                     PRSE_OK);
    blob.free(blob.self);
    cr_assert(desk_said(&it, 0, "x-amz-date: 20130524T000000Z\n"));
    cr_assert(desk_said(&it, 1, "x-amz-date: 20130524T002000Z\n"));
    cr_assert(desk_said(&it, 2, "x-amz-date: 20130524T002000Z\n"));
}

PRSE_TEST(clock, that_is_right_leaves_a_refusal_a_refusal)
{
    static desk it;
    prse_error err = {0};
    const desk_reply script[] = {{0, 403, DATED, XML("AccessDenied")}, {0}};
    desk_init(&it, script);
    prse_blob blob = desk_open(&it);
    cr_assert_eq(blob.remove(blob.self, PRSE_STR("k"), &desk_call, &err),
                 PRSE_EDENIED);
    blob.free(blob.self);
    cr_assert_eq(it.count, (size_t)1);
}
