/* SPDX-License-Identifier: Apache-2.0 */
/* Words at one keystroke from each other. */
#include <string.h>

#include "stock/typo.h"
#include "support/test.h"

static int near(const char *a, const char *b)
{
    int one = prse__typo_near(prse_str_of(a), prse_str_of(b));
    cr_expect_eq(prse__typo_near(prse_str_of(b), prse_str_of(a)), one,
                 "%s %s", a, b);
    return one;
}

PRSE_TEST(typo, one_keystroke_is_forgiven)
{
    cr_expect(near("carrefour", "carrefour"));
    cr_expect(near("carefour", "carrefour"));   /* missing */
    cr_expect(near("carrrefour", "carrefour")); /* too much */
    cr_expect(near("carregour", "carrefour"));  /* wrong */
    cr_expect(near("crarefour", "carrefour"));  /* swapped */
    cr_expect(near("arrefour", "carrefour"));
    cr_expect(near("carrefou", "carrefour"));
    cr_expect(near("carreforu", "carrefour"));
    cr_expect(near("", "a"));
}

PRSE_TEST(typo, two_are_not)
{
    cr_expect_not(near("cafour", "carrefour"));
    cr_expect_not(near("karefour", "carrefour"));
    cr_expect_not(near("carrefourss", "carrefour"));
    cr_expect_not(near("acrreforu", "carrefour"));
    cr_expect_not(near("", "ab"));
    cr_expect_not(near("abc", "cba"));
}

PRSE_TEST(typo, a_beginning_may_have_one)
{
    prse_str whole = PRSE_STR("carrefour");
    cr_expect(prse__typo_near_start(PRSE_STR("carefo"), whole));
    cr_expect(prse__typo_near_start(PRSE_STR("crar"), whole));
    cr_expect(prse__typo_near_start(PRSE_STR("karre"), whole));
    cr_expect_not(prse__typo_near_start(PRSE_STR("kkrre"), whole));
    cr_expect_not(prse__typo_near_start(PRSE_STR("refour"), whole));
    cr_expect(prse__typo_near_start(PRSE_STR(""), whole));
}

/* Against the plain recursive definition, on all words of a small alphabet. */
static size_t distance(prse_str a, prse_str b)
{
    if (a.len == 0 || b.len == 0)
        return a.len + b.len;
    prse_str at = {a.ptr + 1, a.len - 1}, bt = {b.ptr + 1, b.len - 1};
    if (a.ptr[0] == b.ptr[0])
        return distance(at, bt);
    size_t best = distance(at, bt), other = distance(at, b);
    best = other < best ? other : best;
    other = distance(a, bt);
    best = other < best ? other : best;
    if (a.len > 1 && b.len > 1 && a.ptr[0] == b.ptr[1] &&
        a.ptr[1] == b.ptr[0]) {
        other = distance((prse_str){a.ptr + 2, a.len - 2},
                         (prse_str){b.ptr + 2, b.len - 2});
        best = other < best ? other : best;
    }
    return best + 1;
}

static prse_str word_of(char *to, unsigned number)
{
    size_t length = 0;
    for (; number > 0; number = (number - 1) / 3)
        to[length++] = (char)('a' + (number - 1) % 3);
    return (prse_str){to, length};
}

PRSE_TEST(typo, agrees_with_the_definition)
{
    char left[16], right[16];
    for (unsigned i = 0; i < 364; i++)
        for (unsigned k = 0; k < 364; k++) {
            prse_str a = word_of(left, i), b = word_of(right, k);
            cr_assert_eq(prse__typo_near(a, b), distance(a, b) <= 1,
                         "%.*s %.*s", (int)a.len, a.ptr, (int)b.len, b.ptr);
        }
}
