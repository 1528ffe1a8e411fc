/* SPDX-License-Identifier: Apache-2.0 */
#include "platforms/accents.h"

enum {
    GRAVE = 0x300,
    ACUTE = 0x301,
    CIRCUMFLEX = 0x302,
    DIAERESIS = 0x308,
    CEDILLA = 0x327,
    FIRST_MARK = 0x300,
    LAST_MARK = 0x36F
};

/* The letters of French and their accents. */
static const struct {
    uint32_t composed, letter, mark;
} letters[] = {
    {0xC0, 'A', GRAVE},      {0xC2, 'A', CIRCUMFLEX}, {0xC7, 'C', CEDILLA},
    {0xC8, 'E', GRAVE},      {0xC9, 'E', ACUTE},      {0xCA, 'E', CIRCUMFLEX},
    {0xCB, 'E', DIAERESIS},  {0xCE, 'I', CIRCUMFLEX}, {0xCF, 'I', DIAERESIS},
    {0xD4, 'O', CIRCUMFLEX}, {0xD9, 'U', GRAVE},      {0xDB, 'U', CIRCUMFLEX},
    {0xDC, 'U', DIAERESIS},  {0xE0, 'a', GRAVE},      {0xE2, 'a', CIRCUMFLEX},
    {0xE7, 'c', CEDILLA},    {0xE8, 'e', GRAVE},      {0xE9, 'e', ACUTE},
    {0xEA, 'e', CIRCUMFLEX}, {0xEB, 'e', DIAERESIS},  {0xEE, 'i', CIRCUMFLEX},
    {0xEF, 'i', DIAERESIS},  {0xF4, 'o', CIRCUMFLEX}, {0xF9, 'u', GRAVE},
    {0xFB, 'u', CIRCUMFLEX}, {0xFC, 'u', DIAERESIS},
};
enum { LETTERS = sizeof letters / sizeof *letters };

/* The next code point, a letter and its accent taken for one. */
static uint32_t next_letter(prse_str text, size_t *pos)
{
    uint32_t letter = prse__utf8_next(text, pos);
    if (letter > 'z' || *pos >= text.len)
        return letter;
    size_t after = *pos;
    uint32_t mark = prse__utf8_next(text, &after);
    for (size_t i = 0; i < LETTERS; i++) {
        if (letters[i].letter != letter || letters[i].mark != mark)
            continue;
        *pos = after;
        return letters[i].composed;
    }
    return letter;
}

int prse__accents_same(prse_str a, prse_str b)
{
    size_t i = 0, j = 0;
    while (i < a.len && j < b.len)
        if (next_letter(a, &i) != next_letter(b, &j))
            return 0;
    return i == a.len && j == b.len;
}

const prse__node *prse__accents_get(const prse__node *map, const char *key)
{
    prse_str wanted = prse_str_of(key);
    if (!map || map->kind != PRSE__NODE_MAP)
        return NULL;
    for (const prse__node *n = map->first; n; n = n->next)
        if (prse__accents_same(n->key, wanted))
            return n;
    return NULL;
}

static uint32_t base_of(uint32_t letter)
{
    for (size_t i = 0; i < LETTERS; i++)
        if (letters[i].composed == letter)
            return letters[i].letter;
    return letter;
}

static int is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

void prse__accents_fold(prse__buf *to, prse_str text)
{
    size_t start = to->len;
    int gap = 0;
    for (size_t i = 0; i < text.len;) {
        uint32_t letter = base_of(next_letter(text, &i));
        if (letter >= FIRST_MARK && letter <= LAST_MARK)
            continue;
        char c = letter < 0x80 ? (char)letter : '_';
        c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        if (!is_word(c)) {
            gap = 1;
            continue;
        }
        if (gap && to->len > start)
            prse__buf_addc(to, '_');
        prse__buf_addc(to, c);
        gap = 0;
    }
}
