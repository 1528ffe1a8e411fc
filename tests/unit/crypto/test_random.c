/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "crypto/crypto.h"
#include "support/test.h"

enum { IDS = 20000 };

static int is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '_';
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

PRSE_TEST(random, ids_are_of_the_alphabet_and_never_the_same)
{
    static char ids[IDS][23];
    size_t seen[256] = {0};
    for (size_t i = 0; i < IDS; i++) {
        cr_assert_eq(prse__random_id(ids[i], NULL), PRSE_OK);
        cr_assert_eq(strlen(ids[i]), 22);
        for (size_t k = 0; k < 22; k++) {
            cr_assert(is_letter(ids[i][k]), "%s", ids[i]);
            seen[(unsigned char)ids[i][k]]++;
        }
    }
    qsort(ids, IDS, sizeof *ids, by_text);
    for (size_t i = 1; i < IDS; i++)
        cr_assert_str_neq(ids[i - 1], ids[i]);
    /* 6,875 of each letter are expected; ten standard deviations are 823. */
    for (size_t c = 0; c < 256; c++)
        if (is_letter((char)c))
            cr_expect(seen[c] > 6052 && seen[c] < 7698, "%c: %zu", (char)c,
                      seen[c]);
}

PRSE_TEST(random, codes_are_longer)
{
    char one[44], two[44];
    cr_assert_eq(prse__random_code(one, NULL), PRSE_OK);
    cr_assert_eq(prse__random_code(two, NULL), PRSE_OK);
    cr_expect_eq(strlen(one), 43);
    cr_expect_str_neq(one, two);
    for (size_t i = 0; i < 43; i++)
        cr_expect(is_letter(one[i]));
}

PRSE_TEST(random, bytes_fill_what_was_asked_for)
{
    unsigned char bytes[64] = {0};
    cr_assert_eq(prse__random(bytes, 63, NULL), PRSE_OK);
    cr_expect_eq(bytes[63], 0);
    cr_assert_eq(prse__random(bytes, 0, NULL), PRSE_OK);
    prse_error err = {0};
    cr_expect_eq(prse__random(bytes, SIZE_MAX, &err), PRSE_EINVAL);
    cr_expect_eq(err.code, PRSE_EINVAL);
}
