/* SPDX-License-Identifier: Apache-2.0 */
/* What the existing service does to characters. */
#include "sentences/legacy_text.h"

#include <string.h>

#include "sentences/letters.h"

static const struct {
    uint32_t from;
    char to[3];
} spelled[] = {
    {0x153, "oe"}, {0x152, "OE"}, {0xE6, "ae"}, {0xC6, "AE"}, {0xDF, "ss"},
    {0xF8, "o"},   {0x111, "d"},  {0xF0, "d"},
};

static const uint32_t bullets[] = {
    0x2022, 0x2023, 0x2043, 0x204C, 0x204D, 0x2219, 0x25A0, 0x25A1, 0x25AA,
    0x25AB, 0x25B6, 0x25B8, 0x25BA, 0x25C6, 0x25CB, 0x25CF, 0x25D8, 0x25E6,
    0x27A2, 0xF0B7, 0x2212,
};

static int is_bullet(uint32_t c)
{
    for (size_t i = 0; i < sizeof bullets / sizeof bullets[0]; i++)
        if (bullets[i] == c)
            return 1;
    return 0;
}

static int is_kept(uint32_t c)
{
    static const char signs[] = " \n'\".,;:!?()[]/&%+-=<>*@#_";
    if (c < 0x80)
        return (prse__letter_of(c) != PRSE__LETTER_NONE) ||
               (c && strchr(signs, (int)c));
    return (c >= 0xC0 && c <= 0xFF) || c == 0x2019 || c == 0xFB01;
}

static void put(prse__points *out, uint32_t c)
{
    int again = c == ' ' && out->count > 0 && out->at[out->count - 1] == ' ';
    if (!again)
        out->at[out->count++] = c;
}

static uint32_t plain(uint32_t c)
{
    if (c == '\n')
        return c;
    if (prse__points_blank(c) || c < ' ' || (c >= 0x7F && c <= 0xA0))
        return ' ';
    return is_bullet(c) ? '-' : c;
}

/* Each character for itself. */
static void replace(prse__points *out, prse__points text)
{
    for (size_t i = 0; i < text.count; i++) {
        const char *to = NULL;
        for (size_t k = 0; k < sizeof spelled / sizeof spelled[0]; k++)
            if (spelled[k].from == text.at[i])
                to = spelled[k].to;
        for (; to && *to; to++)
            put(out, (unsigned char)*to);
        if (!to)
            put(out, plain(text.at[i]));
    }
}

/* A word that ends with fi, fl or ff swallows the blank behind it. */
static int glues(prse__points text, size_t blank)
{
    if (blank < 2 || text.at[blank] != ' ' || text.at[blank - 2] != 'f')
        return 0;
    uint32_t last = text.at[blank - 1];
    return last == 'i' || last == 'l' || last == 'f';
}

/* " n ", or "n " that begins a line: the bullet of a symbol font. */
static int symbol(prse__points text, size_t i)
{
    return text.at[i] == 'n' && i + 1 < text.count && text.at[i + 1] == ' ' &&
           (i == 0 || text.at[i - 1] == ' ' || text.at[i - 1] == '\n');
}

int prse__legacy_clean(prse__points *out, prse__points text,
                       prse__arena *arena)
{
    prse__points first = {0};
    first.at = prse__arena_alloc(arena, 2 * text.count, sizeof *first.at);
    out->at = prse__arena_alloc(arena, 2 * text.count, sizeof *out->at);
    out->count = 0;
    if (!first.at || !out->at)
        return 0;
    replace(&first, text);
    for (size_t i = 0; i < first.count; i++) {
        if (glues(first, i))
            continue;
        uint32_t c = symbol(first, i) ? '-' : first.at[i];
        if (is_kept(c))
            out->at[out->count++] = c;
    }
    return 1;
}
