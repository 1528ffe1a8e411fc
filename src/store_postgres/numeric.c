/* SPDX-License-Identifier: Apache-2.0 */
/* numeric in binary form: four 16-bit numbers (how many digits, how many places
 * the first one is before the point, the sign, how many decimals are shown) and
 * the digits, each from 0 to 9999. */
#include "store_postgres/values.h"

enum { NEGATIVE = 0x4000, SPECIAL = 0xC000, HEAD = 4 };

static unsigned half_at(prse_str cell, size_t at)
{
    const unsigned char *from = (const unsigned char *)cell.ptr + 2 * at;
    return (unsigned)from[0] << 8 | from[1];
}

/* The digit of 10000^place. */
static unsigned digit_at(prse_str cell, int place)
{
    int weight = (int16_t)half_at(cell, 1);
    int at = weight - place;
    if (at < 0 || at >= (int)half_at(cell, 0))
        return 0;
    return half_at(cell, HEAD + (size_t)at);
}

static void add_decimals(prse__buf *out, prse_str cell, int count)
{
    static const unsigned powers[] = {1000, 100, 10, 1};
    if (count > 0)
        prse__buf_addc(out, '.');
    for (int i = 0; i < count; i++) {
        unsigned four = digit_at(cell, -1 - i / 4);
        prse__buf_addc(out, (char)('0' + four / powers[i % 4] % 10));
    }
}

int prse__pgs_numeric(prse__buf *out, prse_str cell)
{
    if (cell.len < 2 * HEAD || cell.len != 2 * (HEAD + half_at(cell, 0)) ||
        half_at(cell, 2) >= SPECIAL)
        return 0;
    int weight = (int16_t)half_at(cell, 1);
    if (half_at(cell, 2) == NEGATIVE)
        prse__buf_addc(out, '-');
    prse__buf_addf(out, "%u", weight < 0 ? 0 : digit_at(cell, weight));
    for (int place = weight - 1; place >= 0; place--)
        prse__buf_addf(out, "%04u", digit_at(cell, place));
    add_decimals(out, cell, (int)half_at(cell, 3));
    return 1;
}
