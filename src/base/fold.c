/* SPDX-License-Identifier: Apache-2.0 */
#include "base/fold.h"

enum { PAIR = 24 };

/* U+00C0..U+017F in order, a character each: what it is without its accent.
 * Upper-case stands for the pairs below, '.' separates. */
static const char latin[] =
    "aaaaaaAceeeeiiii" "dnooooo.ouuuuyTS" "aaaaaaAceeeeiiii" "dnooooo.ouuuuyTy"
    "aaaaaaccccccccdd" "ddeeeeeeeeeegggg" "gggghhhhiiiiiiii" "iiIIjjkkklllllll"
    "lllnnnnnnnnnoooo" "ooOOrrrrrrssssss" "ssttttttuuuuuuuu" "uuuuwwyyyzzzzzzs";

enum { LATIN_FIRST = 0xC0 };

static const struct {
    char sign, first, second;
} pairs[] = {
    {'A', 'a', 'e'}, {'I', 'i', 'j'}, {'O', 'o', 'e'},
    {'S', 's', 's'}, {'T', 't', 'h'},
};

static uint32_t fold_ascii(uint32_t c)
{
    if (c >= 'A' && c <= 'Z')
        return c + ('a' - 'A');
    int kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    return kept ? c : PRSE__FOLD_SEPARATES;
}

static uint32_t fold_latin(char sign)
{
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (pairs[i].sign == sign)
            return (uint32_t)pairs[i].first |
                   (uint32_t)pairs[i].second << PAIR;
    return sign == '.' ? PRSE__FOLD_SEPARATES : (uint32_t)sign;
}

/* Ranges beyond Latin that are not letters as they stand. */
static const struct {
    uint32_t first, last, step; /* step: added; or one of the answers below */
} ranges[] = {
    {0x0300, 0x036F, PRSE__FOLD_NOTHING},   /* combining accents */
    {0x0391, 0x03A9, 32},                   /* Greek capitals */
    {0x0400, 0x040F, 80},                   /* Cyrillic capitals */
    {0x0410, 0x042F, 32},
    {0x2000, 0x2BFF, PRSE__FOLD_SEPARATES}, /* punctuation, symbols */
    {0x3000, 0x303F, PRSE__FOLD_SEPARATES},
    {0xD800, 0xF8FF, PRSE__FOLD_SEPARATES}, /* surrogates, private use */
    {0xFE00, 0xFE0F, PRSE__FOLD_NOTHING},   /* variants of a sign */
    {0xFE10, 0xFE6F, PRSE__FOLD_SEPARATES},
    {0xFEFF, 0xFEFF, PRSE__FOLD_NOTHING},
    {0xFFF0, 0xFFFF, PRSE__FOLD_SEPARATES},
    {0x1F000, 0x1FAFF, PRSE__FOLD_SEPARATES}, /* pictures */
    {0xE0000, 0x10FFFF, PRSE__FOLD_SEPARATES},
};

static uint32_t fold_other(uint32_t c)
{
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (c < ranges[i].first || c > ranges[i].last)
            continue;
        return ranges[i].step > PRSE__FOLD_NOTHING ? c + ranges[i].step
                                                   : ranges[i].step;
    }
    return c;
}

uint32_t prse__fold(uint32_t code_point)
{
    if (code_point < 0x80)
        return fold_ascii(code_point);
    if (code_point == 0xAD) /* soft hyphen */
        return PRSE__FOLD_NOTHING;
    if (code_point < LATIN_FIRST)
        return PRSE__FOLD_SEPARATES;
    if (code_point < LATIN_FIRST + sizeof latin - 1)
        return fold_latin(latin[code_point - LATIN_FIRST]);
    return fold_other(code_point);
}

/* Letters of a name one by one; `second` is that of a ligature. */
typedef struct letters {
    prse_str text;
    size_t pos;
    uint32_t second;
} letters;

static uint32_t folded(uint32_t c)
{
    return c == '&' ? 'e' | (uint32_t)'t' << PAIR : prse__fold(c);
}

/* The next letter or digit; 0: none is left. */
static uint32_t next_letter(letters *l)
{
    uint32_t letter = l->second;
    l->second = 0;
    while (!letter && l->pos < l->text.len) {
        uint32_t c = folded(prse__utf8_next(l->text, &l->pos));
        l->second = c >> PAIR;
        letter = c & ((1u << PAIR) - 1);
        if (letter == PRSE__FOLD_NOTHING)
            letter = PRSE__FOLD_SEPARATES;
    }
    return letter;
}

int prse__fold_same(prse_str a, prse_str b)
{
    letters left = {.text = a}, right = {.text = b};
    for (;;) {
        uint32_t x = next_letter(&left), y = next_letter(&right);
        if (x != y || !x)
            return x == y;
    }
}
