/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/steps.h"

/* What is too large is as good as without end. */
#define FAR (INT64_C(1) << 61)

static int64_t rounded(const prse__value *value, prse__rounding how)
{
    int64_t n;
    if (value->kind == PRSE__VALUE_DATE)
        return value->amount;
    if (prse__dec_to_int(&n, prse__dec_round(value->number, 0, how)) &&
        n > -FAR && n < FAR)
        return n;
    return prse__dec_sign(value->number) < 0 ? -FAR : FAR;
}

static int64_t up(const prse__value *value)
{
    return rounded(value, PRSE__ROUND_CEILING);
}

static int64_t past(const prse__value *value)
{
    return rounded(value, PRSE__ROUND_FLOOR) + 1;
}

static int64_t least(const prse__bound *low)
{
    if (!low->present)
        return -FAR;
    return low->open ? past(low->value) : up(low->value);
}

static int64_t largest(const prse__bound *high)
{
    if (!high->present)
        return FAR;
    return (high->open ? up(high->value) : past(high->value)) - 1;
}

const prse__steps *prse__steps_make(const prse__var *var, prse__arena *arena)
{
    size_t count = var->cell_count - (size_t)var->has_null - 1;
    prse__steps *steps = prse__arena_alloc(arena, 1, sizeof *steps);
    int64_t *lists = prse__arena_alloc(arena, 3 * count + 1, sizeof *lists);
    if (!steps || !lists)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        const prse__bound *low = &var->cells[i + 1].low;
        lists[i] = least(low);
        lists[count + i] = up(low->value);
        lists[2 * count + i] = past(low->value);
    }
    *steps = (prse__steps){.at = lists,
                           .up = lists + count,
                           .past = lists + 2 * count,
                           .count = count,
                           .low = least(&var->fact->low),
                           .high = largest(&var->fact->high)};
    return steps;
}
