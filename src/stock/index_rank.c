/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/index_rank.h"

/* Codes of Insee's headcount classes, from "none during the year" up. */
static const char headcounts[][3] = {"00", "01", "02", "03", "11", "12",
                                     "21", "22", "31", "32", "41", "42",
                                     "51", "52", "53"};

static const struct {
    const char *category, *like;
} categories[] = {{"GE", "51"}, {"ETI", "31"}};

static int size_of_headcount(prse_str code)
{
    enum { COUNT = sizeof headcounts / sizeof headcounts[0] };
    for (int i = 0; i < COUNT; i++)
        if (prse__str_is(code, headcounts[i]))
            return PRSE__SIZE_UNKNOWN + 1 + i;
    return PRSE__SIZE_UNKNOWN;
}

static int size_of_category(prse_str category)
{
    for (size_t i = 0; i < sizeof categories / sizeof categories[0]; i++)
        if (prse__str_is(category, categories[i].category))
            return size_of_headcount(
                (prse_str){categories[i].like, 2});
    return PRSE__SIZE_PERSON;
}

int prse__rank_size(prse_str category, prse_str headcount, prse_str form)
{
    int size = size_of_headcount(headcount);
    int least = size_of_category(category);
    if (size < least)
        return least;
    int natural = form.len > 0 && form.ptr[0] == '1';
    return natural && size == PRSE__SIZE_UNKNOWN ? PRSE__SIZE_PERSON : size;
}

uint32_t prse__rank_class(int open, int size)
{
    return (uint32_t)(PRSE__SIZE_LARGEST - size +
                      (open ? 0 : PRSE__RANK_CEASED));
}
