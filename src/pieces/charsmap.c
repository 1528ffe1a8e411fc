/* SPDX-License-Identifier: Apache-2.0 */
#include "pieces/charsmap.h"

enum {
    NORMALIZER = 3, /* field of the model */
    CHARSMAP = 2,   /* field of that */
    LENGTH = 4,     /* bytes before the array that tell its length */
    CLUSTER = 6     /* bytes that a letter with marks must not reach */
};

/* --- Fields of a message (protocol buffers) */

static int varint(prse_str in, size_t *at, uint64_t *out)
{
    *out = 0;
    for (int shift = 0; *at < in.len && shift < 64; shift += 7) {
        unsigned char byte = (unsigned char)in.ptr[(*at)++];
        *out |= (uint64_t)(byte & 127) << shift;
        if (byte < 128)
            return 1;
    }
    return 0;
}

/* The bytes of the field at *at; *out is empty for numbers. 0: damaged. */
static int field(prse_str in, size_t *at, uint64_t *number, prse_str *out)
{
    uint64_t key, length = 0;
    *out = PRSE_STR("");
    if (!varint(in, at, &key))
        return 0;
    *number = key >> 3;
    switch (key & 7) {
    case 0: return varint(in, at, &length);
    case 1: length = 8; break;
    case 2:
        if (!varint(in, at, &length))
            return 0;
        break;
    case 5: length = 4; break;
    default: return 0;
    }
    if (length > in.len - *at)
        return 0;
    *out = (prse_str){in.ptr + *at, (size_t)length};
    *at += (size_t)length;
    return 1;
}

/* The last field of a number; 0: damaged. */
static int find(prse_str in, uint64_t number, prse_str *out)
{
    uint64_t is;
    prse_str bytes;
    *out = PRSE_STR("");
    for (size_t at = 0; at < in.len;) {
        if (!field(in, &at, &is, &bytes))
            return 0;
        if (is == number)
            *out = bytes;
    }
    return 1;
}

/* --- The double array */

static uint32_t word(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 |
           (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

int prse__charsmap_find(prse__charsmap *out, prse_str model)
{
    prse_str spec, map;
    *out = (prse__charsmap){NULL, 0};
    if (!find(model, NORMALIZER, &spec) || !find(spec, CHARSMAP, &map))
        return 0;
    if (!map.len)
        return 1;
    const unsigned char *bytes = (const unsigned char *)map.ptr;
    uint32_t length = map.len > LENGTH ? word(bytes) : 0;
    if (!length || length % 4 || length > map.len - LENGTH)
        return 0;
    *out = (prse__charsmap){bytes + LENGTH, length / 4};
    return 1;
}

static uint32_t offset(uint32_t unit)
{
    return unit >> 10 << ((unit & 1u << 9) >> 6);
}

size_t prse__charsmap_key(const prse__charsmap *map, prse_str text)
{
    if (!map->count)
        return 0;
    size_t at = offset(word(map->units));
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        at ^= c;
        if (at >= map->count)
            return 0;
        uint32_t unit = word(map->units + 4 * at);
        if ((unit & (1u << 31 | 255)) != c)
            return 0;
        at ^= offset(unit);
        if (unit >> 8 & 1)
            return i + 1;
    }
    return 0;
}

/* --- Letters with marks */

typedef struct range {
    uint32_t first, last;
} range;

/* The blocks of marks that go with any script, and the joiners. */
static const range MARKS[] = {{0x0300, 0x036F}, {0x1AB0, 0x1ACE},
                              {0x1DC0, 0x1DFF}, {0x200C, 0x200D},
                              {0x20D0, 0x20F0}, {0xFE00, 0xFE0F},
                              {0xFE20, 0xFE2F}, {0, 0}};
/* What no mark goes with (Unicode's property Control). */
static const range CONTROLS[] = {{0x0000, 0x001F}, {0x007F, 0x009F},
                                 {0x00AD, 0x00AD}, {0x200B, 0x200B},
                                 {0x200E, 0x200F}, {0x2028, 0x202E},
                                 {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0, 0}};

static int is_in(const range *ranges, uint32_t c)
{
    for (; ranges->last; ranges++)
        if (c >= ranges->first && c <= ranges->last)
            return 1;
    return 0;
}

static size_t cluster_end(prse_str text, size_t from)
{
    size_t end = from, next;
    if (is_in(CONTROLS, prse__utf8_next(text, &end)))
        return end;
    for (next = end; next < text.len; end = next)
        if (!is_in(MARKS, prse__utf8_next(text, &next)))
            break;
    return end;
}

void prse__charsmap_forget(prse__buf *out, const prse__charsmap *map,
                           prse_str text)
{
    for (size_t from = 0, end; from < text.len; from = end) {
        end = cluster_end(text, from);
        prse_str cluster = {text.ptr + from, end - from};
        size_t key = cluster.len < CLUSTER ? prse__charsmap_key(map, cluster)
                                           : 0;
        if (key)
            cluster.len = key;
        prse__buf_add(out, cluster);
    }
}
