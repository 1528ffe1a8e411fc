/* SPDX-License-Identifier: Apache-2.0 */
/* Which lines the existing service drops, and which begin a segment. */
#include "sentences/legacy_text.h"

#include "sentences/letters.h"

static int is_capital(uint32_t c)
{
    return c >= 'A' && c <= 'Z';
}

int prse__legacy_drops(prse__points line)
{
    size_t capitals = 0, digits = 0, others = 0, blanks = 0;
    for (size_t i = 0; i < line.count; i++) {
        prse__letter letter = prse__letter_of(line.at[i]);
        if (letter != PRSE__LETTER_NONE && letter != PRSE__LETTER_DIGIT &&
            letter != PRSE__LETTER_UPPER)
            return 0;
        capitals += letter == PRSE__LETTER_UPPER;
        digits += letter == PRSE__LETTER_DIGIT;
        blanks += (size_t)prse__points_blank(line.at[i]);
        others += letter == PRSE__LETTER_NONE;
    }
    return capitals >= 2 || (digits > 0 && capitals == 0 && others == blanks);
}

/* It ends with a word of one to three small letters and a blank. */
static int hangs(prse__points line)
{
    size_t end = line.count, small = 0;
    if (end == 0 || line.at[end - 1] != ' ')
        return 0;
    while (end > small + 1 &&
           prse__letter_of(line.at[end - 2 - small]) == PRSE__LETTER_LOWER)
        small++;
    size_t at = end - 1 - small;
    return small >= 1 && small <= 3 &&
           (at == 0 || !prse__points_letter(line.at[at - 1]));
}

int prse__legacy_begins(prse__points line, prse__points before)
{
    size_t i = 0;
    while (i < line.count && prse__points_blank(line.at[i]))
        i++;
    if (i == line.count)
        return 0;
    int dash = line.at[i] == '-' && i + 1 < line.count &&
               line.at[i + 1] == ' ';
    return dash || (is_capital(line.at[i]) && !hangs(before));
}
