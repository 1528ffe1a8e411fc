/* SPDX-License-Identifier: Apache-2.0 */
/* IEEE 754 decimal128: 34 digits, half even. The only includer of the decimal
 * library; binary floating point comes in by two doors only. */
#ifndef PRSE_BASE_DECIMAL_H
#define PRSE_BASE_DECIMAL_H

#include "base/str.h"

typedef struct prse__dec {
    uint64_t w[2]; /* opaque: the library's BID encoding */
} prse__dec;

typedef enum prse__rounding {
    PRSE__ROUND_HALF_EVEN,
    PRSE__ROUND_HALF_UP,   /* ties away from zero */
    PRSE__ROUND_HALF_DOWN, /* ties towards zero */
    PRSE__ROUND_UP,        /* away from zero */
    PRSE__ROUND_DOWN,      /* towards zero */
    PRSE__ROUND_FLOOR,
    PRSE__ROUND_CEILING
} prse__rounding;

prse__dec prse__dec_int(int64_t value);
/* Digits, one optional point, optional exponent; 1 when text was a number that
 * 34 digits hold exactly, 0 otherwise. */
int prse__dec_parse(prse__dec *out, prse_str text);
/* The shortest decimal that stands for a binary number and no other of its
 * size: 0.1 for 0.1; 0 for infinities and NaN. */
int prse__dec_double(prse__dec *out, double value);
int prse__dec_float(prse__dec *out, float value);
/* Plain notation without trailing zeros ("1200.5"); with an exponent ("1e67")
 * where plain text would be too long for prse__dec_parse(). */
void prse__dec_print(prse__buf *buf, prse__dec d);
int prse__dec_to_int(int64_t *out, prse__dec d); /* 1 when it is an integer */
int prse__dec_finite(prse__dec d); /* 0 for infinities and NaN */
int prse__dec_cmp(prse__dec a, prse__dec b); /* -1, 0, 1; both finite */
int prse__dec_sign(prse__dec d);
int prse__dec_is_integer(prse__dec d);
prse__dec prse__dec_add(prse__dec a, prse__dec b);
prse__dec prse__dec_sub(prse__dec a, prse__dec b);
prse__dec prse__dec_mul(prse__dec a, prse__dec b);
prse__dec prse__dec_div(prse__dec a, prse__dec b); /* not finite when b is 0 */
prse__dec prse__dec_pow(prse__dec a, prse__dec b);
prse__dec prse__dec_neg(prse__dec d);
prse__dec prse__dec_abs(prse__dec d);
prse__dec prse__dec_mod(prse__dec a, prse__dec b); /* FEEL: sign of b */
prse__dec prse__dec_sqrt(prse__dec d);
prse__dec prse__dec_exp(prse__dec d);
prse__dec prse__dec_log(prse__dec d);
/* Rounds to `scale` digits after the point (may be negative). */
prse__dec prse__dec_round(prse__dec d, int32_t scale, prse__rounding how);

#endif
