/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/change.h"

/* The answer when the variable is in one cell; PRSE__DD_NONE: undecided. */
static prse__dd answer_in(prse__judge *j, prse__dd dd, size_t var, size_t cell)
{
    j->work[var] = prse__mask_one(cell);
    prse__reach reach = prse__judge_reach_with(j, dd, j->work);
    j->work[var] = j->masks[var];
    return reach.count == 1 ? reach.first : PRSE__DD_NONE;
}

static int is_subject(prse__dd answer)
{
    return answer == PRSE__DD_TRUE;
}

/* Decided, and on the other side of being subject. */
static int turns(prse__dd from, prse__dd to)
{
    return to != PRSE__DD_NONE && to != PRSE__DD_NULL &&
           to != PRSE__DD_INSUFFICIENT && is_subject(from) != is_subject(to);
}

static void take_neighbours(prse__change *out, prse__judge *j, prse__dd dd,
                            size_t cells)
{
    out->mask = prse__mask_one(out->cell);
    for (size_t i = out->cell; i-- > 0;) {
        if (answer_in(j, dd, out->var, i) != out->answer)
            break;
        out->mask = prse__mask_or(out->mask, prse__mask_one(i));
    }
    for (size_t i = out->cell + 1; i < cells; i++) {
        if (answer_in(j, dd, out->var, i) != out->answer)
            break;
        out->mask = prse__mask_or(out->mask, prse__mask_one(i));
    }
}

static int try_cell(prse__change *out, prse__judge *j, prse__dd dd,
                    prse__dd answer, size_t cell)
{
    prse__dd other = answer_in(j, dd, out->var, cell);
    if (!turns(answer, other))
        return 0;
    out->cell = cell;
    out->answer = other;
    return 1;
}

/* How far each cell is from the nearest one of the mask; when that is null
 * alone, from the end. */
static void measure(size_t *steps, const prse__mask *mask, size_t cells)
{
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < cells; i++) {
        if (prse__mask_has(mask, i))
            last = i;
        steps[i] = last == SIZE_MAX ? cells : i - last;
    }
    if (last == SIZE_MAX)
        last = cells;
    for (size_t i = cells; i-- > 0;) {
        if (prse__mask_has(mask, i))
            last = i;
        if (last >= i && last - i < steps[i])
            steps[i] = last - i;
    }
}

int prse__change_find(prse__change *out, prse__judge *j, size_t obligation,
                      size_t var)
{
    prse__dd dd = prse__judge_dd(j, obligation, PRSE__PART_ANSWER, 0);
    prse__dd answer = prse__judge_answer(j, obligation);
    const prse__var *v = &j->rules->vars[var];
    size_t cells = v->cell_count - (size_t)v->has_null;
    size_t steps[PRSE__CELL_MAX];
    measure(steps, &j->masks[var], cells);
    out->var = var;
    for (size_t d = 1; d <= cells; d++)
        for (size_t i = cells; i-- > 0;)
            if (steps[i] == d && try_cell(out, j, dd, answer, i)) {
                take_neighbours(out, j, dd, cells);
                return 1;
            }
    return 0;
}
