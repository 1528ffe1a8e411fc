/* SPDX-License-Identifier: Apache-2.0 */
/* One spelling for each JSON value. */
#include "formats/json_canonical.h"
#include "support/fault.h"
#include "support/test.h"

static void is(const char *json, const char *expected)
{
    prse__buf buf = {0};
    prse_error err = {0};
    cr_assert_eq(prse__json_canonical(&buf, prse_str_of(json), &err), PRSE_OK,
                 "%s", err.message);
    cr_assert_str_eq(buf.ptr, expected, "%s", json);
    prse__buf again = {0};
    cr_assert_eq(prse__json_canonical(&again, prse__buf_str(&buf), &err),
                 PRSE_OK);
    cr_assert_str_eq(again.ptr, expected, "its own canonical form");
    prse__buf_free(&buf);
    prse__buf_free(&again);
}

PRSE_TEST(json_canonical, sorts_members_by_bytes_and_drops_blanks)
{
    is(" { \"b\" : 1 , \"a\" : [ true , null ] } ",
       "{\"a\":[true,null],\"b\":1}");
    is("{\"\xc3\xa9\":1,\"z\":2,\"Z\":3,\"aa\":4,\"a\":5,\"\":6}",
       "{\"\":6,\"Z\":3,\"a\":5,\"aa\":4,\"z\":2,\"\xc3\xa9\":1}");
    is("[3,1,2]", "[3,1,2]");
    is("{}", "{}");
    is("[]", "[]");
    is("[{\"b\":{\"d\":1,\"c\":2},\"a\":[]}]",
       "[{\"a\":[],\"b\":{\"c\":2,\"d\":1}}]");
}

PRSE_TEST(json_canonical, has_the_shortest_escapes)
{
    is("\"\\u00e9\\/\\u0041\"", "\"\xc3\xa9/A\"");
    is("\"\\u000a\\u0001\\\"\\\\\"", "\"\\n\\u0001\\\"\\\\\"");
    is("\"\\ud83d\\ude00\"", "\"\xf0\x9f\x98\x80\"");
}

PRSE_TEST(json_canonical, writes_numbers_plainly)
{
    static const struct {
        const char *given, *plain;
    } cases[] = {
        {"0", "0"}, {"-0", "0"}, {"0.000", "0"}, {"0e99", "0"},
        {"-0.0e-5", "0"}, {"1", "1"}, {"-1", "-1"}, {"10", "10"},
        {"1.0", "1"}, {"1.50", "1.5"}, {"1e3", "1000"}, {"1E+3", "1000"},
        {"1.5e3", "1500"}, {"12.345e2", "1234.5"}, {"1e-3", "0.001"},
        {"100e-2", "1"}, {"-0.05", "-0.05"}, {"123456e-3", "123.456"},
        {"0.1e1", "1"}, {"9007199254740993", "9007199254740993"},
        {"1e63", "10000000000000000000000000000000000000000000000000000000000"
                 "00000"},
        {"-1e63", "-1e63"}, {"1e64", "1e64"}, {"10e64", "1e65"},
        {"1e-62", "0.0000000000000000000000000000000000000000000000000000000"
                  "0000001"},
        {"1e-63", "1e-63"}, {"1.20e-70", "12e-71"},
        {"1e999999999999999999999999", "1e999999999999999999"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        is(cases[i].given, cases[i].plain);
}

PRSE_TEST(json_canonical, tells_plain_numbers)
{
    prse__buf buf = {0};
    cr_assert_eq(prse__json_number(&buf, PRSE_STR("1e10")), 1);
    cr_assert_eq(prse__json_number(&buf, PRSE_STR("0e100")), 1);
    cr_assert_eq(prse__json_number(&buf, PRSE_STR("1e100")), 0);
    cr_assert_str_eq(buf.ptr, "1000000000001e100");
    prse__buf_free(&buf);
}

PRSE_TEST(json_canonical, goes_as_deep_as_texts_are_read)
{
    char deep[129];
    for (int i = 0; i < 64; i++) {
        deep[i] = '[';
        deep[64 + i] = ']';
    }
    deep[128] = '\0';
    is(deep, deep);
}

PRSE_TEST(json_canonical, leaves_the_buffer_when_it_fails)
{
    prse__buf buf = {0};
    prse_error err = {0};
    prse__buf_adds(&buf, "before");
    cr_assert_eq(prse__json_canonical(&buf, PRSE_STR("[1,"), &err),
                 PRSE_EPARSE);
    cr_assert_eq(err.code, PRSE_EPARSE);
    cr_assert_str_eq(buf.ptr, "before");
    prse__buf_free(&buf);
}

PRSE_TEST(json_canonical, reports_every_fault)
{
    PRSE_EACH_FAULT {
        prse__buf buf = {0};
        prse_error err = {0};
        prse_status status = prse__json_canonical(
            &buf, PRSE_STR("{\"b\": [1e3, \"x\"], \"a\": {}}"), &err);
        PRSE_FAULT_CHECK(status, err);
        prse__buf_free(&buf);
    }
}
