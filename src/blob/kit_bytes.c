/* SPDX-License-Identifier: Apache-2.0 */
/* Blobs of many lengths, and parts of them. */
#include <time.h>

#include "blob/kit.h"

enum {
    PIECE = 65536,
    LARGE = 9 * 1024 * 1024 + 5,
    SOME = 100000,
    DAY_S = 86400
};

static void round_trip(prse__kit *kit, uint64_t bytes)
{
    prse__kit_content content = {.seed = bytes + 1, .bytes = bytes};
    if (prse__kit_put(kit, "blob", &content, PRSE_OK))
        prse__kit_holds(kit, "blob", &content);
}

static void replaced(prse__kit *kit, uint64_t number)
{
    prse__kit_content old = {.seed = 1, .bytes = SOME};
    prse__kit_content new = {.seed = 2, .bytes = 10};
    prse__kit_content newest = {.seed = 3, .bytes = 2 * SOME};
    (void)number;
    if (prse__kit_put(kit, "blob", &old, PRSE_OK) &&
        prse__kit_put(kit, "blob", &new, PRSE_OK) &&
        prse__kit_holds(kit, "blob", &new) &&
        prse__kit_put(kit, "blob", &newest, PRSE_OK))
        prse__kit_holds(kit, "blob", &newest);
}

static void stat_tells(prse__kit *kit, uint64_t bytes)
{
    char whole[PRSE__BLOB_KEY_MAX + 1];
    prse_error why = {0};
    prse_blob_info info = {.size = sizeof info};
    struct timespec now = {0};
    if (!prse__kit_is(kit, "stat()",
                      prse__blob_stat(kit->blob, prse__kit_key(whole, "blob"),
                                      &info, NULL, &why),
                      PRSE_OK, &why))
        return;
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t age = (int64_t)now.tv_sec - info.modified_ms / 1000;
    if (info.bytes != bytes)
        prse__kit_wrong(kit, "stat() tells %llu bytes instead of %llu",
                        (unsigned long long)info.bytes,
                        (unsigned long long)bytes);
    if (age < -DAY_S || age > DAY_S)
        prse__kit_wrong(kit, "stat() tells a time that is %lld s ago",
                        (long long)age);
}

static void stat_new(prse__kit *kit, uint64_t number)
{
    prse__kit_content content = {.seed = 1, .bytes = SOME};
    (void)number;
    if (prse__kit_put(kit, "blob", &content, PRSE_OK))
        stat_tells(kit, SOME);
}

static void stat_replaced(prse__kit *kit, uint64_t number)
{
    prse__kit_content old = {.seed = 1, .bytes = SOME};
    prse__kit_content new = {.seed = 2, .bytes = 12};
    (void)number;
    if (prse__kit_put(kit, "blob", &old, PRSE_OK) &&
        prse__kit_put(kit, "blob", &new, PRSE_OK))
        stat_tells(kit, 12);
}

static void removed(prse__kit *kit, uint64_t number)
{
    prse__kit_content content = {.seed = 1, .bytes = 10};
    (void)number;
    if (prse__kit_put(kit, "blob", &content, PRSE_OK) &&
        prse__kit_remove(kit, "blob"))
        prse__kit_absent(kit, "blob");
}

static void put_again(prse__kit *kit, uint64_t number)
{
    prse__kit_content content = {.seed = 1, .bytes = 10};
    (void)number;
    if (prse__kit_put(kit, "blob", &content, PRSE_OK) &&
        prse__kit_remove(kit, "blob") &&
        prse__kit_put(kit, "blob", &content, PRSE_OK))
        prse__kit_holds(kit, "blob", &content);
}

static void removed_twice(prse__kit *kit, uint64_t number)
{
    char whole[PRSE__BLOB_KEY_MAX + 1];
    prse_error why = {0};
    (void)number;
    prse_status status = prse__blob_remove(
        kit->blob, prse__kit_key(whole, "none"), NULL, &why);
    if (status != PRSE_OK)
        prse__kit_is(kit, "remove()", status, PRSE_ENOTFOUND, &why);
}

static void absent(prse__kit *kit, uint64_t number)
{
    (void)number;
    prse__kit_absent(kit, "none");
}

const prse__kit_test prse__kit_bytes[] = {
    {"a blob of no bytes is kept", round_trip, 0},
    {"a blob of one byte is kept", round_trip, 1},
    {"a blob of 64 KiB less one byte is kept", round_trip, PIECE - 1},
    {"a blob of 64 KiB is kept", round_trip, PIECE},
    {"a blob of 64 KiB and one byte is kept", round_trip, PIECE + 1},
    {"a blob of 9 MiB is kept", round_trip, LARGE},
    {"a blob takes the place of a longer and of a shorter one", replaced, 0},
    {"stat tells length and time", stat_new, 0},
    {"stat tells the length of what took the place", stat_replaced, 0},
    {"what is not there is not found", absent, 0},
    {"a removed blob is gone", removed, 0},
    {"a removed blob can be put again", put_again, 0},
    {"removing nothing is not found, or done", removed_twice, 0},
    {0}};

/* Of one blob of 100,000 bytes. */
static const struct range {
    uint64_t offset, length;
} ranges[] = {{0, 1},
              {SOME - 1, 1},
              {PIECE - 6, 16},
              {10, 0},
              {SOME - 5, 10},
              {SOME, 10},
              {UINT64_C(1) << 40, 10},
              {10, UINT64_MAX},
              {UINT64_MAX, UINT64_MAX}};

static void get_range(prse__kit *kit, uint64_t which)
{
    const struct range *range = &ranges[which];
    prse__kit_content content = {.seed = 4, .bytes = SOME};
    if (prse__kit_put(kit, "blob", &content, PRSE_OK))
        prse__kit_get(kit, "blob", &content, range->offset, range->length);
}

const prse__kit_test prse__kit_ranges[] = {
    {"get gives the first byte", get_range, 0},
    {"get gives the last byte", get_range, 1},
    {"get gives bytes across a piece's border", get_range, 2},
    {"get gives no bytes where none are asked for", get_range, 3},
    {"get gives what there is before the end", get_range, 4},
    {"get gives nothing at the end", get_range, 5},
    {"get gives nothing far past the end", get_range, 6},
    {"get gives the rest for the largest length", get_range, 7},
    {"get gives nothing at the largest offset", get_range, 8},
    {0}};
