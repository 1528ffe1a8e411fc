/* SPDX-License-Identifier: Apache-2.0 */
#include "sentences/marks.h"

#include "sentences/letters.h"

static const struct {
    uint32_t first, last;
    prse__mark mark;
} glyphs[] = {
    {0x2022, 0x2023, PRSE__MARK_GLYPH}, /* • ‣ */
    {0x2043, 0x2043, PRSE__MARK_GLYPH}, /* ⁃ */
    {0x25A0, 0x25FF, PRSE__MARK_GLYPH}, /* ■ ▪ ► ◆ ○ ● ◦ */
    {0x2756, 0x2756, PRSE__MARK_GLYPH}, /* ❖ */
    {0x2794, 0x27BE, PRSE__MARK_GLYPH}, /* ➔ ➢ ➤ */
    {0xE000, 0xF8FF, PRSE__MARK_GLYPH}, /* symbol fonts */
    {'*', '*', PRSE__MARK_SIGN},
    {0xB7, 0xB7, PRSE__MARK_SIGN},     /* · */
    {0x2190, 0x21FF, PRSE__MARK_SIGN}, /* → ⇒ */
    {0x2219, 0x2219, PRSE__MARK_SIGN}, /* ∙ */
    {0x2605, 0x2611, PRSE__MARK_SIGN}, /* ★ ☐ ☑ */
    {0x2713, 0x2714, PRSE__MARK_SIGN}, /* ✓ ✔ */
    {0x274F, 0x2752, PRSE__MARK_SIGN}, /* ❑ */
    {'-', '-', PRSE__MARK_DASH},
    {0x2010, 0x2015, PRSE__MARK_DASH}, /* ‐ – — */
    {0x2212, 0x2212, PRSE__MARK_DASH},
};

static prse__mark glyph_of(uint32_t c)
{
    for (size_t i = 0; i < sizeof glyphs / sizeof glyphs[0]; i++)
        if (c >= glyphs[i].first && c <= glyphs[i].last)
            return glyphs[i].mark;
    return PRSE__MARK_NONE;
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int is_roman(char c)
{
    return c == 'I' || c == 'V' || c == 'X';
}

/* How many digits, or Roman digits, there are at `at`. */
static size_t digits_at(prse_str s, size_t at)
{
    int roman = is_roman(s.ptr[at]);
    size_t end = at;
    while (end < s.len &&
           (roman ? is_roman(s.ptr[end]) : is_digit(s.ptr[end])))
        end++;
    return end - at;
}

/* 1.  2.3  2.3.1.  IV.  II.1: groups with full stops between or behind. */
static int is_number(prse_str s)
{
    size_t dots = 0;
    for (size_t at = 0; at < s.len; at++) {
        size_t count = digits_at(s, at);
        if (count == 0 || count > (is_digit(s.ptr[at]) ? 2 : 4))
            return 0;
        at += count;
        if (at < s.len && s.ptr[at] != '.')
            return 0;
        dots += at < s.len;
    }
    return dots > 0;
}

/* a)  (a)  12)  iv)  2° */
static int is_letter(prse_str s)
{
    if (s.len >= 2 && s.ptr[0] == '(') {
        s.ptr++;
        s.len--;
    }
    size_t end = 0;
    while (end < s.len && (is_digit(s.ptr[end]) ||
                           (s.ptr[end] >= 'a' && s.ptr[end] <= 'z') ||
                           (s.ptr[end] >= 'A' && s.ptr[end] <= 'H')))
        end++;
    prse_str rest = {s.ptr + end, s.len - end};
    int letters = end > 0 && !is_digit(s.ptr[0]);
    if (end == 0 || end > 3 || (letters && end > 1 && s.ptr[0] != 'i' &&
                                s.ptr[0] != 'v' && s.ptr[0] != 'x'))
        return 0;
    return prse__str_is(rest, ")") || (!letters && prse__str_is(rest, "°"));
}

prse__mark prse__mark_of(prse_str word, size_t *size)
{
    size_t end = 0, next;
    *size = word.len;
    if (word.len == 0)
        return PRSE__MARK_NONE;
    if (prse__str_is(word, "o"))
        return PRSE__MARK_SIGN;
    prse__mark mark = glyph_of(prse__utf8_next(word, &end));
    next = end;
    *size = end;
    if (mark && (end == word.len ||
                 (mark != PRSE__MARK_SIGN &&
                  prse__letter_of(prse__utf8_next(word, &next)) >=
                      PRSE__LETTER_LOWER &&
                  (mark != PRSE__MARK_DASH || !is_digit(word.ptr[end])))))
        return mark;
    *size = word.len;
    if (is_letter(word))
        return PRSE__MARK_LETTER;
    return is_number(word) ? PRSE__MARK_NUMBER : PRSE__MARK_NONE;
}

static int is_plain_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int prse__mark_leads(prse_str word)
{
    size_t dots = 0;
    if (word.len > 0 && is_plain_letter(word.ptr[0]))
        return 0; /* nearly all */
    for (size_t pos = 0; pos < word.len;) {
        uint32_t c = prse__utf8_next(word, &pos);
        if (c != '.' && c != '_' && c != 0x2026 && c != 0xB7)
            return 0;
        dots += c == 0x2026 ? 3 : 1;
    }
    return dots > 3;
}
