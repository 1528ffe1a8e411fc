/* SPDX-License-Identifier: Apache-2.0 */
/* between, in, ranges and unary tests. */
#include "feel/walk.h"

const prse__value *prse__eval_between(prse__eval *ev, const prse__feel *node,
                                      const prse__scope *scope)
{
    const prse__value *value = prse__eval_node(ev, node->first, scope);
    const prse__value *low =
        value ? prse__eval_node(ev, prse__feel_child(node, 1), scope) : NULL;
    const prse__value *high =
        low ? prse__eval_node(ev, prse__feel_child(node, 2), scope) : NULL;
    if (!high)
        return NULL;
    return prse__eval_tri(
        prse__tri_and(prse__eval_order(ev, PRSE__FEEL_GE, value, low),
                      prse__eval_order(ev, PRSE__FEEL_LE, value, high)));
}

/* --- Ranges --- */

static const prse__value *make_range(prse__eval *ev, const prse__value *low,
                                     const prse__value *high, int open_low,
                                     int open_high)
{
    prse__value *range = prse__eval_alloc(ev, 1, sizeof *range);
    const prse__value **bounds =
        prse__eval_alloc(ev, 2, sizeof(const prse__value *));
    if (!range || !bounds)
        return NULL;
    bounds[0] = low;
    bounds[1] = high;
    *range = (prse__value){.kind = PRSE__VALUE_RANGE,
                           .items = bounds,
                           .open_low = open_low,
                           .open_high = open_high};
    return range;
}

/* Bounds of two kinds, or in the wrong order, make no range. A null bound does:
 * nothing is known to be in it. */
const prse__value *prse__eval_range(prse__eval *ev, const prse__feel *node,
                                    const prse__scope *scope)
{
    const prse__value *low = prse__eval_node(ev, node->first, scope);
    const prse__value *high =
        low ? prse__eval_node(ev, prse__feel_child(node, 1), scope) : NULL;
    if (!high)
        return NULL;
    int order;
    int known = low->kind != PRSE__VALUE_NULL && high->kind != PRSE__VALUE_NULL;
    if (known && (!prse__value_compare(&order, low, high) || order > 0))
        return &prse__value_null;
    return make_range(ev, low, high, node->open_low, node->open_high);
}

/* (= 5) has both bounds, but the TCK wants it to differ from [5..5]. */
static const prse__value *make_point(prse__eval *ev, const prse__value *bound)
{
    const prse__value **bounds =
        prse__eval_alloc(ev, 2, sizeof(const prse__value *));
    prse__value *range = prse__eval_alloc(ev, 1, sizeof *range);
    if (!bounds || !range)
        return NULL;
    bounds[0] = bounds[1] = bound;
    *range = (prse__value){
        .kind = PRSE__VALUE_RANGE, .items = bounds, .flag = 1};
    return range;
}

/* (< 5) where a value is expected: a range without lower bound. */
const prse__value *prse__eval_half_range(prse__eval *ev,
                                         const prse__feel *node,
                                         const prse__scope *scope)
{
    const prse__value *bound = prse__eval_node(ev, node->first, scope);
    if (!bound)
        return NULL;
    switch (node->op) {
    case PRSE__FEEL_LT:
    case PRSE__FEEL_LE:
        return make_range(ev, NULL, bound, 1, node->op == PRSE__FEEL_LT);
    case PRSE__FEEL_GT:
    case PRSE__FEEL_GE:
        return make_range(ev, bound, NULL, node->op == PRSE__FEEL_GT, 1);
    case PRSE__FEEL_EQ:
        return make_point(ev, bound);
    default:
        return &prse__value_null;
    }
}

prse__tri prse__eval_in_range(prse__eval *ev, const prse__value *value,
                              const prse__value *range)
{
    const prse__value *low = range->items[0], *high = range->items[1];
    prse__tri above = PRSE__TRI_TRUE, below = PRSE__TRI_TRUE;
    if (low)
        above = prse__eval_order(
            ev, range->open_low ? PRSE__FEEL_GT : PRSE__FEEL_GE, value, low);
    if (high)
        below = prse__eval_order(
            ev, range->open_high ? PRSE__FEEL_LT : PRSE__FEEL_LE, value, high);
    if (above < 0 || below < 0)
        return PRSE__TRI_NULL;
    return prse__tri_and(above, below);
}

/* --- Tests --- */

/* Charged, since a test is scanned each time it is asked. */
static int asks_about_input(prse__eval *ev, const prse__feel *node)
{
    if (node->kind == PRSE__FEEL_NAME && prse__str_is(node->text, "?"))
        return 1;
    if (!prse__eval_charge(ev, 1))
        return 0;
    for (const prse__feel *child = node->first; child; child = child->next)
        if (asks_about_input(ev, child))
            return 1;
    return 0;
}

/* An element of a list may be a range that holds the input. */
static prse__tri among(prse__eval *ev, const prse__value *input,
                       const prse__value *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const prse__value *item = list->items[i];
        int is_range = item->kind == PRSE__VALUE_RANGE &&
                       input->kind != PRSE__VALUE_RANGE;
        prse__tri found = is_range ? prse__eval_in_range(ev, input, item)
                                   : prse__eval_equal(ev, input, item);
        if (found == PRSE__TRI_TRUE)
            return found;
    }
    return PRSE__TRI_FALSE;
}

static prse__tri matches(prse__eval *ev, const prse__value *input,
                         const prse__value *value)
{
    if (value->kind == PRSE__VALUE_RANGE && input->kind != PRSE__VALUE_RANGE)
        return prse__eval_in_range(ev, input, value);
    if (value->kind != PRSE__VALUE_LIST)
        return prse__eval_equal(ev, input, value);
    if (input->kind == PRSE__VALUE_LIST &&
        prse__eval_equal(ev, input, value) == PRSE__TRI_TRUE)
        return PRSE__TRI_TRUE;
    return among(ev, input, value);
}

static prse__tri test_expression(prse__eval *ev, const prse__feel *test,
                                 const prse__value *input,
                                 const prse__scope *scope)
{
    const prse__value *value = prse__eval_node(ev, test, scope);
    if (!value)
        return PRSE__TRI_NULL;
    int is_null = value->kind == PRSE__VALUE_NULL;
    if ((is_null || value->kind == PRSE__VALUE_BOOLEAN) &&
        asks_about_input(ev, test))
        return prse__tri_of(value);
    if (is_null && test->kind == PRSE__FEEL_RANGE)
        return PRSE__TRI_NULL;
    return matches(ev, input, value);
}

static prse__tri any_test(prse__eval *ev, const prse__feel *first,
                          const prse__value *input, const prse__scope *scope)
{
    prse__tri any = PRSE__TRI_FALSE;
    for (; first && any != PRSE__TRI_TRUE; first = first->next)
        any = prse__tri_or(any, prse__eval_test(ev, first, input, scope));
    return any;
}

static prse__tri one_test(prse__eval *ev, const prse__feel *test,
                          const prse__value *input, const prse__scope *scope)
{
    const prse__value *bound;
    switch (test->kind) {
    case PRSE__FEEL_ANY:
        return PRSE__TRI_TRUE;
    case PRSE__FEEL_TESTS:
        return any_test(ev, test->first, input, scope);
    case PRSE__FEEL_NOT_TESTS:
        return prse__tri_not(any_test(ev, test->first, input, scope));
    case PRSE__FEEL_TEST:
        bound = prse__eval_node(ev, test->first, scope);
        return bound ? prse__eval_order(ev, test->op, input, bound)
                     : PRSE__TRI_NULL;
    default:
        return test_expression(ev, test, input, scope);
    }
}

prse__tri prse__eval_test(prse__eval *ev, const prse__feel *test,
                          const prse__value *input, const prse__scope *scope)
{
    prse__tri holds = PRSE__TRI_NULL;
    if (prse__eval_enter(ev))
        holds = one_test(ev, test, input, scope);
    prse__eval_leave(ev);
    return holds;
}

const prse__value *prse__eval_as_test(prse__eval *ev, const prse__feel *node,
                                      const prse__scope *scope)
{
    const prse__value *input = prse__eval_lookup(scope, PRSE_STR("?"));
    return prse__eval_tri(prse__eval_test(
        ev, node, input ? input : &prse__value_null, scope));
}

const prse__value *prse__eval_in(prse__eval *ev, const prse__feel *node,
                                 const prse__scope *scope)
{
    const prse__value *input = prse__eval_node(ev, node->first, scope);
    if (!input)
        return NULL;
    scope = prse__eval_bind(ev, scope, PRSE_STR("?"), input);
    if (!scope)
        return NULL;
    return prse__eval_tri(any_test(ev, node->first->next, input, scope));
}
