/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/str.h"
#include "support/test.h"

PRSE_TEST(str, compares_bytes)
{
    cr_expect(prse__str_eq(PRSE_STR("a"), PRSE_STR("a")));
    cr_expect_not(prse__str_eq(PRSE_STR("a"), PRSE_STR("ab")));
    cr_expect(prse__str_is((prse_str){0}, ""));
    cr_expect_lt(prse__str_cmp(PRSE_STR("a"), PRSE_STR("ab")), 0);
    cr_expect_gt(prse__str_cmp(PRSE_STR("b"), PRSE_STR("ab")), 0);
    cr_expect_eq(prse__str_cmp((prse_str){0}, PRSE_STR("")), 0);
    cr_expect(prse__str_starts(PRSE_STR(">= 50"), ">="));
    cr_expect_not(prse__str_starts(PRSE_STR(">"), ">="));
}

PRSE_TEST(str, trims_blanks)
{
    cr_expect(prse__str_is(prse__str_trim(PRSE_STR(" \t a b\r\n")), "a b"));
    cr_expect(prse__str_is(prse__str_trim(PRSE_STR("  ")), ""));
}

PRSE_TEST(str, a_copy_ends_with_nul)
{
    prse__arena *arena = prse__arena_new(64);
    prse_str copy = prse__str_dup(arena, PRSE_STR("abc"));
    cr_expect_str_eq(copy.ptr, "abc");
    cr_expect_null(prse__str_dup(arena, (prse_str){"x", 64}).ptr);
    prse__arena_free(arena);
}

PRSE_TEST(buf, grows_and_formats)
{
    prse__buf buf;
    prse__buf_init(&buf, 0);
    for (int i = 0; i < 1000; i++)
        prse__buf_addf(&buf, "%d,", i % 10);
    cr_expect_eq(buf.len, 2000);
    cr_expect_eq(strncmp(buf.ptr, "0,1,2,", 6), 0);
    prse__buf_clear(&buf);
    cr_expect_str_eq(buf.ptr, "");
    prse__buf_free(&buf);
}

PRSE_TEST(buf, stays_failed_past_its_limit)
{
    prse__buf buf;
    prse__buf_init(&buf, 4);
    prse__buf_adds(&buf, "abc");
    prse__buf_adds(&buf, "de");
    prse__buf_adds(&buf, "f");
    cr_expect(buf.failed);
    cr_expect_str_eq(buf.ptr, "abc");
    prse__buf_free(&buf);
}

PRSE_TEST(utf8, finds_the_first_wrong_byte)
{
    static const struct {
        const char *text;
        size_t at;
    } cases[] = {
        {"", 0}, {"abc", 3}, {"\xC3\xA9\xE2\x82\xAC", 5},
        {"\xF0\x9F\x98\x80", 4},
        {"a\x80", 1},             /* continuation alone */
        {"ab\xC3", 2},            /* cut */
        {"\xC0\x80", 0},          /* overlong */
        {"\xE0\x80\x80", 0},      /* overlong */
        {"\xED\xA0\x80", 0},      /* surrogate */
        {"\xF4\x90\x80\x80", 0},  /* past U+10FFFF */
        {"x\xFF", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(prse__utf8_check(prse_str_of(cases[i].text)), cases[i].at,
                     "case %zu", i);
}

PRSE_TEST(utf8, every_code_point_goes_there_and_back)
{
    prse__buf buf;
    prse__buf_init(&buf, 0);
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        prse__buf_clear(&buf);
        prse__utf8_add(&buf, c);
        size_t pos = 0;
        cr_assert_eq(prse__utf8_next(prse__buf_str(&buf), &pos), c);
        cr_assert_eq(pos, buf.len);
        cr_assert_eq(prse__utf8_length(prse__buf_str(&buf)), 1);
    }
    prse__buf_free(&buf);
}

PRSE_TEST(str, hexadecimal_digits)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    for (int i = 0; digits[i]; i++)
        cr_expect_eq(prse__hex_digit(digits[i]), i < 16 ? i : i - 6);
    static const char others[] = "/:@G`g \xC3";
    for (int i = 0; others[i]; i++)
        cr_expect_eq(prse__hex_digit(others[i]), -1, "%c", others[i]);
}
