/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/real.h"

enum { MOST_POWER = 400 }; /* beyond it everything is 0 or infinite */
static const double TENTH = 1.7e307; /* of the largest there is */

/* Digits up to another character; *power counts those behind the point. */
static size_t read_digits(double *value, int *power, prse_str text)
{
    size_t at = 0, digits = 0;
    int behind = 0;
    for (; at < text.len; at++) {
        char c = text.ptr[at];
        if (c == '.' && !behind) {
            behind = 1;
            continue;
        }
        if (c < '0' || c > '9')
            break;
        *value = *value * 10 + (c - '0');
        *power -= behind;
        digits++;
    }
    return digits ? at : 0;
}

/* What follows the digits: nothing, or e-05. 0: something else. */
static int read_power(int *power, prse_str text)
{
    int value = 0;
    if (!text.len)
        return 1;
    if (text.ptr[0] != 'e' && text.ptr[0] != 'E')
        return 0;
    int negative = text.len > 1 && text.ptr[1] == '-';
    size_t at = text.len > 1 && (negative || text.ptr[1] == '+') ? 2 : 1;
    if (at == text.len)
        return 0;
    for (; at < text.len; at++) {
        if (text.ptr[at] < '0' || text.ptr[at] > '9')
            return 0;
        if (value < MOST_POWER)
            value = value * 10 + (text.ptr[at] - '0');
    }
    *power += negative ? -value : value;
    return 1;
}

int prse__real_read(double *out, prse_str text)
{
    double value = 0;
    int power = 0;
    int negative = text.len > 0 && text.ptr[0] == '-';
    if (negative)
        text = (prse_str){text.ptr + 1, text.len - 1};
    size_t len = read_digits(&value, &power, text);
    if (!len ||
        !read_power(&power, (prse_str){text.ptr + len, text.len - len}))
        return 0;
    for (; power > 0 && value <= TENTH; power--)
        value *= 10;
    for (; power < 0 && value > 0; power++)
        value /= 10;
    *out = negative ? -value : value;
    return power <= 0 || value == 0;
}
