/* SPDX-License-Identifier: Apache-2.0 */
/* Definitions that speak of one fact only, so that a condition can say
 * "siege_dans_eee" instead of thirty codes. */
#include "rules/cell_text.h"
#include "rules/diff.h"

/* The cells in which the definition has the wanted terminal. */
static prse__mask cells_with(const prse__diff *diff, size_t side, prse__dd dd,
                             prse__dd wanted)
{
    const prse__dd_store *store = &diff->space.rules[side]->store;
    uint32_t own = store->nodes[dd].var;
    size_t var = diff->space.var_of[side][own];
    const uint8_t *holds = diff->space.vars[var].holds[side];
    prse__mask mask = prse__mask_none();
    for (size_t i = 0; i < diff->space.cells[var]; i++)
        if (prse__dd_follow(store, dd, own, holds[i]) == wanted)
            mask = prse__mask_or(mask, prse__mask_one(i));
    return mask;
}

/* Of one fact, and a truth value whatever the fact is. */
static int is_term(const prse__dd_store *store, prse__dd dd)
{
    if (dd == PRSE__DD_NONE || prse__dd_is_leaf(store, dd))
        return 0;
    const prse__dd_node *node = &store->nodes[dd];
    for (uint32_t i = 0; i < node->count; i++) {
        prse__dd to = store->arcs[node->first + i].to;
        if (to != PRSE__DD_TRUE && to != PRSE__DD_FALSE)
            return 0;
    }
    return 1;
}

/* The second pack's names come first; what it calls otherwise would mislead. */
static int may_name(const prse__diff *diff, size_t side, prse_str id)
{
    return side == 1 || !prse__pack_name(diff->space.rules[1]->pack, id);
}

static void add_terms(prse__diff *diff, size_t side)
{
    const prse__ruleset *rules = diff->space.rules[side];
    size_t count = rules->pack->definition_count;
    for (size_t i = 0; i < count; i++) {
        prse__dd dd = rules->definitions[diff->epochs[side] * count + i];
        prse_str id = rules->pack->definitions[i].id;
        if (!is_term(&rules->store, dd) || !may_name(diff, side, id))
            continue;
        diff->terms[diff->term_count++] = (prse__diff_term){
            id, diff->space.var_of[side][rules->store.nodes[dd].var],
            cells_with(diff, side, dd, PRSE__DD_TRUE),
            cells_with(diff, side, dd, PRSE__DD_FALSE)};
    }
}

prse_status prse__diff_terms_find(prse__diff *diff, prse_error *err)
{
    size_t most = diff->space.rules[0]->pack->definition_count +
                  diff->space.rules[1]->pack->definition_count;
    diff->terms = prse__arena_alloc(diff->arena, most + 1,
                                    sizeof *diff->terms);
    if (!diff->terms)
        return prse__error_nomem(err);
    add_terms(diff, 1);
    add_terms(diff, 0);
    return PRSE_OK;
}

/* Places in which the cells begin: how many pieces it takes to write them. */
static size_t pieces(const prse__var *var, const prse__mask *mask)
{
    size_t count = 0;
    for (size_t i = 0; i < var->cell_count; i++) {
        int joined = i && prse__fact_is_ordered(var->fact) &&
                     prse__mask_has(mask, i - 1) &&
                     !(var->has_null && i + 1 == var->cell_count);
        count += prse__mask_has(mask, i) && !joined;
    }
    return count;
}

static const prse__diff_term *find_term(const prse__diff *diff, size_t var,
                                        const prse__mask *mask)
{
    for (size_t i = 0; i < diff->term_count; i++) {
        const prse__diff_term *term = &diff->terms[i];
        if (term->var == var && (prse__mask_equal(&term->yes, mask) ||
                                 prse__mask_equal(&term->no, mask)))
            return term;
    }
    return NULL;
}

static void write_term(prse__buf *buf, const prse__diff_term *term,
                       const prse__mask *mask)
{
    int yes = prse__mask_equal(&term->yes, mask);
    prse__buf_adds(buf, yes ? "" : "not(");
    prse__buf_add(buf, term->id);
    prse__buf_adds(buf, yes ? "" : ")");
}

/* A term apart from null: "t and n != null", "(t or n = null)". */
static int write_near_term(prse__buf *buf, const prse__diff *diff, size_t v,
                           prse__mask mask)
{
    const prse__var *var = &diff->space.vars[v].var;
    prse__mask null = prse__mask_one(var->cell_count - 1);
    int with_null = prse__mask_meets(&mask, &null);
    mask = with_null ? prse__mask_minus(mask, null)
                     : prse__mask_or(mask, null);
    const prse__diff_term *term =
        var->has_null ? find_term(diff, v, &mask) : NULL;
    if (!term)
        return 0;
    prse__buf_adds(buf, with_null ? "(" : "");
    write_term(buf, term, &mask);
    prse__buf_adds(buf, with_null ? " or " : " and ");
    null = with_null ? null
                     : prse__mask_minus(prse__mask_all(var->cell_count), null);
    prse__cells_condition(buf, var, &null);
    prse__buf_adds(buf, with_null ? ")" : "");
    return 1;
}

void prse__diff_condition(prse__buf *buf, const prse__diff *diff, size_t v,
                          const prse__mask *mask)
{
    enum { SHORT = 2 }; /* what is short is clearer as it stands */
    const prse__var *var = &diff->space.vars[v].var;
    int lengthy = pieces(var, mask) > SHORT;
    const prse__diff_term *term =
        lengthy ? find_term(diff, v, mask) : NULL;
    if (term)
        write_term(buf, term, mask);
    else if (!lengthy || !write_near_term(buf, diff, v, *mask))
        prse__cells_condition(buf, var, mask);
}
