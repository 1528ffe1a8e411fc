/* SPDX-License-Identifier: Apache-2.0 */
#include "pages/letters.h"

/* U+FB00 to U+FB06. */
static const char *const ligatures[] = {"ff",  "fi", "fl", "ffi",
                                        "ffl", "st", "st"};
enum { FIRST_LIGATURE = 0xFB00, LAST_LIGATURE = 0xFB06 };

/* Letter, accent that follows it, both in one: what European languages that
 * use Latin letters write. */
static const struct {
    uint32_t accent;
    const char *letters;   /* ASCII */
    const uint32_t both[14]; /* in the same order */
} accents[] = {
    {0x300, "AEIOUaeiou",
     {0xC0, 0xC8, 0xCC, 0xD2, 0xD9, 0xE0, 0xE8, 0xEC, 0xF2, 0xF9}},
    {0x301, "AEIOUYaeiouy",
     {0xC1, 0xC9, 0xCD, 0xD3, 0xDA, 0xDD, 0xE1, 0xE9, 0xED, 0xF3, 0xFA, 0xFD}},
    {0x302, "AEIOUaeiou",
     {0xC2, 0xCA, 0xCE, 0xD4, 0xDB, 0xE2, 0xEA, 0xEE, 0xF4, 0xFB}},
    {0x303, "ANOano", {0xC3, 0xD1, 0xD5, 0xE3, 0xF1, 0xF5}},
    {0x308, "AEIOUYaeiouy",
     {0xC4, 0xCB, 0xCF, 0xD6, 0xDC, 0x178, 0xE4, 0xEB, 0xEF, 0xF6, 0xFC,
      0xFF}},
    {0x30A, "Aa", {0xC5, 0xE5}},
    {0x30C, "CSZcsz", {0x10C, 0x160, 0x17D, 0x10D, 0x161, 0x17E}},
    {0x327, "Cc", {0xC7, 0xE7}},
};

enum { ACCENTS = sizeof accents / sizeof accents[0] };

static uint32_t combine(uint32_t letter, uint32_t accent)
{
    for (int i = 0; i < ACCENTS; i++)
        for (int k = 0; accents[i].accent == accent && accents[i].letters[k];
             k++)
            if ((uint32_t)accents[i].letters[k] == letter)
                return accents[i].both[k];
    return 0;
}

static int has_no_width(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

static int is_ligature(uint32_t c)
{
    return c >= FIRST_LIGATURE && c <= LAST_LIGATURE;
}

static int is_accent(uint32_t c)
{
    return c >= 0x300 && c <= 0x327;
}

int prse__letters_plain(prse_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t c = prse__utf8_next(text, &at);
        if (is_ligature(c) || has_no_width(c) || is_accent(c) ||
            c == PRSE__SOFT_HYPHEN)
            return 0;
    }
    return 1;
}

static void add_one(prse__buf *to, uint32_t c, int last)
{
    if (is_ligature(c))
        prse__buf_adds(to, ligatures[c - FIRST_LIGATURE]);
    else if (!has_no_width(c) && (c != PRSE__SOFT_HYPHEN || last))
        prse__utf8_add(to, c);
}

void prse__letters_add(prse__buf *to, prse_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t c = prse__utf8_next(text, &at);
        size_t after = at;
        uint32_t accent =
            at < text.len ? prse__utf8_next(text, &after) : 0;
        uint32_t both = accent ? combine(c, accent) : 0;
        if (both)
            at = after;
        add_one(to, both ? both : c, at == text.len);
    }
}

uint32_t prse__letters_first(prse_str text)
{
    size_t at = 0;
    return text.len > 0 ? prse__utf8_next(text, &at) : 0;
}

uint32_t prse__letters_last(prse_str text, size_t *at)
{
    *at = text.len;
    while (*at > 0 && ((unsigned char)text.ptr[--*at] & 0xC0) == 0x80)
        continue;
    size_t from = *at;
    return text.len > 0 ? prse__utf8_next(text, &from) : 0;
}

int prse__letters_is_lower(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) ||
           c == 0x153;
}

int prse__letters_is_letter(uint32_t c)
{
    return prse__letters_is_lower(c) || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x100 && c <= 0x24F);
}
