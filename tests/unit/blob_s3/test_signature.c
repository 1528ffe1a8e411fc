/* SPDX-License-Identifier: Apache-2.0 */
/* Against the examples that the protocol's author publishes. */
#include <string.h>

#include "blob_s3/signature.h"
#include "support/fault.h"
#include "support/test.h"

static const char EMPTY[] =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/* Of the general suite. */
static prse__s3_key general_key(void)
{
    return (prse__s3_key){PRSE_STR("AKIDEXAMPLE"),
                          PRSE_STR("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
                          PRSE_STR("us-east-1"), "service"};
}

/* Of the pages on S3. */
static prse__s3_key objects_key(void)
{
    return (prse__s3_key){PRSE_STR("AKIAIOSFODNN7EXAMPLE"),
                          PRSE_STR("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
                          PRSE_STR("us-east-1"), "s3"};
}

typedef struct example {
    const char *name, *method, *path, *query, *headers[8], *payload,
        *signature;
} example;

static const example generals[] = {
    {"get-vanilla", "GET", "/", "",
     {"host", "example.amazonaws.com", "x-amz-date", "20150830T123600Z"},
     EMPTY,
     "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
    {"get-vanilla-query-order-key-case", "GET", "/",
     "Param1=value1&Param2=value2",
     {"host", "example.amazonaws.com", "x-amz-date", "20150830T123600Z"},
     EMPTY,
     "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"},
    {"post-vanilla", "POST", "/", "",
     {"host", "example.amazonaws.com", "x-amz-date", "20150830T123600Z"},
     EMPTY,
     "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"},
};

static const example objects[] = {
    {"get a range", "GET", "/test.txt", "",
     {"host", "examplebucket.s3.amazonaws.com", "range", "bytes=0-9",
      "x-amz-content-sha256", EMPTY, "x-amz-date", "20130524T000000Z"},
     EMPTY,
     "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"},
    {"lifecycle of a bucket", "GET", "/", "lifecycle=",
     {"host", "examplebucket.s3.amazonaws.com", "x-amz-content-sha256", EMPTY,
      "x-amz-date", "20130524T000000Z"},
     EMPTY,
     "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"},
    {"list", "GET", "/", "max-keys=2&prefix=J",
     {"host", "examplebucket.s3.amazonaws.com", "x-amz-content-sha256", EMPTY,
      "x-amz-date", "20130524T000000Z"},
     EMPTY,
     "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"},
    {"presigned", "GET", "/test.txt",
     "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
     "AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&"
     "X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&"
     "X-Amz-SignedHeaders=host",
     {"host", "examplebucket.s3.amazonaws.com"}, "UNSIGNED-PAYLOAD",
     "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"},
};

static prse_status sign(char out[65], const example *it,
                        prse__s3_key key, const char *when, prse_error *err)
{
    prse__s3_pair headers[4];
    prse__s3_signed sought = {
        .method = it->method, .path = prse_str_of(it->path),
        .query = prse_str_of(it->query), .headers = headers,
        .payload = it->payload};
    for (size_t i = 0; i < 8 && it->headers[i]; i += 2)
        headers[sought.count++] = (prse__s3_pair){
            it->headers[i], prse_str_of(it->headers[i + 1])};
    memcpy(sought.when, when, sizeof sought.when);
    return prse__s3_sign(out, &key, &sought, err);
}

PRSE_TEST(signature, is_that_of_the_general_examples)
{
    char found[65];
    prse_error err = {0};
    for (size_t i = 0; i < sizeof generals / sizeof generals[0]; i++) {
        cr_assert_eq(sign(found, &generals[i], general_key(),
                          "20150830T123600Z", &err),
                     PRSE_OK);
        cr_assert_str_eq(found, generals[i].signature, "%s",
                         generals[i].name);
    }
}

PRSE_TEST(signature, is_that_of_the_examples_on_objects)
{
    char found[65];
    prse_error err = {0};
    for (size_t i = 0; i < sizeof objects / sizeof objects[0]; i++) {
        cr_assert_eq(sign(found, &objects[i], objects_key(),
                          "20130524T000000Z", &err),
                     PRSE_OK);
        cr_assert_str_eq(found, objects[i].signature, "%s", objects[i].name);
    }
}

PRSE_TEST(signature, skips_headers_that_are_not_there)
{
    char found[65];
    prse_error err = {0};
    const prse__s3_pair headers[] = {
        {"content-type", {0}},
        {"host", PRSE_STR("example.amazonaws.com")},
        {"range", {0}},
        {"x-amz-date", PRSE_STR(" 20150830T123600Z ")}};
    prse__s3_signed sought = {.method = "GET", .path = PRSE_STR("/"),
                              .headers = headers, .count = 4,
                              .payload = EMPTY, .when = "20150830T123600Z"};
    const prse__s3_key key = general_key();
    cr_assert_eq(prse__s3_sign(found, &key, &sought, &err), PRSE_OK);
    cr_assert_str_eq(found, generals[0].signature);
}

PRSE_TEST(signature, reports_lack_of_memory)
{
    PRSE_EACH_FAULT {
        char found[65];
        prse_error err = {0};
        prse_status status = sign(found, &objects[0], objects_key(),
                                  "20130524T000000Z", &err);
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(time, is_written_without_separators)
{
    static const struct {
        int64_t ms;
        const char *text;
    } cases[] = {{INT64_C(1369353600000), "20130524T000000Z"},
                 {INT64_C(1440938160999), "20150830T123600Z"},
                 {INT64_C(951782399000), "20000228T235959Z"},
                 {0, "19700101T000000Z"},
                 {-5, "19700101T000000Z"},
                 {INT64_MIN, "19700101T000000Z"},
                 {INT64_MAX, "99991231T235959Z"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[PRSE__S3_WHEN];
        prse__s3_when(text, cases[i].ms);
        cr_assert_str_eq(text, cases[i].text);
    }
}

PRSE_TEST(path, keeps_slashes_and_encodes_the_rest)
{
    prse__buf out;
    prse__buf_init(&out, 0);
    prse__s3_path_add(&out, PRSE_STR("/a b/\xC3\xA9+%/~._-//"));
    cr_assert_str_eq(out.ptr, "/a%20b/%C3%A9%2B%25/~._-//");
    prse__buf_free(&out);
}

PRSE_TEST(query, is_in_order_and_encoded)
{
    const prse__s3_pair pairs[] = {{"prefix", PRSE_STR("a/\xC3\xA9 +")},
                                   {"list-type", PRSE_STR("2")},
                                   {"uploads", {0}},
                                   {"X-Amz-Date", PRSE_STR("b")},
                                   {"list-type", PRSE_STR("1")}};
    prse__buf out;
    prse__buf_init(&out, 0);
    prse__s3_query_add(&out, pairs, 5);
    cr_assert_str_eq(out.ptr, "X-Amz-Date=b&list-type=1&list-type=2&"
                     "prefix=a%2F%C3%A9%20%2B&uploads=");
    prse__buf_free(&out);
}
