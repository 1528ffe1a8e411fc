/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/value.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"

/* --- Integers --- */

#define LOAD(type, bytes) \
    type value; \
    memcpy(&value, bytes, sizeof value)

static int64_t signed_integer(uint32_t size, const char *bytes)
{
    if (size == 1) {
        LOAD(int8_t, bytes);
        return value;
    }
    if (size == 2) {
        LOAD(int16_t, bytes);
        return value;
    }
    if (size == 4) {
        LOAD(int32_t, bytes);
        return value;
    }
    LOAD(int64_t, bytes);
    return value;
}

static uint64_t unsigned_integer(uint32_t size, const char *bytes)
{
    if (size == 1) {
        LOAD(uint8_t, bytes);
        return value;
    }
    if (size == 2) {
        LOAD(uint16_t, bytes);
        return value;
    }
    if (size == 4) {
        LOAD(uint32_t, bytes);
        return value;
    }
    LOAD(uint64_t, bytes);
    return value;
}

int prse__arrow_integer(int64_t *out, const prse__arrow_type *type,
                        const char *bytes)
{
    if (type->kind == PRSE__ARROW_INT) {
        *out = signed_integer(type->bytes, bytes);
        return 1;
    }
    if (type->kind != PRSE__ARROW_UINT)
        return 0;
    uint64_t value = unsigned_integer(type->bytes, bytes);
    *out = (int64_t)value;
    return value <= INT64_MAX;
}

/* --- Floating point --- */

static double double_of(const prse__arrow_type *type, const char *bytes)
{
    if (type->bytes == 4) {
        LOAD(float, bytes);
        return (double)value;
    }
    LOAD(double, bytes);
    return value;
}

int prse__arrow_whole(int64_t *out, const prse__arrow_type *type,
                      const char *bytes)
{
    if (type->kind == PRSE__ARROW_BOOLEAN) {
        *out = *bytes;
        return 1;
    }
    if (type->kind != PRSE__ARROW_FLOAT)
        return prse__arrow_integer(out, type, bytes);
    double value = double_of(type, bytes);
    /* every whole number below is exact; NaN fails both comparisons */
    if (!(value > -9007199254740992.0 && value < 9007199254740992.0))
        return 0;
    *out = (int64_t)value;
    return (double)*out >= value && (double)*out <= value;
}

static const char *print_float(prse__buf *buf, const prse__arrow_type *type,
                               const char *bytes)
{
    double value = double_of(type, bytes);
    prse__dec decimal;
    int is_finite = type->bytes == 4
                        ? prse__dec_float(&decimal, (float)value)
                        : prse__dec_double(&decimal, value);
    if (!is_finite)
        return "it is infinite or not a number";
    prse__dec_print(buf, decimal);
    return NULL;
}

/* --- Decimals of 128 bits --- */

enum { LIMBS = 4, MOST_DIGITS = 40 };

static void negate(uint32_t *limbs)
{
    uint64_t carry = 1;
    for (size_t i = 0; i < LIMBS; i++) {
        carry += (uint32_t)~limbs[i];
        limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

/* Divides by ten; the rest. */
static uint32_t last_digit(uint32_t *limbs)
{
    uint64_t rest = 0;
    for (size_t i = LIMBS; i-- > 0;) {
        rest = rest << 32 | limbs[i];
        limbs[i] = (uint32_t)(rest / 10);
        rest %= 10;
    }
    return (uint32_t)rest;
}

static int is_zero(const uint32_t *limbs)
{
    return !(limbs[0] | limbs[1] | limbs[2] | limbs[3]);
}

/* 34 digits hold it once the zeros at its end are moved to its exponent. */
static const char *print_decimal(prse__buf *buf, const prse__arrow_type *type,
                                 const char *bytes)
{
    uint32_t limbs[LIMBS];
    char digits[MOST_DIGITS], text[MOST_DIGITS + 16];
    size_t first = MOST_DIGITS;
    int exponent = -type->scale;
    prse__dec decimal;
    memcpy(limbs, bytes, sizeof limbs); /* the lowest first */
    int negative = limbs[LIMBS - 1] >> 31 != 0;
    if (negative)
        negate(limbs);
    while (!is_zero(limbs)) {
        uint32_t digit = last_digit(limbs);
        if (digit == 0 && first == MOST_DIGITS)
            exponent++;
        else
            digits[--first] = (char)('0' + digit);
    }
    if (first == MOST_DIGITS)
        digits[--first] = '0';
    int length = snprintf(text, sizeof text, "%s%.*se%d", negative ? "-" : "",
                          (int)(MOST_DIGITS - first), digits + first,
                          exponent);
    if (!prse__dec_parse(&decimal, (prse_str){text, (size_t)length}))
        return "it has more than 34 digits";
    prse__dec_print(buf, decimal);
    return NULL;
}

/* --- Dates --- */

static const char *print_date(prse__buf *buf, const prse__arrow_type *type,
                              const char *bytes)
{
    int64_t units = signed_integer(type->bytes, bytes);
    int64_t days = units / type->per_day;
    if (units % type->per_day != 0)
        return "it has a time of day";
    if (days < PRSE__FIRST_DAY || days > PRSE__LAST_DAY)
        return "it is not in the years -9999 to 9999";
    prse__date_print(buf, (prse__date)days);
    return NULL;
}

/* --- Rounded down --- */

static int floor_of_float(int64_t *out, int *whole, double value)
{
    /* NaN fails both comparisons */
    if (!(value > -9007199254740992.0 && value < 9007199254740992.0))
        return 0;
    *out = (int64_t)value;
    *whole = (double)*out >= value && (double)*out <= value;
    *out -= (double)*out > value;
    return 1;
}

/* Of those that fit into 64 bits, which nearly all do. */
static int floor_of_decimal(int64_t *out, int *whole, int32_t scale,
                            const char *bytes)
{
    int64_t parts[2], ten = 1; /* the lowest first */
    memcpy(parts, bytes, sizeof parts);
    if (parts[1] != (parts[0] < 0 ? -1 : 0) || scale < 0 || scale > 18)
        return 0;
    for (int32_t i = 0; i < scale; i++)
        ten *= 10;
    *whole = parts[0] % ten == 0;
    *out = parts[0] / ten - (parts[0] < 0 && !*whole);
    return 1;
}

int prse__arrow_floor(int64_t *out, int *whole, const prse__arrow_type *type,
                      const char *bytes)
{
    *whole = 1;
    if (type->kind == PRSE__ARROW_FLOAT)
        return floor_of_float(out, whole, double_of(type, bytes));
    if (type->kind == PRSE__ARROW_DECIMAL)
        return floor_of_decimal(out, whole, type->scale, bytes);
    if (type->kind != PRSE__ARROW_DATE)
        return prse__arrow_integer(out, type, bytes);
    int64_t units = signed_integer(type->bytes, bytes);
    *out = units / type->per_day;
    return units % type->per_day == 0 && *out >= PRSE__FIRST_DAY &&
           *out <= PRSE__LAST_DAY;
}

const char *prse__arrow_print(prse__buf *buf, const prse__arrow_type *type,
                              prse_str bytes)
{
    switch (type->kind) {
    case PRSE__ARROW_NULL:
        break;
    case PRSE__ARROW_BOOLEAN:
        prse__buf_adds(buf, *bytes.ptr ? "true" : "false");
        break;
    case PRSE__ARROW_INT:
        prse__buf_addf(buf, "%" PRId64, signed_integer(type->bytes,
                                                       bytes.ptr));
        break;
    case PRSE__ARROW_UINT:
        prse__buf_addf(buf, "%" PRIu64, unsigned_integer(type->bytes,
                                                         bytes.ptr));
        break;
    case PRSE__ARROW_FLOAT:
        return print_float(buf, type, bytes.ptr);
    case PRSE__ARROW_DECIMAL:
        return print_decimal(buf, type, bytes.ptr);
    case PRSE__ARROW_DATE:
        return print_date(buf, type, bytes.ptr);
    case PRSE__ARROW_TEXT:
    case PRSE__ARROW_VIEW:
        prse__buf_add(buf, bytes);
    }
    return NULL;
}
