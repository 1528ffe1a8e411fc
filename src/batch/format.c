/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/format.h"

#include <string.h>

#define SECONDS INT64_C(86400)

static const struct {
    const char *format;
    prse__arrow_type type;
} FORMATS[] = {
    {"n", {PRSE__ARROW_NULL, 0, 0, 0}},
    {"b", {PRSE__ARROW_BOOLEAN, 0, 0, 0}},
    {"c", {PRSE__ARROW_INT, 1, 0, 0}},
    {"s", {PRSE__ARROW_INT, 2, 0, 0}},
    {"i", {PRSE__ARROW_INT, 4, 0, 0}},
    {"l", {PRSE__ARROW_INT, 8, 0, 0}},
    {"C", {PRSE__ARROW_UINT, 1, 0, 0}},
    {"S", {PRSE__ARROW_UINT, 2, 0, 0}},
    {"I", {PRSE__ARROW_UINT, 4, 0, 0}},
    {"L", {PRSE__ARROW_UINT, 8, 0, 0}},
    {"f", {PRSE__ARROW_FLOAT, 4, 0, 0}},
    {"g", {PRSE__ARROW_FLOAT, 8, 0, 0}},
    {"tdD", {PRSE__ARROW_DATE, 4, 0, 1}},
    {"tdm", {PRSE__ARROW_DATE, 8, 0, SECONDS * 1000}},
    {"tss:", {PRSE__ARROW_DATE, 8, 0, SECONDS}},
    {"tsm:", {PRSE__ARROW_DATE, 8, 0, SECONDS * 1000}},
    {"tsu:", {PRSE__ARROW_DATE, 8, 0, SECONDS * 1000000}},
    {"tsn:", {PRSE__ARROW_DATE, 8, 0, SECONDS * 1000000000}},
    {"u", {PRSE__ARROW_TEXT, 4, 0, 0}},
    {"U", {PRSE__ARROW_TEXT, 8, 0, 0}},
    {"vu", {PRSE__ARROW_VIEW, 16, 0, 0}},
};

/* A small number with its sign; what follows it, or NULL. */
static const char *read_number(int32_t *out, const char *at)
{
    int negative = *at == '-';
    const char *from = at += negative;
    *out = 0;
    while (*at >= '0' && *at <= '9' && at - from < 4)
        *out = *out * 10 + (*at++ - '0');
    if (negative)
        *out = -*out;
    return at > from ? at : NULL;
}

/* "d:19,2" or "d:19,2,128" */
static int read_decimal(prse__arrow_type *out, const char *format)
{
    int32_t digits, scale, bits = 128;
    const char *at = read_number(&digits, format);
    if (!at || *at != ',' || !(at = read_number(&scale, at + 1)))
        return 0;
    if (*at == ',' && !(at = read_number(&bits, at + 1)))
        return 0;
    *out = (prse__arrow_type){PRSE__ARROW_DECIMAL, 16, scale, 0};
    return *at == '\0' && bits == 128 && digits >= 1 && digits <= 38;
}

int prse__arrow_type_read(prse__arrow_type *out, const char *format)
{
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (strcmp(format, FORMATS[i].format) == 0) {
            *out = FORMATS[i].type;
            return 1;
        }
    return strncmp(format, "d:", 2) == 0 && read_decimal(out, format + 2);
}

int64_t prse__arrow_type_buffers(const prse__arrow_type *type)
{
    switch (type->kind) {
    case PRSE__ARROW_NULL:
        return 0;
    case PRSE__ARROW_TEXT:
    case PRSE__ARROW_VIEW:
        return 3;
    default:
        return 2;
    }
}
