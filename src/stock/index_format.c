/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/index_format.h"

enum { PART_SHIFT = 32, LIST_SHIFT = 28 };

int64_t prse__key_block(uint32_t list, uint32_t last)
{
    return (int64_t)list << PART_SHIFT | last;
}

int64_t prse__key_part(int part, uint32_t within)
{
    return (int64_t)part << PART_SHIFT | within;
}

uint32_t prse__list_first(int part)
{
    return (uint32_t)part << LIST_SHIFT;
}

size_t prse__varint_put(unsigned char *to, uint32_t value)
{
    size_t length = 0;
    while (value >= 0x80) {
        to[length++] = (unsigned char)(value & 0x7F) | 0x80;
        value >>= 7;
    }
    to[length++] = (unsigned char)value;
    return length;
}

uint32_t prse__varint_get(prse_str bytes, size_t *at)
{
    uint32_t value = 0;
    for (unsigned shift = 0; *at < bytes.len && shift < 32; shift += 7) {
        unsigned char byte = (unsigned char)bytes.ptr[(*at)++];
        value |= (uint32_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            break;
    }
    return value;
}

uint32_t prse__name_bucket(uint32_t key, uint32_t bits)
{
    return key >> 16 >> (PRSE__NAME_BITS_MOST - bits);
}

uint16_t prse__name_rest(uint32_t key)
{
    return (uint16_t)(key & 0xFFFF);
}
