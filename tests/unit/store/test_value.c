/* SPDX-License-Identifier: Apache-2.0 */
/* Values as text and back, and their order. */
#include "scene.h"

static const char *print(prse_value value)
{
    static char text[200];
    prse__buf buf;
    prse__buf_init(&buf, sizeof text - 1);
    prse__field_print(&buf, &value);
    cr_assert_not(buf.failed);
    memcpy(text, buf.len ? buf.ptr : "", buf.len);
    text[buf.len] = '\0';
    prse__buf_free(&buf);
    return text;
}

static int64_t read(int32_t type, const char *text)
{
    prse_value value;
    SCENE_OK(prse__field_read(&value, type, prse_str_of(text), err));
    cr_assert_eq(value.type, type);
    return value.number;
}

#define UNREADABLE(type, text) \
    SCENE_FAILS(prse__field_read(&(prse_value){0}, (type), PRSE_STR(text), \
                                 err), PRSE_EPARSE)

PRSE_TEST(store_value, is_printed_as_people_write_it)
{
    cr_assert_str_eq(print(prse__field_null()), "");
    cr_assert_str_eq(print(prse__field_int(INT64_MIN)),
                     "-9223372036854775808");
    cr_assert_str_eq(print(prse__field_bool(3)), "true");
    cr_assert_str_eq(print(prse__field_bool(0)), "false");
    cr_assert_str_eq(print(prse__field_date(0)), "1970-01-01");
    cr_assert_str_eq(print(prse__field_date(-719162)), "0001-01-01");
    cr_assert_str_eq(print(prse__field_date(2932896)), "9999-12-31");
    cr_assert_str_eq(print(prse__field_time(-1)), "1969-12-31T23:59:59.999Z");
    cr_assert_str_eq(print(prse__field_time(INT64_C(1795726707000))),
                     "2026-11-26T20:58:27.000Z");
    cr_assert_str_eq(print(prse__field_text(PRSE_STR("l'\xc3\xa9t\xc3\xa9"))),
                     "l'\xc3\xa9t\xc3\xa9");
    cr_assert_str_eq(print(prse__field_bytes((prse_str){"\0\xff\1", 3})),
                     "AP8B");
}

PRSE_TEST(store_value, is_read_as_it_is_printed)
{
    cr_assert_eq(read(PRSE_TYPE_INT, "-9223372036854775808"), INT64_MIN);
    cr_assert_eq(read(PRSE_TYPE_INT, "9223372036854775807"), INT64_MAX);
    cr_assert_eq(read(PRSE_TYPE_BOOL, "true"), 1);
    cr_assert_eq(read(PRSE_TYPE_BOOL, "0"), 0);
    cr_assert_eq(read(PRSE_TYPE_DATE, "1970-01-02"), 1);
    cr_assert_eq(read(PRSE_TYPE_DATE, "-1"), -1);
    cr_assert_eq(read(PRSE_TYPE_TIME, "2026-11-26T20:58:27.000Z"),
                 INT64_C(1795726707000));
    cr_assert_eq(read(PRSE_TYPE_TIME, "0001-01-01T00:00:00.000Z"),
                 INT64_C(-62135596800000));
    cr_assert_eq(read(PRSE_TYPE_TIME, "9999-12-31T23:59:59.999Z"),
                 INT64_C(253402300799999));
    cr_assert_eq(read(PRSE_TYPE_TIME, "12"), 12);
}

PRSE_TEST(store_value, that_is_not_of_its_type_is_not_read)
{
    UNREADABLE(PRSE_TYPE_INT, "");
    UNREADABLE(PRSE_TYPE_INT, "-");
    UNREADABLE(PRSE_TYPE_INT, "1.0");
    UNREADABLE(PRSE_TYPE_INT, "+1");
    UNREADABLE(PRSE_TYPE_INT, "9223372036854775808");
    UNREADABLE(PRSE_TYPE_INT, "-9223372036854775809");
    UNREADABLE(PRSE_TYPE_BOOL, "2");
    UNREADABLE(PRSE_TYPE_BOOL, "oui");
    UNREADABLE(PRSE_TYPE_DATE, "2026-02-30");
    UNREADABLE(PRSE_TYPE_TIME, "2026-11-26T20:58:27Z");
    UNREADABLE(PRSE_TYPE_TIME, "2026-11-26T24:00:00.000Z");
    UNREADABLE(PRSE_TYPE_TIME, "2026-11-26T20:60:27.000Z");
    UNREADABLE(PRSE_TYPE_TIME, "2026-11-26 20:58:27.000Z");
    UNREADABLE(PRSE_TYPE_TIME, "2026-11-26T20:58:27.000+");
    UNREADABLE(PRSE_TYPE_TIME, "0000-01-01T00:00:00.000Z");
    UNREADABLE(PRSE_TYPE_BYTES, "AP8B");
    UNREADABLE(PRSE_TYPE_NULL, "");
    UNREADABLE(12, "");
}

PRSE_TEST(store_value, every_moment_reads_as_it_prints)
{
    for (int64_t ms = INT64_C(-62135596800000); ms < INT64_C(253402300800000);
         ms += INT64_C(7654321987)) {
        const char *text = print(prse__field_time(ms));
        cr_assert_eq(read(PRSE_TYPE_TIME, text), ms, "%s", text);
    }
}

PRSE_TEST(store_value, absent_comes_first_then_numbers_and_texts_by_bytes)
{
    const prse_value none = prse__field_null(), one = prse__field_int(1),
                     two = prse__field_int(2),
                     a = prse__field_text(PRSE_STR("a")),
                     ab = prse__field_text(PRSE_STR("ab")),
                     upper = prse__field_text(PRSE_STR("Z")),
                     accent = prse__field_text(PRSE_STR("\xc3\xa9"));
    cr_assert_lt(prse__field_cmp(&none, &one), 0);
    cr_assert_gt(prse__field_cmp(&one, &none), 0);
    cr_assert_eq(prse__field_cmp(&none, &none), 0);
    cr_assert_lt(prse__field_cmp(&one, &two), 0);
    cr_assert_eq(prse__field_cmp(&two, &two), 0);
    cr_assert_lt(prse__field_cmp(&a, &ab), 0);
    cr_assert_lt(prse__field_cmp(&upper, &a), 0);
    cr_assert_gt(prse__field_cmp(&accent, &ab), 0);
    cr_assert_eq(prse__field_text_or_null((prse_str){0}).type, PRSE_TYPE_NULL);
    cr_assert_eq(prse__field_text_or_null(PRSE_STR("x")).type, PRSE_TYPE_TEXT);
}
