/* SPDX-License-Identifier: Apache-2.0 */
#include "http/http_date.h"

#include <string.h>

#include "base/date.h"

/* The text with 0 for digits and a for letters. */
static const char FORM[] = "aaa, 00 aaa 0000 00:00:00 GMT";
static const char MONTHS[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

static int has_form(prse_str text)
{
    if (text.len != sizeof FORM - 1)
        return 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (FORM[i] == '0' ? c < '0' || c > '9'
            : FORM[i] == 'a' ? (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
                             : c != FORM[i])
            return 0;
    }
    return 1;
}

static int32_t number(prse_str text, size_t from, size_t count)
{
    int32_t value = 0;
    for (size_t i = from; i < from + count; i++)
        value = value * 10 + (text.ptr[i] - '0');
    return value;
}

static int32_t month(prse_str text)
{
    for (int32_t i = 0; i < 12; i++)
        if (memcmp(text.ptr + 8, MONTHS + 3 * i, 3) == 0)
            return i + 1;
    return 0;
}

int prse__http_date_parse(int64_t *unix_ms, prse_str text)
{
    prse__date day;
    if (!has_form(text))
        return 0;
    int32_t hour = number(text, 17, 2), minute = number(text, 20, 2);
    int32_t second = number(text, 23, 2);
    prse__ymd ymd = {number(text, 12, 4), month(text), number(text, 5, 2)};
    if (hour > 23 || minute > 59 || second > 60 || ymd.month == 0 ||
        !prse__date_from(&day, ymd))
        return 0;
    *unix_ms = (((int64_t)day * 24 + hour) * 60 + minute) * 60000 +
               (int64_t)second * 1000;
    return 1;
}
