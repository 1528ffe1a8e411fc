/* SPDX-License-Identifier: Apache-2.0 */
/* A quick look never accepts what the reader refuses. */
#include <stdio.h>
#include <string.h>

#include "formats/json_scan.h"
#include "support/test.h"

static int is_read(prse_str text)
{
    const prse__node *root;
    prse__arena *arena = prse__arena_new(0);
    prse_status status = prse__json_read(&root, arena, text, NULL, NULL, NULL);
    prse__arena_free(arena);
    return status == PRSE_OK;
}

PRSE_TEST(json_sound, accepts_plain_texts)
{
    static const char *const texts[] = {
        "{}", "[]", "null", " -12.50 ", "\"\xc3\xa9\\n\"",
        "{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":2}],\"c\":{\"a\":1}}",
        "[{\"a\":1,\"b\":2},{\"b\":1,\"a\":2},[{\"a\":1}]]"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cr_expect(prse__json_is_sound(prse_str_of(texts[i])), "%s", texts[i]);
}

PRSE_TEST(json_sound, is_not_sure_of_others)
{
    static const char *const texts[] = {
        "", "{", "[1,]", "{\"a\":1,\"a\":2}", "{\"a\":1,\"b\":{},\"a\":2}",
        "{\"a\":[{\"x\":1}],\"a\":2}", "{\"\\u0061\":1,\"a\":2}", "1e3",
        "[1E3]", "\xff", "\"\\u0000\"", "\"\\ud800\"", "1 2", "01"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cr_expect_not(prse__json_is_sound(prse_str_of(texts[i])), "%s",
                      texts[i]);
}

PRSE_TEST(json_sound, is_not_sure_of_many_keys)
{
    char text[2000] = "{";
    size_t len = 1;
    for (int i = 0; i < 65; i++) {
        len += (size_t)snprintf(text + len, sizeof text - len, "%s\"k%d\":1",
                                i ? "," : "", i);
        snprintf(text + len, sizeof text - len, "}");
        cr_expect_eq(prse__json_is_sound(prse_str_of(text)), i < 64);
        cr_expect(is_read(prse_str_of(text)));
    }
}

/* Texts of a few signs by chance: short ones are often sound. */
PRSE_TEST(json_sound, never_accepts_what_is_not_read)
{
    static const char *const parts[] = {"{", "}", "[", "]", ",", ":", "\"a\"",
                                        "\"b\"", "1", " ", "null", "\"\\\"\""};
    uint32_t drawn = 1, sound = 0;
    for (int i = 0; i < 300000; i++) {
        char text[64] = "";
        drawn = drawn * 1664525 + 1013904223;
        for (uint32_t k = 0; k < (drawn >> 16) % 10; k++) {
            uint32_t part = drawn = drawn * 1664525 + 1013904223;
            strcat(text, parts[(part >> 20) % 12]);
        }
        if (!prse__json_is_sound(prse_str_of(text)))
            continue;
        sound++;
        cr_assert(is_read(prse_str_of(text)), "%s", text);
    }
    cr_assert_gt(sound, 1000);
}
