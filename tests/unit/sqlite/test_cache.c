/* SPDX-License-Identifier: Apache-2.0 */
/* A cache in a file that outlives its process and is shared. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "portailrse/sys/cache.h"
#include "support/fault.h"
#include "support/test.h"

static char folder[64], path[128];

static void make_folder(void)
{
    strcpy(folder, "/tmp/prse-cache-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/cache", folder);
}

static void remove_folder(void)
{
    char name[160];
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        unlink(name);
    }
    cr_expect_eq(rmdir(folder), 0, "nothing else is left");
}

static prse_cache make(void)
{
    prse_cache cache = {0};
    prse_error err = {0};
    cr_assert_eq(prse_cache_sqlite(&cache, prse_str_of(path), &err), PRSE_OK,
                 "%s", err.message);
    return cache;
}

static void copy(void *user, prse_str value)
{
    prse__buf *text = user;
    prse__buf_add(text, value);
}

static void expect(prse_cache *cache, const char *key, const char *value)
{
    prse__buf text;
    prse_error err = {0};
    prse__buf_init(&text, 0);
    prse_status status =
        cache->get(cache->self, prse_str_of(key), copy, &text, &err);
    cr_expect_eq(status, value ? PRSE_OK : PRSE_ENOTFOUND);
    cr_expect_eq(err.code, (int32_t)status);
    if (value)
        cr_expect(prse__str_is(prse__buf_str(&text), value), "%s", key);
    prse__buf_free(&text);
}

static prse_status put(prse_cache *cache, const char *key, prse_str value,
                       int64_t until)
{
    return cache->put(cache->self, prse_str_of(key), value, until, NULL);
}

PRSE_TEST(cache_sqlite, outlives_who_wrote_it_and_is_shared)
{
    make_folder();
    prse_cache one = make(), two = make();
    expect(&one, "a", NULL);
    cr_assert_eq(put(&one, "a", PRSE_STR("first"), INT64_MAX), PRSE_OK);
    expect(&two, "a", "first");
    cr_assert_eq(put(&two, "a", PRSE_STR("second"), INT64_MAX), PRSE_OK);
    expect(&one, "a", "second");
    cr_assert_eq(put(&one, "empty", (prse_str){0}, INT64_MAX), PRSE_OK);
    expect(&two, "empty", "");
    cr_expect_eq(put(&one, "", PRSE_STR("x"), 0), PRSE_EINVAL);
    one.free(one.self);
    two.free(two.self);
    one = make();
    expect(&one, "a", "second");
    one.free(one.self);
    remove_folder();
}

PRSE_TEST(cache_sqlite, bytes_come_back_as_they_were)
{
    make_folder();
    prse_cache cache = make();
    prse__buf text;
    char bytes[256];
    for (int i = 0; i < 256; i++)
        bytes[i] = (char)(unsigned char)i;
    prse__buf_init(&text, 0);
    cr_assert_eq(cache.put(cache.self, (prse_str){bytes, 256},
                           (prse_str){bytes, 256}, INT64_MAX, NULL), 0);
    cr_assert_eq(cache.get(cache.self, (prse_str){bytes, 256}, copy, &text,
                           NULL), 0);
    cr_expect_eq(text.len, 256);
    cr_expect_eq(memcmp(text.ptr, bytes, 256), 0);
    prse__buf_free(&text);
    cache.free(cache.self);
    remove_folder();
}

PRSE_TEST(cache_sqlite, what_is_past_its_time_goes_after_a_while)
{
    char key[32];
    make_folder();
    prse_cache cache = make();
    for (int i = 0; i < 500; i++) {
        snprintf(key, sizeof key, "old%d", i);
        cr_assert_eq(put(&cache, key, PRSE_STR("v"), i < 400 ? 1 : INT64_MAX),
                     0);
    }
    expect(&cache, "old7", NULL);
    expect(&cache, "old450", "v");
    cache.free(cache.self);
    remove_folder();
}

static void put_again(void *user, prse_str value)
{
    prse_cache *cache = user;
    (void)value;
    cr_assert_eq(put(cache, "a", PRSE_STR("new"), INT64_MAX), PRSE_OK);
}

PRSE_TEST(cache_sqlite, a_reader_may_use_the_cache)
{
    make_folder();
    prse_cache cache = make();
    put(&cache, "a", PRSE_STR("old"), INT64_MAX);
    cr_assert_eq(cache.get(cache.self, PRSE_STR("a"), put_again, &cache,
                           NULL), 0);
    expect(&cache, "a", "new");
    cache.free(cache.self);
    remove_folder();
}

PRSE_TEST(cache_sqlite, a_file_of_something_else_is_left_alone)
{
    char read[32] = "";
    make_folder();
    FILE *file = fopen(path, "w");
    fputs("a letter to my mother, which is long enough", file);
    fclose(file);
    prse_cache cache = {0};
    prse_error err = {0};
    cr_expect_eq(prse_cache_sqlite(&cache, prse_str_of(path), &err),
                 PRSE_ESCHEMA);
    cr_expect_eq(err.code, PRSE_ESCHEMA);
    cr_expect_null(cache.self);
    file = fopen(path, "r");
    cr_expect_not_null(fgets(read, 9, file));
    fclose(file);
    cr_expect_str_eq(read, "a letter");
    remove_folder();
}

PRSE_TEST(cache_sqlite, wrong_calls)
{
    prse_cache cache = {0};
    prse_error err = {0};
    cr_expect_eq(prse_cache_sqlite(NULL, PRSE_STR("x"), &err), PRSE_EINVAL);
    cr_expect_eq(prse_cache_sqlite(&cache, (prse_str){0}, &err), PRSE_EINVAL);
    cr_expect_eq(prse_cache_sqlite(&cache, PRSE_STR("/nowhere/at/all"), &err),
                 PRSE_EIO);
    cr_expect_null(cache.self);
}

PRSE_TEST(cache_sqlite, lack_of_memory_is_told)
{
    make_folder();
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_cache cache = {0};
        prse_status status =
            prse_cache_sqlite(&cache, prse_str_of(path), &err);
        if (!status)
            status = cache.put(cache.self, PRSE_STR("a"), PRSE_STR("b"), 0,
                               &err);
        PRSE_FAULT_CHECK(status, err);
        if (cache.self)
            cache.free(cache.self);
    }
    remove_folder();
}
