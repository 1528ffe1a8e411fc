/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/fold.h"

#include <string.h>

/* U+00C0 .. U+017F in plain letters, two cells a character; a dot stands for
 * nothing, a blank for what separates words. */
static const char latin[] =
    "A.A.A.A.A.A.AEC.E.E.E.E.I.I.I.I.D.N.O.O.O.O.O.  O.U.U.U.U.Y.THSS"
    "A.A.A.A.A.A.AEC.E.E.E.E.I.I.I.I.D.N.O.O.O.O.O.  O.U.U.U.U.Y.THY."
    "A.A.A.A.A.A.C.C.C.C.C.C.C.C.D.D.D.D.E.E.E.E.E.E.E.E.E.E.G.G.G.G."
    "G.G.G.G.H.H.H.H.I.I.I.I.I.I.I.I.I.I.IJIJJ.J.K.K.K.L.L.L.L.L.L.L."
    "L.L.L.N.N.N.N.N.N.N.N.N.O.O.O.O.O.O.OEOER.R.R.R.R.R.S.S.S.S.S.S."
    "S.S.T.T.T.T.T.T.U.U.U.U.U.U.U.U.U.U.U.U.W.W.Y.Y.Y.Z.Z.Z.Z.Z.Z.S.";

enum { FIRST_LATIN = 0xC0, LAST_LATIN = 0x17F, FIRST_MARK = 0x300,
       LAST_MARK = 0x36F };

/* The code point at *at of valid UTF-8; moves past it. */
static uint32_t next_point(prse_str text, size_t *at)
{
    unsigned char first = (unsigned char)text.ptr[(*at)++];
    uint32_t point = first < 0x80   ? first
                     : first < 0xE0 ? first & 0x1Fu
                     : first < 0xF0 ? first & 0x0Fu
                                    : first & 0x07u;
    while (*at < text.len && ((unsigned char)text.ptr[*at] & 0xC0) == 0x80)
        point = point << 6 | ((unsigned char)text.ptr[(*at)++] & 0x3Fu);
    return point;
}

static void add_blank(cli_buffer *out, size_t start)
{
    if (out->len > start && out->text[out->len - 1] != ' ')
        cli_buffer_add_char(out, ' ');
}

static void add_ascii(cli_buffer *out, size_t start, char c)
{
    if (c >= 'a' && c <= 'z')
        c = (char)(c - 'a' + 'A');
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
        cli_buffer_add_char(out, c);
    else
        add_blank(out, start);
}

static void add_latin(cli_buffer *out, size_t start, uint32_t point)
{
    const char *letters = &latin[(point - FIRST_LATIN) * 2];
    for (size_t i = 0; i < 2 && letters[i] != '.'; i++)
        add_ascii(out, start, letters[i]);
}

void cli_fold(cli_buffer *out, prse_str text)
{
    size_t start = out->len;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t point = next_point(text, &at);
        if (point < 0x80)
            add_ascii(out, start, (char)point);
        else if (point >= FIRST_LATIN && point <= LAST_LATIN)
            add_latin(out, start, point);
        else if (point < FIRST_LATIN || (point >= 0x2000 && point < 0x2070))
            add_blank(out, start);
        else if (point < FIRST_MARK || point > LAST_MARK)
            cli_buffer_add(out, (prse_str){text.ptr + from, at - from});
    }
    if (out->len > start && out->text[out->len - 1] == ' ')
        out->text[--out->len] = '\0';
}

int cli_fold_same(prse_str a, prse_str b)
{
    cli_buffer left = {0}, right = {0};
    cli_fold(&left, a);
    cli_fold(&right, b);
    int same = left.len > 0 && left.len == right.len &&
               memcmp(left.text, right.text, left.len) == 0;
    cli_buffer_free(&left);
    cli_buffer_free(&right);
    return same;
}
