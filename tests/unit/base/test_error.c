/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "support/test.h"

PRSE_TEST(error, tells_code_place_subject_and_message)
{
    prse_error err;
    prse__place at = {"facts.json", 3, 14};
    cr_expect_eq(prse__error_at(&err, PRSE_ETYPE, at, "effectif", "%d is odd",
                                3),
                 PRSE_ETYPE);
    cr_expect_eq(err.code, PRSE_ETYPE);
    cr_expect_eq(err.line, 3);
    cr_expect_eq(err.column, 14);
    cr_expect_str_eq(err.file, "facts.json");
    cr_expect_str_eq(err.subject, "effectif");
    cr_expect_str_eq(err.message, "3 is odd");
}

PRSE_TEST(error, null_is_a_legal_error)
{
    cr_expect_eq(prse__error_set(NULL, PRSE_EINVAL, NULL, "x"), PRSE_EINVAL);
    cr_expect_eq(prse__error_nomem(NULL), PRSE_ENOMEM);
}

PRSE_TEST(error, long_text_is_cut_between_characters)
{
    char text[1200];
    prse_error err;
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "\xC3\xA9", 3);
    text[sizeof text - 1] = '\0';
    for (int shift = 0; shift < 2; shift++) {
        prse__error_set(&err, PRSE_EINVAL, text + 2, "%s%s", shift ? "x" : "",
                        text);
        prse_str message = prse_str_of(err.message);
        cr_expect_eq(prse__utf8_check(message), message.len);
        cr_expect(message.len >= sizeof err.message - 2);
        prse_str subject = prse_str_of(err.subject);
        cr_expect_eq(prse__utf8_check(subject), subject.len);
    }
}

PRSE_TEST(error, a_precision_never_leaves_half_a_character)
{
    prse_error err;
    prse__error_set(&err, PRSE_EPARSE, NULL, "`%.2s` and `%.3s`", "a\u00e9",
                    "a\u00e9");
    cr_expect_str_eq(err.message, "`a` and `a\u00e9`");
}

PRSE_TEST(error, a_long_file_name_keeps_its_end)
{
    char name[300];
    prse_error err;
    memset(name, 'a', sizeof name);
    strcpy(name + sizeof name - 11, "/pack.yaml");
    prse__error_at(&err, PRSE_EPARSE, (prse__place){name, 1, 1}, NULL, "no");
    cr_expect_eq(strlen(err.file), sizeof err.file - 1);
    cr_expect_eq(strncmp(err.file, "...", 3), 0);
    cr_expect_not_null(strstr(err.file, "/pack.yaml"));
}

PRSE_TEST(status, every_code_has_a_name)
{
    for (int code = PRSE_OK; code <= PRSE_EINTERNAL; code++)
        cr_expect_eq(strncmp(prse_status_name((prse_status)code), "PRSE_", 5),
                     0);
    cr_expect_str_eq(prse_status_name(PRSE_EPARSE), "PRSE_EPARSE");
    cr_expect_str_eq(prse_status_name((prse_status)99), "unknown");
}

PRSE_TEST(status, macros_and_functions_agree)
{
    cr_expect_eq(prse_version_number(), PRSE_VERSION_NUMBER);
    cr_expect_str_eq(prse_version(), PRSE_VERSION_TEXT);
    prse_str literal = PRSE_STR("abc"), made = prse_str_of("abc");
    cr_expect_eq(literal.len, made.len);
    cr_expect_eq(prse_str_of(NULL).len, 0);
}
