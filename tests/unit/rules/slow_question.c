/* SPDX-License-Identifier: Apache-2.0 */
#include "slow_question.h"

#include <math.h>
#include <string.h>

/* --- Diagrams restricted to what is known --- */

static size_t power_above(size_t count)
{
    size_t room = 16;
    while (room < 2 * count)
        room *= 2;
    return room;
}

static void slow_restrict_free(slow_restrict *r)
{
    prse__free(r->memo);
    prse__free(r->stamps);
    prse__free(r->table);
    prse__free(r->table_stamps);
    prse__free(r->nodes);
    prse__free(r->arcs);
    *r = (slow_restrict){0};
}

static prse_status slow_restrict_init(slow_restrict *r,
                                      const prse__ruleset *rules,
                                      prse_error *err)
{
    size_t nodes = rules->store.node_count;
    *r = (slow_restrict){.rules = rules, .table_room = power_above(nodes)};
    r->memo = prse__alloc(nodes, sizeof *r->memo);
    r->stamps = prse__alloc(nodes, sizeof *r->stamps);
    r->table = prse__alloc(r->table_room, sizeof *r->table);
    r->table_stamps = prse__alloc(r->table_room, sizeof *r->table_stamps);
    r->nodes = prse__alloc(nodes, sizeof *r->nodes);
    r->arcs = prse__alloc(rules->store.arc_count + 1, sizeof *r->arcs);
    if (r->memo && r->stamps && r->table && r->table_stamps && r->nodes &&
        r->arcs)
        return PRSE_OK;
    slow_restrict_free(r);
    return prse__error_nomem(err);
}

static uint32_t hash_arcs(uint32_t var, const prse__arc *arcs, size_t count)
{
    uint32_t hash = 2166136261u ^ var;
    for (size_t i = 0; i < count; i++) {
        hash = (hash ^ arcs[i].to) * 0x9E3779B1u;
        for (size_t w = 0; w < PRSE__MASK_WORDS; w++)
            hash = (hash ^ (uint32_t)(arcs[i].mask.w[w] ^
                                      (arcs[i].mask.w[w] >> 32))) *
                   16777619u;
    }
    return hash;
}

static int same(const slow_restrict *r, uint32_t index, uint32_t var,
                const prse__arc *arcs, size_t count)
{
    const prse__dd_node *node = &r->nodes[index];
    if (node->var != var || node->count != count)
        return 0;
    for (size_t i = 0; i < count; i++) {
        const prse__arc *own = &r->arcs[node->first + i];
        if (own->to != arcs[i].to ||
            !prse__mask_equal(&own->mask, &arcs[i].mask))
            return 0;
    }
    return 1;
}

/* The number of a restricted node: those of the store come first. */
static uint32_t enter(slow_restrict *r, uint32_t var, size_t first,
                      size_t count)
{
    const prse__arc *arcs = &r->arcs[first];
    uint32_t base = (uint32_t)r->rules->store.node_count;
    size_t slot = hash_arcs(var, arcs, count) & (r->table_room - 1);
    for (; r->table_stamps[slot] == r->stamp;
         slot = (slot + 1) & (r->table_room - 1))
        if (same(r, r->table[slot], var, arcs, count))
            return base + r->table[slot];
    r->table_stamps[slot] = r->stamp;
    r->table[slot] = (uint32_t)r->node_count;
    r->nodes[r->node_count] =
        (prse__dd_node){var, (uint32_t)first, (uint32_t)count, 0};
    r->arc_count = first + count;
    return base + (uint32_t)r->node_count++;
}

static uint32_t lowest(const prse__mask *mask)
{
    return (uint32_t)prse__mask_next(mask, 0);
}

/* Adds an arc to those of the node under construction, merging arcs to one
 * place, sorted by their first cell. */
static void add_arc(prse__arc *arcs, size_t *count, prse__arc arc)
{
    size_t i = 0;
    while (i < *count && arcs[i].to != arc.to)
        i++;
    if (i < *count)
        arc.mask = prse__mask_or(arc.mask, arcs[i].mask);
    else
        (*count)++;
    while (i && lowest(&arcs[i - 1].mask) > lowest(&arc.mask)) {
        arcs[i] = arcs[i - 1];
        i--;
    }
    arcs[i] = arc;
}

static uint32_t rebuilt(slow_restrict *r, prse__dd dd,
                        const prse__mask *masks);

static uint32_t rebuild(slow_restrict *r, const prse__dd_node *node,
                        const prse__mask *masks)
{
    const prse__arc *arcs = &r->rules->store.arcs[node->first];
    prse__arc below[PRSE__CELL_MAX];
    size_t count = 0;
    for (uint32_t i = 0; i < node->count; i++) {
        prse__arc arc = {prse__mask_and(arcs[i].mask, masks[node->var]), 0};
        if (prse__mask_empty(&arc.mask))
            continue;
        arc.to = rebuilt(r, arcs[i].to, masks);
        add_arc(below, &count, arc);
    }
    if (count == 1)
        return below[0].to;
    size_t first = r->arc_count;
    memcpy(&r->arcs[first], below, count * sizeof *below);
    return enter(r, node->var, first, count);
}

static uint32_t rebuilt(slow_restrict *r, prse__dd dd, const prse__mask *masks)
{
    const prse__dd_node *node = &r->rules->store.nodes[dd];
    if (node->var == PRSE__DD_LEAF)
        return dd;
    if (r->stamps[dd] != r->stamp) {
        uint32_t made = rebuild(r, node, masks);
        r->stamps[dd] = r->stamp;
        r->memo[dd] = made;
    }
    return r->memo[dd];
}

static void slow_restrict_run(slow_restrict *r, prse__dd dd,
                        const prse__mask *masks, uint8_t *matters)
{
    if (++r->stamp == 0) {
        memset(r->stamps, 0, r->rules->store.node_count * sizeof *r->stamps);
        memset(r->table_stamps, 0, r->table_room * sizeof *r->table_stamps);
        r->stamp = 1;
    }
    r->node_count = r->arc_count = 0;
    rebuilt(r, dd, masks);
    for (size_t i = 0; i < r->node_count; i++)
        matters[r->nodes[i].var] = 1;
}

/* --- Memory --- */

static size_t most_stakes(const prse__pack_tree *pack)
{
    size_t count = pack->obligation_count;
    for (size_t i = 0; i < pack->obligation_count; i++)
        count += pack->obligations[i].output_count;
    return count;
}

prse_status slow_asker_init(slow_asker *a, const prse__ruleset *rules,
                             prse_error *err)
{
    size_t nodes = rules->store.node_count;
    size_t vars = rules->var_count + 1;
    size_t stakes = most_stakes(rules->pack);
    *a = (slow_asker){0};
    prse_status status = slow_restrict_init(&a->restrict_, rules, err);
    if (status)
        return status;
    a->odds = prse__alloc(nodes * PRSE__ENDS_MAX, sizeof *a->odds);
    a->stamps = prse__alloc(nodes, sizeof *a->stamps);
    a->stakes = prse__alloc(stakes + 1, sizeof *a->stakes);
    a->matters = prse__alloc((stakes + 1) * vars, sizeof *a->matters);
    a->masks = prse__alloc(vars, sizeof *a->masks);
    if (!a->odds || !a->stamps || !a->stakes || !a->matters || !a->masks) {
        slow_asker_free(a);
        return prse__error_nomem(err);
    }
    for (size_t i = 0; i <= stakes; i++)
        a->stakes[i].matters = &a->matters[i * vars];
    return PRSE_OK;
}

void slow_asker_free(slow_asker *a)
{
    slow_restrict_free(&a->restrict_);
    prse__free(a->odds);
    prse__free(a->stamps);
    prse__free(a->stakes);
    prse__free(a->matters);
    prse__free(a->masks);
    *a = (slow_asker){0};
}

const uint8_t *slow_asker_matters(slow_asker *a, const prse__judge *j,
                                   size_t obligation)
{
    /* the place after the last stake is kept for this */
    uint8_t *matters = a->stakes[most_stakes(j->rules->pack)].matters;
    prse__dd dd = prse__judge_dd(j, obligation, PRSE__PART_ANSWER, 0);
    memset(matters, 0, j->rules->var_count);
    slow_restrict_run(&a->restrict_, dd, j->masks, matters);
    return matters;
}

int slow_asker_helps(const slow_asker *a, size_t obligation, size_t var)
{
    for (size_t i = 0; i < a->stake_count; i++)
        if (a->stakes[i].obligation == obligation &&
            a->stakes[i].matters[var])
            return 1;
    return 0;
}

/* --- Doubt --- */

static double cell_weight(const prse__var *var, size_t cell)
{
    if (!prse__fact_is_ordered(var->fact))
        return 1;
    if (var->has_null && cell == var->cell_count - 1)
        return 0.5;
    return 1 / (double)(cell + 1);
}

static double weight(const prse__var *var, const prse__mask *mask)
{
    double total = 0;
    for (size_t i = prse__mask_next(mask, 0); i < var->cell_count;
         i = prse__mask_next(mask, i + 1))
        total += cell_weight(var, i);
    return total;
}

static const double *odds_of(slow_asker *a, const prse__ruleset *rules,
                             prse__dd dd);

static void add_arcs(slow_asker *a, const prse__ruleset *rules,
                     const prse__dd_node *node, double *odds)
{
    const prse__var *var = &rules->vars[node->var];
    const prse__mask *mask = &a->masks[node->var];
    double all = weight(var, mask);
    for (uint32_t i = 0; i < node->count; i++) {
        const prse__arc *arc = &rules->store.arcs[node->first + i];
        prse__mask part = prse__mask_and(arc->mask, *mask);
        if (prse__mask_empty(&part))
            continue;
        double share = weight(var, &part) / all;
        const double *below = odds_of(a, rules, arc->to);
        for (size_t t = 0; t < PRSE__ENDS_MAX; t++)
            odds[t] += share * below[t];
    }
}

/* The place of a terminal among those met; the last place is shared by all
 * that come too late. */
static size_t end_of(slow_asker *a, prse__dd leaf)
{
    size_t i = 0;
    while (i < a->end_count && a->ends[i] != leaf)
        i++;
    if (i == PRSE__ENDS_MAX)
        return i - 1;
    if (i == a->end_count)
        a->ends[a->end_count++] = leaf;
    return i;
}

static const double *odds_of(slow_asker *a, const prse__ruleset *rules,
                             prse__dd dd)
{
    const prse__dd_node *node = &rules->store.nodes[dd];
    double *odds = &a->odds[(size_t)dd * PRSE__ENDS_MAX];
    if (a->stamps[dd] == a->stamp)
        return odds;
    a->stamps[dd] = a->stamp;
    memset(odds, 0, PRSE__ENDS_MAX * sizeof *odds);
    if (node->var == PRSE__DD_LEAF)
        odds[end_of(a, dd)] = 1;
    else
        add_arcs(a, rules, node, odds);
    return odds;
}

static void new_stamp(slow_asker *a, const prse__ruleset *rules)
{
    if (++a->stamp == 0) {
        memset(a->stamps, 0, rules->store.node_count * sizeof *a->stamps);
        a->stamp = 1;
    }
}

static double doubt(slow_asker *a, const prse__judge *j, prse__dd dd)
{
    double bits = 0;
    new_stamp(a, j->rules);
    a->end_count = 0;
    const double *odds = odds_of(a, j->rules, dd);
    for (size_t t = 0; t < a->end_count; t++)
        if (odds[t] > 0)
            bits -= odds[t] * log2(odds[t]);
    return bits;
}

/* The doubt left over the stakes to which the variable matters, when it is
 * known to be in a part of its mask. */
static double doubt_within(slow_asker *a, const prse__judge *j, size_t var,
                           prse__mask part)
{
    double bits = 0;
    prse__mask outer = a->masks[var];
    a->masks[var] = part;
    for (size_t i = 0; i < a->stake_count; i++)
        if (a->stakes[i].matters[var])
            bits += doubt(a, j, a->stakes[i].dd);
    a->masks[var] = outer;
    return bits;
}

static double doubt_over(const slow_asker *a, size_t var)
{
    double bits = 0;
    for (size_t i = 0; i < a->stake_count; i++)
        if (a->stakes[i].matters[var])
            bits += a->stakes[i].doubt;
    return bits;
}

/* --- Candidates --- */

static void consider(prse__question *best, const prse__question *candidate)
{
    if (candidate->gain > best->gain + 1e-9)
        *best = *candidate;
}

static void consider_split(prse__question *best, slow_asker *a,
                           const prse__judge *j, size_t var, prse__mask yes)
{
    const prse__var *v = &j->rules->vars[var];
    prse__mask all = a->masks[var];
    prse__mask no = prse__mask_minus(all, yes);
    yes = prse__mask_and(all, yes);
    if (prse__mask_empty(&yes) || prse__mask_empty(&no))
        return;
    double share = weight(v, &yes) / weight(v, &all);
    double left = share * doubt_within(a, j, var, yes) +
                  (1 - share) * doubt_within(a, j, var, no);
    prse__question q = {.var = var, .yes = yes, .no = no,
                        .gain = doubt_over(a, var) - left};
    consider(best, &q);
}

static void consider_open(prse__question *best, slow_asker *a,
                          const prse__judge *j, size_t var)
{
    const prse__var *v = &j->rules->vars[var];
    prse__mask all = a->masks[var];
    double left = 0;
    for (size_t i = prse__mask_next(&all, 0); i < v->cell_count;
         i = prse__mask_next(&all, i + 1))
        left += cell_weight(v, i) / weight(v, &all) *
                doubt_within(a, j, var, prse__mask_one(i));
    prse__question q = {.var = var, .open = 1,
                        .gain = doubt_over(a, var) - left};
    consider(best, &q);
}

/* A number with a unit is a size: it is asked against a threshold. */
static int is_size(const prse__fact *fact)
{
    return fact->type == PRSE__FACT_NUMBER ||
           (fact->type == PRSE__FACT_COUNT && fact->unit.fr.len);
}

static prse__mask from_cell(const prse__var *var, size_t cell)
{
    size_t values = var->cell_count - (size_t)var->has_null;
    return prse__mask_minus(prse__mask_all(values), prse__mask_all(cell));
}

/* The last value that is possible; the other one may be null. */
static size_t last_value(const prse__mask *mask, size_t values)
{
    size_t last = values - 1;
    while (last && !prse__mask_has(mask, last))
        last--;
    return last;
}

static void consider_variable(prse__question *best, slow_asker *a,
                              const prse__judge *j, size_t var)
{
    const prse__var *v = &j->rules->vars[var];
    size_t values = v->cell_count - (size_t)v->has_null;
    if (is_size(v->fact)) {
        for (size_t cell = 1; cell < values; cell++)
            consider_split(best, a, j, var, from_cell(v, cell));
        if (v->has_null)
            consider_split(best, a, j, var, from_cell(v, 0));
    } else if (prse__fact_is_ordered(v->fact) || values > 2) {
        consider_open(best, a, j, var);
    } else {
        consider_split(best, a, j, var,
                       prse__mask_one(last_value(&a->masks[var], values)));
    }
}

static int matters_to_any(const slow_asker *a, size_t var)
{
    for (size_t i = 0; i < a->stake_count; i++)
        if (a->stakes[i].matters[var])
            return 1;
    return 0;
}

/* --- Stakes --- */

static void add_stake(slow_asker *a, const prse__judge *j, size_t obligation,
                      prse__dd dd)
{
    slow_stake *stake = &a->stakes[a->stake_count++];
    stake->obligation = obligation;
    stake->dd = dd;
    memset(stake->matters, 0, j->rules->var_count);
    slow_restrict_run(&a->restrict_, dd, j->masks, stake->matters);
    stake->doubt = doubt(a, j, dd);
}

static void stake_answers(slow_asker *a, const prse__judge *j)
{
    a->stake_count = 0;
    for (size_t o = 0; o < j->rules->pack->obligation_count; o++)
        if (prse__judge_answer(j, o) == PRSE__DD_NULL)
            add_stake(a, j, o,
                      prse__judge_dd(j, o, PRSE__PART_ANSWER, 0));
}

static void stake_outputs(slow_asker *a, const prse__judge *j)
{
    const prse__pack_tree *pack = j->rules->pack;
    a->stake_count = 0;
    for (size_t o = 0; o < pack->obligation_count; o++)
        for (size_t i = 0; i < pack->obligations[o].output_count; i++) {
            prse__dd dd = prse__judge_dd(j, o, PRSE__PART_OUTPUT, i);
            if (prse__judge_answer(j, o) == PRSE__DD_TRUE &&
                dd != PRSE__DD_NONE)
                add_stake(a, j, o, dd);
        }
}

static int find(prse__question *out, slow_asker *a, const prse__judge *j,
                const uint8_t *skip)
{
    *out = (prse__question){.var = SIZE_MAX, .gain = -1};
    for (size_t v = 0; v < j->rules->var_count; v++)
        if (!j->rules->vars[v].fact->evidence && !(skip && skip[v]) &&
            matters_to_any(a, v))
            consider_variable(out, a, j, v);
    return out->var != SIZE_MAX;
}

int slow_asker_find(prse__question *out, slow_asker *a,
                     const prse__judge *j, const uint8_t *skip)
{
    memcpy(a->masks, j->masks, j->rules->var_count * sizeof *a->masks);
    stake_answers(a, j);
    if (find(out, a, j, skip))
        return 1;
    stake_outputs(a, j);
    return find(out, a, j, skip);
}
