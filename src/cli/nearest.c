/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/nearest.h"

enum { LONGEST_WORD = 64 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* One added, lost or changed letter, or two neighbours exchanged, count 1. */
static size_t distance_of(prse_str a, prse_str b)
{
    size_t rows[3][LONGEST_WORD + 1];
    size_t *before = rows[0], *above = rows[1], *here = rows[2];
    for (size_t j = 0; j <= b.len; j++)
        above[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        here[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t same = a.ptr[i - 1] == b.ptr[j - 1];
            here[j] = least(above[j - 1] + !same,
                            least(above[j], here[j - 1]) + 1);
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
                a.ptr[i - 2] == b.ptr[j - 1])
                here[j] = least(here[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = above;
        above = here;
        here = spare;
    }
    return above[b.len];
}

cli_nearest cli_nearest_to(prse_str word)
{
    return (cli_nearest){word, {NULL, 0}, word.len < 5 ? 2 : 3};
}

void cli_nearest_consider(cli_nearest *nearest, prse_str candidate)
{
    if (nearest->word.len > LONGEST_WORD || candidate.len > LONGEST_WORD)
        return;
    size_t distance = distance_of(nearest->word, candidate);
    if (distance < nearest->distance) {
        nearest->distance = distance;
        nearest->best = candidate;
    }
}
