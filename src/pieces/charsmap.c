/* SPDX-License-Identifier: Apache-2.0 */
#include "pieces/charsmap.h"

#include <string.h>

#include "pieces/marks.h"

enum {
    NORMALIZER = 3, /* field of the model */
    CHARSMAP = 2,   /* field of that */
    LENGTH = 4,     /* bytes before the array that tell its length */
    CLUSTER = 6,    /* bytes that a letter with marks must not reach */
    KEY_BYTES = 2,  /* the key of CHARSMAP: its number, and "has a length" */
    KEY = CHARSMAP << 3 | KEY_BYTES,
    HIDDEN = 15 << 3 | KEY_BYTES /* that of a field nobody knows */
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

/* Its key begins before its length, which ends where it begins. */
static void hide(prse__buf *model, prse_str map)
{
    char *at = model->ptr + (map.ptr - model->ptr) - 1;
    while (at > model->ptr && (unsigned char)at[-1] > 127)
        at--;
    if (at > model->ptr && at[-1] == KEY)
        at[-1] = HIDDEN;
}

int prse__charsmap_take(prse__charsmap *out, prse__buf *model)
{
    prse_str spec, map;
    *out = (prse__charsmap){0};
    if (!find(prse__buf_str(model), NORMALIZER, &spec) ||
        !find(spec, CHARSMAP, &map))
        return 0;
    if (!map.len)
        return 1;
    const unsigned char *bytes = (const unsigned char *)map.ptr;
    uint32_t length = map.len > LENGTH ? word(bytes) : 0;
    if (!length || length % 4 || length > map.len - LENGTH)
        return 0;
    *out = (prse__charsmap){bytes + LENGTH, length / 4,
                            {map.ptr + LENGTH + length,
                             map.len - LENGTH - length}};
    hide(model, map);
    return 1;
}

static uint32_t offset(uint32_t unit)
{
    return unit >> 10 << ((unit & 1u << 9) >> 6);
}

static int value_at(const prse__charsmap *map, size_t at, prse_str *out)
{
    size_t from = at < map->count ? word(map->units + 4 * at) & ~(1u << 31)
                                  : map->values.len;
    if (from >= map->values.len)
        return 0;
    const char *text = map->values.ptr + from;
    *out = (prse_str){text, strnlen(text, map->values.len - from)};
    return 1;
}

/* What becomes of the shortest key with which the text begins; 0: none. */
static int look_up(const prse__charsmap *map, prse_str text, prse_str *out)
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
            return value_at(map, at, out);
    }
    return 0;
}

/* --- Letters with marks */

static size_t cluster_end(prse_str text, size_t from)
{
    size_t end = from, next;
    if (prse__is_control(prse__utf8_next(text, &end)))
        return end;
    for (next = end; next < text.len; end = next)
        if (!prse__is_mark(prse__utf8_next(text, &next)))
            break;
    return end;
}

static void replace_each(prse__buf *out, const prse__charsmap *map,
                         prse_str text)
{
    for (size_t from = 0, end = 0; from < text.len; from = end) {
        prse__utf8_next(text, &end);
        prse_str sign = {text.ptr + from, end - from};
        look_up(map, sign, &sign);
        prse__buf_add(out, sign);
    }
}

void prse__charsmap_replace(prse__buf *out, const prse__charsmap *map,
                            prse_str text)
{
    prse_str value;
    for (size_t from = 0, end; from < text.len; from = end) {
        end = cluster_end(text, from);
        prse_str cluster = {text.ptr + from, end - from};
        if (cluster.len < CLUSTER && look_up(map, cluster, &value))
            prse__buf_add(out, value);
        else
            replace_each(out, map, cluster);
    }
}
