/* SPDX-License-Identifier: Apache-2.0 */
/* Lists, in the order of bytes. */
#include <stdio.h>
#include <string.h>

#include "blob/kit.h"

enum { MANY = 1005 };

/* In order, though folders would be walked in another one. */
static const char *const keys[] = {"a",    "a-b", "a.b",  "a/b", "a/b-c",
                                   "a/b/c", "a/c", "a0",  "a_b", "ab",
                                   "b/c/d", "b/cd"};
enum { KEYS = sizeof keys / sizeof keys[0] };

typedef struct listed {
    prse__buf keys;      /* without "prse-kit/", each with a blank after it */
    uint64_t bytes;
    int count, stop_at, out_of_order;
    prse__buf last;
} listed;

static int note(void *user, prse_str key, const prse_blob_info *info)
{
    listed *it = user;
    if (it->count > 0 &&
        prse__str_cmp(prse__buf_str(&it->last), key) >= 0)
        it->out_of_order = 1;
    prse__buf_clear(&it->last);
    prse__buf_add(&it->last, key);
    if (key.len > 9)
        prse__buf_add(&it->keys, (prse_str){key.ptr + 9, key.len - 9});
    prse__buf_addc(&it->keys, ' ');
    it->bytes += info->bytes;
    return ++it->count == it->stop_at;
}

static void forget(prse__kit *kit, listed *it)
{
    if (it->keys.failed || it->last.failed)
        kit->fatal = PRSE_ENOMEM;
    prse__buf_free(&it->keys);
    prse__buf_free(&it->last);
}

static int list(prse__kit *kit, const char *prefix, listed *it)
{
    char whole[PRSE__BLOB_KEY_MAX + 1];
    prse_error why = {0};
    return prse__kit_is(kit, "list()",
                        prse__blob_list(kit->blob,
                                        prse__kit_key(whole, prefix), note,
                                        it, NULL, &why),
                        PRSE_OK, &why);
}

static int put_all(prse__kit *kit)
{
    for (size_t i = KEYS; i-- > 0;) {
        prse__kit_content content = {.seed = i + 1, .bytes = i + 1};
        if (!prse__kit_put(kit, keys[i], &content, PRSE_OK))
            return 0;
    }
    return 1;
}

static const struct wanted {
    const char *prefix, *keys;
} wanted[] = {
    {"", "a a-b a.b a/b a/b-c a/b/c a/c a0 a_b ab b/c/d b/cd "},
    {"a", "a a-b a.b a/b a/b-c a/b/c a/c a0 a_b ab "},
    {"a/", "a/b a/b-c a/b/c a/c "},
    {"a/b", "a/b a/b-c a/b/c "},
    {"b/c", "b/c/d b/cd "},
    {"a.", "a.b "},
    {"a/b/c", "a/b/c "},
    {"c", ""},
    {"a/b/c/", ""},
    {"b/c/", "b/c/d "}};

static void list_prefix(prse__kit *kit, uint64_t which)
{
    listed it = {0};
    const struct wanted *own = &wanted[which];
    if (put_all(kit) && list(kit, own->prefix, &it) && !it.keys.failed &&
        !prse__str_is(prse__buf_str(&it.keys), own->keys))
        prse__kit_wrong(kit, "list() of \"%s\" gives \"%s\" instead of "
                        "\"%s\"", own->prefix, it.count ? it.keys.ptr : "",
                        own->keys);
    forget(kit, &it);
}

static void list_lengths(prse__kit *kit, uint64_t number)
{
    listed it = {0};
    (void)number;
    if (put_all(kit) && list(kit, "", &it) &&
        it.bytes != KEYS * (KEYS + 1) / 2)
        prse__kit_wrong(kit, "list() tells %llu bytes in all instead of %d",
                        (unsigned long long)it.bytes, KEYS * (KEYS + 1) / 2);
    forget(kit, &it);
}

static void list_stops(prse__kit *kit, uint64_t at)
{
    listed it = {.stop_at = (int)at};
    if (put_all(kit) && list(kit, "", &it) && it.count != (int)at)
        prse__kit_wrong(kit, "list() goes on to %d blobs when it is stopped "
                        "at %d", it.count, (int)at);
    forget(kit, &it);
}

/* More than services give in one answer. */
static void list_many(prse__kit *kit, uint64_t number)
{
    listed it = {0};
    char key[32];
    prse__kit_content content = {.seed = 1, .bytes = 1};
    int done = 1;
    (void)number;
    for (int i = 0; done && i < MANY; i++) {
        snprintf(key, sizeof key, "many/%d", i * 7919 % MANY);
        done = prse__kit_put(kit, key, &content, PRSE_OK);
    }
    if (done && list(kit, "many/", &it) && it.count != MANY)
        prse__kit_wrong(kit, "list() gives %d blobs instead of %d", it.count,
                        MANY);
    if (it.out_of_order)
        prse__kit_wrong(kit, "list() gives many blobs out of order");
    forget(kit, &it);
}

/* Whatever a store makes of long segments. */
static void list_long(prse__kit *kit, uint64_t number)
{
    static const char *const ends[] = {"", "-", ".", "/t", "0", "./t"};
    listed it = {0};
    char key[300];
    int done = 1;
    (void)number;
    for (size_t i = 0; done && i < 10 * 6; i++) {
        size_t length = 196 + i / 6;
        prse__kit_content content = {.seed = 1, .bytes = 1};
        memset(key, 's', length);
        snprintf(key + length, sizeof key - length, "%s", ends[i % 6]);
        done = prse__kit_put(kit, key, &content, PRSE_OK);
    }
    if (done && list(kit, "", &it) && it.count != 10 * 6)
        prse__kit_wrong(kit, "list() gives %d long keys instead of %d",
                        it.count, 10 * 6);
    if (it.out_of_order)
        prse__kit_wrong(kit, "list() gives long keys out of order");
    forget(kit, &it);
}

static void list_removed(prse__kit *kit, uint64_t number)
{
    listed it = {0};
    (void)number;
    if (put_all(kit) && prse__kit_remove(kit, "a/b") &&
        prse__kit_remove(kit, "b/c/d") && list(kit, "", &it) &&
        !it.keys.failed &&
        !prse__str_is(prse__buf_str(&it.keys),
                      "a a-b a.b a/b-c a/b/c a/c a0 a_b ab b/cd "))
        prse__kit_wrong(kit, "list() gives \"%s\" after two were removed",
                        it.count ? it.keys.ptr : "");
    forget(kit, &it);
}

const prse__kit_test prse__kit_lists[] = {
    {"list gives all in the order of bytes", list_prefix, 0},
    {"list gives what begins with one letter", list_prefix, 1},
    {"list gives what is below a segment", list_prefix, 2},
    {"list gives a key that is its own prefix", list_prefix, 3},
    {"list gives what begins within a segment", list_prefix, 4},
    {"list takes a dot as a dot", list_prefix, 5},
    {"list gives one key for the whole of it", list_prefix, 6},
    {"list gives nothing where nothing begins so", list_prefix, 7},
    {"list gives nothing below a blob", list_prefix, 8},
    {"list gives what is below two segments", list_prefix, 9},
    {"list tells lengths", list_lengths, 0},
    {"list stops at the first", list_stops, 1},
    {"list stops in the middle", list_stops, 6},
    {"list leaves out what was removed", list_removed, 0},
    {"list gives long segments in the order of bytes", list_long, 0},
    {"list gives a thousand and more", list_many, 0},
    {0}};
