/* SPDX-License-Identifier: Apache-2.0 */
/* Functions that make one value of a list. */
#include "feel/builtin.h"

/* The arguments as a list of numbers only; NULL when they are not. */
static const prse__value *numbers(const prse__args *args)
{
    const prse__value *list;
    if (!prse__arg_all(args, &list))
        return NULL;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->kind != PRSE__VALUE_NUMBER)
            return NULL;
    return prse__eval_charge(args->ev, list->count) ? list : NULL;
}

static const prse__value *count_of(const prse__args *args)
{
    const prse__value *list;
    if (!prse__arg_list(args, 0, &list))
        return &prse__value_null;
    return prse__eval_int(args->ev, (int64_t)list->count);
}

static const prse__value *extreme(const prse__args *args, int sign)
{
    const prse__value *list;
    if (!prse__arg_all(args, &list) || list->count == 0)
        return &prse__value_null;
    const prse__value *best = list->items[0];
    for (size_t i = 0; i < list->count; i++) {
        int order;
        if (!prse__value_compare(&order, list->items[i], best))
            return &prse__value_null;
        if (order == sign)
            best = list->items[i];
    }
    return best;
}

static const prse__value *min_of(const prse__args *args)
{
    return extreme(args, -1);
}

static const prse__value *max_of(const prse__args *args)
{
    return extreme(args, 1);
}

static prse__dec fold(const prse__value *list, prse__dec start,
                      prse__dec (*join)(prse__dec, prse__dec))
{
    for (size_t i = 0; i < list->count; i++)
        start = join(start, list->items[i]->number);
    return start;
}

static prse__dec total(const prse__value *list)
{
    return fold(list, prse__dec_int(0), prse__dec_add);
}

static prse__dec average(const prse__value *list)
{
    return prse__dec_div(total(list), prse__dec_int((int64_t)list->count));
}

/* Durations add up too. */
static const prse__value *sum_any(const prse__args *args)
{
    const prse__value *list;
    if (!prse__arg_all(args, &list) || list->count == 0)
        return &prse__value_null;
    const prse__value *sum = list->items[0];
    if (sum->kind == PRSE__VALUE_STRING || sum->kind == PRSE__VALUE_DATE)
        return &prse__value_null;
    for (size_t i = 1; sum && i < list->count; i++)
        sum = prse__eval_arithmetic(args->ev, PRSE__FEEL_ADD, sum,
                                    list->items[i]);
    int scalar = sum && sum->kind >= PRSE__VALUE_NUMBER &&
                 sum->kind <= PRSE__VALUE_SECONDS;
    return !sum || scalar ? sum : &prse__value_null;
}

static const prse__value *mean_of(const prse__args *args)
{
    const prse__value *list = numbers(args);
    if (!list || list->count == 0)
        return &prse__value_null;
    return prse__eval_number(args->ev, average(list));
}

static const prse__value *product_of(const prse__args *args)
{
    const prse__value *list = numbers(args);
    if (!list || list->count == 0)
        return &prse__value_null;
    return prse__eval_number(
        args->ev, fold(list, prse__dec_int(1), prse__dec_mul));
}

static const prse__value *stddev_of(const prse__args *args)
{
    const prse__value *list = numbers(args);
    if (!list || list->count < 2)
        return &prse__value_null;
    prse__dec mean = average(list), squares = prse__dec_int(0);
    for (size_t i = 0; i < list->count; i++) {
        prse__dec gap = prse__dec_sub(list->items[i]->number, mean);
        squares = prse__dec_add(squares, prse__dec_mul(gap, gap));
    }
    prse__dec freedom = prse__dec_int((int64_t)list->count - 1);
    return prse__eval_number(args->ev,
                             prse__dec_sqrt(prse__dec_div(squares, freedom)));
}

static int smaller(void *self, const prse__value *a, const prse__value *b)
{
    (void)self;
    return prse__dec_cmp(a->number, b->number) < 0;
}

static const prse__value **sorted(prse__eval *ev, const prse__value *list)
{
    return prse__items_sorted(ev, list->items, list->count, smaller, NULL);
}

static const prse__value *median_of(const prse__args *args)
{
    const prse__value *list = numbers(args);
    if (!list || list->count == 0)
        return &prse__value_null;
    const prse__value **copy = sorted(args->ev, list);
    if (!copy)
        return NULL;
    size_t middle = list->count / 2;
    if (list->count % 2)
        return copy[middle];
    prse__dec sum =
        prse__dec_add(copy[middle - 1]->number, copy[middle]->number);
    return prse__eval_number(args->ev, prse__dec_div(sum, prse__dec_int(2)));
}

/* The length of the run of equal numbers that begins at `at`. */
static size_t run_length(const prse__value **items, size_t at, size_t count)
{
    size_t end = at + 1;
    while (end < count && !smaller(NULL, items[at], items[end]))
        end++;
    return end - at;
}

static const prse__value *mode_of(const prse__args *args)
{
    const prse__value *list = numbers(args);
    if (!list)
        return &prse__value_null;
    const prse__value **copy = sorted(args->ev, list);
    if (!copy)
        return NULL;
    prse__items modes = {0};
    size_t longest = 0;
    for (size_t at = 0, run; at < list->count; at += run) {
        run = run_length(copy, at, list->count);
        if (run > longest)
            modes.count = 0;
        if (run >= longest && !prse__items_add(args->ev, &modes, copy[at]))
            return NULL;
        longest = run > longest ? run : longest;
    }
    return prse__items_list(args->ev, &modes);
}

/* all: false as soon as one is false; a value that is no boolean is an error
 * unless the others decide. */
static const prse__value *over_booleans(const prse__args *args,
                                        prse__tri start,
                                        prse__tri (*join)(prse__tri,
                                                          prse__tri))
{
    const prse__value *list;
    if (!prse__arg_all(args, &list))
        return &prse__value_null;
    for (size_t i = 0; i < list->count; i++)
        start = join(start, prse__tri_of(list->items[i]));
    return prse__eval_tri(start);
}

static const prse__value *all_of(const prse__args *args)
{
    return over_booleans(args, PRSE__TRI_TRUE, prse__tri_and);
}

static const prse__value *any_of(const prse__args *args)
{
    return over_booleans(args, PRSE__TRI_FALSE, prse__tri_or);
}

static const prse__builtin TABLE[] = {
    {"count", count_of, 1, 1, "list"},
    {"min", min_of, 1, PRSE__ANY_NUMBER, "list"},
    {"max", max_of, 1, PRSE__ANY_NUMBER, "list"},
    {"sum", sum_any, 1, PRSE__ANY_NUMBER, "list"},
    {"mean", mean_of, 1, PRSE__ANY_NUMBER, "list"},
    {"median", median_of, 1, PRSE__ANY_NUMBER, "list"},
    {"mode", mode_of, 1, PRSE__ANY_NUMBER, "list"},
    {"product", product_of, 1, PRSE__ANY_NUMBER, "list"},
    {"stddev", stddev_of, 1, PRSE__ANY_NUMBER, "list"},
    {"all", all_of, 1, PRSE__ANY_NUMBER, "list"},
    {"any", any_of, 1, PRSE__ANY_NUMBER, "list"},
};

const prse__builtin_group prse__builtins_aggregate = {
    TABLE, sizeof TABLE / sizeof *TABLE};
