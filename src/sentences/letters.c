/* SPDX-License-Identifier: Apache-2.0 */
#include "sentences/letters.h"

/* In these ranges upper and lower case take turns; `upper` is the parity of
 * the capitals. */
static const struct {
    uint32_t first, last, upper;
} turns[] = {
    {0x100, 0x137, 0}, {0x139, 0x148, 1}, {0x14A, 0x177, 0},
    {0x179, 0x17E, 1}, {0x1CD, 0x1DC, 1}, {0x1DE, 0x1EF, 0},
    {0x1F8, 0x24F, 0}, {0x460, 0x481, 0}, {0x48A, 0x4BF, 0},
    {0x4D0, 0x52F, 0}, {0x1E00, 0x1EFF, 0},
};

static const struct {
    uint32_t first, last;
    prse__letter letter;
} ranges[] = {
    {'0', '9', PRSE__LETTER_DIGIT},
    {'A', 'Z', PRSE__LETTER_UPPER},
    {'a', 'z', PRSE__LETTER_LOWER},
    {0xD7, 0xD7, PRSE__LETTER_NONE},
    {0xF7, 0xF7, PRSE__LETTER_NONE},
    {0xC0, 0xDE, PRSE__LETTER_UPPER},
    {0xDF, 0xFF, PRSE__LETTER_LOWER},
    {0x178, 0x178, PRSE__LETTER_UPPER},
    {0x180, 0x2AF, PRSE__LETTER_LOWER},
    {0x386, 0x3AB, PRSE__LETTER_UPPER},
    {0x3AC, 0x3CE, PRSE__LETTER_LOWER},
    {0x400, 0x42F, PRSE__LETTER_UPPER},
    {0x430, 0x45F, PRSE__LETTER_LOWER},
    {0x531, 0x1DFF, PRSE__LETTER_OTHER},
    {0x2C00, 0x2DFF, PRSE__LETTER_OTHER},
    {0x3040, 0xD7FF, PRSE__LETTER_OTHER},
    {0xFB00, 0xFB06, PRSE__LETTER_LOWER},
    {0x20000, 0x3FFFF, PRSE__LETTER_OTHER},
};

enum {
    TURNS = sizeof turns / sizeof turns[0],
    RANGES = sizeof ranges / sizeof ranges[0]
};

static prse__letter beyond_ascii(uint32_t c)
{
    for (size_t i = 0; i < TURNS; i++)
        if (c >= turns[i].first && c <= turns[i].last)
            return c != 0x178 && c % 2 != turns[i].upper
                       ? PRSE__LETTER_LOWER
                       : PRSE__LETTER_UPPER;
    for (size_t i = 0; i < RANGES; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return ranges[i].letter;
    return PRSE__LETTER_NONE;
}

prse__letter prse__letter_of(uint32_t c)
{
    if (c >= 'a' && c <= 'z')
        return PRSE__LETTER_LOWER;
    if (c >= 'A' && c <= 'Z')
        return PRSE__LETTER_UPPER;
    if (c >= '0' && c <= '9')
        return PRSE__LETTER_DIGIT;
    return c < 0x80 ? PRSE__LETTER_NONE : beyond_ascii(c);
}

/* prse__utf8_next(), with a short way for ASCII. */
static uint32_t code_point(prse_str s, size_t *pos)
{
    unsigned char first = (unsigned char)s.ptr[*pos];
    if (first >= 0x80)
        return prse__utf8_next(s, pos);
    ++*pos;
    return first;
}

static int opens(uint32_t c)
{
    return c == '(' || c == '[' || c == '"' || c == '\'' || c == 0xAB ||
           c == 0x201C || c == 0x2018 || c == 0x2039 || c == 0xA0 ||
           c == 0x202F || c == 0x201E;
}

static int closes(uint32_t c)
{
    return c == ')' || c == ']' || c == '"' || c == '\'' || c == 0xBB ||
           c == 0x201D || c == 0x2019 || c == 0x203A || c == 0xA0 ||
           c == 0x202F;
}

prse_str prse__letters_opened(prse_str word)
{
    for (size_t pos = 0; pos < word.len;) {
        size_t next = pos;
        if (!opens(code_point(word, &next)))
            return (prse_str){word.ptr + pos, word.len - pos};
        pos = next;
    }
    return (prse_str){word.ptr, 0};
}

/* Where the last character begins. */
static size_t last_at(prse_str s)
{
    size_t at = s.len - 1;
    while (at > 0 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
        at--;
    return at;
}

prse_str prse__letters_closed(prse_str word)
{
    while (word.len > 0) {
        size_t at = last_at(word), next = at;
        if (!closes(code_point(word, &next)))
            break;
        word.len = at;
    }
    return word;
}

int prse__letters_only_close(prse_str word)
{
    size_t next = 0;
    if (word.len > 0 && !closes(code_point(word, &next)))
        return 0; /* nearly all */
    return prse__letters_closed(word).len == 0;
}

prse__letter prse__letter_first(prse_str word)
{
    size_t pos = 0;
    prse_str rest = prse__letters_opened(word);
    return rest.len > 0 ? prse__letter_of(code_point(rest, &pos))
                        : PRSE__LETTER_NONE;
}

prse__letter_count prse__letters_count(prse_str word)
{
    prse__letter_count count = {0};
    for (size_t pos = 0; pos < word.len;) {
        prse__letter letter = prse__letter_of(code_point(word, &pos));
        count.digits += letter == PRSE__LETTER_DIGIT;
        count.lower += letter == PRSE__LETTER_LOWER;
        count.letters += letter != PRSE__LETTER_DIGIT &&
                         letter != PRSE__LETTER_NONE;
        count.others += letter == PRSE__LETTER_NONE;
    }
    return count;
}
