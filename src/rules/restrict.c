/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/restrict.h"

#include <string.h>

static size_t power_above(size_t count)
{
    size_t room = 16;
    while (room < 2 * count)
        room *= 2;
    return room;
}

prse_status prse__restrict_init(prse__restrict *r, const prse__ruleset *rules,
                                prse_error *err)
{
    size_t nodes = rules->store.node_count;
    *r = (prse__restrict){.rules = rules, .table_room = power_above(nodes)};
    r->memo = prse__alloc(nodes, sizeof *r->memo);
    r->stamps = prse__alloc(nodes, sizeof *r->stamps);
    r->table = prse__alloc(r->table_room, sizeof *r->table);
    r->table_stamps = prse__alloc(r->table_room, sizeof *r->table_stamps);
    r->nodes = prse__alloc(nodes, sizeof *r->nodes);
    r->arcs = prse__alloc(rules->store.arc_count + 1, sizeof *r->arcs);
    r->shares = prse__alloc(rules->store.arc_count + 1, sizeof *r->shares);
    r->support = prse__alloc(nodes * rules->survey->words,
                             sizeof *r->support);
    if (r->memo && r->stamps && r->table && r->table_stamps && r->nodes &&
        r->arcs && r->shares && r->support)
        return PRSE_OK;
    prse__restrict_free(r);
    return prse__error_nomem(err);
}

void prse__restrict_free(prse__restrict *r)
{
    prse__free(r->memo);
    prse__free(r->stamps);
    prse__free(r->table);
    prse__free(r->table_stamps);
    prse__free(r->nodes);
    prse__free(r->arcs);
    prse__free(r->shares);
    prse__free(r->support);
    *r = (prse__restrict){0};
}

static int same(const prse__restrict *r, const prse__dd_node *a,
                const prse__dd_node *b)
{
    if (a->hash != b->hash || a->var != b->var || a->count != b->count)
        return 0;
    for (size_t i = 0; i < a->count; i++) {
        const prse__arc *x = &r->arcs[a->first + i];
        const prse__arc *y = &r->arcs[b->first + i];
        if (x->to != y->to || !prse__mask_equal(&x->mask, &y->mask))
            return 0;
    }
    return 1;
}

const uint64_t *prse__restrict_support(const prse__restrict *r, uint32_t dd)
{
    size_t own = r->rules->store.node_count;
    const prse__survey *survey = r->rules->survey;
    return dd < own ? prse__support(survey, dd)
                    : &r->support[(dd - own) * survey->words];
}

static void find_support(prse__restrict *r, const prse__dd_node *node)
{
    size_t words = r->rules->survey->words;
    uint64_t *own = &r->support[r->node_count * words];
    memset(own, 0, words * sizeof *own);
    prse__bits_add(own, node->var);
    for (uint32_t i = 0; i < node->count; i++) {
        const uint64_t *below =
            prse__restrict_support(r, r->arcs[node->first + i].to);
        for (size_t w = 0; w < words; w++)
            own[w] |= below[w];
    }
}

static void find_shares(prse__restrict *r, const prse__dd_node *node)
{
    const prse__weights *weights = &r->rules->survey->weights[node->var];
    double all = prse__weight(weights, &r->judge->masks[node->var]);
    for (uint32_t i = node->first; i < node->first + node->count; i++)
        r->shares[i] = prse__weight(weights, &r->arcs[i].mask) / all;
}

/* A node of the store may say the same. Its arcs hold every cell, and lead to
 * nodes of the store. */
static int find_stored(uint32_t *out, const prse__restrict *r,
                       const prse__dd_node *node)
{
    const prse__arc *arcs = &r->arcs[node->first];
    if (prse__bits_has(r->judge->known, node->var))
        return 0;
    for (uint32_t i = 0; i < node->count; i++)
        if (arcs[i].to >= r->rules->store.node_count)
            return 0;
    return prse__dd_find(out, &r->rules->store, node, arcs);
}

/* The number of a node whose arcs stand at the end of the others. */
static uint32_t enter(prse__restrict *r, uint32_t var, size_t count)
{
    uint32_t base = (uint32_t)r->rules->store.node_count;
    prse__dd_node node = {var, (uint32_t)r->arc_count, (uint32_t)count,
                          prse__dd_hash(var, &r->arcs[r->arc_count], count)};
    uint32_t stored;
    if (find_stored(&stored, r, &node))
        return stored;
    size_t slot = node.hash & (r->table_room - 1);
    for (; r->table_stamps[slot] == r->stamp;
         slot = (slot + 1) & (r->table_room - 1))
        if (same(r, &r->nodes[r->table[slot]], &node))
            return base + r->table[slot];
    r->table_stamps[slot] = r->stamp;
    r->table[slot] = (uint32_t)r->node_count;
    r->nodes[r->node_count] = node;
    find_support(r, &node);
    find_shares(r, &node);
    r->arc_count += count;
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

static uint32_t visit(prse__restrict *r, prse__dd dd);

/* What is below is made first: the arcs of this node then stand together. */
static uint32_t rebuild(prse__restrict *r, const prse__dd_node *node)
{
    const prse__arc *arcs = &r->rules->store.arcs[node->first];
    const prse__mask *mask = &r->judge->masks[node->var];
    size_t count = 0;
    for (uint32_t i = 0; i < node->count; i++)
        if (prse__mask_meets(&arcs[i].mask, mask))
            visit(r, arcs[i].to);
    for (uint32_t i = 0; i < node->count; i++)
        if (prse__mask_meets(&arcs[i].mask, mask))
            add_arc(&r->arcs[r->arc_count], &count,
                    (prse__arc){prse__mask_and(arcs[i].mask, *mask),
                                visit(r, arcs[i].to)});
    return count == 1 ? r->arcs[r->arc_count].to : enter(r, node->var, count);
}

static uint32_t visit(prse__restrict *r, prse__dd dd)
{
    const prse__survey *survey = r->rules->survey;
    if (!prse__bits_meet(prse__support(survey, dd), r->judge->known,
                         survey->words))
        return dd;
    if (r->stamps[dd] != r->stamp) {
        uint32_t made = rebuild(r, &r->rules->store.nodes[dd]);
        r->stamps[dd] = r->stamp;
        r->memo[dd] = made;
    }
    return r->memo[dd];
}

static void forget(prse__restrict *r, const prse__judge *judge)
{
    r->judge = judge;
    r->run = judge->run;
    r->node_count = r->arc_count = 0;
    if (++r->stamp == 0) {
        memset(r->stamps, 0, r->rules->store.node_count * sizeof *r->stamps);
        memset(r->table_stamps, 0, r->table_room * sizeof *r->table_stamps);
        r->stamp = 1;
    }
}

uint32_t prse__restrict_dd(prse__restrict *r, const prse__judge *judge,
                           prse__dd dd)
{
    if (r->judge != judge || r->run != judge->run)
        forget(r, judge);
    return visit(r, dd);
}
