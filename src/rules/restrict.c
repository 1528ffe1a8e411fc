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
    if (r->memo && r->stamps && r->table && r->table_stamps && r->nodes &&
        r->arcs)
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
    *r = (prse__restrict){0};
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

static int same(const prse__restrict *r, uint32_t index, uint32_t var,
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
static uint32_t enter(prse__restrict *r, uint32_t var, size_t first,
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

static uint32_t visit(prse__restrict *r, prse__dd dd,
                      const prse__mask *masks);

static uint32_t rebuild(prse__restrict *r, const prse__dd_node *node,
                        const prse__mask *masks)
{
    const prse__arc *arcs = &r->rules->store.arcs[node->first];
    prse__arc below[PRSE__CELL_MAX];
    size_t count = 0;
    for (uint32_t i = 0; i < node->count; i++) {
        prse__arc arc = {prse__mask_and(arcs[i].mask, masks[node->var]), 0};
        if (prse__mask_empty(&arc.mask))
            continue;
        arc.to = visit(r, arcs[i].to, masks);
        add_arc(below, &count, arc);
    }
    if (count == 1)
        return below[0].to;
    size_t first = r->arc_count;
    memcpy(&r->arcs[first], below, count * sizeof *below);
    return enter(r, node->var, first, count);
}

static uint32_t visit(prse__restrict *r, prse__dd dd, const prse__mask *masks)
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

void prse__restrict_run(prse__restrict *r, prse__dd dd,
                        const prse__mask *masks, uint8_t *matters)
{
    if (++r->stamp == 0) {
        memset(r->stamps, 0, r->rules->store.node_count * sizeof *r->stamps);
        memset(r->table_stamps, 0, r->table_room * sizeof *r->table_stamps);
        r->stamp = 1;
    }
    r->node_count = r->arc_count = 0;
    visit(r, dd, masks);
    for (size_t i = 0; i < r->node_count; i++)
        matters[r->nodes[i].var] = 1;
}
