/* SPDX-License-Identifier: Apache-2.0 */
/* Forms. */
#include "callback/form.h"
#include "support/test.h"

static prse_status note(void *user, prse_str name, prse_str value,
                        prse_error *err)
{
    prse__buf *out = user;
    (void)err;
    prse__buf_add(out, name);
    prse__buf_adds(out, "->");
    prse__buf_add(out, value);
    prse__buf_addc(out, ';');
    return PRSE_OK;
}

static prse_status read_form(prse__buf *out, prse_str body, prse_error *err)
{
    prse__arena *arena = prse__arena_new(0);
    prse__buf_init(out, 0);
    prse_status status = prse__form_read(arena, body, note, out, err);
    prse__arena_free(arena);
    return status;
}

PRSE_TEST(form, fields_in_order)
{
    static const struct { const char *body, *fields; } cases[] = {
        {"a=b", "a->b;"},
        {"a=", "a->;"},
        {"a=b+c&d=%C3%A9%26%3d", "a->b c;d->é&=;"},
        {"%61=~!*'()[]:/?@$,;{}", "a->~!*'()[]:/?@$,;{};"},
        {"a=1&a=2", "a->1;a->2;"}};
    prse__buf fields;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_eq(read_form(&fields, prse_str_of(cases[i].body), NULL),
                     PRSE_OK, "%s", cases[i].body);
        cr_expect(prse__str_is(prse__buf_str(&fields), cases[i].fields), "%s",
                  fields.ptr);
        prse__buf_free(&fields);
    }
}

PRSE_TEST(form, what_is_no_form)
{
    static const char *const bodies[] = {
        "", "a", "&", "a=1&", "&a=1", "a=1&&b=2", "=b", "a=%", "a=%2",
        "a=%2g", "a=b c", "a=b\n", "a=\xc3\xa9", "a=%ff", "a=%ed%a0%80",
        "a=b=c", "%=b"};
    prse__buf fields;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        prse_error err = {0};
        cr_expect_eq(read_form(&fields, prse_str_of(bodies[i]), &err),
                     PRSE_EPARSE, "%s", bodies[i]);
        cr_expect_neq(err.message[0], '\0');
        prse__buf_free(&fields);
    }
    cr_expect_eq(read_form(&fields, (prse_str){"a=\0", 3}, NULL), PRSE_EPARSE);
    prse__buf_free(&fields);
}

PRSE_TEST(form, too_many_fields)
{
    prse__buf body, fields;
    prse__buf_init(&body, 0);
    for (int i = 0; i < 17; i++)
        prse__form_add(&body, "a", PRSE_STR("b"));
    cr_expect_eq(read_form(&fields, prse__buf_str(&body), NULL), PRSE_ELIMIT);
    prse__buf_free(&fields);
    prse__buf_free(&body);
}

PRSE_TEST(form, what_is_written_is_read_again)
{
    prse__buf body, fields;
    char all[256];
    for (int i = 0; i < 128; i++)
        all[i] = (char)i;
    prse__buf_init(&body, 0);
    prse__form_add(&body, "a", (prse_str){all, 128});
    prse__form_add(&body, "b", PRSE_STR("é & = + %"));
    cr_assert_eq(read_form(&fields, prse__buf_str(&body), NULL), PRSE_OK);
    cr_expect_eq(memcmp(fields.ptr + 3, all, 128), 0);
    cr_expect_str_eq(fields.ptr + 3 + 128, ";b->é & = + %;");
    prse__buf_free(&fields);
    prse__buf_free(&body);
}
