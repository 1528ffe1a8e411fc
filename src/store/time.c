/* SPDX-License-Identifier: Apache-2.0 */
/* Moments as text: 2026-11-26T20:58:27.000Z, and nothing else. */
#include "base/date.h"
#include "store/check.h"
#include "store/store.h"

enum { MS_OF_DAY = 24 * 3600 * 1000 };

void prse__time_print(prse__buf *out, int64_t ms)
{
    if (ms < PRSE__FIRST_TIME || ms > PRSE__LAST_TIME)
        return;
    int64_t day = ms / MS_OF_DAY - (ms % MS_OF_DAY < 0);
    int rest = (int)(ms - day * MS_OF_DAY);
    prse__date_print(out, (prse__date)day);
    prse__buf_addf(out, "T%02d:%02d:%02d.%03dZ", rest / 3600000,
                   rest / 60000 % 60, rest / 1000 % 60, rest % 1000);
}

/* Digits of a part that ends with `end`, at most `most`; -1: not so. */
static int part(prse_str text, size_t at, size_t count, char end, int most)
{
    int value = 0;
    for (size_t i = at; i < at + count; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return -1;
        value = value * 10 + (text.ptr[i] - '0');
    }
    return text.ptr[at + count] == end && value <= most ? value : -1;
}

int prse__time_read(int64_t *out, prse_str text)
{
    enum { DAY = 10, LENGTH = 24 };
    prse__date day;
    if (text.len != LENGTH || text.ptr[DAY] != 'T' ||
        !prse__date_parse(&day, (prse_str){text.ptr, DAY}))
        return 0;
    int hour = part(text, 11, 2, ':', 23);
    int minute = part(text, 14, 2, ':', 59);
    int second = part(text, 17, 2, '.', 59);
    int ms = part(text, 20, 3, 'Z', 999);
    if (hour < 0 || minute < 0 || second < 0 || ms < 0)
        return 0;
    int64_t value = (int64_t)day * MS_OF_DAY +
                    ((hour * 60 + minute) * 60 + second) * 1000 + ms;
    if (value < PRSE__FIRST_TIME)
        return 0;
    *out = value;
    return 1;
}
