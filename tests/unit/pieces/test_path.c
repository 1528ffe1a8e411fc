/* SPDX-License-Identifier: Apache-2.0 */
#include "pieces/path.h"

#include <stdlib.h>

#include "base/error.h"
#include "support/fault.h"
#include "support/test.h"

enum { ROOM = 16 };

static prse__piece all[] = {
    {{"\xE2\x96\x81", 3}, -2, 1},   {{"0", 1}, -3, 2},
    {{"00", 2}, -4, 3},             {{"ab", 2}, -1, 4},
    {{"\xE2\x96\x81" "ab", 5}, -5, 5}, {{"b", 1}, -9, 6},
};

static prse__path_pieces pieces(void)
{
    qsort(all, sizeof all / sizeof *all, sizeof *all, prse__path_order);
    return (prse__path_pieces){all, sizeof all / sizeof *all, -20};
}

static void check(const char *text, size_t count, const int32_t *wanted)
{
    const prse__path_pieces known = pieces();
    int32_t said[ROOM];
    size_t is = 0;
    cr_assert_eq(prse__path_best(&known, prse_str_of(text), said, ROOM, &is,
                                 NULL),
                 PRSE_OK);
    cr_assert_eq(is, count, "%s: %zu pieces", text, is);
    for (size_t i = 0; i < count; i++)
        cr_expect_eq(said[i], wanted[i], "%s: piece %zu is %d", text, i,
                     said[i]);
}

PRSE_TEST(path, takes_the_cut_of_the_highest_score)
{
    check("\xE2\x96\x81" "ab", 2, (int32_t[]){1, 4});
    check("00", 1, (int32_t[]){3});
}

PRSE_TEST(path, of_cuts_of_one_score_the_long_piece_is_last)
{
    check("000", 2, (int32_t[]){2, 3});
}

PRSE_TEST(path, joins_unknown_signs_of_a_word)
{
    check("xyzab", 2, (int32_t[]){0, 4});
    check("ab\xC3\xA9\xC3\xA9", 2, (int32_t[]){4, 0});
    check("x\xE2\x96\x81y", 3, (int32_t[]){0, 1, 0});
}

PRSE_TEST(path, an_empty_text_has_no_pieces)
{
    check("", 0, NULL);
}

PRSE_TEST(path, writes_no_more_than_there_is_room)
{
    const prse__path_pieces known = pieces();
    int32_t said[2] = {-1, -1};
    size_t count = 0;
    cr_assert_eq(prse__path_best(&known, PRSE_STR("ababab"), said, 1, &count,
                                 NULL),
                 PRSE_OK);
    cr_expect_eq(count, 3);
    cr_expect_eq(said[0], 4);
    cr_expect_eq(said[1], -1);
}

PRSE_TEST(path, tells_a_lack_of_memory)
{
    const prse__path_pieces known = pieces();
    PRSE_EACH_FAULT {
        prse_error err = {0};
        int32_t said[ROOM];
        size_t count = 0;
        prse_status status = prse__path_best(&known, PRSE_STR("ab"), said,
                                             ROOM, &count, &err);
        PRSE_FAULT_CHECK(status, err);
    }
}
