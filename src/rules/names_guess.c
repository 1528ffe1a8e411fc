/* SPDX-License-Identifier: Apache-2.0 */
/* Did you mean ...? The fewest letters to add, drop, replace or swap. */
#include <string.h>

#include "rules/names.h"

enum { LONGEST = 48 }; /* longer words are not guessed */

prse__guess prse__guess_start(prse_str word)
{
    /* About a third of the letters may be wrong. */
    return (prse__guess){.word = word, .distance = 1 + (word.len + 1) / 3};
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Rows of the table of distances between beginnings of a and b. */
static size_t distance(prse_str a, prse_str b)
{
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b.len; j++)
        above[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t differs = a.ptr[i - 1] != b.ptr[j - 1];
            row[j] = least(above[j - 1] + differs,
                           least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
                a.ptr[i - 2] == b.ptr[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[b.len];
}

void prse__guess_try(prse__guess *guess, prse_str candidate)
{
    if (guess->word.len > LONGEST || candidate.len > LONGEST)
        return;
    size_t found = distance(guess->word, candidate);
    if (found < guess->distance) {
        guess->distance = found;
        guess->best = candidate;
    }
}

void prse__guess_hint(char hint[PRSE__HINT], const prse__guess *guess)
{
    static const char before[] = ": did you mean `", after[] = "`?";
    hint[0] = '\0';
    if (guess->best.len == 0)
        return;
    memcpy(hint, before, sizeof before - 1);
    char *to = hint + sizeof before - 1;
    prse__error_copy(to, LONGEST + 1, guess->best);
    memcpy(to + strlen(to), after, sizeof after);
}
