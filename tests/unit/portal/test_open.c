/* SPDX-License-Identifier: Apache-2.0 */
/* Stores and blob stores by their address. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "blob/blob.h"
#include "portailrse/store.h"
#include "store/store.h"
#include "support/fault.h"
#include "support/folder.h"
#include "support/test.h"

PRSE_TEST(open, a_store_in_memory)
{
    prse_store store = {0};
    prse_error err = {0};
    cr_expect_eq(prse_store_open(&store, PRSE_STR("memory:"), NULL, &err),
                 PRSE_OK, "%s", err.message);
    cr_expect_eq(prse__store_accept(&store, NULL), PRSE_OK);
    store.free(store.self);
}

PRSE_TEST(open, addresses_of_no_store_are_refused)
{
    static const char *const bad[] = {
        "", "sqlite:", "memory:x", "mysql://root:hush@host/db",
        "postgresql:hush", "http://hush@host", "s3://hush/x", "hush:x"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        prse_store store = {0};
        prse_error err = {0};
        cr_expect_eq(prse_store_open(&store, prse_str_of(bad[i]), NULL, &err),
                     PRSE_EPARSE, "%s", bad[i]);
        cr_expect_eq(err.code, PRSE_EPARSE);
        cr_expect_null(strstr(err.message, "hush"));
        cr_expect_null(strstr(err.subject, "hush"));
        cr_expect_null(store.begin);
    }
    cr_expect_eq(prse_store_open(NULL, PRSE_STR("memory:"), NULL, NULL),
                 PRSE_EINVAL);
    cr_expect_eq(prse_store_open(&(prse_store){0}, PRSE_STR("memory:"),
                                 &(prse_store_open_options){0}, NULL),
                 PRSE_EABI);
}

/* Nobody listens on port 1: the password is in no error. */
PRSE_TEST(open, a_password_is_never_shown)
{
    static const char *const urls[] = {
        "postgresql://me:hush@127.0.0.1:1/db?connect_timeout=2",
        "postgres://me:hush@127.0.0.1:1/db?connect_timeout=2"};
    for (size_t i = 0; i < 2; i++) {
        prse_store store = {0};
        prse_error err = {0};
        cr_expect_neq(prse_store_open(&store, prse_str_of(urls[i]), NULL,
                                      &err), PRSE_OK);
        cr_expect_neq(err.code, 0);
        cr_expect_null(strstr(err.message, "hush"), "%s", err.message);
        cr_expect_null(strstr(err.subject, "hush"));
        cr_expect_null(strstr(err.file, "hush"));
    }
}

static void expect_folder(prse_str address)
{
    prse_blob blob = {0};
    prse_error err = {0};
    cr_expect_eq(prse_blob_open(&blob, address, (prse_str){0}, (prse_str){0},
                                &err), PRSE_OK, "%.*s: %s",
                 (int)address.len, address.ptr, err.message);
    cr_expect_eq(prse__blob_accept(&blob, NULL), PRSE_OK);
    cr_expect_null(blob.link);
    prse__blob_free(&blob);
}

PRSE_TEST(open, folders_by_kind_or_path)
{
    folder f;
    char address[200];
    folder_make(&f);
    snprintf(address, sizeof address, "folder:%s/a", f.path);
    expect_folder(prse_str_of(address));
    expect_folder(folder_file(&f, "b"));
    expect_folder(folder_file(&f, "c:d"));
    cr_expect_eq(rmdir(folder_file(&f, "a").ptr), 0);
    cr_expect_eq(rmdir(folder_file(&f, "b").ptr), 0);
    cr_expect_eq(rmdir(folder_file(&f, "c:d").ptr), 0);
    folder_drop(&f);
}

#define S3_REST "endpoint=https://s3.fr-par.scw.cloud&region=fr-par"

static void take(void *user, prse_str text)
{
    prse__buf_add(user, text);
}

static prse_status open_s3(prse_blob *out, const char *address,
                           prse_error *err)
{
    return prse_blob_open(out, prse_str_of(address), PRSE_STR("NAME"),
                          PRSE_STR("hush"), err);
}

/* A link shows where an address leads, without asking anybody. */
static void expect_s3(const char *address, const char *begins)
{
    prse_blob blob = {0};
    prse_error err = {0};
    prse__buf text;
    prse__buf_init(&text, 0);
    prse_status status = open_s3(&blob, address, &err);
    if (status == PRSE_EUNSUPPORTED)
        return; /* built without it */
    cr_assert_eq(status, PRSE_OK, "%s: %s", address, err.message);
    cr_expect_eq(prse__blob_link(&blob, PRSE_STR("a/b"),
                                 &(prse_blob_link){.size =
                                                       sizeof(prse_blob_link)},
                                 take, &text, &err), PRSE_OK);
    cr_expect(prse__str_starts(prse__buf_str(&text), begins), "%s", text.ptr);
    cr_expect_null(strstr(text.ptr, "hush"));
    prse__buf_free(&text);
    prse__blob_free(&blob);
}

PRSE_TEST(open, s3_by_bucket_and_settings)
{
    expect_s3("s3://bucket?" S3_REST,
              "https://s3.fr-par.scw.cloud/bucket/a/b?");
    expect_s3("s3://bucket/?" S3_REST,
              "https://s3.fr-par.scw.cloud/bucket/a/b?");
    expect_s3("s3://bucket/portail?" S3_REST,
              "https://s3.fr-par.scw.cloud/bucket/portail/a/b?");
    expect_s3("s3://bucket/portail/test/?" S3_REST,
              "https://s3.fr-par.scw.cloud/bucket/portail/test/a/b?");
    expect_s3("s3://my-bucket.2/x?region=us-east-1&"
              "endpoint=https%3A%2F%2Fs3.amazonaws.com",
              "https://s3.amazonaws.com/my-bucket.2/x/a/b?");
    expect_s3("s3://bucket?endpoint=http://127.0.0.1:9000&region=local",
              "http://127.0.0.1:9000/bucket/a/b?");
}

PRSE_TEST(open, addresses_of_no_blob_store_are_refused)
{
    static const char *const bad[] = {
        "", "folder:", "sqlite:x", "hush:x", "s3:", "s3:bucket", "s3://",
        "s3://?" S3_REST, "s3://bucket", "s3://bucket?region=fr-par",
        "s3://bucket?endpoint=https://s3.fr-par.scw.cloud",
        "s3://NAME:hush@bucket?" S3_REST, "s3://Bucket?" S3_REST,
        "s3://bucket?secret_key=hush&" S3_REST,
        "s3://bucket?hush&" S3_REST,
        "s3://bucket?" S3_REST "&region=fr-par",
        "s3://bucket/%2?" S3_REST, "s3://bucket/%0a?" S3_REST,
        "s3://bucket/%zz?" S3_REST,
        "s3://bucket?endpoint=ftp://example.org&region=a",
        "s3://bucket?endpoint=https://NAME:hush@example.org&region=a",
        "s3://bucket?endpoint=http://example.org&region=a"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        prse_blob blob = {0};
        prse_error err = {0};
        prse_status status = open_s3(&blob, bad[i], &err);
        if (status == PRSE_EUNSUPPORTED)
            continue;
        cr_expect_eq(status, PRSE_EPARSE, "%s: %s", bad[i],
                     prse_status_name(status));
        cr_expect_eq(err.code, (int32_t)status);
        cr_expect_null(strstr(err.message, "hush"), "%s", err.message);
        cr_expect_null(strstr(err.subject, "hush"));
        cr_expect_null(blob.put);
    }
    cr_expect_eq(prse_blob_open(NULL, PRSE_STR("x"), (prse_str){0},
                                (prse_str){0}, NULL), PRSE_EINVAL);
}

PRSE_TEST(open, s3_without_keys_is_refused)
{
    prse_blob blob = {0};
    prse_error err = {0};
    prse_status status =
        prse_blob_open(&blob, PRSE_STR("s3://bucket?" S3_REST), (prse_str){0},
                       (prse_str){0}, &err);
    cr_expect(status == PRSE_EINVAL || status == PRSE_EUNSUPPORTED, "%s",
              prse_status_name(status));
    cr_expect_eq(err.code, (int32_t)status);
}

PRSE_TEST(open, lack_of_memory_is_told)
{
    prse_blob none = {0};
    if (open_s3(&none, "s3://bucket/p?" S3_REST, NULL) != PRSE_OK)
        return;
    prse__blob_free(&none);
    PRSE_EACH_FAULT {
        prse_blob blob = {0};
        prse_error err = {0};
        prse_status status = open_s3(&blob, "s3://bucket/p?" S3_REST, &err);
        PRSE_FAULT_CHECK(status, err);
        if (!status)
            prse__blob_free(&blob);
    }
}
