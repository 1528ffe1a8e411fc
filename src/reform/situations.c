/* SPDX-License-Identifier: Apache-2.0 */
/* The exact situations in which an answer changes, and whether a company that
 * changes lies in one of them. */
#include "reform/reform.h"

/* --- Sets --- */

static size_t state_of(const prse__value *value)
{
    static const char *const words[PRSE__REFORM_ANSWERS] = {
        [PRSE_NOT_SUBJECT] = "no",
        [PRSE_SUBJECT] = "yes",
        [PRSE_UNKNOWN] = "unknown",
        [PRSE_RECOMMENDED] = "recommended",
        [PRSE_INSUFFICIENT] = "insufficient"};
    prse_str word = prse__diff_word(PRSE__PART_ANSWER, value);
    for (size_t i = 0; i < PRSE__REFORM_ANSWERS; i++)
        if (prse__str_is(word, words[i]))
            return i;
    return PRSE_UNKNOWN;
}

static prse_status either(prse__dd *out, void *self, const prse__dd *leaves,
                          size_t count, prse_error *err)
{
    (void)self, (void)count, (void)err;
    *out = leaves[0] == PRSE__DD_TRUE ? leaves[0] : leaves[1];
    return PRSE_OK;
}

/* An explanation covers a part of the situations: they are one set here. */
static prse_status add_set(prse_reform *r, const prse__difference *item,
                           prse_error *err)
{
    prse__dd_apply apply = {either, NULL, NULL, r->diff.space.cells};
    for (size_t i = 0; i < r->obligation_count; i++) {
        prse__reform_obligation *o = &r->obligations[i];
        if (o->index[0] != item->obligation[0])
            continue;
        prse__dd *set = &o->sets[state_of(item->from)][state_of(item->to)];
        prse__dd operands[2] = {*set, item->set};
        o->touched = 1;
        return prse__dd_combine(set, &r->diff.store, &apply, operands, 2,
                                err);
    }
    return PRSE_OK;
}

static void clear_sets(prse_reform *r)
{
    for (size_t i = 0; i < r->obligation_count; i++)
        for (size_t from = 0; from < PRSE__REFORM_ANSWERS; from++)
            for (size_t to = 0; to < PRSE__REFORM_ANSWERS; to++)
                r->obligations[i].sets[from][to] = PRSE__DD_FALSE;
}

prse_status prse__reform_compare(prse_reform *r, prse_error *err)
{
    const prse__ruleset *rules[2] = {&r->packs[0]->rules,
                                     &r->packs[1]->rules};
    prse_status status =
        prse__diff_make(&r->diff, r->arena, rules, r->dates, err);
    clear_sets(r);
    for (size_t i = 0; !status && i < r->diff.count; i++)
        if (r->diff.items[i].part == PRSE__PART_ANSWER)
            status = add_set(r, &r->diff.items[i], err);
    if (status)
        return status;
    r->common = prse__arena_alloc(r->arena, r->diff.space.var_count + 1,
                                  sizeof *r->common);
    r->stamps = prse__arena_alloc(r->arena, r->diff.store.node_count + 1,
                                  sizeof *r->stamps);
    return r->common && r->stamps ? PRSE_OK : prse__error_nomem(err);
}

/* --- A company --- */

/* The common cells that what either pack knows of a variable leaves. */
static prse__mask common_cells(const prse_reform *r, size_t var)
{
    const prse__diff_var *v = &r->diff.space.vars[var];
    prse__mask left = prse__mask_all(r->diff.space.cells[var]);
    for (size_t side = 0; side < 2; side++) {
        if (v->own[side] == SIZE_MAX)
            continue;
        const prse__mask *own = &r->sides[side].masks[v->own[side]];
        for (size_t c = 0; c < r->diff.space.cells[var]; c++)
            if (!prse__mask_has(own, v->holds[side][c])) {
                prse__mask cell = prse__mask_one(c);
                left = prse__mask_minus(left, cell);
            }
    }
    return left;
}

int prse__reform_situate(prse_reform *r)
{
    for (size_t v = 0; v < r->diff.space.var_count; v++) {
        r->common[v] = common_cells(r, v);
        if (prse__mask_empty(&r->common[v]))
            return 0;
    }
    return 1;
}

static int leads_outside(prse_reform *r, prse__dd dd)
{
    const prse__dd_store *store = &r->diff.store;
    const prse__dd_node *node = &store->nodes[dd];
    if (node->var == PRSE__DD_LEAF)
        return dd != PRSE__DD_TRUE;
    if (r->stamps[dd] == r->stamp)
        return 0;
    r->stamps[dd] = r->stamp;
    for (uint32_t i = 0; i < node->count; i++) {
        const prse__arc *arc = &store->arcs[node->first + i];
        if (prse__mask_meets(&arc->mask, &r->common[node->var]) &&
            leads_outside(r, arc->to))
            return 1;
    }
    return 0;
}

int prse__reform_lies_in(prse_reform *r, prse__dd set)
{
    r->stamp++;
    return !leads_outside(r, set);
}
