/* SPDX-License-Identifier: Apache-2.0 */
/* A cache in memory: what was used longest ago goes first. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "portailrse/sys/cache.h"
#include "support/fault.h"
#include "support/test.h"

static prse_cache make(uint64_t bytes)
{
    prse_cache cache = {0};
    cr_assert_eq(prse_cache_memory(&cache, bytes, NULL), PRSE_OK);
    return cache;
}

static void copy(void *user, prse_str value)
{
    char *text = user;
    memcpy(text, value.ptr, value.len);
    text[value.len] = '\0';
}

static prse_status put(prse_cache *cache, const char *key, const char *value)
{
    return cache->put(cache->self, prse_str_of(key), prse_str_of(value), 0,
                      NULL);
}

/* "" when nothing is kept. */
static const char *got(prse_cache *cache, const char *key)
{
    static char text[4096];
    prse_error err = {0};
    text[0] = '\0';
    prse_status status =
        cache->get(cache->self, prse_str_of(key), copy, text, &err);
    cr_assert_eq((int32_t)status, err.code);
    cr_assert(status == PRSE_OK || status == PRSE_ENOTFOUND);
    return text;
}

PRSE_TEST(cache_memory, what_was_put_is_found_until_it_is_replaced)
{
    prse_cache cache = make(0);
    cr_expect_str_eq(got(&cache, "a"), "");
    cr_assert_eq(put(&cache, "a", "one"), PRSE_OK);
    cr_assert_eq(put(&cache, "b", "two"), PRSE_OK);
    cr_expect_str_eq(got(&cache, "a"), "one");
    cr_assert_eq(put(&cache, "a", "three"), PRSE_OK);
    cr_expect_str_eq(got(&cache, "a"), "three");
    cr_expect_str_eq(got(&cache, "b"), "two");
    cr_assert_eq(put(&cache, "a", ""), PRSE_OK);
    cr_expect_str_eq(got(&cache, "a"), "");
    cr_expect_eq(put(&cache, "", "x"), PRSE_EINVAL);
    cache.free(cache.self);
}

PRSE_TEST(cache_memory, thousands_of_keys_keep_apart)
{
    prse_cache cache = make(0);
    char key[32], value[32];
    for (int i = 0; i < 5000; i++) {
        snprintf(key, sizeof key, "k%d", i);
        snprintf(value, sizeof value, "v%d", i);
        cr_assert_eq(put(&cache, key, value), PRSE_OK);
    }
    for (int i = 0; i < 5000; i++) {
        snprintf(key, sizeof key, "k%d", i);
        snprintf(value, sizeof value, "v%d", i);
        cr_assert_str_eq(got(&cache, key), value);
    }
    cache.free(cache.self);
}

PRSE_TEST(cache_memory, the_one_used_longest_ago_goes_first)
{
    char big[1000];
    memset(big, 'x', sizeof big - 1);
    big[sizeof big - 1] = '\0';
    prse_cache cache = make(3500);
    put(&cache, "a", big);
    put(&cache, "b", big);
    put(&cache, "c", big);
    cr_expect_str_eq(got(&cache, "a"), big);
    put(&cache, "d", big);
    cr_expect_str_eq(got(&cache, "a"), big, "it was just used");
    cr_expect_str_eq(got(&cache, "b"), "");
    cr_expect_str_eq(got(&cache, "c"), big);
    cr_expect_str_eq(got(&cache, "d"), big);
    cache.free(cache.self);
}

PRSE_TEST(cache_memory, what_is_larger_than_all_is_not_kept)
{
    char big[1000];
    memset(big, 'x', sizeof big - 1);
    big[sizeof big - 1] = '\0';
    prse_cache cache = make(500);
    cr_expect_eq(put(&cache, "a", "small"), PRSE_OK);
    cr_expect_eq(put(&cache, "a", big), PRSE_OK);
    cr_expect_str_eq(got(&cache, "a"), "", "and the older value is gone");
    cache.free(cache.self);
}

static void put_while_reading(void *user, prse_str value)
{
    prse_cache *cache = user;
    cr_assert_eq(put(cache, "a", "new"), PRSE_OK);
    cr_expect(prse__str_is(value, "old"), "the reader keeps what it reads");
}

PRSE_TEST(cache_memory, a_reader_may_use_the_cache)
{
    prse_cache cache = make(0);
    put(&cache, "a", "old");
    cr_assert_eq(cache.get(cache.self, PRSE_STR("a"), put_while_reading,
                           &cache, NULL), PRSE_OK);
    cr_expect_str_eq(got(&cache, "a"), "new");
    cache.free(cache.self);
}

PRSE_TEST(cache_memory, wrong_calls)
{
    prse_error err = {0};
    cr_expect_eq(prse_cache_memory(NULL, 0, &err), PRSE_EINVAL);
    cr_expect_eq(err.code, PRSE_EINVAL);
}

PRSE_TEST(cache_memory, lack_of_memory_is_told)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_cache cache = {0};
        prse_status status = prse_cache_memory(&cache, 0, &err);
        if (!status)
            status = cache.put(cache.self, PRSE_STR("a"), PRSE_STR("b"), 0,
                               &err);
        PRSE_FAULT_CHECK(status, err);
        if (cache.self)
            cache.free(cache.self);
    }
}

PRSE_TEST(cache_memory, a_table_that_can_not_grow_still_works)
{
    prse_cache cache = make(0);
    char key[32];
    for (int i = 0; i < 64; i++) {
        snprintf(key, sizeof key, "k%d", i);
        put(&cache, key, key);
    }
    prse_fault_arm(2, 0); /* the wider table, after the entry */
    cr_expect_eq(put(&cache, "last", "v"), PRSE_OK);
    cr_expect(prse_fault_pause());
    cr_expect_str_eq(got(&cache, "last"), "v");
    cr_expect_str_eq(got(&cache, "k7"), "k7");
    cache.free(cache.self);
}
