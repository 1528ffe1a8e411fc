/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "desk.h"

static const desk_reply none[] = {{0}};

static void refused(const prse_blob_s3_options *opts, prse_status expected,
                    const char *says)
{
    prse_blob blob = {0};
    prse_error err = {0};
    cr_assert_eq(prse_blob_s3(&blob, opts, &err), expected, "%s: %s",
                 err.subject, err.message);
    cr_assert_eq(err.code, (int32_t)expected);
    cr_assert(strstr(err.message, says) || strstr(err.subject, says), "%s: %s",
              err.subject, err.message);
    cr_assert_null(strstr(err.message, "secret-jamais"));
    cr_assert_null(blob.self);
    cr_assert_eq(prse_blob_s3(&blob, opts, NULL), expected);
}

PRSE_TEST(options, that_are_wrong_are_refused)
{
    static desk it;
    desk_init(&it, none);
    const prse_blob_s3_options good = desk_options(&it);
    const struct {
        size_t at;
        const char *text;
        prse_status status;
        const char *says;
    } texts[] = {
        {offsetof(prse_blob_s3_options, endpoint), "", PRSE_EPARSE, "https"},
        {offsetof(prse_blob_s3_options, endpoint), "http://s3.example.org",
         PRSE_EPARSE, "https://"},
        {offsetof(prse_blob_s3_options, endpoint), "https://a:b@example.org",
         PRSE_EPARSE, "password"},
        {offsetof(prse_blob_s3_options, endpoint), "https://example.org/b",
         PRSE_EPARSE, "path"},
        {offsetof(prse_blob_s3_options, region), "", PRSE_EINVAL, "region"},
        {offsetof(prse_blob_s3_options, region), "a/b", PRSE_EINVAL,
         "region"},
        {offsetof(prse_blob_s3_options, bucket), "ab", PRSE_EINVAL, "bucket"},
        {offsetof(prse_blob_s3_options, bucket), "Portail", PRSE_EINVAL,
         "bucket"},
        {offsetof(prse_blob_s3_options, bucket), "a..b", PRSE_EINVAL,
         "bucket"},
        {offsetof(prse_blob_s3_options, bucket), "-abc", PRSE_EINVAL,
         "bucket"},
        {offsetof(prse_blob_s3_options, bucket), "a/b", PRSE_EINVAL,
         "bucket"},
        {offsetof(prse_blob_s3_options, prefix), "../", PRSE_EINVAL, ""},
        {offsetof(prse_blob_s3_options, access_key), "", PRSE_EINVAL,
         "access_key"},
        {offsetof(prse_blob_s3_options, access_key), "a b", PRSE_EINVAL,
         "access_key"},
        {offsetof(prse_blob_s3_options, secret_key), "", PRSE_EINVAL,
         "secret_key"},
        {offsetof(prse_blob_s3_options, secret_key), "secret-jamais dit",
         PRSE_EINVAL, "secret_key"}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        prse_blob_s3_options opts = good;
        *(prse_str *)(void *)((char *)&opts + texts[i].at) =
            prse_str_of(texts[i].text);
        refused(&opts, texts[i].status, texts[i].says);
    }
}

PRSE_TEST(options, have_limits)
{
    static desk it;
    desk_init(&it, none);
    prse_blob_s3_options opts = desk_options(&it);
    opts.part_bytes = 5 * 1024 * 1024 - 1;
    refused(&opts, PRSE_EINVAL, "part_bytes");
    opts.part_bytes = UINT64_MAX;
    refused(&opts, PRSE_EINVAL, "part_bytes");
    opts = desk_options(&it);
    opts.tries = 21;
    refused(&opts, PRSE_EINVAL, "tries");
    opts = desk_options(&it);
    opts.virtual_host = 2;
    refused(&opts, PRSE_EINVAL, "virtual_host");
    opts.virtual_host = 1;
    opts.bucket = PRSE_STR("a.bucket");
    refused(&opts, PRSE_EINVAL, "dot");
    refused(NULL, PRSE_EINVAL, "opts");
}

PRSE_TEST(options, of_an_unknown_future_are_refused)
{
    static desk it;
    struct {
        prse_blob_s3_options known;
        uint64_t more;
    } longer;
    desk_init(&it, none);
    memset(&longer, 0, sizeof longer);
    longer.known = desk_options(&it);
    longer.known.size = sizeof longer;
    longer.more = 1;
    refused(&longer.known, PRSE_EABI, "");
}

static void count_free(void *self)
{
    ((desk *)self)->count++;
}

PRSE_TEST(options, take_the_http_backend_on_success_only)
{
    static desk it;
    prse_blob blob;
    prse_error err = {0};
    desk_init(&it, none);
    it.http.free = count_free;
    prse_blob_s3_options opts = desk_options(&it);
    opts.tries = 21;
    cr_assert_neq(prse_blob_s3(&blob, &opts, &err), PRSE_OK);
    cr_assert_eq(it.http.self, &it);
    cr_assert_eq(it.count, (size_t)0);
    opts.tries = 0;
    cr_assert_eq(prse_blob_s3(&blob, &opts, &err), PRSE_OK);
    cr_assert_null(it.http.self);
    blob.free(blob.self);
    cr_assert_eq(it.count, (size_t)1);
    it.http.size = 0;
    refused(&opts, PRSE_EABI, "prse_http");
}
