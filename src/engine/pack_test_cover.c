/* SPDX-License-Identifier: Apache-2.0 */
/* Coverage: which cells, of the variables that an obligation reads, its tests
 * reach. A cell is reached when a test says something of the variable that
 * leaves it possible. Cells that the obligation never tells apart are one. */
#include "base/error.h"
#include "engine/pack_test.h"

/* The classes of the cells of one variable. */
typedef struct classes {
    size_t count;
    uint16_t of[PRSE__CELL_MAX];
} classes;

typedef struct cover {
    prse__testing *t;
    const prse__ruleset *rules;
    classes *classes; /* of each variable; count 0: not read */
    uint8_t *seen;    /* of each node */
} cover;

/* --- Cells that are told apart --- */

/* Splits every class that the arc holds a part of. */
static void split(classes *c, const prse__mask *mask, size_t cells)
{
    uint16_t inside[PRSE__CELL_MAX];
    size_t sizes[PRSE__CELL_MAX] = {0}, held[PRSE__CELL_MAX] = {0};
    size_t classes_before = c->count;
    for (size_t i = 0; i < cells; i++) {
        sizes[c->of[i]]++;
        held[c->of[i]] += (size_t)prse__mask_has(mask, i);
    }
    for (size_t k = 0; k < classes_before; k++)
        inside[k] = (uint16_t)(held[k] && held[k] < sizes[k] ? c->count++ : k);
    for (size_t i = 0; i < cells; i++)
        if (prse__mask_has(mask, i))
            c->of[i] = inside[c->of[i]];
}

static void visit(cover *c, prse__dd dd)
{
    const prse__dd_node *node = &c->rules->store.nodes[dd];
    if (c->seen[dd] || node->var == PRSE__DD_LEAF)
        return;
    c->seen[dd] = 1;
    classes *own = &c->classes[node->var];
    if (own->count == 0)
        own->count = 1;
    for (uint32_t i = 0; i < node->count; i++) {
        const prse__arc *arc = &c->rules->store.arcs[node->first + i];
        split(own, &arc->mask, c->rules->cells[node->var]);
        visit(c, arc->to);
    }
}

static void visit_period(cover *c, size_t epoch)
{
    const prse__obligation_rules *o =
        &c->rules->obligations[c->t->obligation];
    const prse__dd *slots = &o->slots[epoch * o->slot_count];
    for (size_t i = 0; i < o->slot_count; i++)
        if (slots[i] != PRSE__DD_NONE)
            visit(c, slots[i]);
}

/* --- Those that are reached --- */

static size_t count_reached(const classes *c, const prse__mask *given,
                            size_t cells, prse__mask *missed)
{
    uint8_t reached[PRSE__CELL_MAX] = {0};
    size_t count = 0;
    for (size_t i = 0; i < cells; i++)
        if (prse__mask_has(given, i) && !reached[c->of[i]]) {
            reached[c->of[i]] = 1;
            count++;
        }
    *missed = prse__mask_none();
    for (size_t i = 0; i < cells; i++)
        if (!reached[c->of[i]])
            *missed = prse__mask_or(*missed, prse__mask_one(i));
    return count;
}

static void measure(cover *c, prse__coverage *out, size_t var)
{
    const classes *own = &c->classes[var];
    prse__uncovered *item = &out->items[out->count];
    if (own->count == 0)
        return;
    size_t reached = count_reached(own, &c->t->given[var],
                                   c->rules->cells[var], &item->cells);
    item->var = var;
    item->never_given = reached == 0;
    out->total += own->count;
    out->reached += reached;
    out->count += reached < own->count;
}

static void measure_all(cover *c, prse__coverage *out)
{
    const prse__epochs *epochs = &c->rules->epochs;
    size_t now = prse__epoch_of(epochs, c->t->pack->tree->reviewed);
    for (size_t e = 0; e < epochs->count; e++)
        if (c->t->epochs[e] || e == now)
            visit_period(c, e);
    for (size_t v = 0; v < c->rules->var_count; v++)
        measure(c, out, v);
}

prse_status prse__test_cover(prse__testing *t)
{
    const prse__ruleset *rules = &t->pack->rules;
    prse__coverage *out = &t->coverage[t->obligation];
    cover c = {.t = t, .rules = rules};
    c.classes = prse__alloc(rules->var_count + 1, sizeof *c.classes);
    c.seen = prse__alloc(rules->store.node_count, sizeof *c.seen);
    *out = (prse__coverage){0};
    out->items = prse__arena_alloc(t->arena, rules->var_count + 1,
                                   sizeof *out->items);
    int ready = c.classes && c.seen && out->items;
    if (ready)
        measure_all(&c, out);
    prse__free(c.classes);
    prse__free(c.seen);
    return ready ? PRSE_OK : prse__error_nomem(t->err);
}
