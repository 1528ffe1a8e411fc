/* SPDX-License-Identifier: Apache-2.0 */
#include "base/str.h"

typedef struct sequence {
    unsigned char mask, lead; /* first byte & mask == lead */
    unsigned char length;
    uint32_t least; /* smaller values are overlong */
} sequence;

static const sequence sequences[] = {
    {0x80, 0x00, 1, 0},
    {0xE0, 0xC0, 2, 0x80},
    {0xF0, 0xE0, 3, 0x800},
    {0xF8, 0xF0, 4, 0x10000},
};

/* Length of the well-formed sequence at pos, 0 when there is none. */
static size_t decode(prse_str s, size_t pos, uint32_t *code_point)
{
    unsigned char first = (unsigned char)s.ptr[pos];
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
        const sequence *q = &sequences[i];
        if ((first & q->mask) != q->lead)
            continue;
        if (q->length > s.len - pos)
            return 0;
        uint32_t c = (uint32_t)(first & ~q->mask & 0xFF);
        for (size_t k = 1; k < q->length; k++) {
            unsigned char next = (unsigned char)s.ptr[pos + k];
            if ((next & 0xC0) != 0x80)
                return 0;
            c = c << 6 | (next & 0x3Fu);
        }
        if (c < q->least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
            return 0;
        *code_point = c;
        return q->length;
    }
    return 0;
}

size_t prse__utf8_check(prse_str s)
{
    uint32_t ignored;
    size_t pos = 0;
    while (pos < s.len) {
        size_t length = decode(s, pos, &ignored);
        if (length == 0)
            return pos;
        pos += length;
    }
    return s.len;
}

size_t prse__utf8_length(prse_str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return count;
}

uint32_t prse__utf8_next(prse_str s, size_t *pos)
{
    uint32_t code_point = 0xFFFD;
    size_t length = decode(s, *pos, &code_point);
    *pos += length ? length : 1;
    return code_point;
}

size_t prse__utf8_encode(char *to, uint32_t code_point)
{
    size_t more = 0;
    while (more < 3 && code_point >= sequences[more + 1].least)
        more++;
    for (size_t i = more; i > 0; i--, code_point >>= 6)
        to[i] = (char)(0x80 | (code_point & 0x3F));
    to[0] = (char)(sequences[more].lead | code_point);
    return more + 1;
}

void prse__utf8_add(prse__buf *buf, uint32_t code_point)
{
    char bytes[4];
    size_t count = prse__utf8_encode(bytes, code_point);
    prse__buf_add(buf, (prse_str){bytes, count});
}
