/* SPDX-License-Identifier: Apache-2.0 */
/* strtof() would ask the host for its decimal point. */
#include "extract/bbox.h"

static const double most = 1e6;

float prse__bbox_number(prse_str text)
{
    size_t at = text.len > 0 && text.ptr[0] == '-';
    int negative = at > 0, point = 0;
    double value = 0, unit = 1;
    for (; at < text.len; at++) {
        char c = text.ptr[at];
        if (c == '.' && !point) {
            point = 1;
            continue;
        }
        if (c < '0' || c > '9')
            return 0;
        unit = point ? unit / 10 : unit;
        value = point ? value + unit * (c - '0') : value * 10 + (c - '0');
        if (value > most)
            value = most;
    }
    return (float)(negative ? -value : value);
}
