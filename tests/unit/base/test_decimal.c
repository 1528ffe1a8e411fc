/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "support/test.h"

static prse__dec dec(const char *text)
{
    prse__dec d = prse__dec_int(0);
    cr_assert(prse__dec_parse(&d, prse_str_of(text)), "%s is a number", text);
    return d;
}

static void expect(prse__dec got, const char *want)
{
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__dec_print(&buf, got);
    cr_expect_str_eq(buf.ptr, want);
    prse__buf_free(&buf);
}

PRSE_TEST(decimal, prints_as_written_without_trailing_zeros)
{
    static const char *const same[] = {
        "0", "1", "-1", "0.1", "-0.05", "1200.5", "23.6", "450000000",
        "1234567890123456789012345678901234", "0.0000000001"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        expect(dec(same[i]), same[i]);
    expect(dec("1.50"), "1.5");
    expect(dec("100"), "100");
    expect(dec("1e3"), "1000");
    expect(dec("25E-1"), "2.5");
    expect(dec("-0"), "0");
    expect(dec(".5"), "0.5");
}

PRSE_TEST(decimal, refuses_what_is_not_an_exact_number)
{
    static const char *const wrong[] = {
        "", "-", "+1", "1.", ".", "1..2", "1e", "1e+", "inf", "nan", "0x10",
        "1 ", " 1", "1,5", "12345678901234567890123456789012345", "1e99999",
        "1e7000", "--1", "1-1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        prse__dec d;
        cr_expect_not(prse__dec_parse(&d, prse_str_of(wrong[i])), "\"%s\"",
                      wrong[i]);
    }
}

PRSE_TEST(decimal, computes_exactly)
{
    expect(prse__dec_add(dec("0.1"), dec("0.2")), "0.3");
    expect(prse__dec_sub(dec("1"), dec("0.9")), "0.1");
    expect(prse__dec_mul(dec("1.1"), dec("1.1")), "1.21");
    expect(prse__dec_div(dec("1"), dec("8")), "0.125");
    expect(prse__dec_div(dec("1"), dec("3")),
           "0.3333333333333333333333333333333333");
    expect(prse__dec_pow(dec("2"), dec("10")), "1024");
    expect(prse__dec_sqrt(dec("16")), "4");
    expect(prse__dec_neg(dec("5")), "-5");
    expect(prse__dec_abs(dec("-5")), "5");
}

PRSE_TEST(decimal, modulo_takes_the_sign_of_the_divisor)
{
    expect(prse__dec_mod(dec("12"), dec("5")), "2");
    expect(prse__dec_mod(dec("-12"), dec("5")), "3");
    expect(prse__dec_mod(dec("12"), dec("-5")), "-3");
    expect(prse__dec_mod(dec("-12"), dec("-5")), "-2");
    expect(prse__dec_mod(dec("10.1"), dec("4.5")), "1.1");
}

PRSE_TEST(decimal, division_by_zero_is_not_finite)
{
    cr_expect_not(prse__dec_finite(prse__dec_div(dec("1"), dec("0"))));
    cr_expect_not(prse__dec_finite(prse__dec_div(dec("0"), dec("0"))));
    cr_expect(prse__dec_finite(dec("0")));
}

typedef struct rounding_case {
    const char *value;
    int scale;
    const char *want[7]; /* in the order of prse__rounding */
} rounding_case;

PRSE_TEST(decimal, rounds_in_seven_ways)
{
    static const rounding_case cases[] = {
        /* value scale even  up    down  away  zero  floor ceiling */
        {"5.5", 0, {"6", "6", "5", "6", "5", "5", "6"}},
        {"2.5", 0, {"2", "3", "2", "3", "2", "2", "3"}},
        {"1.6", 0, {"2", "2", "2", "2", "1", "1", "2"}},
        {"1.1", 0, {"1", "1", "1", "2", "1", "1", "2"}},
        {"1.0", 0, {"1", "1", "1", "1", "1", "1", "1"}},
        {"-1.1", 0, {"-1", "-1", "-1", "-2", "-1", "-2", "-1"}},
        {"-2.5", 0, {"-2", "-3", "-2", "-3", "-2", "-3", "-2"}},
        {"2.05", 1, {"2", "2.1", "2", "2.1", "2", "2", "2.1"}},
        {"1250", -2, {"1200", "1300", "1200", "1300", "1200", "1200",
                      "1300"}},
        {"3", 40, {"3", "3", "3", "3", "3", "3", "3"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int how = 0; how < 7; how++)
            expect(prse__dec_round(dec(cases[i].value), cases[i].scale,
                                   (prse__rounding)how),
                   cases[i].want[how]);
}

PRSE_TEST(decimal, compares_values_not_notations)
{
    cr_expect_eq(prse__dec_cmp(dec("1.0"), dec("1")), 0);
    cr_expect_eq(prse__dec_cmp(dec("49.99"), dec("50")), -1);
    cr_expect_eq(prse__dec_cmp(dec("50"), dec("-50")), 1);
    cr_expect_eq(prse__dec_sign(dec("-0.1")), -1);
    cr_expect(prse__dec_is_integer(dec("10.00")));
    cr_expect_not(prse__dec_is_integer(dec("10.01")));
}

PRSE_TEST(decimal, converts_to_integers_only_when_exact)
{
    int64_t value = 0;
    cr_expect(prse__dec_to_int(&value, dec("-42")));
    cr_expect_eq(value, -42);
    cr_expect_not(prse__dec_to_int(&value, dec("42.5")));
    cr_expect_not(prse__dec_to_int(&value, dec("1e30")));
}

/* Text of more than 64 characters is refused, so that none is printed. */
PRSE_TEST(decimal, what_is_printed_reads_back_at_any_size)
{
    static const char *const far[] = {
        "1e62", "1e63", "1e64", "1e67", "1e6144", "1e-60", "1e-70",
        "-1234567890.0123456789e122", "-9.999e-6000",
        "1234567890123456789012345678901234e6111"};
    for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
        prse__buf buf;
        prse__buf_init(&buf, 0);
        prse__dec_print(&buf, dec(far[i]));
        cr_expect_leq(buf.len, 64, "%s", far[i]);
        cr_expect_eq(prse__dec_cmp(dec(buf.ptr), dec(far[i])), 0, "%s", far[i]);
        prse__buf_free(&buf);
    }
    expect(dec("1e67"), "1e67");
    expect(dec("-1200e65"), "-12e67");
}

PRSE_TEST(decimal, whole_powers_are_exact_and_others_are_near)
{
    expect(prse__dec_pow(dec("10"), dec("3")), "1000");
    expect(prse__dec_pow(dec("2"), dec("-2")), "0.25");
    expect(prse__dec_pow(dec("7"), dec("0")), "1");
    expect(prse__dec_pow(dec("16"), dec("0.5")), "4");
    cr_expect(prse__dec_finite(prse__dec_pow(dec("1.1"), dec("1000"))));
    cr_expect_not(prse__dec_finite(prse__dec_pow(dec("0"), dec("-1"))));
}

PRSE_TEST(decimal, no_unit_is_larger_than_a_decimal_holds)
{
    cr_expect_not(prse__dec_finite(
        prse__dec_round(dec("5"), -6112, PRSE__ROUND_HALF_UP)));
    expect(prse__dec_round(dec("5"), -1, PRSE__ROUND_HALF_UP), "10");
    expect(prse__dec_round(dec("5"), -1, PRSE__ROUND_HALF_DOWN), "0");
}

static void expect_double(double value, const char *expected)
{
    prse__dec d;
    cr_expect(prse__dec_double(&d, value));
    expect(d, expected);
}

static void expect_float(float value, const char *expected)
{
    prse__dec d;
    cr_expect(prse__dec_float(&d, value));
    expect(d, expected);
}

PRSE_TEST(decimal, binary_numbers_are_the_shortest_decimals)
{
    expect_double(0.1, "0.1");
    expect_double(-0.0, "0");
    expect_double(1.0 / 3, "0.3333333333333333");
    expect_double(5e-324, "5e-324");
    expect_double(1.7976931348623157e308, "17976931348623157e292");
    expect_double(9007199254740993.0, "9007199254740992");
    expect_float(0.1f, "0.1");
    expect_float(16777216.0f, "16777216");
    expect_float(-1.5f, "-1.5");
    prse__dec none;
    cr_expect_not(prse__dec_double(&none, 1 / 0.0));
    cr_expect_not(prse__dec_double(&none, 0 / 0.0));
    cr_expect_not(prse__dec_float(&none, -1 / 0.0f));
}

/* strtod() is another's reading of the same digits. */
PRSE_TEST(decimal, a_binary_number_comes_back_from_its_decimal)
{
    uint64_t bits = 88172645463325252;
    for (int i = 0; i < 20000; i++) {
        double value, back;
        prse__dec d;
        prse__buf buf;
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        memcpy(&value, &bits, sizeof value);
        if (!prse__dec_double(&d, value))
            continue;
        prse__buf_init(&buf, 0);
        prse__dec_print(&buf, d);
        back = strtod(buf.ptr, NULL);
        cr_assert(back >= value && back <= value, "%s", buf.ptr);
        prse__buf_free(&buf);
    }
}

/* 50 as a whole number, and as the library keeps 5e1. */
PRSE_TEST(decimal, a_whole_number_is_the_same_however_it_is_kept)
{
    static const char *const same[][2] = {
        {"50", "5e1"}, {"-50", "-5e1"}, {"0", "0e3"}, {"0", "-0"},
        {"7", "7.0"}, {"-7", "-7.0"},
        {"999999999999999999", "999999999999999999.0"},
        {"2305843009213693952", "2305843009213693952.0"},
        {"9223372036854775807", "9223372036854775807.0"}};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        prse__dec a = dec(same[i][0]), b = dec(same[i][1]);
        int64_t x = 1, y = 2;
        cr_expect_eq(prse__dec_cmp(a, b), 0, "%s", same[i][0]);
        cr_expect_eq(prse__dec_cmp(b, a), 0, "%s", same[i][0]);
        cr_expect_eq(prse__dec_sign(a), prse__dec_sign(b));
        cr_expect(prse__dec_is_integer(a) && prse__dec_is_integer(b));
        cr_expect(prse__dec_to_int(&x, a) && prse__dec_to_int(&y, b));
        cr_expect_eq(x, y);
        expect(a, same[i][0]);
        expect(b, same[i][0]);
        expect(prse__dec_sub(a, b), "0");
        cr_expect_eq(prse__dec_cmp(prse__dec_add(a, a), prse__dec_add(b, b)),
                     0);
        cr_expect_eq(prse__dec_cmp(prse__dec_abs(a), prse__dec_abs(b)), 0);
    }
    expect(prse__dec_int(INT64_MIN), "-9223372036854775808");
    expect(prse__dec_add(dec("2305843009213693951"),
                         dec("2305843009213693951")),
           "4611686018427387902");
}
