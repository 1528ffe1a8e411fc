/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/merge_set.h"

#include "rules/cell_text.h"

static int are_ranges(const prse__slot *a, const prse__slot *b)
{
    return a->whole && b->whole && prse__fact_is_ordered(a->fact);
}

static prse__relation relation(int inside, int around, int apart)
{
    if (inside)
        return around ? PRSE__SAME : PRSE__INSIDE;
    if (around)
        return PRSE__AROUND;
    return apart ? PRSE__APART : PRSE__ACROSS;
}

static prse__relation of_ranges(const prse__slot *a, const prse__slot *b)
{
    int low = prse__bound_low_cmp(b->low, a->low);
    int high = prse__bound_high_cmp(b->high, a->high);
    return relation(low >= 0 && high <= 0, low <= 0 && high >= 0,
                    prse__bound_crossed(a->low, b->high) ||
                        prse__bound_crossed(b->low, a->high));
}

static prse__relation of_masks(const prse__mask *a, const prse__mask *b)
{
    prse__mask both = prse__mask_and(*a, *b);
    return relation(prse__mask_equal(&both, b), prse__mask_equal(&both, a),
                    prse__mask_empty(&both));
}

static prse__relation of_texts(const prse__slot *a, const prse__slot *b)
{
    int same = a->value && b->value &&
               a->value->kind == PRSE__VALUE_STRING &&
               b->value->kind == PRSE__VALUE_STRING &&
               prse__str_eq(a->value->text, b->value->text);
    return same ? PRSE__SAME : PRSE__APART;
}

prse__relation prse__slots_relation(const prse__profile *p,
                                    const prse__slot *a,
                                    const prse__profile *q,
                                    const prse__slot *b)
{
    if (a->var == SIZE_MAX)
        return of_texts(a, b);
    return are_ranges(a, b) ? of_ranges(a, b)
                            : of_masks(&p->masks[a->var], &q->masks[b->var]);
}

void prse__slots_hull(prse__buf *buf, const prse__slot *a,
                      const prse__slot *b)
{
    if (!are_ranges(a, b)) {
        prse__slot_print(buf, a);
        prse__buf_adds(buf, " or ");
        prse__slot_print(buf, b);
        return;
    }
    prse__range_print(
        buf, prse__bound_low_cmp(a->low, b->low) < 0 ? a->low : b->low,
        prse__bound_high_cmp(a->high, b->high) > 0 ? a->high : b->high);
}
