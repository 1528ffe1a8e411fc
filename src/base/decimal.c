/* SPDX-License-Identifier: Apache-2.0 */
#include "base/decimal.h"

#include <string.h>

/* Call by value, rounding and flags as arguments: nothing global. Must match
 * the variant of the archive, libbidgcc000 (see meson.build). */
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpragmas"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wstrict-prototypes"
#include <bid_conf.h>
#include <bid_functions.h>
#pragma GCC diagnostic pop

enum {
    LONGEST_TEXT = 64,
    LARGEST_EXPONENT = 6144 + LONGEST_TEXT,
    LEAST_SCALE = -6111, /* 10^6111: the largest unit with 34 digits */
    LONGEST_PRINTED = 64
};

static BID_UINT128 in(prse__dec d)
{
    BID_UINT128 b;
    b.w[0] = d.w[0];
    b.w[1] = d.w[1];
    return b;
}

static prse__dec out_of(BID_UINT128 b)
{
    return (prse__dec){{b.w[0], b.w[1]}};
}

/* --- Whole numbers of some 18 digits: nearly all that companies have. The
 * library keeps them as a coefficient in the low word, under a high word that
 * says exponent 0. --- */

#define WHOLE UINT64_C(0x3040000000000000)
#define MINUS (UINT64_C(1) << 63)
#define WHOLE_END (UINT64_C(1) << 61) /* so that sums fit too */

enum { WHOLE_DIGITS = 18 };

/* Minus zero is left to the library. */
static inline int is_whole(prse__dec d)
{
    return d.w[0] < WHOLE_END &&
           (d.w[1] == WHOLE || (d.w[1] == (WHOLE | MINUS) && d.w[0]));
}

static inline int64_t whole_of(prse__dec d)
{
    return d.w[1] == WHOLE ? (int64_t)d.w[0] : -(int64_t)d.w[0];
}

prse__dec prse__dec_int(int64_t value)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    return (prse__dec){{size, value < 0 ? WHOLE | MINUS : WHOLE}};
}

/* 1 when the text is nothing but some digits. */
static int read_whole(prse__dec *out, prse_str text)
{
    int minus = text.len > 0 && text.ptr[0] == '-';
    size_t count = text.len - (size_t)minus;
    int64_t value = 0;
    if (count == 0 || count > WHOLE_DIGITS)
        return 0;
    for (size_t i = (size_t)minus; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        value = value * 10 + (text.ptr[i] - '0');
    }
    *out = prse__dec_int(minus ? -value : value);
    return !minus || value;
}

static void print_whole(prse__buf *buf, prse__dec d)
{
    char text[24];
    size_t at = sizeof text;
    uint64_t size = d.w[0];
    do
        text[--at] = (char)('0' + size % 10);
    while ((size /= 10) > 0);
    if (d.w[1] != WHOLE)
        text[--at] = '-';
    prse__buf_add(buf, (prse_str){text + at, sizeof text - at});
}

/* --- Any number --- */

static size_t digits_at(prse_str text, size_t pos)
{
    size_t from = pos;
    while (pos < text.len && text.ptr[pos] >= '0' && text.ptr[pos] <= '9')
        pos++;
    return pos - from;
}

/* Length of the mantissa at pos: digits, or digits around one point. */
static size_t mantissa_at(prse_str text, size_t pos)
{
    size_t whole = digits_at(text, pos);
    if (pos + whole >= text.len || text.ptr[pos + whole] != '.')
        return whole;
    size_t part = digits_at(text, pos + whole + 1);
    return part ? whole + 1 + part : 0;
}

/* The text from pos is an exponent that the library's own int holds. */
static int exponent_is_sane(prse_str text, size_t pos)
{
    if (text.ptr[pos] != 'e' && text.ptr[pos] != 'E')
        return 0;
    pos++;
    if (pos < text.len && (text.ptr[pos] == '+' || text.ptr[pos] == '-'))
        pos++;
    size_t count = digits_at(text, pos);
    if (count == 0 || pos + count != text.len)
        return 0;
    int value = 0;
    for (; pos < text.len && value <= LARGEST_EXPONENT; pos++)
        value = value * 10 + (text.ptr[pos] - '0');
    return value <= LARGEST_EXPONENT;
}

static int follows_grammar(prse_str text)
{
    if (text.len == 0 || text.len > LONGEST_TEXT)
        return 0;
    size_t pos = text.ptr[0] == '-';
    size_t mantissa = mantissa_at(text, pos);
    if (mantissa == 0)
        return 0;
    pos += mantissa;
    return pos == text.len || exponent_is_sane(text, pos);
}

int prse__dec_parse(prse__dec *out, prse_str text)
{
    if (read_whole(out, text))
        return 1;
    if (!follows_grammar(text))
        return 0;
    char copy[LONGEST_TEXT + 1];
    memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    _IDEC_flags flags = 0;
    BID_UINT128 b = bid128_from_string(copy, BID_ROUNDING_TO_NEAREST, &flags);
    if (flags & (BID_INEXACT_EXCEPTION | BID_INVALID_EXCEPTION |
                 BID_OVERFLOW_EXCEPTION | BID_UNDERFLOW_EXCEPTION))
        return 0;
    *out = out_of(b);
    return 1;
}

static void add_zeros(prse__buf *buf, int count)
{
    while (count-- > 0)
        prse__buf_addc(buf, '0');
}

/* digits x 10^exponent, digits without leading or trailing zeros. */
static void print_plain(prse__buf *buf, prse_str digits, int exponent)
{
    int before = (int)digits.len + exponent; /* digits before the point */
    if (exponent >= 0) {
        prse__buf_add(buf, digits);
        add_zeros(buf, exponent);
    } else if (before > 0) {
        size_t whole = (size_t)before;
        prse__buf_add(buf, (prse_str){digits.ptr, whole});
        prse__buf_addc(buf, '.');
        prse__buf_add(buf, (prse_str){digits.ptr + whole, digits.len - whole});
    } else {
        prse__buf_adds(buf, "0.");
        add_zeros(buf, -before);
        prse__buf_add(buf, digits);
    }
}

/* Plain, or with an exponent where plain would be too long to read back. */
static void print_digits(prse__buf *buf, prse_str digits, int exponent)
{
    int before = (int)digits.len + exponent;
    int fraction = 2 - exponent; /* "0." and what follows */
    if (before < LONGEST_TEXT && fraction < LONGEST_TEXT) {
        print_plain(buf, digits, exponent);
    } else {
        prse__buf_add(buf, digits);
        prse__buf_addf(buf, "e%d", exponent);
    }
}

void prse__dec_print(prse__buf *buf, prse__dec d)
{
    char text[LONGEST_PRINTED];
    _IDEC_flags flags = 0;
    if (is_whole(d)) {
        print_whole(buf, d);
        return;
    }
    if (!prse__dec_finite(d)) {
        prse__buf_adds(buf, "not a number");
        return;
    }
    if (prse__dec_sign(d) == 0) {
        prse__buf_addc(buf, '0');
        return;
    }
    bid128_to_string(text, in(d), &flags); /* "-120E-1" */
    prse_str digits = {text + 1, strcspn(text, "E") - 1};
    int exponent = 0;
    const char *e = digits.ptr + digits.len + 2;
    for (const char *p = e; *p; p++)
        exponent = exponent * 10 + (*p - '0');
    if (e[-1] == '-')
        exponent = -exponent;
    while (digits.ptr[digits.len - 1] == '0') {
        digits.len--;
        exponent++;
    }
    if (text[0] == '-')
        prse__buf_addc(buf, '-');
    print_digits(buf, digits, exponent);
}

int prse__dec_to_int(int64_t *out, prse__dec d)
{
    _IDEC_flags flags = 0;
    if (is_whole(d)) {
        *out = whole_of(d);
        return 1;
    }
    int64_t value = bid128_to_int64_xint(in(d), &flags);
    if (flags & (BID_INVALID_EXCEPTION | BID_INEXACT_EXCEPTION))
        return 0;
    *out = value;
    return 1;
}

int prse__dec_finite(prse__dec d)
{
    if (is_whole(d))
        return 1;
    return bid128_isFinite(in(d)) != 0;
}

int prse__dec_cmp(prse__dec a, prse__dec b)
{
    _IDEC_flags flags = 0;
    if (is_whole(a) && is_whole(b))
        return (whole_of(a) > whole_of(b)) - (whole_of(a) < whole_of(b));
    if (bid128_quiet_less(in(a), in(b), &flags))
        return -1;
    return bid128_quiet_greater(in(a), in(b), &flags) != 0;
}

int prse__dec_sign(prse__dec d)
{
    if (is_whole(d))
        return d.w[0] == 0 ? 0 : d.w[1] == WHOLE ? 1 : -1;
    if (bid128_isZero(in(d)))
        return 0;
    return bid128_isSigned(in(d)) ? -1 : 1;
}

int prse__dec_is_integer(prse__dec d)
{
    _IDEC_flags flags = 0;
    if (is_whole(d))
        return 1;
    BID_UINT128 whole = bid128_round_integral_zero(in(d), &flags);
    return prse__dec_finite(d) && prse__dec_cmp(d, out_of(whole)) == 0;
}

prse__dec prse__dec_add(prse__dec a, prse__dec b)
{
    _IDEC_flags flags = 0;
    if (is_whole(a) && is_whole(b))
        return prse__dec_int(whole_of(a) + whole_of(b));
    return out_of(bid128_add(in(a), in(b), BID_ROUNDING_TO_NEAREST, &flags));
}

prse__dec prse__dec_sub(prse__dec a, prse__dec b)
{
    _IDEC_flags flags = 0;
    if (is_whole(a) && is_whole(b))
        return prse__dec_int(whole_of(a) - whole_of(b));
    return out_of(bid128_sub(in(a), in(b), BID_ROUNDING_TO_NEAREST, &flags));
}

static prse__dec multiply(prse__dec a, prse__dec b, _IDEC_flags *flags)
{
    return out_of(bid128_mul(in(a), in(b), BID_ROUNDING_TO_NEAREST, flags));
}

prse__dec prse__dec_mul(prse__dec a, prse__dec b)
{
    _IDEC_flags flags = 0;
    return multiply(a, b, &flags);
}

prse__dec prse__dec_div(prse__dec a, prse__dec b)
{
    _IDEC_flags flags = 0;
    return out_of(bid128_div(in(a), in(b), BID_ROUNDING_TO_NEAREST, &flags));
}

/* a to the power n by squaring; 1 while every product was exact. */
static int power_exactly(prse__dec *out, prse__dec a, uint64_t n)
{
    _IDEC_flags flags = 0;
    prse__dec result = prse__dec_int(1);
    for (; n && !(flags & BID_INEXACT_EXCEPTION); n >>= 1) {
        if (n & 1)
            result = multiply(result, a, &flags);
        if (n > 1)
            a = multiply(a, a, &flags);
    }
    *out = result;
    return !(flags & BID_INEXACT_EXCEPTION);
}

/* The library's pow goes through binary logarithms, so that 10 ** 3 could be
 * 999.9...9: whole powers that 34 digits hold are multiplied out. */
prse__dec prse__dec_pow(prse__dec a, prse__dec b)
{
    int64_t n = 0;
    prse__dec power;
    if (prse__dec_to_int(&n, b) && n != INT64_MIN &&
        power_exactly(&power, a, (uint64_t)(n < 0 ? -n : n)))
        return n < 0 ? prse__dec_div(prse__dec_int(1), power) : power;
    _IDEC_flags flags = 0;
    return out_of(bid128_pow(in(a), in(b), BID_ROUNDING_TO_NEAREST, &flags));
}

prse__dec prse__dec_neg(prse__dec d)
{
    return out_of(bid128_negate(in(d)));
}

prse__dec prse__dec_abs(prse__dec d)
{
    if (is_whole(d))
        return (prse__dec){{d.w[0], WHOLE}};
    return out_of(bid128_abs(in(d)));
}

prse__dec prse__dec_mod(prse__dec a, prse__dec b)
{
    _IDEC_flags flags = 0;
    prse__dec rest = out_of(bid128_fmod(in(a), in(b), &flags));
    if (prse__dec_sign(rest) * prse__dec_sign(b) < 0)
        return prse__dec_add(rest, b);
    return rest;
}

prse__dec prse__dec_sqrt(prse__dec d)
{
    _IDEC_flags flags = 0;
    return out_of(bid128_sqrt(in(d), BID_ROUNDING_TO_NEAREST, &flags));
}

prse__dec prse__dec_exp(prse__dec d)
{
    _IDEC_flags flags = 0;
    return out_of(bid128_exp(in(d), BID_ROUNDING_TO_NEAREST, &flags));
}

prse__dec prse__dec_log(prse__dec d)
{
    _IDEC_flags flags = 0;
    return out_of(bid128_log(in(d), BID_ROUNDING_TO_NEAREST, &flags));
}

/* 10 to the power n. */
static prse__dec unit(int n)
{
    _IDEC_flags flags = 0;
    return out_of(bid128_scalbn(in(prse__dec_int(1)), n,
                                BID_ROUNDING_TO_NEAREST, &flags));
}

static prse__dec quantize(prse__dec d, int32_t scale, _IDEC_round mode)
{
    _IDEC_flags flags = 0;
    return out_of(bid128_quantize(in(d), in(unit(-scale)), mode, &flags));
}

/* Away from zero, whichever side d is on. */
static prse__dec round_up(prse__dec d, int32_t scale)
{
    return quantize(d, scale, prse__dec_sign(d) < 0 ? BID_ROUNDING_DOWN
                                                    : BID_ROUNDING_UP);
}

/* The library has no such mode: up only when the part cut is over a half. */
static prse__dec round_half_down(prse__dec d, int32_t scale)
{
    prse__dec low = quantize(d, scale, BID_ROUNDING_TO_ZERO);
    prse__dec cut = prse__dec_abs(prse__dec_sub(d, low));
    prse__dec twice = prse__dec_add(cut, cut);
    return prse__dec_cmp(twice, unit(-scale)) > 0 ? round_up(d, scale) : low;
}

prse__dec prse__dec_round(prse__dec d, int32_t scale, prse__rounding how)
{
    static const _IDEC_round modes[] = {
        [PRSE__ROUND_HALF_EVEN] = BID_ROUNDING_TO_NEAREST,
        [PRSE__ROUND_HALF_UP] = BID_ROUNDING_TIES_AWAY,
        [PRSE__ROUND_DOWN] = BID_ROUNDING_TO_ZERO,
        [PRSE__ROUND_FLOOR] = BID_ROUNDING_DOWN,
        [PRSE__ROUND_CEILING] = BID_ROUNDING_UP,
    };
    _IDEC_flags flags = 0;
    if (scale < LEAST_SCALE)
        return prse__dec_div(prse__dec_int(0), prse__dec_int(0));
    if (!prse__dec_finite(d) || bid128_quantexp(in(d), &flags) >= -scale)
        return d; /* nothing below that place to cut */
    if (how == PRSE__ROUND_UP)
        return round_up(d, scale);
    if (how == PRSE__ROUND_HALF_DOWN)
        return round_half_down(d, scale);
    return quantize(d, scale, modes[how]);
}

/* --- From binary floating point --- */

static double as_double(prse__dec d)
{
    _IDEC_flags flags = 0;
    return bid128_to_binary64(in(d), BID_ROUNDING_TO_NEAREST, &flags);
}

static float as_float(prse__dec d)
{
    _IDEC_flags flags = 0;
    return bid128_to_binary32(in(d), BID_ROUNDING_TO_NEAREST, &flags);
}

static prse__dec of_digits(prse__dec d, int digits)
{
    _IDEC_flags flags = 0;
    if (prse__dec_sign(d) == 0)
        return prse__dec_int(0);
    int first = bid128_ilogb(in(d), &flags);
    return prse__dec_round(d, digits - 1 - first, PRSE__ROUND_HALF_EVEN);
}

/* Any decimal of 15 digits comes back from a double, and any double from one
 * of 17; 6 and 9 for a float. Those below the least normal one have less. */
#define LEAST_DOUBLE 2.2250738585072014e-308
#define LEAST_FLOAT 1.17549435e-38f

int prse__dec_double(prse__dec *out, double value)
{
    _IDEC_flags flags = 0;
    prse__dec exact =
        out_of(binary64_to_bid128(value, BID_ROUNDING_TO_NEAREST, &flags));
    if (!prse__dec_finite(exact))
        return 0;
    int normal = value >= LEAST_DOUBLE || value <= -LEAST_DOUBLE;
    for (int digits = normal ? 15 : 1; digits <= 17; digits++) {
        *out = of_digits(exact, digits);
        double back = as_double(*out);
        if (back >= value && back <= value)
            break;
    }
    return 1;
}

int prse__dec_float(prse__dec *out, float value)
{
    _IDEC_flags flags = 0;
    prse__dec exact =
        out_of(binary32_to_bid128(value, BID_ROUNDING_TO_NEAREST, &flags));
    if (!prse__dec_finite(exact))
        return 0;
    int normal = value >= LEAST_FLOAT || value <= -LEAST_FLOAT;
    for (int digits = normal ? 6 : 1; digits <= 9; digits++) {
        *out = of_digits(exact, digits);
        float back = as_float(*out);
        if (back >= value && back <= value)
            break;
    }
    return 1;
}
