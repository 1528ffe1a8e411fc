/* SPDX-License-Identifier: Apache-2.0 */
/* Arithmetic, comparison, and the logic of three values. */
#include "feel/value_compare.h"
#include "feel/walk.h"

#include <string.h>

enum { DAY = 86400 };

/* --- Logic --- */

prse__tri prse__tri_of(const prse__value *value)
{
    if (!value || value->kind != PRSE__VALUE_BOOLEAN)
        return PRSE__TRI_NULL;
    return value->flag ? PRSE__TRI_TRUE : PRSE__TRI_FALSE;
}

prse__tri prse__tri_not(prse__tri a)
{
    return a < 0 ? PRSE__TRI_NULL : a ? PRSE__TRI_FALSE : PRSE__TRI_TRUE;
}

prse__tri prse__tri_and(prse__tri a, prse__tri b)
{
    if (a == PRSE__TRI_FALSE || b == PRSE__TRI_FALSE)
        return PRSE__TRI_FALSE;
    return a < 0 || b < 0 ? PRSE__TRI_NULL : PRSE__TRI_TRUE;
}

prse__tri prse__tri_or(prse__tri a, prse__tri b)
{
    return prse__tri_not(prse__tri_and(prse__tri_not(a), prse__tri_not(b)));
}

/* --- Comparison --- */

prse__tri prse__eval_equal(prse__eval *ev, const prse__value *a,
                           const prse__value *b)
{
    int equal = prse__value_equal_within(a, b, &ev->steps);
    if (!prse__eval_charge(ev, 1))
        return PRSE__TRI_NULL;
    return equal < 0 ? PRSE__TRI_NULL : equal ? PRSE__TRI_TRUE
                                              : PRSE__TRI_FALSE;
}

prse__tri prse__eval_order(prse__eval *ev, prse__feel_op op,
                           const prse__value *a, const prse__value *b)
{
    int order;
    if (op == PRSE__FEEL_EQ)
        return prse__eval_equal(ev, a, b);
    if (op == PRSE__FEEL_NE)
        return prse__tri_not(prse__eval_equal(ev, a, b));
    if (!prse__value_compare(&order, a, b))
        return PRSE__TRI_NULL;
    int holds = op == PRSE__FEEL_LT   ? order < 0
                : op == PRSE__FEEL_LE ? order <= 0
                : op == PRSE__FEEL_GT ? order > 0
                                      : order >= 0;
    return holds ? PRSE__TRI_TRUE : PRSE__TRI_FALSE;
}

/* --- Arithmetic --- */

typedef const prse__value *arithmetic(prse__eval *ev, const prse__value *a,
                                      const prse__value *b);

static const prse__value *add_numbers(prse__eval *ev, const prse__value *a,
                                      const prse__value *b)
{
    return prse__eval_number(ev, prse__dec_add(a->number, b->number));
}

static const prse__value *sub_numbers(prse__eval *ev, const prse__value *a,
                                      const prse__value *b)
{
    return prse__eval_number(ev, prse__dec_sub(a->number, b->number));
}

static const prse__value *mul_numbers(prse__eval *ev, const prse__value *a,
                                      const prse__value *b)
{
    return prse__eval_number(ev, prse__dec_mul(a->number, b->number));
}

static const prse__value *div_numbers(prse__eval *ev, const prse__value *a,
                                      const prse__value *b)
{
    return prse__eval_number(ev, prse__dec_div(a->number, b->number));
}

static const prse__value *pow_numbers(prse__eval *ev, const prse__value *a,
                                      const prse__value *b)
{
    return prse__eval_number(ev, prse__dec_pow(a->number, b->number));
}

static const prse__value *add_strings(prse__eval *ev, const prse__value *a,
                                      const prse__value *b)
{
    size_t len = a->text.len + b->text.len;
    char *text = prse__eval_alloc(ev, len + 1, 1);
    if (!text)
        return NULL;
    if (a->text.len > 0)
        memcpy(text, a->text.ptr, a->text.len);
    if (b->text.len > 0)
        memcpy(text + a->text.len, b->text.ptr, b->text.len);
    return prse__eval_text(ev, (prse_str){text, len});
}

static const prse__value *add_amounts(prse__eval *ev, const prse__value *a,
                                      const prse__value *b)
{
    int64_t sum;
    if (__builtin_add_overflow(a->amount, b->amount, &sum))
        return &prse__value_null;
    return prse__eval_amount(ev, a->kind, sum);
}

static const prse__value *sub_amounts(prse__eval *ev, const prse__value *a,
                                      const prse__value *b)
{
    int64_t difference;
    if (__builtin_sub_overflow(a->amount, b->amount, &difference))
        return &prse__value_null;
    return prse__eval_amount(ev, a->kind, difference);
}

static const prse__value *sub_dates(prse__eval *ev, const prse__value *a,
                                    const prse__value *b)
{
    return prse__eval_amount(ev, PRSE__VALUE_SECONDS,
                             (a->amount - b->amount) * DAY);
}

static const prse__value *date_and_months(prse__eval *ev,
                                          const prse__value *date,
                                          int64_t months)
{
    prse__date moved;
    if (months < INT32_MIN || months > INT32_MAX ||
        !prse__date_add_months(&moved, (prse__date)date->amount,
                               (int32_t)months))
        return &prse__value_null;
    return prse__eval_amount(ev, PRSE__VALUE_DATE, moved);
}

static const prse__value *add_date_months(prse__eval *ev, const prse__value *a,
                                          const prse__value *b)
{
    return date_and_months(ev, a, b->amount);
}

static const prse__value *sub_date_months(prse__eval *ev, const prse__value *a,
                                          const prse__value *b)
{
    if (b->amount == INT64_MIN)
        return &prse__value_null;
    return date_and_months(ev, a, -b->amount);
}

/* A date stands for its midnight; the day of the result is kept. */
static const prse__value *date_at(prse__eval *ev, int64_t seconds)
{
    int64_t day = seconds / DAY - (seconds % DAY < 0);
    return prse__eval_amount(ev, PRSE__VALUE_DATE, day);
}

static const prse__value *add_date_seconds(prse__eval *ev,
                                           const prse__value *a,
                                           const prse__value *b)
{
    int64_t seconds;
    if (__builtin_add_overflow(a->amount * DAY, b->amount, &seconds))
        return &prse__value_null;
    return date_at(ev, seconds);
}

static const prse__value *sub_date_seconds(prse__eval *ev,
                                           const prse__value *a,
                                           const prse__value *b)
{
    int64_t seconds;
    if (__builtin_sub_overflow(a->amount * DAY, b->amount, &seconds))
        return &prse__value_null;
    return date_at(ev, seconds);
}

/* Whole months and whole seconds: what is left over is dropped. */
static const prse__value *scaled(prse__eval *ev, prse__value_kind kind,
                                 prse__dec exact)
{
    int64_t amount;
    if (!prse__dec_finite(exact) ||
        !prse__dec_to_int(&amount,
                          prse__dec_round(exact, 0, PRSE__ROUND_DOWN)))
        return &prse__value_null;
    return prse__eval_amount(ev, kind, amount);
}

static const prse__value *mul_amount(prse__eval *ev, const prse__value *a,
                                     const prse__value *b)
{
    return scaled(ev, a->kind,
                  prse__dec_mul(prse__dec_int(a->amount), b->number));
}

static const prse__value *div_amount(prse__eval *ev, const prse__value *a,
                                     const prse__value *b)
{
    return scaled(ev, a->kind,
                  prse__dec_div(prse__dec_int(a->amount), b->number));
}

static const prse__value *ratio(prse__eval *ev, const prse__value *a,
                                const prse__value *b)
{
    return prse__eval_number(ev, prse__dec_div(prse__dec_int(a->amount),
                                               prse__dec_int(b->amount)));
}

#define NUM PRSE__VALUE_NUMBER
#define STR PRSE__VALUE_STRING
#define DATE PRSE__VALUE_DATE
#define MON PRSE__VALUE_MONTHS
#define SEC PRSE__VALUE_SECONDS

static const struct {
    prse__feel_op op;
    prse__value_kind left, right;
    arithmetic *apply;
    int swapped; /* apply to (b, a) */
} ARITHMETIC[] = {
    {PRSE__FEEL_ADD, NUM, NUM, add_numbers, 0},
    {PRSE__FEEL_SUB, NUM, NUM, sub_numbers, 0},
    {PRSE__FEEL_MUL, NUM, NUM, mul_numbers, 0},
    {PRSE__FEEL_DIV, NUM, NUM, div_numbers, 0},
    {PRSE__FEEL_POW, NUM, NUM, pow_numbers, 0},
    {PRSE__FEEL_ADD, STR, STR, add_strings, 0},
    {PRSE__FEEL_ADD, MON, MON, add_amounts, 0},
    {PRSE__FEEL_ADD, SEC, SEC, add_amounts, 0},
    {PRSE__FEEL_ADD, DATE, MON, add_date_months, 0},
    {PRSE__FEEL_ADD, MON, DATE, add_date_months, 1},
    {PRSE__FEEL_ADD, DATE, SEC, add_date_seconds, 0},
    {PRSE__FEEL_ADD, SEC, DATE, add_date_seconds, 1},
    {PRSE__FEEL_SUB, DATE, DATE, sub_dates, 0},
    {PRSE__FEEL_SUB, MON, MON, sub_amounts, 0},
    {PRSE__FEEL_SUB, SEC, SEC, sub_amounts, 0},
    {PRSE__FEEL_SUB, DATE, MON, sub_date_months, 0},
    {PRSE__FEEL_SUB, DATE, SEC, sub_date_seconds, 0},
    {PRSE__FEEL_MUL, MON, NUM, mul_amount, 0},
    {PRSE__FEEL_MUL, NUM, MON, mul_amount, 1},
    {PRSE__FEEL_MUL, SEC, NUM, mul_amount, 0},
    {PRSE__FEEL_MUL, NUM, SEC, mul_amount, 1},
    {PRSE__FEEL_DIV, MON, NUM, div_amount, 0},
    {PRSE__FEEL_DIV, SEC, NUM, div_amount, 0},
    {PRSE__FEEL_DIV, MON, MON, ratio, 0},
    {PRSE__FEEL_DIV, SEC, SEC, ratio, 0},
};

const prse__value *prse__eval_arithmetic(prse__eval *ev, prse__feel_op op,
                                         const prse__value *a,
                                         const prse__value *b)
{
    for (size_t i = 0; i < sizeof ARITHMETIC / sizeof *ARITHMETIC; i++)
        if (ARITHMETIC[i].op == op && ARITHMETIC[i].left == a->kind &&
            ARITHMETIC[i].right == b->kind)
            return ARITHMETIC[i].swapped ? ARITHMETIC[i].apply(ev, b, a)
                                         : ARITHMETIC[i].apply(ev, a, b);
    return &prse__value_null;
}

const prse__value *prse__eval_negate(prse__eval *ev, const prse__feel *node,
                                     const prse__scope *scope)
{
    const prse__value *a = prse__eval_node(ev, node->first, scope);
    if (!a)
        return NULL;
    if (a->kind == NUM)
        return prse__eval_number(ev, prse__dec_neg(a->number));
    if ((a->kind == MON || a->kind == SEC) && a->amount != INT64_MIN)
        return prse__eval_amount(ev, a->kind, -a->amount);
    return &prse__value_null;
}

/* The right side is not evaluated when the left side decides. */
static const prse__value *logical(prse__eval *ev, const prse__feel *node,
                                  const prse__scope *scope)
{
    int is_and = node->op == PRSE__FEEL_AND;
    prse__tri decides = is_and ? PRSE__TRI_FALSE : PRSE__TRI_TRUE;
    const prse__value *a = prse__eval_node(ev, node->first, scope);
    if (!a || prse__tri_of(a) == decides)
        return a;
    const prse__value *b = prse__eval_node(ev, node->first->next, scope);
    if (!b)
        return NULL;
    prse__tri x = prse__tri_of(a), y = prse__tri_of(b);
    return prse__eval_tri(is_and ? prse__tri_and(x, y) : prse__tri_or(x, y));
}

const prse__value *prse__eval_binary(prse__eval *ev, const prse__feel *node,
                                     const prse__scope *scope)
{
    if (node->op == PRSE__FEEL_AND || node->op == PRSE__FEEL_OR)
        return logical(ev, node, scope);
    const prse__value *a = prse__eval_node(ev, node->first, scope);
    const prse__value *b =
        a ? prse__eval_node(ev, node->first->next, scope) : NULL;
    if (!b)
        return NULL;
    if (node->op <= PRSE__FEEL_GE)
        return prse__eval_tri(prse__eval_order(ev, node->op, a, b));
    return prse__eval_arithmetic(ev, node->op, a, b);
}
