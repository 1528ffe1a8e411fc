/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "support/test.h"

PRSE_TEST(memory, is_zeroed_and_refuses_overflow)
{
    unsigned char *bytes = prse__alloc(3, 7);
    for (int i = 0; i < 21; i++)
        cr_expect_eq(bytes[i], 0);
    bytes = prse__resize(bytes, 21, 40, 1);
    for (int i = 21; i < 40; i++)
        cr_expect_eq(bytes[i], 0);
    cr_expect_null(prse__alloc(SIZE_MAX, 2));
    cr_expect_null(prse__resize(NULL, 0, SIZE_MAX, 2));
    prse__free(bytes);
    prse__free(NULL);
}

PRSE_TEST(arena, gives_aligned_zeroed_memory)
{
    prse__arena *arena = prse__arena_new(0);
    for (size_t size = 0; size < 300000; size = size * 3 + 1) {
        unsigned char *block = prse__arena_alloc(arena, size, 1);
        cr_assert_not_null(block);
        cr_expect_eq((uintptr_t)block % 16, 0);
        for (size_t i = 0; i < size; i++)
            cr_assert_eq(block[i], 0);
        memset(block, 0xAA, size);
    }
    prse__arena_free(arena);
    prse__arena_free(NULL);
}

PRSE_TEST(arena, reset_reuses_its_blocks_zeroed)
{
    prse__arena *arena = prse__arena_new(0);
    unsigned char *first = prse__arena_alloc(arena, 100, 1);
    memset(first, 0xAA, 100);
    prse__arena_alloc(arena, 20000, 1);
    prse__arena_reset(arena);
    cr_expect_eq(prse__arena_used(arena), 0);
    unsigned char *again = prse__arena_alloc(arena, 100, 1);
    cr_expect_eq(again, first);
    cr_expect_eq(again[50], 0);
    cr_expect_not_null(prse__arena_alloc(arena, 300000, 1));
    prse__arena_free(arena);
}

PRSE_TEST(arena, stops_at_its_limit)
{
    prse__arena *arena = prse__arena_new(1000);
    cr_expect_not_null(prse__arena_alloc(arena, 900, 1));
    cr_expect_eq(prse__arena_full(arena), 0);
    cr_expect_null(prse__arena_alloc(arena, 200, 1));
    cr_expect_eq(prse__arena_full(arena), 1);
    cr_expect_null(prse__arena_alloc(arena, SIZE_MAX, SIZE_MAX));
    prse__arena_free(arena);
}

PRSE_TEST(memory, nothing_is_a_block_too)
{
    void *none = prse__alloc(0, 8), *empty = prse__alloc(8, 0);
    cr_expect_not_null(none);
    cr_expect_not_null(empty);
    none = prse__resize(none, 0, 0, 8);
    empty = prse__resize(empty, 8, 16, 0);
    cr_expect_not_null(none);
    cr_expect_not_null(empty);
    prse__free(none);
    prse__free(empty);
}
