/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/utf8.h"

#include <stdint.h>

size_t cli_utf8_length(const char *text, size_t size)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *bytes = (const unsigned char *)text;
    size_t length = bytes[0] < 0x80                          ? 1
                    : bytes[0] >= 0xC2 && bytes[0] < 0xE0    ? 2
                    : bytes[0] >= 0xE0 && bytes[0] < 0xF0    ? 3
                    : bytes[0] >= 0xF0 && bytes[0] < 0xF5    ? 4
                                                             : 0;
    if (length < 2 || length > size)
        return length > size ? 0 : length;
    uint32_t point = bytes[0] & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
        point = point << 6 | (bytes[i] & 0x3F);
    }
    int is_half = point >= 0xD800 && point < 0xE000;
    return point < least[length] || point > 0x10FFFF || is_half ? 0 : length;
}
