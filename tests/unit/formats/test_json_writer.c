/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/json_writer.h"
#include "support/test.h"

static void write_all(prse__json *json)
{
    prse__json_open(json, '{');
    prse__json_put(json, "a", PRSE_STR("\"\\\n\x01\xC3\xA9"));
    prse__json_key(json, PRSE_STR("b"));
    prse__json_open(json, '[');
    prse__json_int(json, INT64_MIN);
    prse__json_null(json);
    prse__json_open(json, '{');
    prse__json_close(json, '}');
    prse__json_raw(json, PRSE_STR("1.50"));
    prse__json_close(json, ']');
    prse__json_put_bool(json, "c", 1);
    prse__json_put_int(json, "d", -3);
    prse__json_close(json, '}');
}

static void expect(int indent, const char *want)
{
    prse__buf buf;
    prse__json json;
    prse__buf_init(&buf, 0);
    prse__json_init(&json, &buf, indent);
    write_all(&json);
    cr_expect_str_eq(buf.ptr, want);
    prse__buf_free(&buf);
}

PRSE_TEST(json_writer, compact_is_canonical)
{
    expect(0, "{\"a\":\"\\\"\\\\\\n\\u0001\xC3\xA9\","
              "\"b\":[-9223372036854775808,null,{},1.50],"
              "\"c\":true,\"d\":-3}");
}

PRSE_TEST(json_writer, indents_a_level_a_bracket)
{
    expect(2, "{\n  \"a\": \"\\\"\\\\\\n\\u0001\xC3\xA9\",\n"
              "  \"b\": [\n    -9223372036854775808,\n    null,\n    {},\n"
              "    1.50\n  ],\n  \"c\": true,\n  \"d\": -3\n}");
}

PRSE_TEST(json_writer, fails_past_its_deepest_level)
{
    prse__buf buf;
    prse__json json;
    prse__buf_init(&buf, 0);
    prse__json_init(&json, &buf, 0);
    for (int i = 0; i < 63; i++)
        prse__json_open(&json, '[');
    cr_expect_not(buf.failed);
    prse__json_open(&json, '[');
    cr_expect(buf.failed);
    prse__buf_free(&buf);
}
