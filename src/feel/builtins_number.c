/* SPDX-License-Identifier: Apache-2.0 */
/* Numeric functions of one or two numbers. */
#include "feel/builtin.h"

enum { MOST_SCALE = 6176 }; /* exponents of decimal128 */

static const prse__value *map(const prse__args *args,
                              prse__dec (*function)(prse__dec))
{
    prse__dec n;
    if (!prse__arg_number(args, 0, &n))
        return &prse__value_null;
    return prse__eval_number(args->ev, function(n));
}

static const prse__value *absolute(const prse__args *args)
{
    const prse__value *value = prse__arg_scalar(args, 0);
    int duration = value->kind == PRSE__VALUE_MONTHS ||
                   value->kind == PRSE__VALUE_SECONDS;
    if (!duration)
        return map(args, prse__dec_abs);
    if (value->amount >= 0)
        return value;
    if (value->amount == INT64_MIN)
        return &prse__value_null;
    return prse__eval_amount(args->ev, value->kind, -value->amount);
}

static const prse__value *root(const prse__args *args)
{
    return map(args, prse__dec_sqrt);
}

static const prse__value *logarithm(const prse__args *args)
{
    return map(args, prse__dec_log);
}

static const prse__value *exponential(const prse__args *args)
{
    return map(args, prse__dec_exp);
}

static const prse__value *rounded(const prse__args *args, prse__rounding how)
{
    prse__dec n;
    int64_t scale = 0;
    if (!prse__arg_number(args, 0, &n) ||
        (args->count > 1 && !prse__arg_int(args, 1, &scale)) ||
        scale > MOST_SCALE || scale < -MOST_SCALE)
        return &prse__value_null;
    return prse__eval_number(args->ev,
                             prse__dec_round(n, (int32_t)scale, how));
}

static const prse__value *half_even(const prse__args *args)
{
    return rounded(args, PRSE__ROUND_HALF_EVEN);
}

static const prse__value *round_up(const prse__args *args)
{
    return rounded(args, PRSE__ROUND_UP);
}

static const prse__value *round_down(const prse__args *args)
{
    return rounded(args, PRSE__ROUND_DOWN);
}

static const prse__value *half_up(const prse__args *args)
{
    return rounded(args, PRSE__ROUND_HALF_UP);
}

static const prse__value *half_down(const prse__args *args)
{
    return rounded(args, PRSE__ROUND_HALF_DOWN);
}

static const prse__value *floor_of(const prse__args *args)
{
    return rounded(args, PRSE__ROUND_FLOOR);
}

static const prse__value *ceiling_of(const prse__args *args)
{
    return rounded(args, PRSE__ROUND_CEILING);
}

static const prse__value *modulo(const prse__args *args)
{
    prse__dec a, b;
    if (!prse__arg_number(args, 0, &a) || !prse__arg_number(args, 1, &b) ||
        prse__dec_sign(b) == 0)
        return &prse__value_null;
    return prse__eval_number(args->ev, prse__dec_mod(a, b));
}

static const prse__value *parity(const prse__args *args, int odd)
{
    prse__dec n;
    if (!prse__arg_number(args, 0, &n))
        return &prse__value_null;
    if (!prse__dec_is_integer(n))
        return &prse__value_false;
    int is_odd = prse__dec_sign(prse__dec_mod(n, prse__dec_int(2))) != 0;
    return prse__value_boolean(is_odd == odd);
}

static const prse__value *odd(const prse__args *args)
{
    return parity(args, 1);
}

static const prse__value *even(const prse__args *args)
{
    return parity(args, 0);
}

static const prse__builtin TABLE[] = {
    {"abs", absolute, 1, 1, "n"},
    {"floor", floor_of, 1, 2, "n,scale"},
    {"ceiling", ceiling_of, 1, 2, "n,scale"},
    {"decimal", half_even, 2, 2, "n,scale"},
    {"round up", round_up, 1, 2, "n,scale"},
    {"round down", round_down, 1, 2, "n,scale"},
    {"round half up", half_up, 1, 2, "n,scale"},
    {"round half down", half_down, 1, 2, "n,scale"},
    {"modulo", modulo, 2, 2, "dividend,divisor"},
    {"sqrt", root, 1, 1, "number"},
    {"log", logarithm, 1, 1, "number"},
    {"exp", exponential, 1, 1, "number"},
    {"odd", odd, 1, 1, "number"},
    {"even", even, 1, 1, "number"},
};

const prse__builtin_group prse__builtins_number = {
    TABLE, sizeof TABLE / sizeof *TABLE};
