/* SPDX-License-Identifier: Apache-2.0 */
/* Keys that are close to each other, and the longest ones. */
#include <stdio.h>
#include <string.h>

#include "blob/kit.h"

enum { OWN = PRSE__BLOB_KEY_MAX - 9 /* "prse-kit/" */, CLOSE = 12 };

static const char *const close_keys[CLOSE] = {
    "a", "a-b", "a.b", "a/b", "a/b/c", "a/b.c",
    "a0b", "a_b", "ab", "a.", "a-/b", "a./b"};

/* Each keeps its own bytes, also when its neighbours go. */
static void close_to_each_other(prse__kit *kit, uint64_t number)
{
    (void)number;
    for (uint64_t i = 0; i < CLOSE; i++) {
        prse__kit_content content = {.seed = i + 1, .bytes = i + 20};
        if (!prse__kit_put(kit, close_keys[i], &content, PRSE_OK))
            return;
    }
    for (uint64_t i = 0; i < CLOSE; i++) {
        prse__kit_content content = {.seed = i + 1, .bytes = i + 20};
        if (!prse__kit_holds(kit, close_keys[i], &content) ||
            !prse__kit_remove(kit, close_keys[i]) ||
            !prse__kit_absent(kit, close_keys[i]))
            return;
    }
}

static void below_each_other(prse__kit *kit, uint64_t number)
{
    prse__kit_content upper = {.seed = 1, .bytes = 5};
    prse__kit_content lower = {.seed = 2, .bytes = 7};
    const char *const *first = number ? (const char *const[]){"x/y", "x"}
                                      : (const char *const[]){"x", "x/y"};
    if (prse__kit_put(kit, first[0], &upper, PRSE_OK) &&
        prse__kit_put(kit, first[1], &lower, PRSE_OK) &&
        prse__kit_holds(kit, first[0], &upper) &&
        prse__kit_remove(kit, first[0]))
        prse__kit_holds(kit, first[1], &lower);
}

static void above_is_absent(prse__kit *kit, uint64_t number)
{
    prse__kit_content content = {.seed = 1, .bytes = 5};
    (void)number;
    if (prse__kit_put(kit, "x/y/z", &content, PRSE_OK) &&
        prse__kit_absent(kit, "x") && prse__kit_absent(kit, "x/y"))
        prse__kit_absent(kit, "x/y/z/z");
}

/* Two of the longest keys, told apart by their last byte. */
static void longest(prse__kit *kit, uint64_t segment)
{
    char key[OWN + 1];
    prse__kit_content one = {.seed = 1, .bytes = 5};
    prse__kit_content two = {.seed = 2, .bytes = 7};
    memset(key, 'k', OWN);
    key[OWN] = '\0';
    for (size_t i = segment; segment > 0 && i + 1 < OWN; i += segment + 1)
        key[i] = '/';
    if (!prse__kit_put(kit, key, &one, PRSE_OK))
        return;
    key[OWN - 1] = 'l';
    if (!prse__kit_absent(kit, key) ||
        !prse__kit_put(kit, key, &two, PRSE_OK) ||
        !prse__kit_holds(kit, key, &two))
        return;
    key[OWN - 1] = 'k';
    if (prse__kit_holds(kit, key, &one) && prse__kit_remove(kit, key))
        prse__kit_absent(kit, key);
}

/* Segments whose lengths lie around what disks and our own folders allow, and
 * what may come after them. */
static void long_segments(prse__kit *kit, uint64_t number)
{
    static const size_t lengths[] = {199, 200, 201, 254, 255, 256, 400};
    static const char *const ends[] = {"", "/t", ".", "..", "./t"};
    char key[OWN + 1];
    (void)number;
    for (size_t i = 0; i < 7 * 5; i++) {
        prse__kit_content content = {.seed = i + 1, .bytes = i + 3};
        size_t length = lengths[i / 5];
        memset(key, 's', length);
        snprintf(key + length, sizeof key - length, "%s", ends[i % 5]);
        if (!prse__kit_put(kit, key, &content, PRSE_OK) ||
            !prse__kit_holds(kit, key, &content))
            return;
    }
}

const prse__kit_test prse__kit_keys[] = {
    {"keys that are close to each other are apart", close_to_each_other, 0},
    {"a key may be the beginning of another", below_each_other, 0},
    {"a key may go on where another ends", below_each_other, 1},
    {"the beginnings of a key are no blobs", above_is_absent, 0},
    {"a key of 512 bytes in two segments is kept", longest, 0},
    {"a key of 512 bytes in many segments is kept", longest, 1},
    {"a key of 512 bytes in segments of 64 is kept", longest, 63},
    {"segments of any length are kept", long_segments, 0},
    {0}};
