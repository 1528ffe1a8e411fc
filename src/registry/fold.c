/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/fold.h"

/* Letters of a text one by one; `pending` is the second one of a ligature. */
typedef struct letters {
    prse_str text;
    size_t pos;
    uint32_t pending;
} letters;

/* Code points whose letter is `a`, then `b` where a letter stands for two. */
typedef struct range {
    uint16_t from, to;
    char a, b;
} range;

static const range ranges[] = {
    {0x0026, 0x0026, 'E', 'T'}, {0x00C0, 0x00C5, 'A', 0},
    {0x00C6, 0x00C6, 'A', 'E'}, {0x00C7, 0x00C7, 'C', 0},
    {0x00C8, 0x00CB, 'E', 0},   {0x00CC, 0x00CF, 'I', 0},
    {0x00D0, 0x00D0, 'D', 0},   {0x00D1, 0x00D1, 'N', 0},
    {0x00D2, 0x00D6, 'O', 0},   {0x00D8, 0x00D8, 'O', 0},
    {0x00D9, 0x00DC, 'U', 0},   {0x00DD, 0x00DD, 'Y', 0},
    {0x00DE, 0x00DE, 'T', 'H'}, {0x00DF, 0x00DF, 'S', 'S'},
    {0x0100, 0x0105, 'A', 0},   {0x0106, 0x010D, 'C', 0},
    {0x010E, 0x0111, 'D', 0},   {0x0112, 0x011B, 'E', 0},
    {0x011C, 0x0123, 'G', 0},   {0x0124, 0x0127, 'H', 0},
    {0x0128, 0x0131, 'I', 0},   {0x0132, 0x0133, 'I', 'J'},
    {0x0134, 0x0135, 'J', 0},   {0x0136, 0x0138, 'K', 0},
    {0x0139, 0x0142, 'L', 0},   {0x0143, 0x014B, 'N', 0},
    {0x014C, 0x0151, 'O', 0},   {0x0152, 0x0153, 'O', 'E'},
    {0x0154, 0x0159, 'R', 0},   {0x015A, 0x0161, 'S', 0},
    {0x0162, 0x0167, 'T', 0},   {0x0168, 0x0173, 'U', 0},
    {0x0174, 0x0175, 'W', 0},   {0x0176, 0x0178, 'Y', 0},
    {0x0179, 0x017E, 'Z', 0},   {0x017F, 0x017F, 'S', 0},
};

static const range *range_of(uint32_t c)
{
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i].from && c <= ranges[i].to)
            return &ranges[i];
    return NULL;
}

static uint32_t capital(uint32_t c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7))
        return c - 0x20;
    return c == 0xFF ? 'Y' : c;
}

/* Signs, blanks, and marks that stand after the letter they belong to. */
static int is_mute(uint32_t c)
{
    if (c < 0x80)
        return (c < '0' || c > '9') && (c < 'A' || c > 'Z');
    return c < 0xC0 || c == 0xD7 || c == 0xF7 ||
           (c >= 0x0300 && c <= 0x036F) || (c >= 0x2000 && c <= 0x206F);
}

/* The next letter or digit; 0: none is left. */
static uint32_t next(letters *l)
{
    uint32_t c = l->pending;
    l->pending = 0;
    while (!c && l->pos < l->text.len) {
        c = capital(prse__utf8_next(l->text, &l->pos));
        const range *known = range_of(c);
        if (known) {
            l->pending = (unsigned char)known->b;
            return (unsigned char)known->a;
        }
        if (is_mute(c))
            c = 0;
    }
    return c;
}

int prse__fold_same(prse_str a, prse_str b)
{
    letters left = {.text = a}, right = {.text = b};
    for (;;) {
        uint32_t x = next(&left), y = next(&right);
        if (x != y || !x)
            return x == y;
    }
}
