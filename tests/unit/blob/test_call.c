/* SPDX-License-Identifier: Apache-2.0 */
/* What reaches a backend, and what of its answers reaches a caller. */
#include <string.h>

#include "shelf.h"
#include "support/test.h"

/* A backend that only notes that it was asked. */
typedef struct noting {
    int asked;
    prse_status answer;
    int reason; /* fills the error */
    const prse_blob_options *opts;
} noting;

static prse_status answer(noting *it, const prse_blob_options *opts,
                          prse_error *err)
{
    it->asked++;
    it->opts = opts;
    if (it->reason)
        prse__error_set(err, it->answer, "own", "own reason");
    return it->answer;
}

static prse_status put(void *self, prse_str key,
                       const prse_blob_source *source,
                       const prse_blob_options *opts, prse_error *err)
{
    char byte;
    noting *it = self;
    (void)key;
    prse_status status = source->read(source->user, 0, &byte, 1, err);
    return status ? status : answer(it, opts, err);
}

static prse_status get(void *self, prse_str key, uint64_t offset,
                       uint64_t length, prse_blob_sink sink, void *user,
                       const prse_blob_options *opts, prse_error *err)
{
    (void)key;
    (void)offset;
    (void)length;
    prse_status status = sink(user, PRSE_STR("piece"), err);
    return status ? status : answer(self, opts, err);
}

static prse_status look(void *self, prse_str key, prse_blob_info *out,
                        const prse_blob_options *opts, prse_error *err)
{
    (void)key;
    out->bytes = 7;
    out->modified_ms = 8;
    return answer(self, opts, err);
}

static prse_status drop(void *self, prse_str key,
                        const prse_blob_options *opts, prse_error *err)
{
    (void)key;
    return answer(self, opts, err);
}

static prse_status list(void *self, prse_str prefix, prse_blob_found found,
                        void *user, const prse_blob_options *opts,
                        prse_error *err)
{
    (void)prefix;
    (void)found;
    (void)user;
    return answer(self, opts, err);
}

static prse_blob over(noting *it)
{
    return (prse_blob){.size = sizeof(prse_blob), .self = it, .put = put,
                       .get = get, .stat = look, .remove = drop,
                       .list = list};
}

static prse_status ignore(void *user, prse_str bytes, prse_error *err)
{
    (void)user;
    (void)bytes;
    (void)err;
    return PRSE_OK;
}

static int never(void *user, prse_str key, const prse_blob_info *info)
{
    (void)user;
    (void)key;
    (void)info;
    return 0;
}

static char long_key[PRSE__BLOB_KEY_MAX + 2];

static const struct hostile {
    prse_str key;
    const char *says;
} hostile[] = {
    {{"", 0}, "it is empty"},
    {{"/", 1}, "byte 1: a segment is empty"},
    {{"/a", 2}, "byte 1: a segment is empty"},
    {{"a/", 2}, "byte 2: the last segment is empty"},
    {{"a//b", 4}, "byte 3: a segment is empty"},
    {{".", 1}, "byte 1: a segment begins with a dot"},
    {{"..", 2}, "byte 1: a segment begins with a dot"},
    {{"../a", 4}, "byte 1: a segment begins with a dot"},
    {{"a/../../etc/passwd", 18}, "byte 3: a segment begins with a dot"},
    {{"a/.part", 7}, "byte 3: a segment begins with a dot"},
    {{".quota", 6}, "byte 1: a segment begins with a dot"},
    {{"%2e%2e/a", 8}, "byte 1: it is none of"},
    {{"a%2fb", 5}, "byte 2: it is none of"},
    {{"a\0b", 3}, "byte 2: it is none of"},
    {{"a\nb", 3}, "byte 2: it is none of"},
    {{"a b", 3}, "byte 2: it is none of"},
    {{"a\\b", 3}, "byte 2: it is none of"},
    {{"a+", 2}, "byte 2: it is none of"},
    {{"a~", 2}, "byte 2: it is none of"},
    {{"a=", 2}, "byte 2: it is none of"},
    {{"a:b", 3}, "byte 2: it is none of"},
    {{"a\xC3\xA9", 3}, "byte 2: it is none of"},
    {{"\xFF\xFE", 2}, "byte 1: it is none of"},
    {{"\xC0\xAE\xC0\xAE", 4}, "byte 1: it is none of"},
    {{"Abc", 3}, "byte 1: it is none of"},
    {{long_key, PRSE__BLOB_KEY_MAX + 1}, "513 bytes, more than 512"},
    {{NULL, 4}, "it is NULL"}};

PRSE_TEST(call, hostile_keys_never_reach_a_backend)
{
    noting it = {0};
    prse_blob blob = over(&it);
    prse_blob_source source;
    prse_blob_info info = {.size = sizeof info};
    prse_str bytes = PRSE_STR("x");
    memset(long_key, 'a', PRSE__BLOB_KEY_MAX + 1);
    cr_assert_eq(prse__blob_source_memory(&source, &bytes, NULL, NULL),
                 PRSE_OK);
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        prse_str key = hostile[i].key;
        prse_error err = {0};
        cr_expect_eq(prse__blob_put(&blob, key, &source, NULL, &err),
                     PRSE_EINVAL);
        cr_expect_not_null(strstr(err.message, hostile[i].says), "%zu: %s", i,
                           err.message);
        cr_expect_str_eq(err.subject, "key");
        cr_expect_eq(prse__blob_get(&blob, key, 0, 1, ignore, NULL, NULL,
                                    NULL), PRSE_EINVAL);
        cr_expect_eq(prse__blob_stat(&blob, key, &info, NULL, NULL),
                     PRSE_EINVAL);
        cr_expect_eq(prse__blob_remove(&blob, key, NULL, NULL), PRSE_EINVAL);
    }
    cr_expect_eq(it.asked, 0);
}

PRSE_TEST(call, longest_key_and_every_kind_of_byte_reach_it)
{
    noting it = {0};
    prse_blob blob = over(&it);
    memset(long_key, 'a', PRSE__BLOB_KEY_MAX);
    cr_expect_eq(prse__blob_remove(&blob,
                                   (prse_str){long_key, PRSE__BLOB_KEY_MAX},
                                   NULL, NULL), PRSE_OK);
    cr_expect_eq(prse__blob_remove(&blob, PRSE_STR("a-z_0.9/b..c/-/_"), NULL,
                                   NULL), PRSE_OK);
    cr_expect_eq(it.asked, 2);
}

PRSE_TEST(call, prefixes_are_beginnings_of_keys)
{
    noting it = {0};
    prse_blob blob = over(&it);
    static const struct {
        const char *prefix;
        prse_status status;
    } cases[] = {{"", PRSE_OK},       {"a", PRSE_OK},
                 {"a/", PRSE_OK},     {"a/b.", PRSE_OK},
                 {"/", PRSE_EINVAL},  {"a//", PRSE_EINVAL},
                 {"..", PRSE_EINVAL}, {"a/.", PRSE_EINVAL},
                 {"A", PRSE_EINVAL},  {"a%", PRSE_EINVAL}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_expect_eq(prse__blob_list(&blob, prse_str_of(cases[i].prefix),
                                     never, NULL, NULL, NULL),
                     cases[i].status, "%s", cases[i].prefix);
    cr_expect_eq(it.asked, 4);
}

PRSE_TEST(call, options_are_never_null_for_a_backend)
{
    noting it = {0};
    prse_blob blob = over(&it);
    prse_blob_options opts = {.size = sizeof opts, .deadline_ms = -1};
    prse_error err = {0};
    cr_expect_eq(prse__blob_remove(&blob, PRSE_STR("a"), NULL, NULL),
                 PRSE_OK);
    cr_expect_not_null(it.opts);
    cr_expect_eq(prse__blob_remove(&blob, PRSE_STR("a"), &opts, &err),
                 PRSE_EINVAL);
    cr_expect_str_eq(err.subject, "deadline_ms");
    opts = (prse_blob_options){.size = 1};
    cr_expect_eq(prse__blob_remove(&blob, PRSE_STR("a"), &opts, &err),
                 PRSE_EABI);
}

PRSE_TEST(call, a_source_is_checked)
{
    noting it = {0};
    prse_blob blob = over(&it);
    prse_str bytes = PRSE_STR("x");
    prse_blob_source good;
    prse_error err = {0};
    cr_assert_eq(prse__blob_source_memory(&good, &bytes, NULL, NULL),
                 PRSE_OK);
    good.type = PRSE_STR("application/pdf");
    prse_blob_source bad[8];
    for (size_t i = 0; i < 8; i++)
        bad[i] = good;
    bad[0].read = NULL;
    bad[1].sha256[0] = 'g';
    bad[2].sha256[63] = '\0';
    bad[3].sha256[64] = '0';
    memset(bad[4].sha256, 'A', 64);
    bad[5].type = PRSE_STR("a/b\r\nx-evil: 1");
    bad[6].bytes = UINT64_MAX;
    bad[7].type = (prse_str){NULL, 3};
    for (size_t i = 0; i < 8; i++)
        cr_expect_eq(prse__blob_put(&blob, PRSE_STR("a"), &bad[i], NULL,
                                    &err), PRSE_EINVAL, "%zu", i);
    good.size = 4;
    cr_expect_eq(prse__blob_put(&blob, PRSE_STR("a"), &good, NULL, &err),
                 PRSE_EABI);
    cr_expect_eq(prse__blob_put(&blob, PRSE_STR("a"), NULL, NULL, &err),
                 PRSE_EINVAL);
    cr_expect_eq(it.asked, 0);
}

PRSE_TEST(call, a_backend_without_a_reason_gets_one)
{
    noting it = {.answer = PRSE_EIO};
    prse_blob blob = over(&it);
    prse_error err = {0};
    cr_expect_eq(prse__blob_remove(&blob, PRSE_STR("a"), NULL, &err),
                 PRSE_EIO);
    cr_expect_eq(err.code, PRSE_EIO);
    cr_expect_str_eq(err.message, "the blob store gave no reason");
    it.reason = 1;
    cr_expect_eq(prse__blob_remove(&blob, PRSE_STR("a"), NULL, &err),
                 PRSE_EIO);
    cr_expect_str_eq(err.message, "own reason");
    cr_expect_eq(prse__blob_remove(&blob, PRSE_STR("a"), NULL, NULL),
                 PRSE_EIO);
}

PRSE_TEST(call, a_status_without_right_is_the_peers_fault)
{
    noting it = {.reason = 1};
    prse_blob blob = over(&it);
    static const prse_status odd[] = {PRSE_EINVAL, PRSE_ECONFLICT,
                                      PRSE_EEXPIRED, (prse_status)77};
    for (size_t i = 0; i < 4; i++) {
        prse_error err = {0};
        it.answer = odd[i];
        cr_expect_eq(prse__blob_remove(&blob, PRSE_STR("a"), NULL, &err),
                     PRSE_EPEER);
        cr_expect_eq(err.code, PRSE_EPEER);
        cr_expect_eq(prse__blob_get(&blob, PRSE_STR("a"), 0, 1, ignore, NULL,
                                    NULL, NULL), PRSE_EPEER);
    }
    it.answer = PRSE_ENOTFOUND;
    cr_expect_eq(prse__blob_list(&blob, PRSE_STR(""), never, NULL, NULL,
                                 NULL), PRSE_EPEER);
    cr_expect_eq(put_text(&blob, "a", "x", NULL), PRSE_EPEER);
    cr_expect_eq(prse__blob_remove(&blob, PRSE_STR("a"), NULL, NULL),
                 PRSE_ENOTFOUND);
}

static prse_status expire(void *user, prse_str bytes, prse_error *err)
{
    (void)user;
    (void)bytes;
    return prse__error_set(err, PRSE_EEXPIRED, "mine", "my own reason");
}

PRSE_TEST(call, a_callers_own_failure_goes_through)
{
    noting it = {0};
    prse_blob blob = over(&it);
    prse_error err = {0};
    cr_expect_eq(prse__blob_get(&blob, PRSE_STR("a"), 0, 1, expire, NULL,
                                NULL, &err), PRSE_EEXPIRED);
    cr_expect_str_eq(err.message, "my own reason");
}

PRSE_TEST(call, a_result_fits_the_callers_struct)
{
    noting it = {0};
    prse_blob blob = over(&it);
    prse_blob_info info = {.size = 16, .modified_ms = 3};
    cr_expect_eq(prse__blob_stat(&blob, PRSE_STR("a"), &info, NULL, NULL),
                 PRSE_OK);
    cr_expect_eq(info.bytes, 7);
    cr_expect_eq(info.modified_ms, 3, "past its end");
    info.size = 0;
    cr_expect_eq(prse__blob_stat(&blob, PRSE_STR("a"), &info, NULL, NULL),
                 PRSE_EABI);
    cr_expect_eq(prse__blob_stat(&blob, PRSE_STR("a"), NULL, NULL, NULL),
                 PRSE_EINVAL);
}

static void count(void *user, prse_str text)
{
    *(int *)user += text.len > 0;
}

PRSE_TEST(call, links_are_for_stores_that_give_them)
{
    noting it = {0};
    prse_blob blob = over(&it);
    prse_blob_link link = {.size = sizeof link};
    prse_error err = {0};
    int given = 0;
    cr_expect_eq(prse__blob_link(&blob, PRSE_STR("a"), &link, count, &given,
                                 &err), PRSE_EUNSUPPORTED);
    cr_expect_eq(err.code, PRSE_EUNSUPPORTED);
    link.expires_s = PRSE__BLOB_LINK_MAX + 1;
    cr_expect_eq(prse__blob_link(&blob, PRSE_STR("a"), &link, count, &given,
                                 &err), PRSE_EINVAL);
    cr_expect_str_eq(err.subject, "expires_s");
    link = (prse_blob_link){.size = sizeof link,
                            .file_name = PRSE_STR("a\r\nb")};
    cr_expect_eq(prse__blob_link(&blob, PRSE_STR("a"), &link, count, &given,
                                 &err), PRSE_EINVAL);
    link.file_name = PRSE_STR("\xFF");
    cr_expect_eq(prse__blob_link(&blob, PRSE_STR("a"), &link, count, &given,
                                 &err), PRSE_EINVAL);
    cr_expect_eq(given, 0);
}

PRSE_TEST(call, a_plug_is_accepted_whole_or_not)
{
    struct {
        prse_blob blob;
        void *later;
    } longer = {0};
    noting it = {0};
    prse_blob blob = over(&it);
    prse_error err = {0};
    cr_expect_eq(prse__blob_accept(&blob, &err), PRSE_OK);
    cr_expect_eq(prse__blob_accept(NULL, &err), PRSE_EINVAL);
    blob.list = NULL;
    cr_expect_eq(prse__blob_accept(&blob, &err), PRSE_EINVAL);
    blob = over(&it);
    blob.size = sizeof blob - 8;
    cr_expect_eq(prse__blob_accept(&blob, &err), PRSE_EABI);
    longer.blob = over(&it);
    longer.blob.size = sizeof longer;
    cr_expect_eq(prse__blob_accept(&longer.blob, &err), PRSE_OK);
    longer.later = &it;
    cr_expect_eq(prse__blob_accept(&longer.blob, &err), PRSE_EABI);
    prse__blob_free(NULL);
    prse__blob_free(&blob);
    cr_expect_null(blob.put, "nothing is left of it");
}

PRSE_TEST(call, deadlines_grow_with_the_length)
{
    prse_blob_options opts = {.size = sizeof opts};
    cr_expect_eq(prse__blob_deadline(&opts, 0), 60000);
    cr_expect_eq(prse__blob_deadline(&opts, 10 << 20), 70000);
    cr_expect_gt(prse__blob_deadline(&opts, UINT64_MAX), 60000);
    opts.deadline_ms = 5;
    cr_expect_eq(prse__blob_deadline(&opts, 10 << 20), 5);
    opts.deadline_ms = INT64_MAX;
    prse__blob_watch watch = prse__blob_watch_start(&opts, 0);
    cr_expect_eq(prse__blob_watch_ask(&watch, NULL), PRSE_OK);
}
