/* SPDX-License-Identifier: Apache-2.0 */
/* The smallest table: "a" becomes "bc". A unit of a double array holds the
 * byte that leads to it, whether a key ends there, and where its children are,
 * as the exclusive or with its own place. */
#include "pieces/charsmap.h"

#include "support/test.h"

enum { ROOT = 0, CHILD = 'a' ^ 1, VALUE = CHILD ^ 1, UNITS = 128 };

static unsigned char model[UNITS * 4 + 32];
static size_t length;

static void put(uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        model[length++] = (unsigned char)(value >> 8 * i & 255);
}

static void put_length(uint32_t value)
{
    put((value & 127) | 128, 1);
    put(value >> 7, 1);
}

static uint32_t unit(int i)
{
    switch (i) {
    case ROOT: return 1u << 10;
    case CHILD: return 1u << 10 | 1u << 8 | 'a';
    case VALUE: return 1u << 31 | 1; /* past a first, empty value */
    default: return 0;
    }
}

/* Field 3 of the model, and in it field 2, the table. */
static prse__buf made(void)
{
    prse__buf out;
    uint32_t table = 4 + UNITS * 4 + 4;
    length = 0;
    put(3 << 3 | 2, 1);
    put_length(table + 3);
    put(2 << 3 | 2, 1);
    put_length(table);
    put(UNITS * 4, 4);
    for (int i = 0; i < UNITS; i++)
        put(unit(i), 4);
    put(0, 1);
    put('b' | 'c' << 8, 3);
    prse__buf_init(&out, 0);
    prse__buf_add(&out, (prse_str){(const char *)model, length});
    return out;
}

static void check(const char *text, const char *wanted)
{
    prse__charsmap map;
    prse__buf bytes = made(), out;
    prse__buf_init(&out, 0);
    cr_assert(prse__charsmap_take(&map, &bytes));
    prse__charsmap_replace(&out, &map, prse_str_of(text));
    cr_expect_str_eq(out.ptr, wanted);
    prse__buf_free(&out);
    prse__buf_free(&bytes);
}

PRSE_TEST(charsmap, replaces_letters)
{
    check("xax", "xbcx");
}

PRSE_TEST(charsmap, forgets_the_marks_of_a_short_cluster)
{
    check("a\xCC\x81x", "bcx");
    check("a\xCC\x81\xCC\x81\xCC\x81x", "bc\xCC\x81\xCC\x81\xCC\x81x");
}

PRSE_TEST(charsmap, is_hidden_in_the_model)
{
    prse__charsmap map;
    prse__buf bytes = made();
    cr_assert(prse__charsmap_take(&map, &bytes));
    cr_assert_gt(map.count, 0);
    cr_assert(prse__charsmap_take(&map, &bytes));
    cr_expect_eq(map.count, 0);
    prse__buf_free(&bytes);
}

PRSE_TEST(charsmap, a_model_that_was_cut_is_damaged)
{
    prse__charsmap map;
    prse__buf bytes = made();
    for (bytes.len--; bytes.len > 0; bytes.len--)
        cr_expect_eq(prse__charsmap_take(&map, &bytes), 0, "%zu", bytes.len);
    prse__buf_free(&bytes);
}

PRSE_TEST(charsmap, places_outside_the_table_lead_nowhere)
{
    prse__charsmap map;
    prse__buf bytes = made(), out;
    prse__buf_init(&out, 0);
    cr_assert(prse__charsmap_take(&map, &bytes));
    map.values.len = 1;
    prse__charsmap_replace(&out, &map, PRSE_STR("a"));
    map.count = CHILD;
    prse__charsmap_replace(&out, &map, PRSE_STR("a"));
    cr_expect_str_eq(out.ptr, "aa");
    prse__buf_free(&out);
    prse__buf_free(&bytes);
}
