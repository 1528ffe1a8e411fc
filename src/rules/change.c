/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/change.h"

/* What the answer is in each cell of one variable, the others staying as they
 * are. */
typedef struct outlook {
    prse__judge *judge;
    uint32_t var;
    uint32_t stamp;
    prse__dd answer;  /* in the cells that are possible now */
    prse__mask met[PRSE__ANSWER_COUNT]; /* where each answer is possible */
    prse__mask open;  /* where more than one is */
} outlook;

static void look_below(outlook *o, const prse__arc *arc)
{
    int possible = prse__mask_meets(&arc->mask, &o->judge->masks[o->var]);
    prse__dd only = possible ? o->answer
                             : prse__judge_only(o->judge, arc->to);
    prse__mask *place = only == PRSE__DD_NONE ? &o->open : &o->met[only];
    *place = prse__mask_or(*place, arc->mask);
}

/* 0 when an answer can be reached without asking for the variable: its cells
 * change nothing. Nodes above it are marked by one stamp, those below it, which
 * are others, by those of the judge. */
static int look(outlook *o, prse__dd dd)
{
    prse__judge *j = o->judge;
    const prse__dd_node *node = &j->rules->store.nodes[dd];
    const prse__arc *arc = &j->rules->store.arcs[node->first];
    if (node->var > o->var)
        return 0;
    if (j->seen[dd] == o->stamp)
        return 1;
    j->seen[dd] = o->stamp;
    for (uint32_t i = 0; i < node->count; i++, arc++) {
        if (node->var == o->var)
            look_below(o, arc);
        else if (prse__mask_meets(&arc->mask, &j->masks[node->var]) &&
                 !look(o, arc->to))
            return 0;
    }
    return 1;
}

/* Cells in which the answer is decided, and this one. */
static prse__mask decided(const outlook *o, prse__dd answer)
{
    prse__mask mask = prse__mask_minus(o->met[answer], o->open);
    for (prse__dd other = 0; other < PRSE__ANSWER_COUNT; other++)
        if (other != answer)
            mask = prse__mask_minus(mask, o->met[other]);
    return mask;
}

static int is_subject(prse__dd answer)
{
    return answer == PRSE__DD_TRUE;
}

/* Decided, and on the other side of being subject. */
static int turns(prse__dd from, prse__dd to)
{
    return to != PRSE__DD_NULL && to != PRSE__DD_INSUFFICIENT &&
           is_subject(from) != is_subject(to);
}

/* How far a cell is from the nearest one of a mask that does not hold it; when
 * that is null alone, from the end. */
static size_t distance(const prse__mask *mask, size_t cell, size_t cells)
{
    size_t above = prse__mask_next(mask, cell);
    size_t below = cell;
    while (below > 0 && !prse__mask_has(mask, below))
        below--;
    int found = prse__mask_has(mask, below);
    if (above >= cells)
        above = found ? SIZE_MAX : cells;
    if (found && cell - below < above - cell)
        return cell - below;
    return above - cell;
}

/* The stretch of cells around one that are in the mask too. */
static prse__mask neighbours(const prse__mask *mask, size_t cell, size_t cells)
{
    size_t first = cell;
    size_t end = cell + 1;
    while (first > 0 && prse__mask_has(mask, first - 1))
        first--;
    while (end < cells && prse__mask_has(mask, end))
        end++;
    return prse__mask_minus(prse__mask_all(end), prse__mask_all(first));
}

/* The nearest cell that turns the answer over; of two, the later one. */
static int take_nearest(prse__change *out, const outlook *o, size_t cells)
{
    const prse__mask *own = &o->judge->masks[out->var];
    size_t nearest = SIZE_MAX;
    for (prse__dd to = 0; to < PRSE__ANSWER_COUNT; to++) {
        if (!turns(o->answer, to))
            continue;
        prse__mask mask = decided(o, to);
        for (size_t i = prse__mask_next(&mask, 0); i < cells;
             i = prse__mask_next(&mask, i + 1)) {
            size_t steps = distance(own, i, cells);
            if (steps > nearest || (steps == nearest && i < out->cell))
                continue;
            nearest = steps;
            out->cell = i;
            out->answer = to;
            out->mask = mask;
        }
    }
    return nearest != SIZE_MAX;
}

int prse__change_find(prse__change *out, prse__judge *j, size_t obligation,
                      size_t var)
{
    prse__dd dd = prse__judge_dd(j, obligation, PRSE__PART_ANSWER, 0);
    const prse__var *v = &j->rules->vars[var];
    size_t cells = v->cell_count - (size_t)v->has_null;
    outlook o = {.judge = j,
                 .var = (uint32_t)var,
                 .stamp = prse__judge_stamp(j),
                 .answer = prse__judge_answer(j, obligation)};
    out->var = var;
    if (o.answer == PRSE__DD_NULL || !look(&o, dd) ||
        !take_nearest(out, &o, cells))
        return 0;
    out->mask = neighbours(&out->mask, out->cell, cells);
    return 1;
}
