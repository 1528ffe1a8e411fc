/* SPDX-License-Identifier: Apache-2.0 */
/* Hexadecimal and base64 (test vectors of RFC 4648, section 10). */
#include "crypto/crypto.h"
#include "support/fault.h"
#include "support/test.h"

static const char *const VECTORS[][2] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
};

PRSE_TEST(base64, the_vectors_of_the_rfc_both_ways)
{
    for (size_t i = 0; i < sizeof VECTORS / sizeof *VECTORS; i++) {
        prse__buf out;
        prse__buf_init(&out, 0);
        prse__base64(&out, prse_str_of(VECTORS[i][0]));
        cr_expect(prse__str_is(prse__buf_str(&out), VECTORS[i][1]));
        prse__buf_clear(&out);
        cr_expect(prse__unbase64(&out, prse_str_of(VECTORS[i][1])));
        cr_expect(prse__str_is(prse__buf_str(&out), VECTORS[i][0]));
        prse__buf_free(&out);
    }
}

PRSE_TEST(base64, all_bytes_come_back)
{
    char bytes[256];
    prse__buf text, back;
    prse__buf_init(&text, 0);
    prse__buf_init(&back, 0);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)i;
    for (size_t len = 0; len <= sizeof bytes; len++) {
        prse_str given = {bytes, len};
        prse__buf_clear(&text);
        prse__buf_clear(&back);
        prse__base64(&text, given);
        cr_assert(prse__unbase64(&back, prse__buf_str(&text)));
        cr_assert(prse__str_eq(prse__buf_str(&back), given), "%zu", len);
    }
    prse__buf_free(&text);
    prse__buf_free(&back);
}

/* A content has one spelling, or a changed byte of a signature could pass. */
PRSE_TEST(base64, no_second_spelling)
{
    static const char *const wrong[] = {
        "Z",        "Zg",       "Zg=",      "Zh==",     "Zm9=",
        "Zg==Zg==", "Zm8=Zm9v", "Z===",     "====",     "=Zm9",
        "Zm=v",     "Zm 9",     "Zm9v\n",   "Zm9v\nZm9v", "Zm-_",
        "Zm\xc3\xa9"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        prse__buf out;
        prse__buf_init(&out, 0);
        cr_expect_not(prse__unbase64(&out, prse_str_of(wrong[i])), "%s",
                      wrong[i]);
        prse__buf_free(&out);
    }
}

PRSE_TEST(base64, lack_of_memory_stays_in_the_buffer)
{
    PRSE_EACH_FAULT {
        prse__buf out;
        prse__buf_init(&out, 0);
        prse__base64(&out, PRSE_STR("foobar"));
        cr_assert_eq(out.failed, prse_fault_pause());
        prse__buf_free(&out);
    }
}

PRSE_TEST(hex, both_ways)
{
    unsigned char bytes[4];
    char text[9];
    cr_expect(prse__unhex(bytes, PRSE_STR("00fF7a10"), 4));
    prse__hex(text, bytes, 4);
    cr_expect_str_eq(text, "00ff7a10");
    cr_expect(prse__unhex(bytes, (prse_str){0}, 0));
    prse__hex(text, bytes, 0);
    cr_expect_str_eq(text, "");
}

PRSE_TEST(hex, another_length_or_letter_is_refused)
{
    unsigned char bytes[4];
    cr_expect_not(prse__unhex(bytes, PRSE_STR("00ff7a1"), 4));
    cr_expect_not(prse__unhex(bytes, PRSE_STR("00ff7a1011"), 4));
    cr_expect_not(prse__unhex(bytes, PRSE_STR("00ff7a101"), 4));
    cr_expect_not(prse__unhex(bytes, PRSE_STR("00ff7g10"), 4));
    cr_expect_not(prse__unhex(bytes, PRSE_STR("00ff7a1 "), 4));
    cr_expect_not(prse__unhex(bytes, (prse_str){0}, 4));
}

PRSE_TEST(secret, equal_only_when_all_is_equal)
{
    cr_expect(prse__equal_secret(PRSE_STR("code"), PRSE_STR("code")));
    cr_expect(prse__equal_secret((prse_str){0}, PRSE_STR("")));
    cr_expect_not(prse__equal_secret(PRSE_STR("code"), PRSE_STR("codf")));
    cr_expect_not(prse__equal_secret(PRSE_STR("code"), PRSE_STR("dode")));
    cr_expect_not(prse__equal_secret(PRSE_STR("code"), PRSE_STR("cod")));
    cr_expect_not(prse__equal_secret(PRSE_STR("code"), PRSE_STR("codes")));
}

PRSE_TEST(secret, wiped)
{
    char secret[] = "secret";
    prse__wipe(secret, sizeof secret);
    for (size_t i = 0; i < sizeof secret; i++)
        cr_expect_eq(secret[i], 0);
    prse__wipe(NULL, 0);
}

PRSE_TEST(base64url, the_examples_of_the_rfc_without_padding)
{
    static const struct { const char *bytes, *text; } cases[] = {
        {"", ""},          {"f", "Zg"},         {"fo", "Zm8"},
        {"foo", "Zm9v"},   {"foob", "Zm9vYg"},  {"fooba", "Zm9vYmE"},
        {"\xfb\xff\xbf", "-_-_"}};
    prse__buf buf;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        prse__buf_init(&buf, 0);
        prse__base64url(&buf, prse_str_of(cases[i].bytes));
        cr_expect(prse__str_is(prse__buf_str(&buf), cases[i].text), "%s",
                  cases[i].text);
        prse__buf_clear(&buf);
        cr_expect(prse__unbase64url(&buf, prse_str_of(cases[i].text)));
        cr_expect(prse__str_is(prse__buf_str(&buf), cases[i].bytes));
        prse__buf_free(&buf);
    }
}

PRSE_TEST(base64url, one_spelling_for_each_content)
{
    static const char *const texts[] = {"Zg==", "Zg=", "Zh", "Zm9", "+/+/",
                                        "Z", "Zm9vY", "Zm 8", "Zm8\n", "Zm8="};
    prse__buf buf;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        prse__buf_init(&buf, 0);
        cr_expect_not(prse__unbase64url(&buf, prse_str_of(texts[i])), "%s",
                      texts[i]);
        prse__buf_free(&buf);
    }
}
