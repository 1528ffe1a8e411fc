/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/cells.h"

#include <stdlib.h>
#include <string.h>

#include "rules/steps.h"

size_t prse__fact_years(const prse__fact *fact)
{
    return fact->years > 1 ? (size_t)fact->years : 1;
}

int prse__fact_is_ordered(const prse__fact *fact)
{
    return fact->type == PRSE__FACT_NUMBER || fact->type == PRSE__FACT_COUNT ||
           fact->type == PRSE__FACT_DATE;
}

static int compare(const prse__value *a, const prse__value *b)
{
    int order = 0;
    prse__value_compare(&order, a, b);
    return order;
}

/* The next value of a discrete domain. */
static const prse__value *successor(prse__arena *arena,
                                    const prse__value *value)
{
    if (value->kind == PRSE__VALUE_DATE)
        return prse__value_date(arena, (prse__date)(value->amount + 1));
    prse__dec floor = prse__dec_round(value->number, 0, PRSE__ROUND_FLOOR);
    return prse__value_number(arena,
                              prse__dec_add(floor, prse__dec_int(1)));
}

static const prse__value *at_least_integer(prse__arena *arena,
                                           const prse__value *value)
{
    if (value->kind == PRSE__VALUE_DATE || prse__dec_is_integer(value->number))
        return value;
    return successor(arena, value);
}

static int grow(prse__cuts *cuts, prse__arena *arena)
{
    size_t room = cuts->room ? 2 * cuts->room : 16;
    prse__cut *more = prse__arena_alloc(arena, room, sizeof *more);
    if (!more)
        return 0;
    if (cuts->count)
        memcpy(more, cuts->cuts, cuts->count * sizeof *more);
    cuts->cuts = more;
    cuts->room = room;
    return 1;
}

int prse__cuts_add(prse__cuts *cuts, prse__arena *arena,
                   const prse__fact *fact, const prse__value *value, int above)
{
    if (fact->type != PRSE__FACT_NUMBER) {
        value = above ? successor(arena, value)
                      : at_least_integer(arena, value);
        above = 0;
    }
    if (!value || (cuts->count == cuts->room && !grow(cuts, arena)))
        return 0;
    cuts->cuts[cuts->count++] = (prse__cut){value, above};
    return 1;
}

static int cut_cmp(const void *left, const void *right)
{
    const prse__cut *a = left;
    const prse__cut *b = right;
    int order = compare(a->value, b->value);
    return order ? order : a->above - b->above;
}

int prse__bound_low_cmp(prse__bound a, prse__bound b)
{
    if (!a.present || !b.present)
        return a.present - b.present;
    int order = compare(a.value, b.value);
    return order ? order : a.open - b.open;
}

int prse__bound_high_cmp(prse__bound a, prse__bound b)
{
    if (!a.present || !b.present)
        return b.present - a.present;
    int order = compare(a.value, b.value);
    return order ? order : b.open - a.open;
}

int prse__bound_exact(prse__bound low, prse__bound high)
{
    return low.present && high.present && !low.open && !high.open &&
           compare(low.value, high.value) == 0;
}

int prse__bound_crossed(prse__bound low, prse__bound high)
{
    if (!low.present || !high.present)
        return 0;
    int order = compare(low.value, high.value);
    return order > 0 || (order == 0 && (low.open || high.open));
}

static prse__bound low_of(prse__cut cut)
{
    return (prse__bound){1, cut.above, cut.value};
}

static prse__bound high_of(prse__cut cut)
{
    return (prse__bound){1, !cut.above, cut.value};
}

/* A value inside (low..high), both ends excluded or absent. */
static const prse__value *inside(prse__arena *arena, const prse__cell *cell,
                                 int date)
{
    prse__dec one = prse__dec_int(1);
    if (date)
        return cell->high.present
                   ? prse__value_date(
                         arena, (prse__date)(cell->high.value->amount - 1))
                   : prse__value_date(arena, 0);
    prse__dec middle = prse__dec_int(0);
    if (cell->low.present && cell->high.present)
        middle = prse__dec_div(
            prse__dec_add(cell->low.value->number, cell->high.value->number),
            prse__dec_int(2));
    else if (cell->low.present)
        middle = prse__dec_add(cell->low.value->number, one);
    else if (cell->high.present)
        middle = prse__dec_sub(cell->high.value->number, one);
    return prse__value_number(arena, middle);
}

static const prse__value *representative(prse__arena *arena,
                                         const prse__cell *cell, int date)
{
    if (cell->low.present && !cell->low.open)
        return cell->low.value;
    if (cell->high.present && !cell->high.open)
        return cell->high.value;
    return inside(arena, cell, date);
}

/* Sorts, drops repetitions and cuts outside the domain; how many remain. */
static size_t useful(prse__cut *cuts, size_t count, const prse__fact *fact)
{
    size_t kept = 0;
    if (count)
        qsort(cuts, count, sizeof *cuts, cut_cmp);
    for (size_t i = 0; i < count; i++) {
        if (kept && cut_cmp(&cuts[kept - 1], &cuts[i]) == 0)
            continue;
        if (prse__bound_low_cmp(low_of(cuts[i]), fact->low) <= 0 ||
            prse__bound_high_cmp(high_of(cuts[i]), fact->high) >= 0)
            continue;
        cuts[kept++] = cuts[i];
    }
    return kept;
}

static int fill_ordered(prse__cell *cells, prse__arena *arena,
                        const prse__fact *fact, const prse__cut *cuts,
                        size_t cut_count)
{
    for (size_t i = 0; i <= cut_count; i++) {
        cells[i].low = i ? low_of(cuts[i - 1]) : fact->low;
        cells[i].high = i < cut_count ? high_of(cuts[i]) : fact->high;
        cells[i].value = representative(arena, &cells[i],
                                        fact->type == PRSE__FACT_DATE);
        if (!cells[i].value)
            return 0;
    }
    return 1;
}

static int fill_listed(prse__cell *cells, prse__arena *arena,
                       const prse__fact *fact)
{
    if (fact->type == PRSE__FACT_BOOLEAN) {
        cells[0].value = &prse__value_false;
        cells[1].value = &prse__value_true;
        return 1;
    }
    for (size_t i = 0; i < fact->choice_count; i++) {
        cells[i].value = prse__value_string(arena, fact->choices[i].id);
        if (!cells[i].value)
            return 0;
    }
    return 1;
}

static size_t listed_count(const prse__fact *fact)
{
    return fact->type == PRSE__FACT_BOOLEAN ? 2 : fact->choice_count;
}

prse_status prse__cells_make(prse__var *var, prse__arena *arena,
                             const prse__cuts *cuts, prse_error *err)
{
    const prse__fact *fact = var->fact;
    int ordered = prse__fact_is_ordered(fact);
    size_t kept = ordered ? useful(cuts->cuts, cuts->count, fact) : 0;
    size_t count = ordered ? kept + 1 : listed_count(fact);
    var->has_null = fact->nullable || fact->missing_null;
    var->cell_count = count + (size_t)var->has_null;
    if (var->cell_count > PRSE__CELL_MAX)
        return prse__error_at(err, PRSE_ELIMIT, fact->place, fact->id.ptr,
                              "rules split this fact into %zu cells, the "
                              "limit is %d",
                              var->cell_count, PRSE__CELL_MAX);
    prse__cell *cells = prse__arena_alloc(arena, count + 1, sizeof *cells);
    if (!cells)
        return prse__error_nomem(err);
    int filled = ordered
                     ? fill_ordered(cells, arena, fact, cuts->cuts, kept)
                     : fill_listed(cells, arena, fact);
    if (!filled)
        return prse__error_nomem(err);
    cells[count].value = &prse__value_null;
    var->cells = cells;
    var->steps = ordered ? prse__steps_make(var, arena) : NULL;
    return !ordered || var->steps ? PRSE_OK : prse__error_nomem(err);
}

prse__mask prse__cells_meet(const prse__var *var, prse__bound low,
                            prse__bound high)
{
    prse__mask mask = prse__mask_none();
    size_t count = var->cell_count - (size_t)var->has_null;
    for (size_t i = 0; i < count; i++) {
        const prse__cell *cell = &var->cells[i];
        if (!prse__bound_crossed(low, cell->high) &&
            !prse__bound_crossed(cell->low, high))
            mask.w[i / 64] |= UINT64_C(1) << (i % 64);
    }
    return mask;
}

prse__mask prse__cells_of(const prse__var *var, const prse__value *value)
{
    for (size_t i = 0; i < var->cell_count; i++) {
        const prse__value *own = var->cells[i].value;
        if (own->kind == value->kind && prse__value_equal(own, value) == 1)
            return prse__mask_one(i);
    }
    return prse__mask_none();
}
