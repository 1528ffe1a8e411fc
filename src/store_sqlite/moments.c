/* SPDX-License-Identifier: Apache-2.0 */
/* Days and moments as text, without the buffers of base: they are read and
 * written once for each row. */
#include <string.h>

#include "base/date.h"
#include "store_sqlite/values.h"

enum { DAY_MS = 86400000, DAY_TEXT = 10, TO_SECONDS = 19, TO_MS = 23 };

static void digits(char *to, int count, int64_t value)
{
    for (int i = count; i-- > 0; value /= 10)
        to[i] = (char)('0' + value % 10);
}

/* -1: other than digits. */
static int64_t number(const char *text, size_t count)
{
    int64_t value = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

size_t prse__lite_day_print(char *to, int64_t day)
{
    prse__ymd ymd = prse__date_ymd((prse__date)day);
    digits(to, 4, ymd.year);
    to[4] = '-';
    digits(to + 5, 2, ymd.month);
    to[7] = '-';
    digits(to + 8, 2, ymd.day);
    return DAY_TEXT;
}

size_t prse__lite_time_print(char *to, int64_t ms)
{
    int64_t day = ms / DAY_MS - (ms % DAY_MS < 0);
    int64_t rest = ms - day * DAY_MS;
    prse__lite_day_print(to, day);
    to[10] = ' ';
    digits(to + 11, 2, rest / 3600000);
    to[13] = ':';
    digits(to + 14, 2, rest / 60000 % 60);
    to[16] = ':';
    digits(to + 17, 2, rest / 1000 % 60);
    to[19] = '.';
    digits(to + 20, 3, rest % 1000);
    return TO_MS;
}

int prse__lite_day_read(int64_t *out, prse_str text)
{
    prse__date day;
    if (text.len != DAY_TEXT || !prse__date_parse(&day, text))
        return 0;
    *out = day;
    return 1;
}

/* What comes after the seconds: "", ".5", ".123456", each with or without Z;
 * -1: something else. */
static int64_t thousandths(prse_str text)
{
    char padded[3] = {'0', '0', '0'};
    if (text.len > 0 && text.ptr[text.len - 1] == 'Z')
        text.len--;
    if (text.len == 0)
        return 0;
    if (text.ptr[0] != '.' || text.len < 2 || text.len > 10 ||
        number(text.ptr + 1, text.len - 1) < 0)
        return -1;
    memcpy(padded, text.ptr + 1, text.len > 4 ? 3 : text.len - 1);
    return number(padded, 3);
}

int prse__lite_time_read(int64_t *out, prse_str text)
{
    int64_t day;
    const char *p = text.ptr;
    if (text.len < TO_SECONDS ||
        !prse__lite_day_read(&day, (prse_str){p, DAY_TEXT}) ||
        (p[10] != ' ' && p[10] != 'T') || p[13] != ':' || p[16] != ':')
        return 0;
    int64_t hours = number(p + 11, 2), minutes = number(p + 14, 2);
    int64_t seconds = number(p + 17, 2);
    int64_t ms = text.len == TO_MS && p[19] == '.'
                     ? number(p + 20, 3)
                     : thousandths((prse_str){p + TO_SECONDS,
                                              text.len - TO_SECONDS});
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 ||
        seconds < 0 || seconds > 59 || ms < 0)
        return 0;
    *out = day * DAY_MS + ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
    return 1;
}
