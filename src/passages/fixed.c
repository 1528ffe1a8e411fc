/* SPDX-License-Identifier: Apache-2.0 */
#include "passages/fixed.h"

#include <stdio.h>

enum { THOUSAND = 1000, MOST_DIGITS = 9 };

prse_str prse__fixed_print(char to[PRSE__FIXED_ROOM], double value)
{
    double size = value < 0 ? -value : value;
    long long all = (long long)(size * THOUSAND + 0.5);
    int after = (int)(all % THOUSAND);
    int len = snprintf(to, PRSE__FIXED_ROOM, "%s%lld.%03d",
                       value < 0 && all ? "-" : "", all / THOUSAND, after);
    while (to[len - 1] == '0')
        len--;
    len -= to[len - 1] == '.';
    return (prse_str){to, (size_t)len};
}

/* Digits from *at on, as a number; how many there were. */
static size_t digits(prse_str text, size_t *at, double *value)
{
    size_t start = *at;
    for (*value = 0; *at < text.len; ++*at) {
        char c = text.ptr[*at];
        if (c < '0' || c > '9')
            break;
        *value = *value * 10 + (c - '0');
    }
    return *at - start;
}

int prse__fixed_read(double *out, prse_str text)
{
    size_t at = text.len && text.ptr[0] == '-', before, after = 0;
    int negative = at == 1;
    double whole, part = 0;
    before = digits(text, &at, &whole);
    if (at < text.len && text.ptr[at] == '.') {
        at++;
        after = digits(text, &at, &part);
        if (!after)
            return 0;
    }
    if (!before || before > MOST_DIGITS || after > MOST_DIGITS ||
        at < text.len)
        return 0;
    while (after--)
        part /= 10;
    *out = negative ? -(whole + part) : whole + part;
    return 1;
}
